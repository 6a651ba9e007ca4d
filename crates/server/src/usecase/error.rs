//! Why a use case was refused, in terms of the product. `http::error` alone knows the status codes.

use std::time::Duration;

use dineqr_core::menu::{BrokenEdit, ImportError, MenuProblem};
use dineqr_core::store::StoreError;
use dineqr_core::tab::TabError;

use crate::kv::Away;

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The tab refused.
    #[error(transparent)]
    Tab(#[from] TabError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such thing, or it is not the caller's to know.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// The table's code was revoked.
    #[error("the code was revoked")]
    Revoked,
    /// Nobody is signed in, or what they showed is wrong.
    #[error("{detail}")]
    Unauthorized {
        /// The stable name of the reason.
        code: &'static str,
        /// In words.
        detail: &'static str,
    },
    /// Signed in, but not allowed.
    #[error("{detail}")]
    Forbidden {
        /// The stable name of the reason.
        code: &'static str,
        /// In words.
        detail: &'static str,
    },
    /// The present state does not allow it.
    #[error("{detail}")]
    Conflict {
        /// The stable name of the reason.
        code: &'static str,
        /// In words.
        detail: &'static str,
    },
    /// The person works in several restaurants and must say which.
    #[error("choose a restaurant")]
    ChooseRestaurant(Vec<RestaurantChoice>),
    /// Fields break rules.
    #[error("fields break rules")]
    Invalid(Vec<FieldError>),
    /// What it needs cannot be reached now.
    #[error("{detail}")]
    Unavailable {
        /// The stable name of the reason.
        code: &'static str,
        /// In words.
        detail: &'static str,
    },
    /// Too often.
    #[error("too often")]
    Limited {
        /// When it makes sense to try again.
        retry_after: Duration,
    },
}

/// A restaurant someone may sign in to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct RestaurantChoice {
    /// Its name in links.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// The person's role there: `staff` or `manager`.
    pub role: String,
}

/// A field, and the rule it breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub field: String,
    /// The rule's stable name.
    pub code: &'static str,
    /// The rule, in words.
    pub message: String,
}

impl Error {
    /// One field that breaks one rule.
    pub fn invalid(
        field: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), code, message: message.into() }])
    }

    /// Wrong login or password; which of the two is not said.
    pub fn wrong_login() -> Self {
        Self::Unauthorized { code: "wrong_login", detail: "Login or password is wrong." }
    }

    /// Nobody is signed in.
    pub fn signed_out() -> Self {
        Self::Unauthorized { code: "signed_out", detail: "Sign in first." }
    }

    /// One-time codes can be neither sent nor tried now.
    pub fn codes_unavailable(why: &Away) -> Self {
        tracing::warn!(%why, "a one-time code was refused");
        Self::Unavailable {
            code: "codes_unavailable",
            detail: "Codes cannot be sent or checked at the moment. Try again in a minute, or ask staff.",
        }
    }

    /// Fields of a form that break rules, as (field, rule).
    ///
    /// # Errors
    /// [`Error::Invalid`] unless there are none.
    pub fn check(problems: Vec<(String, String)>) -> Result<()> {
        let problem = |(field, message)| FieldError { field, code: "invalid", message };
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Self::Invalid(problems.into_iter().map(problem).collect())),
        }
    }

    /// The same mistakes of a menu.
    ///
    /// # Errors
    /// [`Error::Invalid`] unless there are none.
    pub fn check_menu(problems: Vec<MenuProblem>) -> Result<()> {
        Self::check(
            problems.into_iter().map(|problem| (problem.field, problem.rule.to_owned())).collect(),
        )
    }
}

impl From<BrokenEdit> for Error {
    fn from(broken: BrokenEdit) -> Self {
        Self::invalid(broken.field, broken.code, broken.rule)
    }
}

impl From<ImportError> for Error {
    fn from(error: ImportError) -> Self {
        let problem = |problem: dineqr_core::menu::LineProblem| FieldError {
            field: format!("line {}: {}", problem.line, problem.field),
            code: "invalid_line",
            message: problem.rule,
        };
        Self::Invalid(error.problems.into_iter().map(problem).collect())
    }
}
