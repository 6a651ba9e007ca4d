//! Which precompressed sibling of a file a client takes.

use axum::http::{HeaderMap, header::ACCEPT_ENCODING};

/// A compression made at build time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    /// Best first: brotli is the smaller one, and the size is already paid for.
    pub(crate) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the build appends to the file's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Whether the client takes it: named with a weight above zero, or covered by `*`.
    pub(crate) fn accepted_by(self, headers: &HeaderMap) -> bool {
        weight(headers, self.name()).or_else(|| weight(headers, "*")).is_some_and(|q| q > 0.0)
    }
}

fn weight(headers: &HeaderMap, name: &str) -> Option<f32> {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .find_map(|item| {
            let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
            coding.trim().eq_ignore_ascii_case(name).then(|| quality(parameters))
        })
}

/// `q=0.5` as a number; one when absent. A weight that cannot be read counts as a refusal.
fn quality(parameters: &str) -> f32 {
    match parameters.trim().strip_prefix("q=") {
        Some(q) => q.trim().parse().unwrap_or(0.0),
        None => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(header: &str) -> Vec<Encoding> {
        let headers =
            HeaderMap::from_iter([(ACCEPT_ENCODING, header.parse().expect("a header value"))]);
        Encoding::ALL.into_iter().filter(|encoding| encoding.accepted_by(&headers)).collect()
    }

    #[test]
    fn every_spelling_of_accept_encoding_picks_what_it_names() {
        use Encoding::{Brotli, Gzip};
        let cases: [(&str, &[Encoding]); 8] = [
            ("gzip, deflate, br, zstd", &[Brotli, Gzip]),
            ("gzip", &[Gzip]),
            ("BR;q=1.0, gzip;q=0", &[Brotli]),
            ("br;q=0.001", &[Brotli]),
            ("br;q=0, *", &[Gzip]),
            ("*;q=0", &[]),
            ("identity", &[]),
            ("br;q=much", &[]),
        ];
        for (header, expected) in cases {
            assert_eq!(accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn a_client_that_says_nothing_gets_the_plain_file() {
        assert!(!Encoding::Gzip.accepted_by(&HeaderMap::new()));
    }
}
