//! Requests that live long must not keep hyper's read buffer alive.

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue};
use hyper::upgrade::OnUpgrade;
use std::net::SocketAddr;

use super::{ClientAddress, RequestId};

/// Copies header values and address, and drops what routing noted. hyper reads into a 16 kB buffer whose slices
/// these are; the Socket.IO server keeps the request for as long as the connection lives, and with it the
/// buffer, which is 16 of 30 kB per socket.
pub(super) fn compact(parts: &mut Parts) {
    for value in parts.headers.values_mut() {
        if let Ok(copy) = HeaderValue::from_bytes(value.as_bytes()) {
            *value = copy;
        }
    }
    if let Ok(copy) = parts.uri.to_string().parse() {
        parts.uri = copy;
    }
    // Whatever else routing left in the extensions (the original address among it) may hold slices too.
    let mut noted = std::mem::take(&mut parts.extensions);
    keep::<OnUpgrade>(&mut noted, &mut parts.extensions);
    keep::<ConnectInfo<SocketAddr>>(&mut noted, &mut parts.extensions);
    keep::<ClientAddress>(&mut noted, &mut parts.extensions);
    keep::<RequestId>(&mut noted, &mut parts.extensions);
}

fn keep<T: Clone + Send + Sync + 'static>(from: &mut Extensions, to: &mut Extensions) {
    if let Some(value) = from.remove::<T>() {
        to.insert(value);
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::{Request, Uri};

    use super::*;

    #[test]
    fn nothing_of_the_read_buffer_is_kept() {
        let buffer = Bytes::from_static(b"/socket.io/?EIO=4");
        let uri = Uri::from_maybe_shared(buffer.clone()).expect("an address");
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.uri = uri.clone();
        parts.extensions.insert(uri);
        parts.extensions.insert(RequestId::next());
        compact(&mut parts);
        assert_eq!(parts.uri.path(), "/socket.io/");
        assert_ne!(parts.uri.path().as_ptr(), buffer.as_ptr());
        assert!(parts.extensions.get::<Uri>().is_none());
        assert!(parts.extensions.get::<RequestId>().is_some());
    }
}
