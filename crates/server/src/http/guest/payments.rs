//! Paying, as guests start it.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use dineqr_core::id::LineId;
use dineqr_core::money::{Amount, Currency};
use dineqr_core::tab::{Command, PaymentMethod, PaymentRequest, Share, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::{Answer, not_found};
use crate::http::idempotency::{created, request_key};
use crate::http::problem::ProblemBody;
use crate::http::problem::{IdempotencyKey, JsonBody};
use crate::http::session::{AppState, Guest};
use crate::usecase::guest::tab_of;
use crate::usecase::tab::Done;
use crate::usecase::{Error, Result, tab};
use crate::view::money::MoneyIn;
use crate::view::payment::PaymentOut;

/// A payment to start.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentIn {
    /// How.
    pub method: MethodIn,
    /// Which part of the bill.
    pub share: ShareIn,
    /// What comes on top for the staff.
    pub tip: Option<MoneyIn>,
}

/// How a guest pays.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MethodIn {
    /// Through the gateway.
    Online,
    /// At the counter.
    Counter,
}

/// Which part of the bill.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ShareIn {
    /// All that is left.
    Balance {},
    /// What the payer ordered.
    Mine {},
    /// These lines.
    Lines {
        /// Ids of lines.
        line_ids: Vec<String>,
    },
    /// One of so many equal parts.
    Equal {
        /// How many parts, 2 to 50.
        parts: u16,
    },
    /// A sum.
    Amount {
        /// The sum.
        amount: MoneyIn,
    },
}

/// A payment that was started.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentStarted {
    /// The payment.
    pub payment: PaymentOut,
    /// What the gateway's checkout needs; null at the counter.
    #[schema(value_type = Option<Object>)]
    pub checkout: Option<()>,
}

impl ShareIn {
    fn read(&self, currency: Currency) -> Result<Share> {
        Ok(match self {
            Self::Balance {} => Share::Balance,
            Self::Mine {} => Share::Mine,
            Self::Lines { line_ids } => {
                let ids = line_ids
                    .iter()
                    .map(|id| LineId::parse(id))
                    .collect::<std::result::Result<_, _>>();
                let unknown =
                    |_| Error::invalid("share.line_ids", "unknown_line", "lines of this bill");
                Share::Lines { line_ids: ids.map_err(unknown)? }
            }
            Self::Equal { parts } => Share::Equal { parts: *parts },
            Self::Amount { amount } => {
                Share::Amount { amount: amount.read("share.amount", currency)? }
            }
        })
    }
}

/// Starts to pay. At the counter this tells staff what part and how much; they record the money.
#[utoipa::path(post, path = "/api/v1/tab/payments", tag = "guest", request_body = PaymentIn,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = PaymentStarted), (status = 200, description = "A repeat", body = PaymentStarted),
        (status = 401, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn start_payment(
    Guest(signed_in): Guest,
    State(app): State<AppState>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<PaymentIn>,
) -> Answer<Response> {
    let (tab, _) = tab_of(&app, &signed_in).await?;
    if matches!(body.method, MethodIn::Online) {
        let rule = "this restaurant takes no online payments; pay at the counter";
        return Err(Error::invalid("method", "online_payments_off", rule).into());
    }
    let key = request_key(&key, "payments", &body);
    let tip = body.tip.as_ref().map_or(Ok(Amount::ZERO), |tip| tip.read("tip", tab.currency))?;
    let request = PaymentRequest {
        method: PaymentMethod::Counter,
        share: body.share.read(tab.currency)?,
        tip,
    };
    let command = Command::StartPayment { request, key };
    let done = tab::run(&app, tab.restaurant_id, tab.id, signed_in.actor(), &command).await?;
    let out = PaymentStarted { payment: payment_of(&done)?, checkout: None };
    Ok(created(done.replayed, Json(out)))
}

/// The payment that a command was about.
///
/// # Errors
/// 404 when it was about none.
pub fn payment_of(done: &Done) -> Answer<PaymentOut> {
    let Subject::Payment(id) = done.subject else { return Err(not_found("payment")) };
    let payment = done.tab.payment(id).ok_or_else(|| not_found("payment"))?;
    Ok(PaymentOut::new(&done.tab, payment))
}
