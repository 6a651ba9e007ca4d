//! Why a command failed, in words that say what to do.

use std::fmt;

use dineqr_core::store::StoreError;

use crate::config::ConfigError;
use crate::telemetry::TelemetryError;
use crate::usecase::Error;

/// Why a command failed: lines for standard error.
#[derive(Debug)]
pub(super) struct Failure(String);

impl Failure {
    /// A failure with its text.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The same with a line above it.
    pub(super) fn under(self, headline: impl fmt::Display) -> Self {
        Self(format!("{headline}\n{}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "dineqr: {}", self.0)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self(error.to_string())
    }
}

impl From<TelemetryError> for Failure {
    fn from(error: TelemetryError) -> Self {
        Self(format!("settings: {error}"))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(format!("{error}; look at store.uri and --data-dir"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            Error::Invalid(fields) => {
                let lines =
                    fields.iter().map(|field| format!("{}: {}", field.field, field.message));
                Self(lines.collect::<Vec<_>>().join("\n"))
            }
            error => Self(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usecase::error::FieldError;

    #[test]
    fn every_broken_rule_has_its_line() {
        let field = |name: &str| FieldError {
            field: name.to_owned(),
            code: "invalid",
            message: "the rule".to_owned(),
        };
        let failure = Failure::from(Error::Invalid(vec![field("slug"), field("name")]));
        assert_eq!(failure.to_string(), "dineqr: slug: the rule\nname: the rule");
    }
}
