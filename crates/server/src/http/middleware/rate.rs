//! Limits per client address and class of route. They are counted per node: asking a shared store on
//! every request would cost more than the limit protects. The tight limits (session, phone, table) are shared.
//! Requests of one address are spread over the nodes, so each grants its part.

use axum::http::Method;
use jiff::Timestamp;

use super::ClientAddress;
use crate::config::Limits;
use crate::kv::{Gcra, Limit, Limited};

/// Addresses that are counted at once, per class.
const ADDRESSES: usize = 50_000;

/// Classes of routes with a limit of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteClass {
    /// Health checks: never limited.
    Free,
    /// Reading the API, and pages.
    Read,
    /// Changing something.
    Write,
    /// Asking for and trying codes and passwords.
    SignIn,
    /// Opening a live connection.
    Socket,
}

/// Paths below `/api/v1` that ask for or try a secret.
const SIGN_IN: [&str; 4] = ["/auth/login", "/auth/password", "/guest/otp", "/guest/session"];

impl RouteClass {
    /// The class of a request. Derived from the path, so that a new route cannot be without.
    pub fn of(method: &Method, path: &str) -> Self {
        if path.starts_with("/socket.io") {
            return Self::Socket;
        }
        if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
            return if matches!(path, "/healthz" | "/readyz") { Self::Free } else { Self::Read };
        }
        match path.strip_prefix("/api/v1") {
            Some(rest) if SIGN_IN.contains(&rest) => Self::SignIn,
            _ => Self::Write,
        }
    }
}

/// Counts requests per address and class.
#[derive(Debug)]
pub(super) struct AddressLimits {
    classes: [(Limit, Gcra<u128>); 4],
}

impl AddressLimits {
    /// The part of the limits that one of so many nodes grants.
    pub(super) fn new(limits: &Limits, nodes: u32) -> Self {
        let limits = [limits.ip_read, limits.ip_write, limits.ip_sign_in, limits.ip_socket];
        let part = |limit: Limit| Limit { burst: limit.burst.div_ceil(nodes.max(1)), ..limit };
        Self { classes: limits.map(|limit| (part(limit), Gcra::new(ADDRESSES))) }
    }

    pub(super) fn take(
        &self,
        class: RouteClass,
        client: ClientAddress,
        now: Timestamp,
    ) -> Result<(), Limited> {
        let (limit, counted) = match class {
            RouteClass::Free => return Ok(()),
            RouteClass::Read => &self.classes[0],
            RouteClass::Write => &self.classes[1],
            RouteClass::SignIn => &self.classes[2],
            RouteClass::Socket => &self.classes[3],
        };
        counted.take(&client.key(), *limit, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_has_its_class() {
        for (method, path, class) in [
            (Method::GET, "/healthz", RouteClass::Free),
            (Method::GET, "/t/token", RouteClass::Read),
            (Method::GET, "/api/v1/tab", RouteClass::Read),
            (Method::POST, "/api/v1/tab/orders", RouteClass::Write),
            (Method::POST, "/api/v1/guest/otp", RouteClass::SignIn),
            (Method::POST, "/api/v1/auth/login", RouteClass::SignIn),
            (Method::POST, "/api/v1/auth/logout", RouteClass::Write),
            (Method::GET, "/socket.io/", RouteClass::Socket),
        ] {
            assert_eq!(RouteClass::of(&method, path), class, "{method} {path}");
        }
    }
}
