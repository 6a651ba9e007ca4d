//! `[auth]`: signing in.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::ConfigError;
use super::list::list;

/// Signing in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Auth {
    /// `DINEQR_AUTH__BCRYPT_COST`: work per password, 4 to 16, each step doubling it. Default 12.
    pub bcrypt_cost: u32,
    /// `DINEQR_AUTH__GUEST_SESSION_HOURS`: how long a guest's phone stays known. Default 12.
    pub guest_session_hours: u32,
    /// `DINEQR_AUTH__STAFF_SESSION_HOURS`: how long staff stay signed in. Default 168.
    pub staff_session_hours: u32,
    /// `DINEQR_AUTH__OTP_TTL_SECONDS`: how long a one-time code can be used, at most 600. Default 300.
    pub otp_ttl_seconds: u32,
    /// `DINEQR_AUTH__OTP_TRIES`: wrong codes before it is void. Default 5.
    pub otp_tries: u8,
    /// `DINEQR_AUTH__OTP_RESEND_SECONDS`: waits before the second, third, ... code. Default 30, 60, 120.
    #[serde(deserialize_with = "list")]
    pub otp_resend_seconds: Vec<u32>,
    /// `DINEQR_AUTH__COUNTRIES`: calling codes that codes are sent to, without `+`. Default 91.
    #[serde(deserialize_with = "list")]
    pub countries: Vec<String>,
    /// `DINEQR_AUTH__DEFAULT_COUNTRY`: the calling code of a number written without one. Default 91.
    #[serde(deserialize_with = "text")]
    pub default_country: String,
}

/// A calling code looks like a number in a variable, and is text.
fn text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    list(from).map(|items: Vec<String>| items.join(","))
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            bcrypt_cost: 12,
            guest_session_hours: 12,
            staff_session_hours: 7 * 24,
            otp_ttl_seconds: 300,
            otp_tries: 5,
            otp_resend_seconds: vec![30, 60, 120],
            countries: vec!["91".to_owned()],
            default_country: "91".to_owned(),
        }
    }
}

impl Auth {
    /// How long a guest's phone stays known.
    pub fn guest_session(&self) -> Duration {
        Duration::from_secs(u64::from(self.guest_session_hours) * 3600)
    }

    /// How long staff stay signed in.
    pub fn staff_session(&self) -> Duration {
        Duration::from_secs(u64::from(self.staff_session_hours) * 3600)
    }

    /// How long a one-time code can be used.
    pub fn otp_ttl(&self) -> Duration {
        Duration::from_secs(u64::from(self.otp_ttl_seconds))
    }

    /// The waits before the second, third, ... code; the last one repeats.
    pub fn otp_pauses(&self) -> Vec<Duration> {
        self.otp_resend_seconds.iter().map(|wait| Duration::from_secs((*wait).into())).collect()
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        let rules = [
            ((4..=16).contains(&self.bcrypt_cost), "auth.bcrypt_cost", "4 to 16"),
            (self.guest_session_hours > 0, "auth.guest_session_hours", "above zero"),
            (self.staff_session_hours > 0, "auth.staff_session_hours", "above zero"),
            ((30..=600).contains(&self.otp_ttl_seconds), "auth.otp_ttl_seconds", "30 to 600"),
            ((1..=10).contains(&self.otp_tries), "auth.otp_tries", "1 to 10"),
            (!self.otp_resend_seconds.is_empty(), "auth.otp_resend_seconds", "at least one wait"),
            (self.countries.iter().all(|code| is_calling_code(code)), "auth.countries", CODES),
            (
                self.countries.contains(&self.default_country),
                "auth.default_country, auth.countries",
                "the default is one of the countries",
            ),
        ];
        match rules.into_iter().find(|(holds, ..)| !holds) {
            None => Ok(()),
            Some((_, keys, rule)) => Err(ConfigError::at(keys, rule)),
        }
    }
}

const CODES: &str = "calling codes of one to three digits, such as 91";

fn is_calling_code(text: &str) -> bool {
    (1..=3).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0')
}
