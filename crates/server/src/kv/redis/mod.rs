//! Short-lived state in Redis, shared by all nodes.
//!
//! Everything here may be lost at any time: sessions are in the store, limits start anew, a one-time code is asked
//! for again. When Redis does not answer, calls fail at once with [`Away`] and `Kv` decides what that means.

mod bus;
mod link;
mod scripts;

use std::time::Duration;

use dineqr_core::id::{ChallengeId, SessionId};
use jiff::Timestamp;
use tokio::sync::{broadcast, mpsc};

use super::notice::{Heard, Notice};
use super::{Away, Challenge, KeptSession, Lease, Limit, Limited, Message, Verdict};
use crate::config;
use bus::Bus;
use link::Link;
use scripts::Scripts;

/// How long a session is kept here. A node that ends one while it cannot reach Redis, and dies before it can, is
/// believed for no longer than this by nodes that can.
const SESSION_FOR: Duration = Duration::from_secs(60);
/// How long it is known that a session ended: longer than any request that read it before takes to write it here.
const ENDED_FOR: Duration = Duration::from_secs(120);
/// How long a number's codes are counted for the pauses between them.
const SENT_FOR: Duration = Duration::from_secs(60 * 60);
/// What is kept in place of a session that ended.
const ENDED: &str = "ended";

/// Short-lived state in Redis.
#[derive(Debug)]
pub(super) struct Redis {
    prefix: String,
    node: String,
    link: Link,
    bus: Bus,
    scripts: Scripts,
}

impl Redis {
    /// Keeps a connection to the Redis of the settings from now on. It need not answer yet.
    ///
    /// # Errors
    /// When the address is none.
    pub(super) fn open(config: &config::Kv, node: &str) -> Result<Self, redis::RedisError> {
        let client = redis::Client::open(config.uri.as_str())?;
        let link = Link::open(client.clone())?;
        let bus = Bus::open(client, link.clone(), &config.prefix, node);
        let (prefix, node) = (config.prefix.clone(), node.to_owned());
        Ok(Self { prefix, node, link, bus, scripts: Scripts::new() })
    }

    fn key(&self, kind: &str, name: impl std::fmt::Display) -> String {
        format!("{}:{kind}:{name}", self.prefix)
    }

    pub(super) async fn ping(&self) -> Result<(), Away> {
        self.link.ping().await
    }

    pub(super) async fn take(
        &self,
        key: &str,
        limit: Limit,
        now: Timestamp,
    ) -> Result<Result<(), Limited>, Away> {
        let per = micros(limit.per);
        let step = per / i64::from(limit.burst.max(1));
        let mut call = self.scripts.take.key(self.key("limit", key));
        call.arg(now.as_microsecond()).arg(step).arg(per);
        let early: u64 = self.link.run(&call).await?;
        Ok(match early {
            0 => Ok(()),
            micros => Err(Limited { retry_after: Duration::from_micros(micros) }),
        })
    }

    pub(super) async fn forgive(&self, key: &str) -> Result<(), Away> {
        self.link.query(redis::cmd("DEL").arg(self.key("limit", key))).await
    }

    pub(super) async fn pause_between(
        &self,
        phone_hash: [u8; 32],
        pauses: &[Duration],
        now: Timestamp,
    ) -> Result<Result<Timestamp, Limited>, Away> {
        let mut call = self.scripts.pause.key(self.key("sent", hex(&phone_hash)));
        call.arg(now.as_microsecond()).arg(millis(SENT_FOR));
        for pause in pauses {
            call.arg(micros(*pause));
        }
        let (early, next): (u64, i64) = self.link.run(&call).await?;
        Ok(match early {
            0 => Ok(Timestamp::from_microsecond(next).unwrap_or(now)),
            micros => Err(Limited { retry_after: Duration::from_micros(micros) }),
        })
    }

    pub(super) async fn put_challenge(
        &self,
        id: ChallengeId,
        challenge: &Challenge,
        now: Timestamp,
    ) -> Result<(), Away> {
        let lasts = challenge.expires_at.duration_since(now).unsigned_abs();
        let mut call = self.scripts.put_challenge.key(self.key("code", id));
        call.arg(hex(&challenge.code_hash))
            .arg(challenge.tries_left)
            .arg(challenge.expires_at.as_microsecond())
            .arg(serde_json::to_string(challenge).map_err(|error| Away(error.to_string()))?)
            .arg(millis(lasts));
        self.link.run(&call).await
    }

    pub(super) async fn try_code(
        &self,
        id: ChallengeId,
        code_hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Verdict, Away> {
        let mut call = self.scripts.try_code.key(self.key("code", id));
        call.arg(hex(code_hash)).arg(now.as_microsecond());
        let (verdict, tries_left, kept): (String, u8, String) = self.link.run(&call).await?;
        match verdict.as_str() {
            "right" => serde_json::from_str(&kept)
                .map(Verdict::Right)
                .map_err(|error| Away(format!("a one-time code is not readable: {error}"))),
            "wrong" => Ok(Verdict::Wrong { tries_left }),
            _ => Ok(Verdict::Gone),
        }
    }

    pub(super) async fn session(&self, id: SessionId) -> Result<Option<KeptSession>, Away> {
        let kept: Option<String> =
            self.link.query(redis::cmd("GET").arg(self.key("session", id))).await?;
        Ok(kept.map(|text| match text.as_str() {
            ENDED => KeptSession::Ended,
            _ => KeptSession::Known(text),
        }))
    }

    /// Keeps a session unless it is known to have ended: who read it before that and is slow must not bring it back.
    pub(super) async fn keep_session(&self, id: SessionId, text: &str) -> Result<(), Away> {
        let key = self.key("session", id);
        let mut set = redis::cmd("SET");
        set.arg(key).arg(text).arg("NX").arg("PX").arg(millis(SESSION_FOR));
        self.link.query(&set).await
    }

    pub(super) async fn end_session(&self, id: SessionId) -> Result<(), Away> {
        let mut set = redis::cmd("SET");
        set.arg(self.key("session", id)).arg(ENDED).arg("PX").arg(millis(ENDED_FOR));
        self.link.query(&set).await
    }

    pub(super) async fn lease(&self, name: &str, lasts: Duration) -> Result<Lease, Away> {
        let mut call = self.scripts.lease.key(self.key("lease", name));
        call.arg(&self.node).arg(millis(lasts));
        let held: bool = self.link.run(&call).await?;
        Ok(if held { Lease::Held } else { Lease::Others })
    }

    pub(super) async fn release(&self, name: &str) -> Result<(), Away> {
        let mut call = self.scripts.release.key(self.key("lease", name));
        call.arg(&self.node);
        self.link.run(&call).await
    }

    pub(super) async fn enter(&self, rooms: &[String], lasts: Duration) -> Result<(), Away> {
        let mut pipe = redis::pipe();
        for room in rooms {
            let key = self.key("here", room);
            pipe.cmd("SET").arg(key).arg("").arg("PX").arg(millis(lasts)).ignore();
        }
        self.link.pipe(&pipe).await
    }

    pub(super) async fn present(&self, rooms: &[String]) -> Result<bool, Away> {
        let mut exists = redis::cmd("EXISTS");
        for room in rooms {
            exists.arg(self.key("here", room));
        }
        let count: u64 = self.link.query(&exists).await?;
        Ok(count > 0)
    }

    pub(super) fn hears(&self) -> bool {
        self.bus.hears()
    }

    pub(super) fn is_heard(&self) -> bool {
        self.bus.is_heard()
    }

    pub(super) fn tell(&self, notice: Notice) {
        self.bus.tell(notice);
    }

    pub(super) async fn told(&self) {
        self.bus.told().await;
    }

    pub(super) fn heard(&self) -> broadcast::Receiver<Heard> {
        self.bus.heard()
    }

    pub(super) async fn publish(&self, channel: &str, message: &[u8]) -> Result<(), Away> {
        self.link.query(redis::cmd("PUBLISH").arg(channel).arg(message)).await
    }

    pub(super) fn subscribe(&self, channel: &str, size: usize) -> mpsc::Receiver<Message> {
        self.bus.subscribe(channel, size)
    }

    pub(super) fn unsubscribe(&self, channel: &str) {
        self.bus.unsubscribe(channel);
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX).max(1)
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
