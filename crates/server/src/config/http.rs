//! `[http]`: the listener and what it accepts.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::Url;

use super::ConfigError;
use super::list::list;

/// The listener and what it accepts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// `DINEQR_HTTP__LISTEN` (and plain `PORT`): address and port. Default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `DINEQR_HTTP__PUBLIC_URL`: what guests' phones open; it goes into the QR codes, and `https` makes the
    /// cookies Secure with the `__Host-` prefix. Default none: plain http on whatever host was asked for.
    pub public_url: Option<Url>,
    /// `DINEQR_HTTP__TRUSTED_PROXIES`: CIDRs whose `X-Forwarded-For` is believed. Default none.
    #[serde(deserialize_with = "list")]
    pub trusted_proxies: Vec<IpNet>,
    /// `DINEQR_HTTP__CORS_ORIGINS`: other origins that may call the API with cookies. Default none.
    #[serde(deserialize_with = "list")]
    pub cors_origins: Vec<String>,
    /// `DINEQR_HTTP__BODY_LIMIT`: bytes of a request's body. Default 65536.
    pub body_limit: usize,
    /// `DINEQR_HTTP__IMPORT_LIMIT`: bytes of an imported menu. Default 4194304.
    pub import_limit: usize,
    /// `DINEQR_HTTP__REQUEST_TIMEOUT_SECONDS`: after this a request is answered 503. Default 30.
    pub request_timeout_seconds: u64,
    /// `DINEQR_HTTP__MAX_IN_FLIGHT`: requests worked on at once; one more is answered 503. Default 2048.
    pub max_in_flight: usize,
    /// `DINEQR_HTTP__DRAIN_SECONDS`: how long a stopping server waits for open requests. Default 20.
    pub drain_seconds: u64,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            cors_origins: Vec::new(),
            body_limit: 64 * 1024,
            import_limit: 4 * 1024 * 1024,
            request_timeout_seconds: 30,
            max_in_flight: 2048,
            drain_seconds: 20,
        }
    }
}

impl Http {
    /// Whether guests reach the server over https.
    pub fn https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// How long a request may take.
    pub fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds)
    }

    /// How long a stopping server waits for open requests.
    pub fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }

    pub(super) fn validate(&self) -> Result<(), ConfigError> {
        if let Some(url) = &self.public_url
            && (!matches!(url.scheme(), "http" | "https") || url.host().is_none())
        {
            return Err(ConfigError::at("http.public_url", "an http or https address is needed"));
        }
        if self.body_limit == 0 || self.import_limit < self.body_limit {
            let rule = "above zero, and an import at least as large as any body";
            return Err(ConfigError::at("http.body_limit, http.import_limit", rule));
        }
        if self.request_timeout_seconds == 0 || self.max_in_flight == 0 {
            let keys = "http.request_timeout_seconds, http.max_in_flight";
            return Err(ConfigError::at(keys, "zero would refuse every request"));
        }
        match self.cors_origins.iter().find(|origin| !is_origin(origin)) {
            None => Ok(()),
            Some(bad) => Err(ConfigError::at(
                "http.cors_origins",
                format!("{bad:?} is no origin such as https://app.example.com"),
            )),
        }
    }
}

/// Whether the text is exactly a scheme, a host and perhaps a port: a browser sends nothing else.
fn is_origin(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.origin().ascii_serialization() == text)
}
