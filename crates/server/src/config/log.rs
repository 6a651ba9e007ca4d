//! `[log]`: what is written down, and how.

use serde::{Deserialize, Serialize};

/// Logs, written to standard error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `DINEQR_LOG__LEVEL`: `error`, `warn`, `info`, `debug`, `trace`, or a filter such as
    /// `info,dineqr::access=warn` (which leaves out the line per request). Default `info`.
    pub level: String,
    /// `DINEQR_LOG__FORMAT`: `text`, `json`, or `auto` for text on a terminal and JSON elsewhere. Default `auto`.
    pub format: Format,
}

/// How a log line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// A line of text.
    Text,
    /// A JSON object per line.
    Json,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: Format::Auto }
    }
}
