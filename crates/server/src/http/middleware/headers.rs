//! What every answer tells the browser to be careful about.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(self), usb=()";

/// The headers of every answer, made once.
#[derive(Debug)]
pub(super) struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    /// `csp` is the content security policy. Under https browsers are told to stay with https.
    pub(super) fn new(csp: &str, https: bool) -> Self {
        let fixed = HeaderValue::from_static;
        let mut headers = vec![
            (
                CONTENT_SECURITY_POLICY,
                HeaderValue::from_str(csp).expect("the policy is plain ASCII"),
            ),
            (X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (X_FRAME_OPTIONS, fixed("DENY")),
            (REFERRER_POLICY, fixed("no-referrer")),
            (HeaderName::from_static("permissions-policy"), fixed(PERMISSIONS)),
        ];
        if https {
            // Over plain http browsers ignore it, and say so on every page.
            headers.push((
                HeaderName::from_static("cross-origin-opener-policy"),
                fixed("same-origin"),
            ));
            headers.push((STRICT_TRANSPORT_SECURITY, fixed("max-age=31536000")));
        }
        Self(headers)
    }

    /// Adds them, except where a handler has set its own.
    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        headers.reserve(self.0.len() + 1);
        for (name, value) in &self.0 {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}
