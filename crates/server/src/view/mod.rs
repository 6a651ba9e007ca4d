//! What leaves the program: the shapes that REST answers and live events share.

pub mod bill;
pub mod board;
pub mod draft;
pub mod menu;
pub mod money;
pub mod order;
pub mod payment;
pub mod people;
pub mod report;
pub mod restaurant;
pub mod service;
pub mod stock;
pub mod tab;
pub mod tab_bodies;

use serde::Serialize;
use utoipa::ToSchema;

/// A list, with where to go on.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last.
    pub next_cursor: Option<String>,
}

impl<T> List<T> {
    /// A list that fits on one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }
}

/// Who a view is for: guests see less of each other than staff do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The guests of the tab.
    Guests,
    /// Staff and managers.
    Staff,
}
