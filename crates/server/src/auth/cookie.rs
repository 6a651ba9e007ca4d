//! The two session cookies, so that one browser can be a guest and staff at once.

use std::time::Duration;

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use super::token::Kind;

/// How cookies are written. Under https they are Secure and bound to the exact host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cookies {
    https: bool,
}

impl Cookies {
    /// Cookies for a server that guests reach over https, or over plain http.
    pub const fn new(https: bool) -> Self {
        Self { https }
    }

    /// The cookie's name.
    pub const fn name(self, kind: Kind) -> &'static str {
        match (kind, self.https) {
            (Kind::Guest, false) => "dineqr_guest",
            (Kind::Guest, true) => "__Host-dineqr_guest",
            (Kind::Staff, false) => "dineqr_staff",
            (Kind::Staff, true) => "__Host-dineqr_staff",
        }
    }

    /// The `Set-Cookie` that gives a browser its token for `lifetime`.
    pub fn set(self, kind: Kind, token: &str, lifetime: Duration) -> HeaderValue {
        self.header(kind, token, lifetime.as_secs())
    }

    /// The `Set-Cookie` that takes the token away.
    pub fn clear(self, kind: Kind) -> HeaderValue {
        self.header(kind, "", 0)
    }

    fn header(self, kind: Kind, value: &str, seconds: u64) -> HeaderValue {
        let name = self.name(kind);
        let secure = if self.https { "; Secure" } else { "" };
        let text =
            format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(text).expect("a token is plain ASCII")
    }

    /// The token that a browser sent.
    pub fn read(self, kind: Kind, headers: &HeaderMap) -> Option<&str> {
        let name = self.name(kind);
        let sent = headers.get_all(COOKIE).into_iter().filter_map(|header| header.to_str().ok());
        let mut pairs =
            sent.flat_map(|header| header.split(';')).filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, value)| key.trim() == name && !value.is_empty())
            .map(|(_, value)| value.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_plain_http_the_cookie_is_httponly_and_lax() {
        let set = Cookies::new(false).set(Kind::Guest, "abc", Duration::from_secs(60));
        assert_eq!(set, "dineqr_guest=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn over_https_it_is_secure_and_bound_to_the_host() {
        let clear = Cookies::new(true).clear(Kind::Staff);
        assert_eq!(
            clear,
            "__Host-dineqr_staff=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn each_kind_finds_its_own_cookie() {
        let mut headers = HeaderMap::new();
        headers.append(
            COOKIE,
            HeaderValue::from_static("theme=dark; dineqr_guest=g; x=dineqr_staff=no"),
        );
        headers.append(COOKIE, HeaderValue::from_static("dineqr_staff=s"));
        let cookies = Cookies::new(false);
        assert_eq!(cookies.read(Kind::Guest, &headers), Some("g"));
        assert_eq!(cookies.read(Kind::Staff, &headers), Some("s"));
        assert_eq!(Cookies::new(true).read(Kind::Guest, &headers), None);
    }

    #[test]
    fn garbage_is_no_cookie() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_bytes(b"dineqr_guest=\xff").expect("opaque"));
        headers.append(COOKIE, HeaderValue::from_static(";;=;dineqr_guest;dineqr_guest=;"));
        assert_eq!(Cookies::new(false).read(Kind::Guest, &headers), None);
    }
}
