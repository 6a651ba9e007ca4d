//! What the other nodes tell: sessions that ended, what is old in memory, events that nobody hands on.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;

use super::{Live, outbox, rooms};
use crate::kv::{Heard, Lease, Notice, PRESENT_FOR};

impl Live {
    /// Heeds what the other nodes tell.
    pub(super) async fn listen(self, mut heard: Receiver<Heard>) {
        // What was loaded while the node started may be old: nobody listened yet.
        self.start_over().await;
        loop {
            match heard.recv().await {
                Ok(Heard::Notice(notice)) => self.heed(notice).await,
                Ok(Heard::Gap) | Err(RecvError::Lagged(_)) => self.start_over().await,
                Err(RecvError::Closed) => return,
            }
        }
    }

    async fn heed(&self, notice: Notice) {
        match notice {
            Notice::House(restaurant) => self.app.houses.drop_house(restaurant),
            Notice::Stock(restaurant) => self.app.houses.drop_stock(restaurant),
            Notice::Session(session) => self.app.sessions.end(session),
            Notice::Left(events) => {
                if self.app.kv.lease(outbox::SWEEP, outbox::SWEEP_FOR).await == Lease::Held {
                    self.deliver(&events).await;
                }
            }
        }
    }

    /// Something may have been missed, and Redis may have lost what it knew: nothing in memory is believed, the others
    /// are told who listens here, and sockets whose session ended go.
    async fn start_over(&self) {
        self.app.houses.drop_all();
        self.be_present().await;
        self.recheck().await;
    }

    /// Says again and again which rooms have listeners here.
    pub(super) async fn stay_present(self) {
        let mut tick = tokio::time::interval(PRESENT_FOR / 3);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            self.be_present().await;
        }
    }

    async fn be_present(&self) {
        self.app.kv.enter(&rooms::names(&self.presence.rooms())).await;
    }
}
