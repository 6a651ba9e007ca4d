//! People of a restaurant.

use dineqr_core::account::{Account, Membership, Role};
use serde::Serialize;
use utoipa::ToSchema;

/// A person and their role.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonOut {
    /// The account.
    pub id: String,
    /// What colleagues call them.
    pub name: String,
    /// Their address for signing in.
    pub email: Option<String>,
    /// Or their short id in this restaurant.
    pub staff_id: Option<String>,
    /// `staff` or `manager`.
    pub role: &'static str,
    /// The station they see; null means all.
    pub station: Option<String>,
}

/// The name of a role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Staff => "staff",
        Role::Manager => "manager",
    }
}

impl PersonOut {
    /// A person in a restaurant.
    pub fn new(account: &Account, membership: &Membership) -> Self {
        Self {
            id: account.id.to_string(),
            name: account.name.clone(),
            email: account.email.clone(),
            staff_id: membership.staff_id.clone(),
            role: role(membership.role),
            station: membership.station.clone(),
        }
    }
}
