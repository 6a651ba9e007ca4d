//! `[limits]`: how often things may be done.
//!
//! Limits per address fit 300 phones behind one restaurant's line; the tight ones are per session, phone
//! and table. Each is written as a count and a window, such as `"120/60s"`, with `s`, `m`, `h` or `d`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// At most `burst` at once, refilled evenly over `per`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many may come at once.
    pub burst: u32,
    /// How long an exhausted burst takes to refill.
    pub per: Duration,
}

impl Limit {
    /// `burst` in `seconds`.
    pub const fn new(burst: u32, seconds: u64) -> Self {
        Self { burst, per: Duration::from_secs(seconds) }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}s", self.burst, self.per.as_secs())
    }
}

impl FromStr for Limit {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const RULE: &str = "a count above zero and a window are expected, such as 120/60s";
        let (burst, window) = text.split_once('/').ok_or(RULE)?;
        let window = window.trim();
        let (number, unit) = window.split_at_checked(window.len().saturating_sub(1)).ok_or(RULE)?;
        let unit = match unit {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => return Err(RULE),
        };
        let burst: u32 = burst.trim().parse().map_err(|_| RULE)?;
        let number: u32 = number.trim().parse().map_err(|_| RULE)?;
        if burst == 0 || number == 0 {
            return Err(RULE);
        }
        Ok(Self::new(burst, u64::from(number) * unit))
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// How often things may be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// `DINEQR_LIMITS__IP_READ`: reads of the API and pages per address. Default 9000/60s.
    pub ip_read: Limit,
    /// `DINEQR_LIMITS__IP_WRITE`: changes per address. Default 1800/60s.
    pub ip_write: Limit,
    /// `DINEQR_LIMITS__IP_SIGN_IN`: passwords and codes asked for or tried per address. Default 300/60s.
    pub ip_sign_in: Limit,
    /// `DINEQR_LIMITS__IP_SOCKET`: live connections opened per address. Default 1200/60s.
    pub ip_socket: Limit,
    /// `DINEQR_LIMITS__SESSION_READ`: reads per session. Default 240/60s.
    pub session_read: Limit,
    /// `DINEQR_LIMITS__SESSION_WRITE`: changes per session. Default 60/60s.
    pub session_write: Limit,
    /// `DINEQR_LIMITS__SESSION_ORDERS`: orders per guest's session. Default 10/60s.
    pub session_orders: Limit,
    /// `DINEQR_LIMITS__STAFF_READ`: reads per staff session. Default 1800/60s.
    pub staff_read: Limit,
    /// `DINEQR_LIMITS__STAFF_WRITE`: changes per staff session. Default 600/60s.
    pub staff_write: Limit,
    /// `DINEQR_LIMITS__TABLE_WRITE`: changes by all guests of a table. Default 240/60s.
    pub table_write: Limit,
    /// `DINEQR_LIMITS__TABLE_HELP`: "ask staff" per table. Default 6/10m.
    pub table_help: Limit,
    /// `DINEQR_LIMITS__LOGIN_TRIES`: passwords tried per login. Default 10/15m.
    pub login_tries: Limit,
    /// `DINEQR_LIMITS__PIN_TRIES`: table pins tried per table. Default 10/10m.
    pub pin_tries: Limit,
    /// `DINEQR_LIMITS__CODES_PER_PHONE`: one-time codes sent to a number. Default 6/1h.
    pub codes_per_phone: Limit,
    /// `DINEQR_LIMITS__CODES_PER_PREFIX`: one-time codes sent to numbers of one block of ten thousand. Default 30/1h.
    pub codes_per_prefix: Limit,
    /// `DINEQR_LIMITS__CODES_PER_TABLE`: one-time codes asked for at a table. Default 20/1h.
    pub codes_per_table: Limit,
    /// `DINEQR_LIMITS__CODES_PER_IP`: one-time codes asked for by an address. Default 300/1h.
    pub codes_per_ip: Limit,
    /// `DINEQR_LIMITS__CODES_PER_RESTAURANT`: one-time codes of a restaurant. Default 2000/1d.
    pub codes_per_restaurant: Limit,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ip_read: Limit::new(9_000, 60),
            ip_write: Limit::new(1_800, 60),
            ip_sign_in: Limit::new(300, 60),
            ip_socket: Limit::new(1_200, 60),
            session_read: Limit::new(240, 60),
            session_write: Limit::new(60, 60),
            session_orders: Limit::new(10, 60),
            staff_read: Limit::new(1_800, 60),
            staff_write: Limit::new(600, 60),
            table_write: Limit::new(240, 60),
            table_help: Limit::new(6, 600),
            login_tries: Limit::new(10, 900),
            pin_tries: Limit::new(10, 600),
            codes_per_phone: Limit::new(6, 3_600),
            codes_per_prefix: Limit::new(30, 3_600),
            codes_per_table: Limit::new(20, 3_600),
            codes_per_ip: Limit::new(300, 3_600),
            codes_per_restaurant: Limit::new(2_000, 86_400),
        }
    }
}

impl Limits {
    /// What `--demo` allows: 200 requests a second per address, session, table and restaurant; 1,000 orders
    /// on a tab are in the demo restaurant's own settings. Limits per code, pin and phone stay; the demo's few logins are shared by whoever tries it.
    pub fn demo() -> Self {
        // A minute's worth at once: many phones that load together are the normal case.
        let wide = Limit::new(12_000, 60);
        Self {
            ip_read: wide,
            ip_write: wide,
            ip_sign_in: wide,
            ip_socket: wide,
            session_read: wide,
            session_write: wide,
            session_orders: wide,
            staff_read: wide,
            staff_write: wide,
            table_write: wide,
            table_help: wide,
            login_tries: wide,
            codes_per_prefix: wide,
            codes_per_table: wide,
            codes_per_ip: wide,
            codes_per_restaurant: wide,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_survives_its_text_form() {
        for text in ["1/1s", "120/60s", "9000/86400s"] {
            assert_eq!(text.parse::<Limit>().expect("a limit").to_string(), text);
        }
        assert_eq!("2000/1d".parse(), Ok(Limit::new(2_000, 86_400)));
    }

    #[test]
    fn what_is_no_limit_is_refused() {
        for text in ["", "/", "10", "10/", "10/s", "0/1s", "10/0s", "-1/1s", "10/1w", "10/1é"] {
            assert!(text.parse::<Limit>().is_err(), "{text}");
        }
    }
}
