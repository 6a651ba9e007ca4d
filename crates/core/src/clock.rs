//! Time as an argument.

use jiff::Timestamp;

/// Says what time it is. The server passes the system's clock, tests pass one they turn by hand.
pub trait Clock: Send + Sync {
    /// The present moment, UTC.
    fn now(&self) -> Timestamp;
}
