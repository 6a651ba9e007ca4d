//! Accounts and memberships.

use async_trait::async_trait;
use dineqr_core::account::{Account, Membership};
use dineqr_core::id::{AccountId, RestaurantId};
use dineqr_core::store::{Accounts, Result, StoreError};
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document;
use crate::failure::Outcome;

const NOUN: &str = "account";

#[async_trait]
impl Accounts for SqliteStore {
    async fn create_account(&self, account: &Account, membership: &Membership) -> Result<()> {
        let (id, email) = (account.id.to_bytes(), account.email.clone());
        let (doc, membership) = (document::write(account)?, MembershipRow::of(membership)?);
        self.write(move |connection| {
            let sql = "INSERT INTO accounts (id, email, doc) VALUES (?, ?, ?)";
            connection.run(sql, params![id, email, doc])?;
            membership.insert(connection)
        })
        .await
    }

    async fn create_membership(&self, membership: &Membership) -> Result<()> {
        let membership = MembershipRow::of(membership)?;
        self.write(move |connection| membership.insert(connection)).await
    }

    async fn account(&self, id: AccountId) -> Result<Option<Account>> {
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM accounts WHERE id = ?";
            document::one(connection, NOUN, sql, params![id.to_bytes()])
        })
        .await
    }

    async fn account_by_email(&self, email: &str) -> Result<Option<Account>> {
        let email = email.to_owned();
        self.read(move |connection| {
            let sql = "SELECT id, doc FROM accounts WHERE email = ?";
            document::one(connection, NOUN, sql, params![email])
        })
        .await
    }

    async fn account_by_staff_id(
        &self,
        restaurant: RestaurantId,
        staff_id: &str,
    ) -> Result<Option<Account>> {
        let staff_id = staff_id.to_owned();
        self.read(move |connection| {
            let sql = "SELECT id, accounts.doc FROM memberships \
                 JOIN accounts ON id = account_id WHERE restaurant_id = ? AND staff_id = ?";
            document::one(connection, NOUN, sql, params![restaurant.to_bytes(), staff_id])
        })
        .await
    }

    async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>> {
        self.read(move |connection| {
            let sql = "SELECT account_id, doc FROM memberships WHERE account_id = ? \
                 ORDER BY restaurant_id";
            document::all(connection, "membership of account", sql, params![account.to_bytes()])
        })
        .await
    }

    async fn members(&self, restaurant: RestaurantId) -> Result<Vec<(Account, Membership)>> {
        self.read(move |connection| members(connection, restaurant)).await
    }

    async fn update_account(&self, account: &Account) -> Result<()> {
        let (id, email) = (account.id.to_bytes(), account.email.clone());
        let doc = document::write(account)?;
        self.write(move |connection| {
            let sql = "UPDATE accounts SET email = ?, doc = ? WHERE id = ?";
            found(connection.run(sql, params![email, doc, id])?)
        })
        .await
    }

    async fn update_membership(&self, membership: &Membership) -> Result<()> {
        let row = MembershipRow::of(membership)?;
        self.write(move |connection| {
            let sql = "UPDATE memberships SET staff_id = ?, doc = ? \
                 WHERE account_id = ? AND restaurant_id = ?";
            found(connection.run(sql, params![row.staff_id, row.doc, row.account, row.restaurant])?)
        })
        .await
    }

    async fn delete_membership(
        &self,
        account: AccountId,
        restaurant: RestaurantId,
    ) -> Result<bool> {
        self.write(move |connection| {
            let sql = "DELETE FROM memberships WHERE account_id = ? AND restaurant_id = ?";
            Ok(connection.run(sql, params![account.to_bytes(), restaurant.to_bytes()])? == 1)
        })
        .await
    }
}

/// A membership on its way to the writer.
pub(crate) struct MembershipRow {
    account: [u8; 16],
    restaurant: [u8; 16],
    staff_id: Option<String>,
    doc: String,
}

impl MembershipRow {
    pub(crate) fn of(membership: &Membership) -> Result<Self> {
        Ok(Self {
            account: membership.account_id.to_bytes(),
            restaurant: membership.restaurant_id.to_bytes(),
            staff_id: membership.staff_id.clone(),
            doc: document::write(membership)?,
        })
    }

    fn insert(&self, connection: &Connection) -> Outcome<()> {
        let sql = "INSERT INTO memberships (account_id, restaurant_id, staff_id, doc) \
             VALUES (?, ?, ?, ?)";
        connection.run(sql, params![self.account, self.restaurant, self.staff_id, self.doc])?;
        Ok(())
    }

    /// Writes it over the one there is.
    pub(crate) fn replace(&self, connection: &Connection) -> Outcome<()> {
        let sql = "DELETE FROM memberships WHERE account_id = ? AND restaurant_id = ?";
        connection.run(sql, params![self.account, self.restaurant])?;
        self.insert(connection)
    }
}

/// What was to be changed may be gone by now.
fn found(rows: usize) -> Outcome<()> {
    if rows == 0 { Err(StoreError::Conflict.into()) } else { Ok(()) }
}

fn members(
    connection: &Connection,
    restaurant: RestaurantId,
) -> Outcome<Vec<(Account, Membership)>> {
    let sql = "SELECT id, accounts.doc, memberships.doc FROM memberships \
         JOIN accounts ON id = account_id WHERE restaurant_id = ? ORDER BY id";
    let rows = connection.all(sql, params![restaurant.to_bytes()], |row| {
        let id = AccountId::from_bytes(row.get(0)?).to_string();
        Ok((id, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let parse = |(id, account, membership): (String, String, String)| {
        let membership = document::read("membership of account", &id, &membership)?;
        Ok((document::read(NOUN, &id, &account)?, membership))
    };
    rows.into_iter().map(parse).collect()
}
