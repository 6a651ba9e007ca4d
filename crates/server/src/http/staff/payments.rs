//! Money taken at the counter.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::id::{PaymentId, TabId};
use dineqr_core::tab::{Command, PaymentMethod, RecordedPayment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::guest::payments::payment_of;
use crate::http::idempotency::{created, request_key};
use crate::http::problem::{IdempotencyKey, JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Staff};
use crate::usecase::{Error, tab};
use crate::view::money::{Money, MoneyIn};
use crate::view::payment::PaymentOut;

/// Money taken at the counter.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterPaymentIn {
    /// How.
    pub method: CounterMethod,
    /// What it takes off the bill, at most the balance.
    pub amount: MoneyIn,
    /// The cash handed over.
    pub tendered: Option<MoneyIn>,
    /// The number on a slip, at most 64 characters.
    pub reference: Option<String>,
    /// The payment a guest announced, where this answers one; its tip is added.
    pub payment_id: Option<String>,
}

/// How money is taken at the counter.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CounterMethod {
    /// Notes and coins.
    Cash,
    /// The restaurant's card machine.
    Card,
    /// A transfer shown to staff.
    Upi,
}

impl From<CounterMethod> for PaymentMethod {
    fn from(method: CounterMethod) -> Self {
        match method {
            CounterMethod::Cash => Self::Cash,
            CounterMethod::Card => Self::Card,
            CounterMethod::Upi => Self::Upi,
        }
    }
}

/// A payment, and what is still owed after it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentTaken {
    /// The payment.
    #[serde(flatten)]
    pub payment: PaymentOut,
    /// What is still owed.
    pub balance: Money,
}

/// Records money taken at the counter.
#[utoipa::path(post, path = "/api/v1/staff/tabs/{tab_id}/payments", tag = "staff", request_body = CounterPaymentIn,
    params(("tab_id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = PaymentTaken), (status = 200, description = "A repeat", body = PaymentTaken), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn take_payment(
    staff: Staff,
    State(app): State<AppState>,
    PathId(tab_id): PathId<TabId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<CounterPaymentIn>,
) -> Answer<Response> {
    // Money for a tab that was joined into another counts there, a repeat too.
    let tab = tab::follow(&app, staff.restaurant(), tab_id).await?;
    let key = request_key(&key, "payments", &body);
    let unknown = |_| Error::invalid("payment_id", "unknown_payment", "a payment of this tab");
    let payment = RecordedPayment {
        method: body.method.into(),
        amount: body.amount.read("amount", tab.currency)?,
        tendered: body
            .tendered
            .map(|tendered| tendered.read("tendered", tab.currency))
            .transpose()?,
        reference: body.reference,
        announced: body.payment_id.as_deref().map(PaymentId::parse).transpose().map_err(unknown)?,
    };
    let command = Command::RecordPayment { payment, key };
    let done = tab::run(&app, staff.restaurant(), tab.id, staff.actor(), &command).await?;
    let balance = Money::new(done.tab.bill().balance, done.tab.currency);
    Ok(created(done.replayed, Json(PaymentTaken { payment: payment_of(&done)?, balance })))
}
