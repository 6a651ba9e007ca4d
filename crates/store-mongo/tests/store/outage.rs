//! A server that is not there, or stops answering.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use dineqr_core::store::contract::Guests;
use dineqr_core::store::{Events, Store, StoreError, Tabs};
use dineqr_core::test_support::evening;
use dineqr_store_mongo::MongoStore;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::server::{database, server};

/// How long an answer may take when there is nobody to give it.
const PATIENCE: Duration = Duration::from_secs(10);

fn unavailable<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unavailable_within_seconds() {
    let begun = Instant::now();
    unavailable(MongoStore::open("mongodb://127.0.0.1:9/dineqr").await.map(|_| ()));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_server_that_stops_answering_is_unavailable_and_comes_back() {
    let (database, guests) = (database(), Guests::default());
    let line = Line::to(&server()).await;
    let store = MongoStore::open(&database.uri_at(&line.uri())).await.expect("a store");
    let opening = guests.come(Some("T1"));
    let tab = opening.tab.clone();
    store.commit(opening).await.expect("committed");

    line.hold(true);
    let begun = Instant::now();
    let order = guests.order(&tab, 1);
    let (write, read, ping) =
        tokio::join!(store.commit(order.clone()), store.pending_events(evening(), 9), store.ping());
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    unavailable(write);
    unavailable(read);
    unavailable(ping);

    line.hold(false);
    while store.ping().await.is_err() {
        assert!(begun.elapsed() < 4 * PATIENCE, "it does not come back");
    }
    // The lost order was written or not; asking again does not write it twice.
    let again = store.commit(order.clone()).await;
    assert!(matches!(again, Ok(()) | Err(StoreError::Conflict)), "{again:?}");
    let stored = store.tab(guests.place(), tab.id).await.expect("read").expect("there");
    assert_eq!(stored, order.tab);
}

/// A line to the server that can be held up.
struct Line {
    port: u16,
    held: Arc<AtomicBool>,
}

impl Line {
    async fn to(server: &str) -> Self {
        let address = server.trim_start_matches("mongodb://").split(['/', '?']).next();
        let address = address.expect("an address").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let held = Arc::new(AtomicBool::new(false));
        tokio::spawn(listen(listener, address, Arc::clone(&held)));
        Self { port, held }
    }

    fn uri(&self) -> String {
        format!("mongodb://127.0.0.1:{}", self.port)
    }

    fn hold(&self, held: bool) {
        self.held.store(held, Ordering::Relaxed);
    }
}

async fn listen(listener: TcpListener, address: String, held: Arc<AtomicBool>) {
    while let Ok((near, _)) = listener.accept().await {
        let Ok(far) = TcpStream::connect(&address).await else { continue };
        let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
        tokio::spawn(pass(near_in, far_out, Arc::clone(&held)));
        tokio::spawn(pass(far_in, near_out, Arc::clone(&held)));
    }
}

/// Passes on what comes, unless it is held up.
async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    held: Arc<AtomicBool>,
) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        while held.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
