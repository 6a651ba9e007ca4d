//! What `serve` prints when it is ready: links to click and logins to type.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::failure::Failure;
use super::output;
use crate::app::App;
use crate::demo::{self, Demo};
use crate::usecase::{setup, table};

/// Prints one table link per line and the logins of the demo, or the set-up link of an empty store; then, last,
/// the address.
pub(super) async fn ready(app: &App, at: SocketAddr, demo: Option<Demo>) -> Result<(), Failure> {
    let base = base(app, at);
    if let Some(demo) = demo {
        tables_and_logins(app, &base, demo).await?;
    } else if let Some(secret) = setup::offer(app).await? {
        output::say("No restaurant yet. This link sets up the first one, once:");
        output::say(format_args!("{base}/setup/{secret}"));
    }
    output::say(format_args!("DineQR listens on {base}"));
    Ok(())
}

async fn tables_and_logins(app: &App, base: &str, demo: Demo) -> Result<(), Failure> {
    for place in app.store.tables(demo.restaurant_id).await? {
        output::say(format_args!("{base}/t/{}", table::token(app, &place)));
    }
    for login in demo::LOGINS {
        output::say(format_args!("{} password {}", login.email, demo.password));
    }
    Ok(())
}

/// Where people reach the server: the public address, or the one it listens on.
fn base(app: &App, at: SocketAddr) -> String {
    match &app.config.http.public_url {
        Some(url) => url.as_str().trim_end_matches('/').to_owned(),
        None => format!("http://{}", reachable(at)),
    }
}

/// "Every address of this machine" is none that a browser can open; this machine itself is.
fn reachable(at: SocketAddr) -> SocketAddr {
    let ip = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, at.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_addresses_can_be_opened() {
        for (at, shown) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("192.168.1.4:80", "192.168.1.4:80"),
        ] {
            assert_eq!(reachable(at.parse().expect("an address")).to_string(), shown);
        }
    }
}
