//! One embedded file as an HTTP answer.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY},
    },
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::encoding::Encoding;

/// SvelteKit puts everything whose name carries a hash of its content here.
const HASHED: &str = "_app/immutable/";
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

pub(crate) fn answer<Files: RustEmbed>(path: &str, request: &HeaderMap) -> Option<Response> {
    let path = path.trim_start_matches('/');
    if is_sibling::<Files>(path) {
        return None;
    }
    let plain = Files::get(path)?;
    let (file, encoding) = pick::<Files>(path, plain, request);
    let etag = etag(&file);
    let headers = headers(path, &etag);
    if is_known(request, &etag) {
        return Some((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let mut response = (headers, Body::from(file.data.into_owned())).into_response();
    response.headers_mut().insert(CONTENT_TYPE, content_type(path));
    if let Some(encoding) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    Some(response)
}

/// A compressed sibling is a form of its file, not a file to ask for by name.
fn is_sibling<Files: RustEmbed>(path: &str) -> bool {
    Encoding::ALL
        .iter()
        .filter_map(|encoding| path.strip_suffix(encoding.suffix()))
        .any(|plain| Files::get(plain).is_some())
}

fn pick<Files: RustEmbed>(
    path: &str,
    plain: EmbeddedFile,
    request: &HeaderMap,
) -> (EmbeddedFile, Option<Encoding>) {
    Encoding::ALL
        .into_iter()
        .filter(|encoding| encoding.accepted_by(request))
        .find_map(|encoding| {
            let sibling = Files::get(&format!("{path}{}", encoding.suffix()))?;
            Some((sibling, Some(encoding)))
        })
        .unwrap_or((plain, None))
}

/// A strong validator: each encoding is its own sequence of bytes and so has its own.
fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let hex = hash[..16].iter().fold(String::with_capacity(34), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    format!("\"{hex}\"")
}

fn headers(path: &str, etag: &str) -> [(HeaderName, HeaderValue); 3] {
    let caching = if path.starts_with(HASHED) { FOREVER } else { REVALIDATE };
    let etag = HeaderValue::from_str(etag).unwrap_or(HeaderValue::from_static("\"\""));
    [(CACHE_CONTROL, caching), (ETAG, etag), (VARY, HeaderValue::from_static("accept-encoding"))]
}

fn is_known(request: &HeaderMap, etag: &str) -> bool {
    request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}

fn content_type(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let text = guess.type_() == mime_guess::mime::TEXT
        || guess.subtype() == mime_guess::mime::JAVASCRIPT
        || guess.subtype() == mime_guess::mime::JSON;
    let value = if text { format!("{guess}; charset=utf-8") } else { guess.to_string() };
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

#[cfg(test)]
mod tests {
    use axum::http::header::ACCEPT_ENCODING;
    use http_body_util::BodyExt;

    use super::*;

    #[derive(RustEmbed)]
    #[folder = "fixture"]
    struct Fixture;

    const SCRIPT: &str = "/_app/immutable/app.1f2e.js";

    fn get(path: &str, headers: &[(HeaderName, &str)]) -> Option<Response> {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().expect("a header value")))
            .collect();
        answer::<Fixture>(path, &headers)
    }

    fn header(response: &Response, name: HeaderName) -> Option<&str> {
        response.headers().get(name).map(|value| value.to_str().expect("ascii"))
    }

    async fn body(response: Response) -> Vec<u8> {
        response.into_body().collect().await.expect("an embedded body").to_bytes().to_vec()
    }

    #[tokio::test]
    async fn a_hashed_file_is_typed_and_immutable() {
        let response = get(SCRIPT, &[]).expect("the file");
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(header(&response, CONTENT_TYPE), Some("text/javascript; charset=utf-8"));
        assert_eq!(header(&response, CACHE_CONTROL), Some("public, max-age=31536000, immutable"));
        assert_eq!(header(&response, VARY), Some("accept-encoding"));
        assert_eq!(header(&response, CONTENT_ENCODING), None);
        assert_eq!(body(response).await, b"export const plain = 1;\n");
    }

    #[test]
    fn a_file_without_a_hash_is_revalidated() {
        let response = get("robots.txt", &[]).expect("the file");
        assert_eq!(header(&response, CACHE_CONTROL), Some("no-cache"));
    }

    #[tokio::test]
    async fn the_smallest_accepted_sibling_is_sent_under_its_own_tag() {
        let plain = get(SCRIPT, &[]).expect("the file");
        let brotli = get(SCRIPT, &[(ACCEPT_ENCODING, "gzip, br")]).expect("the file");
        let gzip = get(SCRIPT, &[(ACCEPT_ENCODING, "gzip")]).expect("the file");
        assert_eq!(header(&brotli, CONTENT_ENCODING), Some("br"));
        assert_eq!(header(&gzip, CONTENT_ENCODING), Some("gzip"));
        assert_eq!(header(&gzip, CONTENT_TYPE), Some("text/javascript; charset=utf-8"));
        assert_ne!(header(&plain, ETAG), header(&brotli, ETAG));
        assert_ne!(header(&gzip, ETAG), header(&brotli, ETAG));
        assert_eq!(body(brotli).await, b"as brotli\n");
    }

    #[test]
    fn a_file_without_siblings_is_sent_plain_to_everyone() {
        let response = get("robots.txt", &[(ACCEPT_ENCODING, "br, gzip")]).expect("the file");
        assert_eq!(header(&response, CONTENT_ENCODING), None);
    }

    #[tokio::test]
    async fn a_client_that_has_the_file_gets_304_without_a_body() {
        let first = get(SCRIPT, &[]).expect("the file");
        let etag = header(&first, ETAG).expect("a tag").to_owned();
        for known in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}")] {
            let again = get(SCRIPT, &[(IF_NONE_MATCH, &known)]).expect("the file");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(header(&again, ETAG), Some(etag.as_str()));
            assert!(header(&again, CACHE_CONTROL).is_some());
            assert!(body(again).await.is_empty());
        }
        let changed = get(SCRIPT, &[(IF_NONE_MATCH, "\"older\"")]).expect("the file");
        assert_eq!(changed.status(), StatusCode::OK);
    }

    #[test]
    fn what_the_build_does_not_hold_is_not_found() {
        let siblings = format!("{SCRIPT}.br");
        for path in ["", "/", "missing.js", "../Cargo.toml", "_app", siblings.as_str()] {
            assert!(get(path, &[]).is_none(), "{path}");
        }
    }
}
