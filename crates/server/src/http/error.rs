//! From refusals of use cases to problems: the one place that knows which status each one has.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dineqr_core::money::{Amount, Currency};
use dineqr_core::store::StoreError;
use dineqr_core::tab::TabError;
use serde_json::{Value, json};

use super::problem::{Problem, SOON};
use crate::usecase::{self, FieldError};

/// What a handler answers.
pub type Answer<T> = Result<T, Failure>;

/// A refusal on its way out.
#[derive(Debug)]
pub struct Failure(Problem);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<usecase::Error> for Failure {
    fn from(error: usecase::Error) -> Self {
        Self(problem(error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(store(&error))
    }
}

/// There is no such thing, or it is not the caller's to know.
pub fn not_found(what: &str) -> Failure {
    Failure(Problem::new(StatusCode::NOT_FOUND, "not_found", format!("There is no such {what}.")))
}

fn problem(error: usecase::Error) -> Problem {
    use usecase::Error;
    match error {
        Error::Tab(error) => tab(error),
        Error::Store(error) => store(&error),
        Error::NotFound(what) => not_found(what).0,
        Error::Revoked => Problem::new(
            StatusCode::GONE,
            "code_revoked",
            "This code is no longer in use. Ask staff for the table's new one.",
        ),
        Error::Unauthorized { code, detail } => {
            Problem::new(StatusCode::UNAUTHORIZED, code, detail)
        }
        Error::Forbidden { code, detail } => Problem::new(StatusCode::FORBIDDEN, code, detail),
        Error::Conflict { code, detail } => Problem::new(StatusCode::CONFLICT, code, detail),
        Error::ChooseRestaurant(choices) => {
            let detail =
                "This person works in several restaurants. Send `restaurant` with one of them.";
            Problem::new(StatusCode::CONFLICT, "choose_restaurant", detail)
                .with("restaurants", json!(choices))
        }
        Error::Invalid(fields) => invalid(fields),
        Error::Unavailable { code, detail } => {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, code, detail).retry_after(SOON)
        }
        Error::Limited { retry_after } => Problem::too_often(retry_after),
    }
}

/// One broken rule gives the problem its code; several are `invalid`.
fn invalid(fields: Vec<FieldError>) -> Problem {
    let (code, detail) = match fields.as_slice() {
        [one] => (one.code, format!("{}: {}.", one.field, one.message)),
        _ => ("invalid", "Several fields break rules.".to_owned()),
    };
    let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail);
    fields
        .into_iter()
        .fold(problem, |problem, error| problem.field(error.field, error.code, error.message))
}

fn store(error: &StoreError) -> Problem {
    match error {
        StoreError::Conflict => {
            let detail = "Somebody else changed it at the same moment. Load it again.";
            Problem::new(StatusCode::CONFLICT, "conflict", detail)
        }
        StoreError::Duplicate => {
            Problem::new(StatusCode::CONFLICT, "duplicate", "There already is one.")
        }
        StoreError::SoldOut { .. } => sold_out("lines", "", None),
        StoreError::Unavailable(_) => Problem::unavailable(error),
        StoreError::Other(_) => Problem::internal(error),
    }
}

fn sold_out(field: &str, dish_id: &str, variant_id: Option<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "sold_out", "This is sold out.")
        .field(field, "sold_out", "sold out, or fewer portions are left")
        .with("dish_id", json!(dish_id))
        .with("variant_id", json!(variant_id))
}

fn money(amount: Amount, currency: Currency) -> Value {
    json!({ "amount": amount.as_minor(), "currency": currency.code() })
}

fn tab(error: TabError) -> Problem {
    let rule = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        TabError::TabClosed { status } => {
            let detail = "This tab is over. Scan the table's code to start a new one.";
            Problem::new(StatusCode::CONFLICT, "tab_closed", detail)
                .with("tab_status", json!(status))
        }
        TabError::NotFound(what) => not_found(what).0,
        TabError::NotAllowed { step, status } => {
            let detail = format!("Cannot {step} what is {status}.");
            Problem::new(StatusCode::CONFLICT, "not_allowed", detail)
                .with("current_status", json!(status))
        }
        TabError::Forbidden(why) => Problem::new(StatusCode::FORBIDDEN, "forbidden", why),
        TabError::PresenceRequired => {
            let detail = "Show that you are at the table first, or ask staff.";
            Problem::new(StatusCode::FORBIDDEN, "presence_required", detail)
        }
        TabError::GuestRemoved => {
            Problem::new(StatusCode::FORBIDDEN, "removed", "Staff took this phone off the table.")
        }
        TabError::SoldOut { line, dish_id, variant_id } => sold_out(
            &format!("lines[{line}]"),
            &dish_id.to_string(),
            variant_id.map(|id| id.to_string()),
        ),
        TabError::KitchenClosed => {
            Problem::new(rule, "kitchen_closed", "The kitchen takes no orders now.")
        }
        TabError::PriceChanged { total, currency } => {
            Problem::new(rule, "price_changed", "The price is no longer the one you saw.")
                .field("expected_total", "price_changed", "the total of a fresh quote")
                .with("total", money(total, currency))
        }
        TabError::KeyReused => {
            let detail = "This Idempotency-Key came with another request before.";
            Problem::new(rule, "idempotency_key_reused", detail)
        }
        TabError::Rule(broken) => Problem::new(
            rule,
            broken.code,
            format!("{}: {}.", broken.field, broken.rule),
        )
        .field(broken.field, broken.code, broken.rule),
        TabError::Owing { balance, currency } => {
            Problem::new(StatusCode::CONFLICT, "balance_due", "Money is still owed.")
                .with("balance", money(balance, currency))
        }
        TabError::Unfinished { lines } => {
            let detail = "Orders are still with the kitchen or wait for approval.";
            Problem::new(StatusCode::CONFLICT, "orders_unfinished", detail)
                .with("lines", json!(lines))
        }
        TabError::CannotJoin { .. } => {
            let detail = "Only two open tabs at tables can be joined.";
            Problem::new(StatusCode::CONFLICT, "cannot_join", detail)
        }
    }
}
