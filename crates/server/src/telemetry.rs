//! Logs: lines of text on a terminal, JSON everywhere else.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::config::log::{Format, Log};

/// Why logging could not start.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// `log.level` is not a filter.
    #[error("log.level: {0}")]
    Level(#[from] tracing_subscriber::filter::ParseError),
    /// A subscriber is there already.
    #[error("logging was started twice: {0}")]
    Twice(#[from] TryInitError),
}

/// Starts logging to standard error, so that standard output stays free for what commands print.
///
/// # Errors
/// [`TelemetryError::Level`] for a filter that cannot be read, [`TelemetryError::Twice`] on a second call.
pub fn init(log: &Log) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&log.level)?;
    let registry = tracing_subscriber::registry().with(filter);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    if text(log.format, std::io::stderr().is_terminal()) {
        registry.with(lines.with_target(false)).try_init()?;
    } else {
        registry.with(lines.json().flatten_event(true)).try_init()?;
    }
    Ok(())
}

fn text(format: Format, terminal: bool) -> bool {
    match format {
        Format::Auto => terminal,
        Format::Text => true,
        Format::Json => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_text_and_a_pipe_gets_json_unless_the_setting_says_otherwise() {
        assert!(text(Format::Auto, true));
        assert!(!text(Format::Auto, false));
        assert!(text(Format::Text, false));
        assert!(!text(Format::Json, true));
    }

    #[test]
    fn a_level_that_is_no_filter_is_named() {
        let log = Log { level: "a=b=c".to_owned(), ..Log::default() };
        let message = init(&log).expect_err("not a filter").to_string();
        assert!(message.starts_with("log.level"), "{message}");
    }
}
