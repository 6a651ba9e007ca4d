//! From the store to the sockets, at least once: what was committed here is handed on at once, a sweep finds what
//! other processes committed or a crash left, and what was sent is marked so.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use dineqr_core::event::Event;
use dineqr_core::id::EventId;
use dineqr_core::store::StoreError;
use jiff::SignedDuration;
use parking_lot::Mutex;
use tokio::time::{Instant, MissedTickBehavior};

use super::Live;
use crate::app::Outbox;
use crate::kv::Lease;

/// How often the store is asked for events that nobody handed on here. With [`SWEPT_AFTER`] an event of another
/// process is sent some 300 to 600 ms after its commit.
const SWEEP_EVERY: Duration = Duration::from_millis(250);
/// How old an event must be to be swept: younger ones are on their way from the commit that made them.
const SWEPT_AFTER: SignedDuration = SignedDuration::from_millis(300);
/// The same where other nodes hand on what they commit: their events are sent and marked before that, also while the
/// store takes a second for each step. Sending them again then would only make it slower.
const SWEPT_BESIDE_OTHERS_AFTER: SignedDuration = SignedDuration::from_secs(5);
/// The turn to sweep: one node at a time does. If it dies, another one takes over after this long.
pub(super) const SWEEP: &str = "sweep";
pub(super) const SWEEP_FOR: Duration = Duration::from_secs(3);
/// How long after a start nothing is swept up and sent: clients that lost their connection with the old process come
/// back within that time and hear what it left.
const FIRST_SWEEP_AFTER: Duration = Duration::from_secs(3);
/// After so many events that wait together they are sent.
const SENT_AT_ONCE: usize = 256;
/// Most events taken in one step of the sweep.
const SWEPT_AT_ONCE: usize = 256;
/// How long after it was sent an event is marked. It may stand in a socket's buffer until then; if the process dies,
/// it is sent again.
const MARKED_AFTER: Duration = Duration::from_millis(500);
/// How often events are marked.
const MARK_EVERY: Duration = Duration::from_millis(100);
/// Most events marked in one call.
const MARKED_AT_ONCE: usize = 256;
/// Pause after the store refused to mark.
const MARK_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Events between being taken up here and being marked in the store.
#[derive(Default)]
pub(super) struct Ledger {
    in_flight: Mutex<HashSet<EventId>>,
    /// In the order they were sent, and when.
    sent: Mutex<VecDeque<(Instant, Event)>>,
}

impl Ledger {
    /// Takes up events.
    fn take_up<'a>(&self, events: impl IntoIterator<Item = &'a Event>) {
        self.in_flight.lock().extend(events.into_iter().map(|event| event.id));
    }

    /// Events that were sent and wait to be marked.
    fn sent<'a>(&self, events: impl IntoIterator<Item = &'a Event>) {
        let now = Instant::now();
        self.sent.lock().extend(events.into_iter().map(|event| (now, event.clone())));
    }

    /// What is marked next of all that was sent until `last`.
    fn next(&self, last: Instant) -> Vec<Event> {
        let mut sent = self.sent.lock();
        let ripe = sent.iter().take(MARKED_AT_ONCE).take_while(|(at, _)| *at <= last).count();
        sent.drain(..ripe).map(|(_, event)| event).collect()
    }

    fn forget(&self, ids: impl IntoIterator<Item = EventId>) {
        let mut in_flight = self.in_flight.lock();
        for id in ids {
            in_flight.remove(&id);
        }
    }

    fn again(&self, since: Instant, events: Vec<Event>) {
        let mut sent = self.sent.lock();
        for event in events.into_iter().rev() {
            sent.push_front((since, event));
        }
    }
}

impl Live {
    /// Sends events that were committed here, and notes that they can be marked. What could not be sent is left to the
    /// next sweep.
    pub async fn deliver(&self, events: &[Event]) {
        self.ledger.take_up(events);
        let unsent = self.dispatch_batch(events).await;
        self.ledger.sent(events.iter().filter(|event| !unsent.contains(&event.id)));
        self.ledger.forget(unsent);
    }

    /// Sends what the store holds and nobody here is sending; says how many events that were.
    ///
    /// # Errors
    /// The store's.
    pub async fn sweep_step(&self) -> Result<usize, StoreError> {
        let events = self.refresh_step().await?;
        self.deliver(&events).await;
        Ok(events.len())
    }

    /// Finds what the store holds and nobody here is sending, and forgets what it made stale in memory.
    async fn refresh_step(&self) -> Result<Vec<Event>, StoreError> {
        let age = if self.app.kv.is_shared() { SWEPT_BESIDE_OTHERS_AFTER } else { SWEPT_AFTER };
        let before = self.app.now().checked_sub(age).unwrap_or_default();
        // Noted before the store is asked: what is marked while it answers must not count as new.
        let known = self.ledger.in_flight.lock().clone();
        let mut events = self.app.store.pending_events(before, SWEPT_AT_ONCE).await?;
        {
            let in_flight = self.ledger.in_flight.lock();
            events.retain(|event| !known.contains(&event.id) && !in_flight.contains(&event.id));
        }
        for event in &events {
            if let Some(stale) = self.app.refresh(event) {
                self.app.kv.tell(stale);
            }
        }
        Ok(events)
    }

    /// Marks what was sent, in one call to the store; says how many events that were.
    ///
    /// # Errors
    /// The store's; the events are then marked another time.
    pub async fn mark_step(&self) -> Result<usize, StoreError> {
        self.mark_sent_until(Instant::now()).await
    }

    async fn mark_sent_until(&self, last: Instant) -> Result<usize, StoreError> {
        let events = self.ledger.next(last);
        if events.is_empty() {
            return Ok(0);
        }
        match self.app.store.events_delivered(&events).await {
            Ok(()) => {
                self.ledger.forget(events.iter().map(|event| event.id));
                Ok(events.len())
            }
            Err(error) => {
                self.ledger.again(last, events);
                Err(error)
            }
        }
    }

    /// Hands events on until the program lets go of its end of the outbox.
    pub(super) async fn pump(self, mut outbox: Outbox) {
        let first = Instant::now() + FIRST_SWEEP_AFTER;
        let mut sweep = tokio::time::interval(SWEEP_EVERY);
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                batch = outbox.recv() => match batch {
                    Some(first) => {
                        let mut events = first.to_vec();
                        let mut batches = vec![first];
                        while events.len() < SENT_AT_ONCE && let Ok(more) = outbox.try_recv() {
                            events.extend_from_slice(&more);
                            batches.push(more);
                        }
                        self.deliver(&events).await;
                        drop(batches);
                    }
                    None => return,
                },
                _ = sweep.tick() => {
                    // What waits here is not to be found by the sweep as well.
                    while let Ok(events) = outbox.try_recv() {
                        self.deliver(&events).await;
                    }
                    if self.may_sweep().await {
                        self.sweep(first).await;
                    }
                }
            }
        }
    }

    /// Whether it is this node's turn to sweep. What the others would not hear goes on waiting.
    async fn may_sweep(&self) -> bool {
        self.app.kv.is_heard() && self.app.kv.lease(SWEEP, SWEEP_FOR).await == Lease::Held
    }

    /// Looks for events that nobody hands on. Until `first` they are not sent yet, but a menu from the command line is
    /// shown at once, whoever listens by now.
    async fn sweep(&self, first: Instant) {
        let swept = match Instant::now() < first {
            true => self.refresh_step().await.map(|_| ()),
            false => self.sweep_step().await.map(|_| ()),
        };
        if let Err(error) = swept {
            tracing::warn!(%error, "events that wait could not be read");
        }
    }

    /// Marks what was sent a while ago, in batches.
    pub(super) async fn mark(self) {
        let mut tick = tokio::time::interval(MARK_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let last = tick.tick().await.checked_sub(MARKED_AFTER);
            while let Some(last) = last {
                match self.mark_sent_until(last).await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => {
                        tracing::warn!(%error, "sent events could not be marked");
                        tokio::time::sleep(MARK_AGAIN_AFTER).await;
                    }
                }
            }
        }
    }
}
