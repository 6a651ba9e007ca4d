//! Menus: the draft, its import, and publishing.

use dineqr_core::event::{Actor, EventKind};
use dineqr_core::id::{DishId, RestaurantId};
use dineqr_core::menu::{
    Category, Differences, Dish, DishEdit, Menu, differences, import_csv, validate,
};
use dineqr_core::money::Currency;
use dineqr_core::store::StoreError;

use super::{Error, Result};
use crate::app::App;

/// How often an edit is made again because somebody else's came first.
const ATTEMPTS: usize = 16;

/// Replaces the draft.
///
/// # Errors
/// [`Error::Invalid`] with every rule the menu breaks.
pub async fn save_draft(app: &App, restaurant: RestaurantId, menu: Menu) -> Result<Menu> {
    check(app, restaurant, &menu).await?;
    app.store.save_draft_menu(restaurant, &menu).await?;
    Ok(menu)
}

/// Refuses a menu that breaks rules.
async fn check(app: &App, restaurant: RestaurantId, menu: &Menu) -> Result<()> {
    let house = app.houses.get(restaurant).await?;
    Error::check_menu(validate(menu, &house.restaurant.settings))
}

/// Reads a CSV file as a menu, all of it or nothing.
///
/// # Errors
/// [`Error::Invalid`] with the lines that break rules.
pub async fn read(app: &App, restaurant: RestaurantId, bytes: &[u8]) -> Result<Menu> {
    let house = app.houses.get(restaurant).await?;
    Ok(import_csv(bytes, restaurant, &house.restaurant.settings)?)
}

/// What an import comes to.
#[derive(Debug, Clone)]
pub struct Import {
    /// The menu that was, or would be, the draft.
    pub menu: Menu,
    /// What is other than in the draft before.
    pub differences: Differences,
    /// Currency of every amount.
    pub currency: Currency,
}

/// Replaces the draft by an imported menu; a rehearsal only tells what that would change.
///
/// # Errors
/// [`Error::Invalid`] with every rule the menu breaks.
pub async fn import(
    app: &App,
    restaurant: RestaurantId,
    menu: Menu,
    rehearsal: bool,
) -> Result<Import> {
    check(app, restaurant, &menu).await?;
    let currency = app.houses.get(restaurant).await?.restaurant.currency;
    let differences = differences(&app.store.draft_menu(restaurant).await?, &menu);
    if !rehearsal {
        app.store.save_draft_menu(restaurant, &menu).await?;
    }
    Ok(Import { menu, differences, currency })
}

/// A dish that was edited.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The dish as it is now.
    pub dish: Dish,
    /// Its category.
    pub category: Category,
    /// The version that guests see now.
    pub menu_version: u64,
    /// Currency of every amount.
    pub currency: Currency,
}

/// Edits a dish on the draft and on the published menu at once, wherever it is; guests see it within a second. Two
/// managers who edit at once both get theirs.
///
/// # Errors
/// [`Error::NotFound`] for a dish of neither menu, [`Error::Invalid`] when the edit breaks a rule.
pub async fn edit_dish(
    app: &App,
    restaurant: RestaurantId,
    actor: Actor,
    dish: DishId,
    edit: DishEdit,
) -> Result<Edited> {
    let edit = edit.check()?;
    for _ in 0..ATTEMPTS {
        match try_edit(app, restaurant, actor, dish, &edit).await {
            Err(Error::Store(StoreError::Conflict)) => {}
            done => return done,
        }
    }
    Err(Error::Store(StoreError::Conflict))
}

async fn try_edit(
    app: &App,
    restaurant: RestaurantId,
    actor: Actor,
    id: DishId,
    edit: &DishEdit,
) -> Result<Edited> {
    let seen = app.store.menus(restaurant).await?;
    let (mut draft, mut published) = (seen.draft.clone(), seen.published.menu().clone());
    let drafted = draft.edit_dish(id, edit)?;
    let shown = published.edit_dish(id, edit)?;
    if !drafted && !shown {
        return Err(Error::NotFound("dish"));
    }
    let menu_version = seen.published.version + u64::from(shown);
    let event = app.event(restaurant, actor, EventKind::MenuPublished { menu_version });
    let publication = shown.then_some((&published, &event));
    app.store.edit_menus(restaurant, &seen, &draft, publication).await?;
    if shown {
        app.hand_on(vec![event]);
    }
    let found = published.find(id).or_else(|| draft.find(id)).ok_or(Error::NotFound("dish"))?;
    let (category, dish) = (found.0.clone(), found.1.clone());
    let currency = app.houses.get(restaurant).await?.restaurant.currency;
    Ok(Edited { dish, category, menu_version, currency })
}

/// Publishes the draft; answers its version.
///
/// # Errors
/// [`Error::Invalid`] when the draft breaks rules (settings may have changed since it was saved), [`Error::Conflict`]
/// for an empty one.
pub async fn publish(app: &App, restaurant: RestaurantId, actor: Actor) -> Result<u64> {
    let house = app.houses.get(restaurant).await?;
    let draft = app.store.draft_menu(restaurant).await?;
    if draft.dishes().next().is_none() {
        return Err(Error::Conflict { code: "empty_menu", detail: "The draft has no dishes." });
    }
    Error::check_menu(validate(&draft, &house.restaurant.settings))?;
    let current = app.store.published_menu(restaurant).await?.version;
    let menu_version = current + 1;
    let event = app.event(restaurant, actor, EventKind::MenuPublished { menu_version });
    app.store.publish_menu(restaurant, current, &draft, &event).await?;
    app.hand_on(vec![event]);
    Ok(menu_version)
}
