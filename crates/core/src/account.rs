//! People who sign in: accounts, and what each may do in which restaurant.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, GuestId, RestaurantId, SessionId, TabId};

/// A person's login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address they sign in with, in lower case; staff may have a staff id instead.
    pub email: Option<String>,
    /// What colleagues call them.
    pub name: String,
    /// The bcrypt hash of the password.
    pub password_hash: String,
}

/// A person's role in one restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// Whose.
    pub account_id: AccountId,
    /// Where.
    pub restaurant_id: RestaurantId,
    /// As what.
    pub role: Role,
    /// The short id they sign in with at this restaurant, unique there.
    pub staff_id: Option<String>,
    /// The station whose lines they see; none means all.
    pub station: Option<String>,
}

/// What a member of a restaurant may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works the kitchen and the floor.
    Staff,
    /// Also sets menu, tables, people and money.
    Manager,
}

/// A sign-in. The record decides; the token in the cookie only names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Where it was made.
    pub restaurant_id: RestaurantId,
    /// Whose it is.
    pub holder: Holder,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// Whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Holder {
    /// A guest's phone, on one tab. Where that tab was joined into another, the session follows it.
    Guest {
        /// The tab.
        tab_id: TabId,
        /// The guest on it.
        guest_id: GuestId,
    },
    /// A member of the restaurant.
    Member {
        /// The account.
        account_id: AccountId,
    },
}

/// Reads an e-mail address for signing in: trimmed, lower case, one `@`, at most 254 characters.
pub fn parse_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (user, host) = email.split_once('@')?;
    let sound = !user.is_empty()
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains('@')
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && email.len() <= 254;
    sound.then_some(email)
}

/// Reads a staff id: 1 to 32 of `a-z`, `0-9`, `-`, `_`, in lower case.
pub fn parse_staff_id(text: &str) -> Option<String> {
    let id = text.trim().to_lowercase();
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    ((1..=32).contains(&id.len()) && id.bytes().all(allowed)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_in_one_form() {
        assert_eq!(parse_email(" Asha@Demo.Test "), Some("asha@demo.test".to_owned()));
        for text in ["", "asha", "@demo.test", "a@b", "a@@b.c", "a b@c.d", "a@.c"] {
            assert_eq!(parse_email(text), None, "{text}");
        }
    }

    #[test]
    fn staff_ids_are_short_and_plain() {
        assert_eq!(parse_staff_id("Ravi-2"), Some("ravi-2".to_owned()));
        assert_eq!(parse_staff_id("a@b"), None);
        assert_eq!(parse_staff_id(""), None);
    }
}
