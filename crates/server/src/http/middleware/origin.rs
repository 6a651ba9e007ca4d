//! Which pages may call: our own, and those an operator listed.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Uri};

/// Whose pages may call.
#[derive(Debug)]
pub(super) struct Origins {
    own: Option<String>,
    listed: Vec<String>,
}

impl Origins {
    pub(super) fn new(public_url: Option<&url::Url>, listed: Vec<String>) -> Self {
        Self { own: public_url.map(|url| url.origin().ascii_serialization()), listed }
    }

    /// Whether the request may change anything. Without `Origin` it comes from no foreign page.
    pub(super) fn accepts(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let Some(origin) = headers.get(ORIGIN) else { return true };
        let Ok(origin) = origin.to_str() else { return false };
        let host = headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
        let bare = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let same = bare.is_some() && bare == host;
        same || self.own.as_deref() == Some(origin) || self.listed.iter().any(|one| one == origin)
    }

    /// The listed origin that the request comes from: the value of the CORS header.
    pub(super) fn listed(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        if self.listed.is_empty() {
            return None;
        }
        let origin = headers.get(ORIGIN)?;
        self.listed.iter().any(|one| one.as_bytes() == origin.as_bytes()).then(|| origin.clone())
    }

    /// Whether answers differ by origin at all.
    pub(super) fn any_listed(&self) -> bool {
        !self.listed.is_empty()
    }
}

/// Whether this is a browser asking beforehand.
pub(super) fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// Whether the request needs the check: it changes something, or opens a live connection.
pub(super) fn needs_check(method: &Method, path: &str) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
        || path.starts_with("/socket.io")
}

/// What a listed page may do and read.
pub(super) fn allow(headers: &mut HeaderMap, origin: HeaderValue, preflight: bool) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    if preflight {
        let methods = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
        let sent =
            HeaderValue::from_static("authorization, content-type, idempotency-key, if-none-match");
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, sent);
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    } else {
        let read = HeaderValue::from_static("etag, retry-after, x-request-id");
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, read);
    }
}

/// Tells caches that the answer differs by origin.
pub(super) fn vary(headers: &mut HeaderMap) {
    headers.append(VARY, HeaderValue::from_static("origin"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(origin: &'static str, host: &'static str) -> bool {
        let public = "https://order.example.com".parse().expect("an address");
        let origins = Origins::new(Some(&public), vec!["https://app.example.org".to_owned()]);
        let mut headers = HeaderMap::new();
        headers.insert(ORIGIN, HeaderValue::from_static(origin));
        headers.insert(HOST, HeaderValue::from_static(host));
        origins.accepts(&headers, &Uri::from_static("/"))
    }

    #[test]
    fn our_own_and_listed_pages_are_accepted() {
        assert!(accepts("http://192.168.1.5:8080", "192.168.1.5:8080"));
        assert!(accepts("https://order.example.com", "internal:8080"));
        assert!(accepts("https://app.example.org", "order.example.com"));
        let origins = Origins::new(None, Vec::new());
        assert!(origins.accepts(&HeaderMap::new(), &Uri::from_static("/")));
    }

    #[test]
    fn foreign_pages_are_not() {
        for origin in ["null", "", "https://evil.example", "https://order.example.com.evil.example"]
        {
            assert!(!accepts(origin, "order.example.com"), "{origin}");
        }
        assert!(!accepts("http://order.example.com:81", "order.example.com"));
        assert!(!accepts("ftp://order.example.com", "order.example.com"));
    }
}
