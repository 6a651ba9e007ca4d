//! People and their roles.

use pretty_assertions::assert_eq;

use super::world::neighbour;
use crate::account::{Account, Membership, Role};
use crate::id::{AccountId, RestaurantId};
use crate::store::{SharedStore, StoreError};
use crate::test_support::restaurant;

/// A person and their role at the first restaurant; names without an `@` are staff ids.
pub(super) fn person(login: &str) -> (Account, Membership) {
    let id = AccountId::derived(&[login]);
    let email = login.contains('@').then(|| login.to_owned());
    let staff_id = email.is_none().then(|| login.to_owned());
    let (name, password_hash) = (login.to_owned(), "$2b$12$hash".to_owned());
    (Account { id, email, name, password_hash }, role(id, restaurant().id, staff_id.as_deref()))
}

/// A role of somebody's.
pub(super) fn role(
    account_id: AccountId,
    restaurant_id: RestaurantId,
    staff_id: Option<&str>,
) -> Membership {
    let staff_id = staff_id.map(str::to_owned);
    Membership { account_id, restaurant_id, role: Role::Staff, staff_id, station: None }
}

async fn hired(store: &SharedStore, login: &str) -> (Account, Membership) {
    let (account, membership) = person(login);
    store.create_account(&account, &membership).await.expect("created");
    (account, membership)
}

/// By each of the three, and by nothing else.
pub async fn an_account_is_found_by_id_address_and_staff_id(store: SharedStore) {
    let (asha, _) = hired(&store, "asha@demo.test").await;
    let (ravi, _) = hired(&store, "ravi").await;
    assert_eq!(store.account(asha.id).await, Ok(Some(asha.clone())));
    assert_eq!(store.account_by_email("asha@demo.test").await, Ok(Some(asha)));
    assert_eq!(store.account_by_staff_id(restaurant().id, "ravi").await, Ok(Some(ravi)));
    assert_eq!(store.account(AccountId::derived(&["nobody"])).await, Ok(None));
    assert_eq!(store.account_by_email("ravi").await, Ok(None));
    assert_eq!(store.account_by_staff_id(neighbour().id, "ravi").await, Ok(None));
}

/// A second account with the same address is a `Duplicate`, and its role is not kept either.
pub async fn an_address_is_taken_once(store: SharedStore) {
    let (asha, membership) = hired(&store, "asha@demo.test").await;
    let (mut other, other_role) = person("other@demo.test");
    other.email = Some("asha@demo.test".to_owned());
    assert_eq!(store.create_account(&other, &other_role).await, Err(StoreError::Duplicate));
    assert_eq!(store.account(other.id).await, Ok(None));
    assert_eq!(store.members(restaurant().id).await, Ok(vec![(asha, membership)]));
}

/// Staff without an address sign in with a staff id.
pub async fn people_without_an_address_do_not_collide(store: SharedStore) {
    let mut people = vec![hired(&store, "ravi").await, hired(&store, "meena").await];
    people.sort_by_key(|(account, _)| account.id);
    assert_eq!(store.members(restaurant().id).await, Ok(people));
}

/// The same staff id may be used next door.
pub async fn a_staff_id_is_taken_once_per_restaurant(store: SharedStore) {
    let (ravi, _) = hired(&store, "ravi").await;
    let (other, _) = person("other");
    let taken = role(other.id, restaurant().id, Some("ravi"));
    assert_eq!(store.create_account(&other, &taken).await, Err(StoreError::Duplicate));
    assert_eq!(store.account(other.id).await, Ok(None));
    let next_door = role(other.id, neighbour().id, Some("ravi"));
    assert_eq!(store.create_account(&other, &next_door).await, Ok(()));
    let found = store.account_by_staff_id(restaurant().id, "ravi").await;
    assert_eq!(found, Ok(Some(ravi)));
}

/// Once in each.
pub async fn an_account_belongs_to_several_restaurants(store: SharedStore) {
    let (asha, here) = hired(&store, "asha@demo.test").await;
    let there = role(asha.id, neighbour().id, None);
    assert_eq!(store.create_membership(&there).await, Ok(()));
    assert_eq!(store.create_membership(&there).await, Err(StoreError::Duplicate));
    let mut roles = vec![here, there.clone()];
    roles.sort_by_key(|role| role.restaurant_id);
    assert_eq!(store.memberships(asha.id).await, Ok(roles));
    assert_eq!(store.members(neighbour().id).await, Ok(vec![(asha, there)]));
}

/// Address and staff id stay unique, and what is gone cannot be replaced.
pub async fn accounts_and_memberships_are_replaced(store: SharedStore) {
    let (mut asha, mut role) = hired(&store, "asha@demo.test").await;
    hired(&store, "ravi").await;
    hired(&store, "other@demo.test").await;
    asha.name = "Asha".to_owned();
    asha.email = Some("new@demo.test".to_owned());
    role.role = Role::Manager;
    role.staff_id = Some("asha".to_owned());
    store.update_account(&asha).await.expect("updated");
    store.update_membership(&role).await.expect("updated");
    assert_eq!(store.account_by_email("new@demo.test").await, Ok(Some(asha.clone())));
    assert_eq!(store.account_by_email("asha@demo.test").await, Ok(None));
    assert_eq!(store.memberships(asha.id).await, Ok(vec![role.clone()]));
    let found = store.account_by_staff_id(restaurant().id, "asha").await;
    assert_eq!(found, Ok(Some(asha.clone())));
    asha.email = Some("other@demo.test".to_owned());
    role.staff_id = Some("ravi".to_owned());
    assert_eq!(store.update_account(&asha).await, Err(StoreError::Duplicate));
    assert_eq!(store.update_membership(&role).await, Err(StoreError::Duplicate));
    let (nobody, no_role) = person("nobody");
    assert_eq!(store.update_account(&nobody).await, Err(StoreError::Conflict));
    assert_eq!(store.update_membership(&no_role).await, Err(StoreError::Conflict));
}

/// Once, and for one restaurant.
pub async fn a_role_is_taken_away_and_the_account_stays(store: SharedStore) {
    let (ravi, role) = hired(&store, "ravi").await;
    assert_eq!(store.delete_membership(ravi.id, neighbour().id).await, Ok(false));
    assert_eq!(store.memberships(ravi.id).await, Ok(vec![role]));
    assert_eq!(store.delete_membership(ravi.id, restaurant().id).await, Ok(true));
    assert_eq!(store.delete_membership(ravi.id, restaurant().id).await, Ok(false));
    assert_eq!(store.memberships(ravi.id).await, Ok(Vec::new()));
    assert_eq!(store.members(restaurant().id).await, Ok(Vec::new()));
    assert_eq!(store.account(ravi.id).await, Ok(Some(ravi)));
}
