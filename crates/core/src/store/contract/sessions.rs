//! Sign-ins.

use pretty_assertions::assert_eq;

use super::World;
use super::world::{minutes, neighbour};
use crate::account::{Holder, Session};
use crate::id::{AccountId, GuestId, RestaurantId, SessionId, TabId};
use crate::store::SharedStore;

pub(super) async fn sign_in(
    world: &World,
    restaurant_id: RestaurantId,
    holder: Holder,
    lasts: i64,
) -> Session {
    let session = Session {
        id: SessionId::new(minutes(0), world.ids()),
        restaurant_id,
        holder,
        created_at: minutes(0),
        expires_at: minutes(lasts),
    };
    world.store.create_session(&session).await.expect("kept");
    session
}

pub(super) fn member(name: &str) -> Holder {
    Holder::Member { account_id: AccountId::derived(&[name]) }
}

pub(super) fn guest() -> Holder {
    Holder::Guest { tab_id: TabId::derived(&["tab"]), guest_id: GuestId::derived(&["guest"]) }
}

/// By itself or because it was ended.
pub async fn a_session_counts_until_it_ends(store: SharedStore) {
    let world = World::new(store);
    let session = sign_in(&world, world.place(), guest(), 10).await;
    let other = sign_in(&world, world.place(), member("asha"), 10).await;
    let at = async |minute| world.store.session(session.id, minutes(minute)).await;
    assert_eq!(at(9).await, Ok(Some(session.clone())));
    assert_eq!(at(10).await, Ok(None));
    assert_eq!(world.store.delete_session(session.id).await, Ok(true));
    assert_eq!(world.store.delete_session(session.id).await, Ok(false));
    assert_eq!(at(0).await, Ok(None));
    assert_eq!(world.store.session(other.id, minutes(0)).await, Ok(Some(other)));
}

/// In one restaurant, or in all.
pub async fn sessions_of_an_account_end_together(store: SharedStore) {
    let world = World::new(store);
    let (here, there) = (world.place(), neighbour().id);
    let first = sign_in(&world, here, member("asha"), 10).await;
    let second = sign_in(&world, here, member("asha"), 10).await;
    let third = sign_in(&world, there, member("asha"), 10).await;
    let ravi = sign_in(&world, here, member("ravi"), 10).await;
    let phone = sign_in(&world, here, guest(), 10).await;
    let asha = AccountId::derived(&["asha"]);
    let mut ended = world.store.delete_sessions_of(asha, Some(here)).await.expect("ended");
    ended.sort();
    assert_eq!(ended, vec![first.id, second.id]);
    assert_eq!(world.store.delete_sessions_of(asha, None).await, Ok(vec![third.id]));
    assert_eq!(world.store.delete_sessions_of(asha, None).await, Ok(Vec::new()));
    assert_eq!(world.store.session(first.id, minutes(0)).await, Ok(None));
    assert_eq!(world.store.session(ravi.id, minutes(0)).await, Ok(Some(ravi)));
    assert_eq!(world.store.session(phone.id, minutes(0)).await, Ok(Some(phone)));
}

/// Those that still count stay.
pub async fn sessions_that_ended_are_forgotten(store: SharedStore) {
    let world = World::new(store);
    sign_in(&world, world.place(), guest(), 1).await;
    sign_in(&world, world.place(), member("asha"), 2).await;
    let lasting = sign_in(&world, world.place(), guest(), 10).await;
    assert_eq!(world.store.delete_expired_sessions(minutes(5)).await, Ok(2));
    assert_eq!(world.store.delete_expired_sessions(minutes(5)).await, Ok(0));
    assert_eq!(world.store.session(lasting.id, minutes(5)).await, Ok(Some(lasting)));
}
