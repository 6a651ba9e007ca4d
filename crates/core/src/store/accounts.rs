//! Accounts and memberships.

use async_trait::async_trait;

use super::Result;
use crate::account::{Account, Membership};
use crate::id::{AccountId, RestaurantId};

/// People who sign in, and their roles.
#[async_trait]
pub trait Accounts {
    /// Keeps a new account with its first membership. `Duplicate` when the e-mail address, or the staff id in that
    /// restaurant, is taken.
    async fn create_account(&self, account: &Account, membership: &Membership) -> Result<()>;

    /// Gives an account a role in a(nother) restaurant. `Duplicate` when it has one there, or the staff id is taken.
    async fn create_membership(&self, membership: &Membership) -> Result<()>;

    /// The account of that id.
    async fn account(&self, id: AccountId) -> Result<Option<Account>>;

    /// The account with that e-mail address (in lower case).
    async fn account_by_email(&self, email: &str) -> Result<Option<Account>>;

    /// The account with that staff id in that restaurant.
    async fn account_by_staff_id(
        &self,
        restaurant: RestaurantId,
        staff_id: &str,
    ) -> Result<Option<Account>>;

    /// All roles of an account, by restaurant id.
    async fn memberships(&self, account: AccountId) -> Result<Vec<Membership>>;

    /// All people of a restaurant, by account id.
    async fn members(&self, restaurant: RestaurantId) -> Result<Vec<(Account, Membership)>>;

    /// Replaces name, e-mail address and password of an account. `Duplicate` when the address is taken, `Conflict`
    /// when the account is gone.
    async fn update_account(&self, account: &Account) -> Result<()>;

    /// Replaces role, staff id and station of a membership. `Duplicate` when the staff id is taken, `Conflict` when
    /// the membership is gone.
    async fn update_membership(&self, membership: &Membership) -> Result<()>;

    /// Takes a role away; says whether there was one. The account stays.
    async fn delete_membership(&self, account: AccountId, restaurant: RestaurantId)
    -> Result<bool>;
}
