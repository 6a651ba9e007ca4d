//! The page that starts the web apps, and what the Content-Security-Policy must know of it.

use std::{borrow::Cow, sync::LazyLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::Build;

/// Served by a debug build that has no web build; a release build refuses to compile without.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>DineQR</title></head><body><h1>The web apps are not built</h1>\
    <p>Run <code>make web</code>, then build the server again. The API works without them.</p>\
    </body></html>";

static INDEX: LazyLock<String> =
    LazyLock::new(|| page("index.html").unwrap_or_else(|| NOT_BUILT.to_owned()));

/// The same page with links to all the scripts that the guest's page needs.
static GUEST: LazyLock<String> = LazyLock::new(|| page("guest.html").unwrap_or(INDEX.clone()));

fn page(name: &str) -> Option<String> {
    Build::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

static SCRIPT_HASHES: LazyLock<Vec<String>> =
    LazyLock::new(|| inline_scripts(&INDEX).map(hash_source).collect());

/// The page for every path that is not a file. With `boot`, a JSON text, it is the guest's: the text is put into it as
/// an inert block with the id `boot`, so that the app needs no request of its own for what it shows first.
pub fn shell(boot: Option<&str>) -> Cow<'static, str> {
    match boot {
        Some(boot) => Cow::Owned(with_boot(&GUEST, boot)),
        None => Cow::Borrowed(INDEX.as_str()),
    }
}

/// The Content-Security-Policy sources (`'sha256-…'`) of the [`shell`]'s own inline scripts. The
/// boot block is data and needs none.
pub fn script_hashes() -> &'static [String] {
    &SCRIPT_HASHES
}

fn with_boot(index: &str, boot: &str) -> String {
    let (head, rest) = index.split_at(index.find("</head>").unwrap_or(0));
    let boot = escape(boot);
    format!("{head}<script type=\"application/json\" id=\"boot\">{boot}</script>{rest}")
}

/// Writes the characters that could end the block, or a line of script, as JSON escapes. In JSON
/// they only occur inside strings, so the value stays the same.
fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The texts of scripts without `src`, in the order of the page.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(text)
    })
}

fn hash_source(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>x</title></head><body></body></html>";

    #[test]
    fn the_boot_block_stands_at_the_end_of_the_head() {
        assert_eq!(
            with_boot(PAGE, r#"{"a":1}"#),
            "<html><head><title>x</title>\
             <script type=\"application/json\" id=\"boot\">{\"a\":1}</script>\
             </head><body></body></html>"
        );
    }

    #[test]
    fn a_dish_name_cannot_break_out_of_the_boot_block() {
        let boot = "{\"name\":\"</script><script>alert(1)</script>&\u{2028}\u{2029}<!--\"}";
        let page = with_boot(PAGE, boot);
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(!page.contains("<!--") && !page.contains('\u{2028}') && !page.contains('\u{2029}'));
        assert!(page.contains(
            r#"\u003c/script\u003e\u003cscript\u003ealert(1)\u003c/script\u003e\u0026\u2028\u2029"#
        ));
    }

    #[test]
    fn a_script_is_allowed_by_the_hash_of_its_exact_text() {
        let page = "<script src=\"/a.js\"></script><script>alert('Hello, world.');</script>";
        let hashes: Vec<_> = inline_scripts(page).map(hash_source).collect();
        // The example of the CSP specification, level 2, section 5.1.
        assert_eq!(hashes, ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]);
    }

    #[test]
    fn the_shell_runs_under_the_policy_that_the_server_sends() {
        let page = shell(None);
        assert_eq!(inline_scripts(&page).count(), script_hashes().len());
        for forbidden in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }

    #[test]
    fn the_boot_data_adds_nothing_to_the_allowed_scripts() {
        let page = shell(Some("{}"));
        assert!(page.contains("id=\"boot\">{}</script></head>"));
        let scripts: Vec<_> = inline_scripts(&page).map(hash_source).collect();
        assert_eq!(scripts.len(), script_hashes().len() + 1);
        assert!(script_hashes().iter().all(|hash| scripts.contains(hash)));
    }
}
