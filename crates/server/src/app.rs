//! What every use case works with, put together once at start-up.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use dineqr_core::clock::Clock;
use dineqr_core::event::{Actor, Event, EventKind};
use dineqr_core::id::{EventId, IdSource, RestaurantId, TabId};
use dineqr_core::store::{SharedStore, StoreError};
use jiff::Timestamp;
use tokio::sync::{Mutex, MutexGuard, mpsc, oneshot};

use crate::auth::password::PasswordHasher;
use crate::auth::table_token::TableTokens;
use crate::auth::token::TokenSigner;
use crate::config::{Config, Limit};
use crate::integrations::sms::Sms;
use crate::kv::{Kv, Notice};
use crate::usecase::house::Houses;
use crate::usecase::session::SessionCache;
use crate::usecase::{Error, Result};
use crate::view::tab_bodies::TabBodies;

/// How many tabs can have their turn at once without waiting for an unrelated one.
const TURNS: usize = 4096;
/// How long a command on a tab waits at most until the live channel has sent what came of it.
const SENT_WITHIN: Duration = Duration::from_millis(250);

/// The program's parts.
pub struct App {
    /// The settings.
    pub config: Config,
    /// What is kept.
    pub store: SharedStore,
    /// Short-lived state: limits, one-time codes, what nodes tell each other.
    pub kv: Kv,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and randomness.
    pub ids: Arc<dyn IdSource>,
    /// Secrets of this installation.
    pub keys: Keys,
    /// Restaurants in memory.
    pub houses: Houses,
    /// Sessions in memory.
    pub sessions: SessionCache,
    /// Passwords.
    pub passwords: PasswordHasher,
    /// Text messages.
    pub sms: Sms,
    /// Guests' tabs as bytes.
    pub tab_bodies: TabBodies,
    turns: Vec<Mutex<()>>,
    outbox: mpsc::UnboundedSender<Batch>,
    is_live: AtomicBool,
}

/// Signing and hash keys, made once and kept in the store.
pub struct Keys {
    /// Signs session tokens.
    pub sessions: TokenSigner,
    /// Signs the codes of tables.
    pub tables: TableTokens,
    /// Hashes one-time codes and phone numbers.
    pub codes: [u8; 32],
}

/// The parts that differ between a real start and a test.
pub struct Parts {
    /// The settings.
    pub config: Config,
    /// Short-lived state.
    pub kv: Kv,
    /// What is kept.
    pub store: SharedStore,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Ids and randomness.
    pub ids: Arc<dyn IdSource>,
}

/// Events on their way to the live channel, in the order they were committed here.
pub type Outbox = mpsc::UnboundedReceiver<Batch>;

/// What one commit hands on. Whoever waits until it is sent goes on when it is dropped.
pub struct Batch {
    events: Vec<Event>,
    _awaited: oneshot::Sender<()>,
}

impl Deref for Batch {
    type Target = [Event];

    fn deref(&self) -> &[Event] {
        &self.events
    }
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the store cannot give the keys.
    pub async fn new(parts: Parts) -> std::result::Result<(Arc<Self>, Outbox), StoreError> {
        let Parts { config, kv, store, clock, ids } = parts;
        let keys = Keys::load(&store, &*ids).await?;
        let (outbox, events) = mpsc::unbounded_channel();
        let app = Self {
            houses: Houses::new(store.clone(), kv.clone()),
            sessions: SessionCache::new(&kv),
            kv,
            passwords: PasswordHasher::for_this_machine(config.auth.bcrypt_cost),
            sms: Sms::outbox(store.clone()),
            tab_bodies: TabBodies::default(),
            turns: std::iter::repeat_with(Mutex::default).take(TURNS).collect(),
            config,
            store,
            clock,
            ids,
            keys,
            outbox,
            is_live: AtomicBool::new(false),
        };
        Ok((Arc::new(app), events))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Waits for a tab's turn on this node: writers queue here instead of colliding in the store.
    pub async fn turn(&self, tab: TabId) -> MutexGuard<'_, ()> {
        self.turns[Self::turn_of(tab)].lock().await
    }

    /// Waits for the turns of two tabs, always in the same order.
    pub async fn turns(
        &self,
        a: TabId,
        b: TabId,
    ) -> (MutexGuard<'_, ()>, Option<MutexGuard<'_, ()>>) {
        let (a, b) = (Self::turn_of(a), Self::turn_of(b));
        let first = self.turns[a.min(b)].lock().await;
        let second = if a == b { None } else { Some(self.turns[a.max(b)].lock().await) };
        (first, second)
    }

    fn turn_of(tab: TabId) -> usize {
        let bytes = tab.to_bytes();
        usize::from(u16::from_be_bytes([bytes[14], bytes[15]])) % TURNS
    }

    /// An event of a restaurant that is about no tab.
    pub fn event(&self, restaurant_id: RestaurantId, by: Actor, kind: EventKind) -> Event {
        let now = self.now();
        let id = EventId::new(now, &*self.ids);
        Event { id, restaurant_id, tab_id: None, version: None, at: now, by, kind }
    }

    /// Hands committed events to the live channel, and tells the other nodes what they keep that is old now. What is
    /// not handed on here, the sweeper finds in the store.
    pub fn hand_on(&self, events: Vec<Event>) {
        self.put_out(events);
    }

    /// Hands on what a command on a tab did. Beside other nodes it waits until that is sent: the tab's next command may
    /// go to another node, whose events must not overtake these. A channel that is slow holds nobody up for long.
    pub async fn hand_on_in_order(&self, events: Vec<Event>) {
        let sent = self.put_out(events);
        if self.kv.is_shared() && self.kv.is_heard() && self.is_live.load(Ordering::Relaxed) {
            // Sent or late: clients that are behind find out by the version.
            let _ = tokio::time::timeout(SENT_WITHIN, sent).await;
        }
    }

    /// The live channel sends by itself from now on.
    pub fn goes_live(&self) {
        self.is_live.store(true, Ordering::Relaxed);
    }

    /// The answer ends once the events are sent.
    fn put_out(&self, events: Vec<Event>) -> oneshot::Receiver<()> {
        for event in &events {
            if let Some(stale) = self.refresh(event) {
                self.kv.tell(stale);
            }
        }
        let (awaited, sent) = oneshot::channel();
        let batch = Batch { events, _awaited: awaited };
        if let Err(mpsc::error::SendError(batch)) = self.outbox.send(batch) {
            self.kv.tell(Notice::Left(batch.events));
        }
        sent
    }

    /// Drops from memory what an event made old; answers what others should drop.
    pub fn refresh(&self, event: &Event) -> Option<Notice> {
        let restaurant = event.restaurant_id;
        match event.kind {
            EventKind::MenuPublished { .. } => {
                self.houses.drop_house(restaurant);
                Some(Notice::House(restaurant))
            }
            EventKind::DishAvailability { .. } => {
                self.houses.drop_stock(restaurant);
                Some(Notice::Stock(restaurant))
            }
            _ => None,
        }
    }

    /// Counts one act against a limit.
    ///
    /// # Errors
    /// [`Error::Limited`] when it is used up.
    pub async fn limit(&self, key: &str, limit: Limit) -> Result<()> {
        let taken = self.kv.take(key, limit, self.now()).await;
        taken.map_err(|limited| Error::Limited { retry_after: limited.retry_after })
    }
}

impl Keys {
    async fn load(
        store: &SharedStore,
        ids: &dyn IdSource,
    ) -> std::result::Result<Self, StoreError> {
        let sessions = load_key(store, ids, "sessions").await?;
        let tables = load_key(store, ids, "tables").await?;
        let codes = load_key(store, ids, "codes").await?;
        Ok(Self {
            sessions: TokenSigner::new(&sessions),
            tables: TableTokens::new(vec![(1, tables)]),
            codes,
        })
    }
}

async fn load_key(
    store: &SharedStore,
    ids: &dyn IdSource,
    name: &str,
) -> std::result::Result<[u8; 32], StoreError> {
    let mut candidate = [0; 32];
    candidate[..16].copy_from_slice(&ids.random().to_be_bytes());
    candidate[16..].copy_from_slice(&ids.random().to_be_bytes());
    let key = store.key(name, &candidate).await?;
    key.try_into().map_err(|_| StoreError::Other(format!("the key `{name}` is not 32 bytes")))
}
