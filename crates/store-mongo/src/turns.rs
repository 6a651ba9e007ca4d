//! Who is next: commits that take portions queue here, one restaurant at a time. Two transactions that write the same
//! stock at once cannot both go on; the server breaks one off, and twenty guests who race for a dish would break each
//! other off over and over. What other nodes do at the same time is settled by trying again.

use std::hash::{DefaultHasher, Hash, Hasher};

use dineqr_core::id::RestaurantId;
use tokio::sync::{Mutex, MutexGuard};

/// How many queues there are. Restaurants that share one wait for each other, which costs some milliseconds.
const QUEUES: usize = 64;

/// The queues.
pub(crate) struct Turns([Mutex<()>; QUEUES]);

impl Default for Turns {
    fn default() -> Self {
        Self([const { Mutex::const_new(()) }; QUEUES])
    }
}

impl Turns {
    /// Waits until it is this restaurant's turn, which lasts as long as the guard.
    pub(crate) async fn of(&self, restaurant: RestaurantId) -> MutexGuard<'_, ()> {
        let mut hash = DefaultHasher::new();
        restaurant.hash(&mut hash);
        let queue = usize::try_from(hash.finish() % QUEUES as u64).unwrap_or_default();
        self.0[queue].lock().await
    }
}
