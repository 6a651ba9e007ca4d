//! One HTTP request of a client, before it is sent.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use serde_json::Value;

use crate::failure::Outcome;

/// How many phones the requests come from. They stand behind a proxy on this machine, which names them in
/// `X-Forwarded-For`; a limit per address is in the path and is not what is measured.
const PHONES: usize = 4096;

/// A request to be sent.
#[derive(Debug, Clone)]
pub struct Call {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Bytes,
    phone: usize,
}

impl Call {
    /// Reads `path`.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path, Bytes::new())
    }

    /// Posts a JSON body to `path`.
    pub fn post(path: impl Into<String>, body: &Value) -> Self {
        Self::post_bytes(path, Bytes::from(body.to_string()))
    }

    /// Posts JSON that is serialised already.
    pub fn post_bytes(path: impl Into<String>, body: Bytes) -> Self {
        Self::new(Method::POST, path, body).header(CONTENT_TYPE.as_str(), "application/json")
    }

    fn new(method: Method, path: impl Into<String>, body: Bytes) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body, phone: 0 }
    }

    /// Adds a header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Signs the request in.
    pub fn token(self, token: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), format!("Bearer {token}"))
    }

    /// Sends it from the phone of this number.
    pub fn phone(mut self, number: usize) -> Self {
        self.phone = number;
        self
    }

    /// The request as hyper wants it.
    pub fn into_request(self) -> Outcome<Request<Full<Bytes>>> {
        let mut request = Request::builder()
            .method(self.method)
            .uri(self.path)
            .header(HOST, "127.0.0.1")
            .header("x-forwarded-for", phone_address(self.phone));
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        Ok(request.body(Full::new(self.body))?)
    }
}

/// The address of a phone.
pub fn phone_address(number: usize) -> String {
    let number = number % PHONES;
    format!("10.7.{}.{}", number / 256, number % 256)
}
