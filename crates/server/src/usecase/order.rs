//! Placing and pricing orders.

use dineqr_core::event::Actor;
use dineqr_core::id::{RestaurantId, TabId};
use dineqr_core::tab::{self, Bill, Command, Order, OrderRequest, RequestKey, Tab};

use super::Result;
use super::house::House;
use super::tab::{Done, decide, find, follow, open, run_in_turn};
use crate::app::App;

/// Places an order on a tab, or on the one that goes on where it was joined into another: guests follow, and so does
/// the repeat of an order whose answer got lost.
///
/// # Errors
/// As [`super::tab::run`].
pub async fn place(
    app: &App,
    restaurant: RestaurantId,
    tab: TabId,
    actor: Actor,
    request: OrderRequest,
    key: RequestKey,
) -> Result<Done> {
    let tab = follow(app, restaurant, tab).await?.id;
    let _turn = app.turn(tab).await;
    let placed = find(app, restaurant, tab).await?.placed_with(actor, &key.key).is_some();
    // A repeat draws no number, so that a phone on a bad line leaves no gaps.
    let number = if placed { 0 } else { next_number(app, restaurant).await? };
    run_in_turn(app, restaurant, tab, actor, &Command::PlaceOrder { request, number, key }).await
}

async fn next_number(app: &App, restaurant: RestaurantId) -> Result<u32> {
    let house = app.houses.get(restaurant).await?;
    let day = house.restaurant.business_day(app.now());
    Ok(app.store.next_order_number(restaurant, &day).await?)
}

/// Places an order to take away, on a tab of its own. A crash between the two leaves an empty tab that closes by
/// itself; a repeat of the request finds it and goes on.
///
/// # Errors
/// As [`super::tab::run`].
pub async fn place_parcel(
    app: &App,
    restaurant: RestaurantId,
    actor: Actor,
    customer: Option<String>,
    request: OrderRequest,
    key: RequestKey,
) -> Result<Done> {
    let house = app.houses.get(restaurant).await?;
    let id = parcel_id(restaurant, actor, &key);
    // Priced before anything is opened, so that a refusal leaves nothing behind.
    if app.store.tab(restaurant, id).await?.is_none() {
        let empty = empty_tab(app, &house, actor, id).await?;
        quote(app, &empty, actor, &request).await?;
    }
    open(app, &house, actor, None, customer, Some((id, key.clone()))).await?;
    place(app, restaurant, id, actor, request, key).await
}

fn parcel_id(restaurant: RestaurantId, actor: Actor, key: &RequestKey) -> TabId {
    TabId::derived(&["parcel", &restaurant.to_string(), &format!("{actor:?}"), &key.key])
}

async fn empty_tab(app: &App, house: &House, actor: Actor, id: TabId) -> Result<Tab> {
    let opening =
        tab::Opening { id, table: None, customer: None, pin: String::new(), request: None };
    Ok(decide(app, house, actor, |ctx| Ok(tab::open(opening, ctx))).await?.tab)
}

/// What an order would come to on a tab of its own, for a phone that has not signed in.
///
/// # Errors
/// As [`quote`].
pub async fn quote_alone(app: &App, house: &House, request: &OrderRequest) -> Result<(Tab, Order)> {
    let id = TabId::new(app.now(), &*app.ids);
    let empty = empty_tab(app, house, Actor::System, id).await?;
    let (order, _) = quote(app, &empty, Actor::System, request).await?;
    Ok((empty, order))
}

/// What an order would come to, and the tab's balance once it is ordered.
///
/// # Errors
/// As placing it would refuse.
pub async fn quote(
    app: &App,
    tab: &Tab,
    actor: Actor,
    request: &OrderRequest,
) -> Result<(Order, Bill)> {
    let house = app.houses.get(tab.restaurant_id).await?;
    let order = decide(app, &house, actor, |ctx| tab::quote(tab, request, ctx)).await?;
    let bill = Bill::with(tab, Some(&order));
    Ok((order, bill))
}
