//! The outbox: events that were committed and not yet handed on.

use async_trait::async_trait;
use jiff::Timestamp;

use super::Result;
use crate::event::Event;

/// Events, kept atomically with what they describe.
#[async_trait]
pub trait Events {
    /// Events that were committed before `before` and not handed on, oldest first, at most `limit`.
    async fn pending_events(&self, before: Timestamp, limit: usize) -> Result<Vec<Event>>;

    /// Marks events as handed on. Unknown and already marked ones are passed over.
    async fn events_delivered(&self, events: &[Event]) -> Result<()>;

    /// Forgets events that were handed on and happened before `before`; says how many.
    async fn delete_events(&self, before: Timestamp) -> Result<u64>;
}
