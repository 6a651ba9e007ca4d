//! Accounts and memberships. The memberships of an account stand in its document, so that a person is never there
//! without a role because something went wrong half-way.

use async_trait::async_trait;
use dineqr_core::account::{Account, Membership};
use dineqr_core::id::{AccountId, RestaurantId};
use dineqr_core::store::{Accounts, Result, StoreError};
use mongodb::bson::{Bson, Document, RawDocumentBuf, doc};
use serde::Deserialize;

use crate::MongoStore;
use crate::document::{self, DOC};
use crate::failure::{Failure, Outcome};
use crate::schema::ACCOUNTS;

const NOUN: &str = "account";
const ROLES: &str = "memberships of account";
/// Times that the roles of an account are read again because somebody else changed them meanwhile.
const ATTEMPTS: usize = 16;

/// The roles of an account.
#[derive(Deserialize)]
pub(crate) struct Roles {
    /// How often they were changed.
    rev: i64,
    pub(crate) memberships: Vec<Membership>,
}

#[async_trait]
impl Accounts for MongoStore {
    async fn create_account(&self, account: &Account, membership: &Membership) -> Result<()> {
        let mut document = doc! { "_id": account.id.to_string(), "rev": 0_i64 };
        document.extend(login(account)?.set);
        document.extend(roles(std::slice::from_ref(membership))?.set);
        self.write(async {
            self.documents(ACCOUNTS).insert_one(document).await?;
            Ok(())
        })
        .await
    }

    async fn create_membership(&self, membership: &Membership) -> Result<()> {
        let RoleKey { account, restaurant } = RoleKey::of(membership);
        self.write(async {
            let added = self.change_roles(account, |roles| {
                if roles.iter().any(|role| role.restaurant_id == restaurant) {
                    return Err(StoreError::Duplicate);
                }
                roles.push(membership.clone());
                Ok(true)
            });
            if added.await? { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.read(self.stored_account(doc! { "_id": id.to_string() })).await
    }

    async fn account_by_email(&self, email: &str) -> Result<Option<Account>> {
        self.read(self.stored_account(doc! { "email": email })).await
    }

    async fn account_by_staff_id(
        &self,
        restaurant: RestaurantId,
        staff_id: &str,
    ) -> Result<Option<Account>> {
        self.read(self.stored_account(doc! { "logins": staff_login(restaurant, staff_id) })).await
    }

    async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>> {
        self.read(async {
            let roles = self.roles(account).await?;
            Ok(roles.map(|roles| roles.memberships).unwrap_or_default())
        })
        .await
    }

    async fn members(&self, restaurant: RestaurantId) -> Result<Vec<(Account, Membership)>> {
        self.read(async {
            let here = doc! { "memberships.restaurant_id": restaurant.to_string() };
            let mut found = self.raw(ACCOUNTS).find(here).sort(doc! { "_id": 1 }).await?;
            let mut members = Vec::new();
            while found.advance().await? {
                let account: Account = document::read(NOUN, found.current(), DOC)?;
                let roles: Roles = document::whole(ROLES, found.current())?;
                let role = roles.memberships.into_iter();
                let role = role.filter(|role| role.restaurant_id == restaurant);
                members.extend(role.map(|role| (account.clone(), role)));
            }
            Ok(members)
        })
        .await
    }

    async fn update_account(&self, account: &Account) -> Result<()> {
        let change = login(account)?.update();
        self.write(async {
            let key = doc! { "_id": account.id.to_string() };
            let done = self.documents(ACCOUNTS).update_one(key, change).await?;
            if done.matched_count == 1 { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }

    async fn update_membership(&self, membership: &Membership) -> Result<()> {
        let RoleKey { account, restaurant } = RoleKey::of(membership);
        self.write(async {
            let changed = self.change_roles(account, |roles| {
                let role = roles.iter_mut().find(|role| role.restaurant_id == restaurant);
                Ok(role.map(|role| role.clone_from(membership)).is_some())
            });
            if changed.await? { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }

    async fn delete_membership(
        &self,
        account: AccountId,
        restaurant: RestaurantId,
    ) -> Result<bool> {
        self.write(self.change_roles(account, |roles| {
            let before = roles.len();
            roles.retain(|role| role.restaurant_id != restaurant);
            Ok(roles.len() < before)
        }))
        .await
    }
}

impl MongoStore {
    async fn stored_account(&self, key: Document) -> Outcome<Option<Account>> {
        let found = self.raw(ACCOUNTS).find_one(key).projection(doc! { DOC: 1 }).await?;
        Ok(found.map(|found| document::read(NOUN, &found, DOC)).transpose()?)
    }

    /// The roles of an account, by restaurant.
    async fn roles(&self, account: AccountId) -> Outcome<Option<Roles>> {
        let key = doc! { "_id": account.to_string() };
        let fields = doc! { "rev": 1, "memberships": 1 };
        let found: Option<RawDocumentBuf> =
            self.raw(ACCOUNTS).find_one(key).projection(fields).await?;
        Ok(found.map(|found| document::whole(ROLES, &found)).transpose()?)
    }

    /// Changes the roles of an account as they are; `change` says whether it did. False when the account is not there.
    async fn change_roles(
        &self,
        account: AccountId,
        change: impl Fn(&mut Vec<Membership>) -> Result<bool> + Send + Sync,
    ) -> Outcome<bool> {
        for _ in 0..ATTEMPTS {
            let Some(mut seen) = self.roles(account).await? else { return Ok(false) };
            if !change(&mut seen.memberships)? {
                return Ok(false);
            }
            let mut update = roles(&seen.memberships)?.update();
            update.insert("$inc", doc! { "rev": 1_i64 });
            let key = doc! { "_id": account.to_string(), "rev": seen.rev };
            if self.documents(ACCOUNTS).update_one(key, update).await?.matched_count == 1 {
                return Ok(true);
            }
        }
        Err(Failure::Raced)
    }
}

struct RoleKey {
    account: AccountId,
    restaurant: RestaurantId,
}

impl RoleKey {
    fn of(membership: &Membership) -> Self {
        Self { account: membership.account_id, restaurant: membership.restaurant_id }
    }
}

/// Fields to write, and those to remove: what is not there is in no unique index.
pub(crate) struct Fields {
    pub(crate) set: Document,
    unset: Document,
}

impl Fields {
    pub(crate) fn update(self) -> Document {
        let mut update = doc! { "$set": self.set };
        if !self.unset.is_empty() {
            update.insert("$unset", self.unset);
        }
        update
    }

    fn keep(mut self, field: &str, value: Option<impl Into<Bson>>) -> Self {
        match value {
            Some(value) => self.set.insert(field, value),
            None => self.unset.insert(field, ""),
        };
        self
    }
}

/// The account itself.
pub(crate) fn login(account: &Account) -> Result<Fields> {
    let fields = Fields { set: doc! { DOC: document::write(account)? }, unset: Document::new() };
    Ok(fields.keep("email", account.email.as_deref()))
}

/// Its roles, by restaurant.
pub(crate) fn roles(memberships: &[Membership]) -> Result<Fields> {
    let mut memberships: Vec<&Membership> = memberships.iter().collect();
    memberships.sort_by_key(|role| role.restaurant_id);
    let logins = memberships.iter().filter_map(|role| {
        role.staff_id.as_deref().map(|staff_id| staff_login(role.restaurant_id, staff_id))
    });
    let logins: Vec<String> = logins.collect();
    let set = doc! { "memberships": document::write(&memberships)? };
    let fields = Fields { set, unset: Document::new() };
    Ok(fields.keep("logins", Some(logins).filter(|logins| !logins.is_empty())))
}

/// What somebody without an address signs in with.
fn staff_login(restaurant: RestaurantId, staff_id: &str) -> String {
    format!("{restaurant}/{staff_id}")
}
