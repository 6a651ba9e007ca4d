//! `dineqr health`: whether the server of these settings answers. For images without a shell or an HTTP client.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::failure::Failure;
use super::{Options, output};

/// For each step: a server that takes longer to say `ok` is not well.
const PATIENCE: Duration = Duration::from_secs(3);
/// What is read of the answer: the line with the status is at its very start.
const STATUS_LINE: usize = "HTTP/1.1 200".len();

/// Asks and says what it heard.
pub(super) fn run(options: &Options, listen: Option<SocketAddr>) -> Result<(), Failure> {
    let at = reachable(match listen {
        Some(listen) => listen,
        None => options.load()?.http.listen,
    });
    let status = ask(at).map_err(|error| Failure::new(format!("no answer from {at}: {error}")))?;
    if status != "HTTP/1.1 200" {
        return Err(Failure::new(format!("{at} answers {status}")));
    }
    output::say(format_args!("{at} is well"));
    Ok(())
}

/// Where a listener can be asked from its own machine: "all addresses" is none to connect to.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

fn ask(at: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&at, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // Written at once: a server that refuses after the first piece would break the pipe before it is heard.
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {at}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut status = [0; STATUS_LINE];
    stream.read_exact(&mut status)?;
    Ok(String::from_utf8_lossy(&status).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_on_all_addresses_is_asked_on_loopback() {
        for (listen, asked) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:8080", "[::1]:8080"),
            ("127.0.0.1:9000", "127.0.0.1:9000"),
            ("192.168.1.10:8080", "192.168.1.10:8080"),
        ] {
            let listen = listen.parse().expect("an address");
            assert_eq!(reachable(listen).to_string(), asked);
        }
    }
}
