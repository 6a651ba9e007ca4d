//! What finds tabs and orders in long lists.

use super::{Channel, Order, ShownStatus, Tab};
use crate::id::TableId;
use crate::text;

/// Longest text to search for, in characters.
const LONGEST: usize = 80;

/// A text to search for, in whatever case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchText(String);

/// The text is longer than what anybody searches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at most {LONGEST} characters")]
pub struct SearchTooLong;

impl SearchText {
    /// Reads what somebody typed; nothing means everything.
    ///
    /// # Errors
    /// [`SearchTooLong`] beyond 80 characters.
    pub fn parse(text: &str) -> Result<Option<Self>, SearchTooLong> {
        let text = text::line(text).to_lowercase();
        if text.chars().count() > LONGEST {
            return Err(SearchTooLong);
        }
        Ok(Some(Self(text)).filter(|text| !text.0.is_empty()))
    }

    /// True when it is a part of that text.
    fn is_in(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.0)
    }

    /// True when it is that number, as people write it: `12` or `#12`.
    fn is_number(&self, number: u32) -> bool {
        let digits = self.0.strip_prefix('#').unwrap_or(&self.0);
        digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse() == Ok(number)
    }

    fn is_table_of(&self, tab: &Tab) -> bool {
        tab.tables.iter().any(|table| self.is_in(&table.name))
    }

    fn is_person_of(&self, tab: &Tab) -> bool {
        let guests = tab.guests.iter().filter_map(|guest| guest.name.as_deref());
        guests.chain(tab.customer.as_deref()).any(|name| self.is_in(name))
    }
}

/// Which tabs; what is not said lets all through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TabFilter {
    /// Those that are open, or those that are not.
    pub open: Option<bool>,
    /// Those of a channel.
    pub channel: Option<Channel>,
    /// Those at a table.
    pub table: Option<TableId>,
    /// Those with this in the name of a table, of a guest or of the customer, or with an order of that number.
    pub text: Option<SearchText>,
}

impl TabFilter {
    /// True for a tab that it lets through.
    pub fn matches(&self, tab: &Tab) -> bool {
        let found = |text: &SearchText| {
            text.is_table_of(tab)
                || text.is_person_of(tab)
                || tab.orders.iter().any(|order| text.is_number(order.number))
        };
        self.open.is_none_or(|open| tab.is_open() == open)
            && self.channel.is_none_or(|channel| tab.channel == channel)
            && self.table.is_none_or(|id| tab.tables.iter().any(|table| table.id == id))
            && self.text.as_ref().is_none_or(found)
    }
}

/// Which orders; what is not said lets all through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrderFilter {
    /// Those that are shown as this.
    pub status: Option<ShownStatus>,
    /// Those with a line of this station.
    pub station: Option<String>,
    /// The one of that number, and those with this in the name of a dish or of a table.
    pub text: Option<SearchText>,
}

impl OrderFilter {
    /// True for an order of a tab that it lets through.
    pub fn matches(&self, tab: &Tab, order: &Order) -> bool {
        let at_station = |station: &String| order.lines.iter().any(|line| line.station == *station);
        let found = |text: &SearchText| {
            text.is_number(order.number)
                || text.is_table_of(tab)
                || order.lines.iter().any(|line| text.is_in(&line.name))
        };
        self.status.is_none_or(|status| order.shown_status() == status)
            && self.station.as_ref().is_none_or(at_station)
            && self.text.as_ref().is_none_or(found)
    }
}
