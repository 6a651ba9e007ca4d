//! Shared short-lived state keeps the same promises in memory and in Redis.

use std::time::Duration;

use dineqr_core::id::{ChallengeId, SessionId, TableId};
use dineqr_server::config;
use dineqr_server::kv::{Challenge, Heard, KeptSession, Kv, Lease, Limit, Notice, Verdict};
use jiff::Timestamp;
use pretty_assertions::assert_eq;

use crate::support::backends::{Shared, hears, unique};

/// A moment long ago: the tests' clock is not Redis's.
fn second(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).expect("in range")
}

/// A node on a Redis of these names.
fn node(prefix: &str, name: &str) -> Kv {
    let config = config::Kv { uri: Shared::servers().redis, prefix: prefix.to_owned() };
    Kv::open(&config, name).expect("an address")
}

/// Two nodes that hear each other.
async fn two_nodes() -> (Kv, Kv) {
    let prefix = unique();
    let (a, b) = (node(&prefix, "a"), node(&prefix, "b"));
    hears(&a).await;
    hears(&b).await;
    (a, b)
}

/// Makes the tests of each promise for both back ends.
macro_rules! promises {
    ($($promise:ident)*) => {
        mod memory {
            $(#[tokio::test]
            async fn $promise() {
                super::$promise(super::Kv::memory()).await;
            })*
        }
        mod redis {
            $(#[tokio::test]
            async fn $promise() {
                super::$promise(super::node(&super::unique(), "a")).await;
            })*
        }
    };
}

promises! {
    a_burst_goes_through_and_then_one_step_at_a_time
    a_refused_step_is_not_counted
    a_rested_key_has_its_whole_burst_again_and_no_more
    a_limit_is_counted_per_key
    what_was_counted_can_be_forgiven
    many_at_once_get_no_more_than_the_burst
    a_right_code_works_once
    the_last_wrong_code_voids_the_challenge
    an_expired_or_unknown_code_is_gone
    many_tries_at_once_get_no_more_than_are_left
    a_right_code_shown_many_times_at_once_works_once
    the_pause_between_two_codes_grows
    a_node_alone_has_its_turn
}

async fn a_burst_goes_through_and_then_one_step_at_a_time(kv: Kv) {
    let limit = Limit::new(4, 2);
    for _ in 0..4 {
        kv.take("a", limit, second(0)).await.expect("within the burst");
    }
    let limited = kv.take("a", limit, second(0)).await.expect_err("used up");
    assert_eq!(limited.retry_after, Duration::from_millis(500));
    kv.take("a", limit, second(1)).await.expect("a step later");
    kv.take("a", limit, second(1)).await.expect("and another");
    kv.take("a", limit, second(1)).await.expect_err("used up again");
}

async fn a_refused_step_is_not_counted(kv: Kv) {
    let limit = Limit::new(1, 60);
    kv.take("a", limit, second(0)).await.expect("the first");
    for at in 1..60 {
        kv.take("a", limit, second(at)).await.expect_err("too early");
    }
    kv.take("a", limit, second(60)).await.expect("rested");
}

async fn a_rested_key_has_its_whole_burst_again_and_no_more(kv: Kv) {
    let limit = Limit::new(3, 30);
    kv.take("a", limit, second(0)).await.expect("the first");
    let mut passed = 0;
    for _ in 0..9 {
        passed += usize::from(kv.take("a", limit, second(600)).await.is_ok());
    }
    assert_eq!(passed, 3);
}

async fn a_limit_is_counted_per_key(kv: Kv) {
    let limit = Limit::new(1, 60);
    kv.take("phone:a", limit, second(0)).await.expect("the first");
    kv.take("phone:b", limit, second(0)).await.expect("another key");
    let limited = kv.take("phone:a", limit, second(20)).await.expect_err("the second");
    assert_eq!(limited.retry_after, Duration::from_secs(40));
}

async fn what_was_counted_can_be_forgiven(kv: Kv) {
    let limit = Limit::new(1, 60);
    kv.take("login:a", limit, second(0)).await.expect("the first");
    kv.forgive("login:a").await;
    kv.take("login:a", limit, second(0)).await.expect("forgiven");
}

async fn many_at_once_get_no_more_than_the_burst(kv: Kv) {
    let tries = (0..50).map(|_| {
        let kv = kv.clone();
        tokio::spawn(async move { kv.take("a", Limit::new(5, 60), second(0)).await.is_ok() })
    });
    assert_eq!(how_many(tries).await, 5);
}

/// A code that was sent and can be tried so often.
async fn sent(kv: &Kv, tries_left: u8) -> ChallengeId {
    let id = ChallengeId::derived(&[&unique()]);
    let challenge = Challenge { tries_left, ..challenge() };
    kv.put_challenge(id, challenge, second(0)).await.expect("kept");
    id
}

fn challenge() -> Challenge {
    Challenge {
        phone_hash: [1; 32],
        table: TableId::derived(&["T1"]),
        code_hash: [2; 32],
        tries_left: 5,
        resend_at: second(30),
        expires_at: second(300),
    }
}

async fn tries(kv: &Kv, id: ChallengeId, code: u8, at: i64) -> Verdict {
    kv.try_code(id, &[code; 32], second(at)).await.expect("it is there")
}

async fn a_right_code_works_once(kv: Kv) {
    let id = sent(&kv, 5).await;
    match tries(&kv, id, 2, 1).await {
        Verdict::Right(kept) => {
            assert_eq!((kept.table, kept.phone_hash), (challenge().table, [1; 32]))
        }
        verdict => panic!("{verdict:?}"),
    }
    assert_eq!(tries(&kv, id, 2, 1).await, Verdict::Gone);
}

async fn the_last_wrong_code_voids_the_challenge(kv: Kv) {
    let id = sent(&kv, 2).await;
    assert_eq!(tries(&kv, id, 9, 1).await, Verdict::Wrong { tries_left: 1 });
    assert_eq!(tries(&kv, id, 9, 1).await, Verdict::Wrong { tries_left: 0 });
    assert_eq!(tries(&kv, id, 2, 1).await, Verdict::Gone);
}

async fn an_expired_or_unknown_code_is_gone(kv: Kv) {
    let id = sent(&kv, 5).await;
    assert_eq!(tries(&kv, id, 9, 299).await, Verdict::Wrong { tries_left: 4 });
    assert_eq!(tries(&kv, id, 2, 300).await, Verdict::Gone);
    assert_eq!(tries(&kv, ChallengeId::derived(&["unknown"]), 2, 1).await, Verdict::Gone);
}

async fn many_tries_at_once_get_no_more_than_are_left(kv: Kv) {
    let id = sent(&kv, 5).await;
    let all = (0..50).map(|_| {
        let kv = kv.clone();
        tokio::spawn(async move { matches!(tries(&kv, id, 9, 1).await, Verdict::Wrong { .. }) })
    });
    assert_eq!(how_many(all).await, 5);
}

async fn a_right_code_shown_many_times_at_once_works_once(kv: Kv) {
    let id = sent(&kv, 5).await;
    let all = (0..50).map(|_| {
        let kv = kv.clone();
        tokio::spawn(async move { matches!(tries(&kv, id, 2, 1).await, Verdict::Right(_)) })
    });
    assert_eq!(how_many(all).await, 1);
}

async fn how_many(tries: impl Iterator<Item = tokio::task::JoinHandle<bool>>) -> usize {
    let mut count = 0;
    for one in tries.collect::<Vec<_>>() {
        count += usize::from(one.await.expect("it ends"));
    }
    count
}

async fn the_pause_between_two_codes_grows(kv: Kv) {
    let pauses = [Duration::from_secs(30), Duration::from_secs(60)];
    let asks = async |phone: u8, at| {
        kv.pause_between([phone; 32], &pauses, second(at)).await.expect("it is there")
    };
    assert_eq!(asks(1, 0).await, Ok(second(30)));
    let limited = asks(1, 10).await.expect_err("too early");
    assert_eq!(limited.retry_after, Duration::from_secs(20));
    assert_eq!(asks(2, 10).await, Ok(second(40)));
    assert_eq!(asks(1, 30).await, Ok(second(90)));
    assert_eq!(asks(1, 90).await, Ok(second(150)));
}

async fn a_node_alone_has_its_turn(kv: Kv) {
    assert_eq!(kv.lease("sweep", Duration::from_secs(3)).await, Lease::Held);
    assert_eq!(kv.lease("sweep", Duration::from_secs(3)).await, Lease::Held);
}

#[tokio::test]
async fn nodes_count_together() {
    let (a, b) = two_nodes().await;
    let limit = Limit::new(2, 60);
    a.take("x", limit, second(0)).await.expect("the first");
    b.take("x", limit, second(0)).await.expect("the second");
    a.take("x", limit, second(0)).await.expect_err("used up");
    b.take("x", limit, second(0)).await.expect_err("used up");
    let id = sent(&a, 5).await;
    assert!(matches!(tries(&b, id, 2, 1).await, Verdict::Right(_)));
}

#[tokio::test]
async fn a_turn_belongs_to_one_node_until_it_gives_it_back() {
    let (a, b) = two_nodes().await;
    let lasts = Duration::from_secs(60);
    assert_eq!(a.lease("sweep", lasts).await, Lease::Held);
    assert_eq!(b.lease("sweep", lasts).await, Lease::Others);
    assert_eq!(b.lease("other", lasts).await, Lease::Held);
    b.release("sweep").await;
    assert_eq!(b.lease("sweep", lasts).await, Lease::Others);
    a.release("sweep").await;
    assert_eq!(b.lease("sweep", lasts).await, Lease::Held);
    assert_eq!(a.lease("sweep", lasts).await, Lease::Others);
}

#[tokio::test]
async fn a_session_that_ended_is_not_brought_back_by_who_read_it_before() {
    let (a, b) = two_nodes().await;
    let id = SessionId::derived(&["session"]);
    assert_eq!(a.session(id).await, None);
    a.keep_session(id, "asha").await;
    assert_eq!(b.session(id).await, Some(KeptSession::Known("asha".to_owned())));
    b.end_session(id).await;
    a.keep_session(id, "asha").await;
    assert_eq!(a.session(id).await, Some(KeptSession::Ended));
}

#[tokio::test]
async fn a_notice_reaches_the_others_and_not_its_sender() {
    let (a, b) = two_nodes().await;
    let (mut at_a, mut at_b) = (a.heard().expect("shared"), b.heard().expect("shared"));
    let (first, second) = (SessionId::derived(&["first"]), SessionId::derived(&["second"]));
    a.tell(Notice::Session(first));
    b.tell(Notice::Session(second));
    assert_eq!(at_b.recv().await, Ok(Heard::Notice(Notice::Session(first))));
    assert_eq!(at_a.recv().await, Ok(Heard::Notice(Notice::Session(second))));
    a.told().await;
    assert!(at_b.try_recv().is_err() && at_a.try_recv().is_err());
}

#[tokio::test]
async fn rooms_are_known_to_have_listeners_on_other_nodes() {
    let (a, b) = two_nodes().await;
    let room = |name: &str| vec![name.to_owned()];
    assert!(!a.present(&room("tab:1")).await);
    b.enter(&["tab:1".to_owned(), "staff:1".to_owned()]).await;
    assert!(a.present(&room("tab:1")).await && a.present(&room("staff:1")).await);
    assert!(a.present(&["tab:2".to_owned(), "staff:1".to_owned()]).await);
    assert!(!a.present(&room("tab:2")).await);
}

#[tokio::test]
async fn installations_with_other_prefixes_share_nothing() {
    let ((a, _), (other, _)) = (two_nodes().await, two_nodes().await);
    let limit = Limit::new(1, 60);
    a.take("x", limit, second(0)).await.expect("the first");
    other.take("x", limit, second(0)).await.expect("the first of another");
    let id = sent(&a, 5).await;
    assert_eq!(tries(&other, id, 2, 1).await, Verdict::Gone);
}

#[tokio::test]
async fn without_an_answer_codes_are_refused_and_limits_are_counted_here() {
    // A port that was free a moment ago: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr();
    let uri = format!("redis://{}", port.expect("an address"));
    let config = config::Kv { uri, prefix: unique() };
    let kv = Kv::open(&config, "a").expect("an address");
    assert!(kv.ping().await.is_err() && !kv.hears());
    let limit = Limit::new(1, 60);
    kv.take("x", limit, second(0)).await.expect("the first");
    kv.take("x", limit, second(0)).await.expect_err("counted here");
    let id = ChallengeId::derived(&["challenge"]);
    assert!(kv.put_challenge(id, challenge(), second(0)).await.is_err());
    assert!(kv.try_code(id, &[2; 32], second(0)).await.is_err());
    assert!(kv.pause_between([1; 32], &[], second(0)).await.is_err());
    assert_eq!(kv.session(SessionId::derived(&["session"])).await, None);
    assert_eq!(kv.lease("sweep", Duration::from_secs(3)).await, Lease::Unknown);
}
