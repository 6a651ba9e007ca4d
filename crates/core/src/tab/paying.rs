//! Paying: announced by guests, recorded by staff, answered by the gateway.

use super::command::{Change, PaymentRequest, RecordedPayment, Subject};
use super::decide::{open_for, open_for_members};
use super::{Context, Payment, PaymentMethod, PaymentStatus, RequestKey, Tab, TabError, words};
use crate::event::{Actor, EventKind};
use crate::id::PaymentId;
use crate::money::{Amount, MOST};
use crate::text;

/// Longest reference, in characters.
const LONGEST_REFERENCE: usize = 64;

/// Most payments guests may start on one tab.
const MOST_ATTEMPTS: usize = 200;

/// How the gateway says a payment went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayAnswer {
    /// It is in hand.
    Pending,
    /// The money came.
    Captured,
    /// It was refused.
    Failed(String),
    /// Nobody paid in time.
    Expired,
}

/// A guest starts to pay.
pub(super) fn start(
    tab: &mut Tab,
    request: &PaymentRequest,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    if let Some(replayed) = replay(tab, key, ctx)? {
        return Ok(replayed);
    }
    open_for(tab, ctx)?;
    check_started(tab, request)?;
    let amount = request.share.amount(tab, ctx.actor)?;
    let id = PaymentId::new(ctx.now, ctx.ids);
    tab.payments.push(Payment {
        id,
        method: request.method,
        amount,
        tip: request.tip,
        share: Some(request.share.clone()),
        announced: None,
        tendered: None,
        reference: None,
        by: ctx.actor,
        created_at: ctx.now,
        status: PaymentStatus::Created,
        refunds: Vec::new(),
        request: key.clone(),
    });
    Ok(updated(tab, id))
}

fn check_started(tab: &Tab, request: &PaymentRequest) -> Result<(), TabError> {
    if !matches!(request.method, PaymentMethod::Counter | PaymentMethod::Online) {
        return Err(TabError::rule("method", "method", "counter or online"));
    }
    if request.tip.is_negative() || request.tip > MOST {
        return Err(TabError::rule("tip", "amount", "an amount from 0 to 10000000"));
    }
    if tab.payments.len() >= MOST_ATTEMPTS {
        return Err(TabError::rule("share", "ask_staff", "too many attempts to pay; ask staff"));
    }
    Ok(())
}

/// The gateway says how a payment went; hearing the same twice changes nothing. Late money still counts, on a
/// closed tab too.
pub(super) fn answer(
    tab: &mut Tab,
    id: PaymentId,
    answer: &GatewayAnswer,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    if ctx.actor != Actor::System {
        return Err(TabError::Forbidden("only the gateway says how a payment went"));
    }
    let payment = find(tab, id)?;
    if is_known(payment, answer) {
        return Ok(Change::replay(Subject::Payment(id)));
    }
    if payment.method != PaymentMethod::Online && *answer != GatewayAnswer::Expired {
        return Err(TabError::not_allowed("answer", payment.method.as_str()));
    }
    let before = payment.status.clone();
    payment.status = match answer {
        GatewayAnswer::Pending => before.pend()?,
        GatewayAnswer::Captured => before.capture(ctx.now)?,
        GatewayAnswer::Failed(reason) => before.fail(words::shortened(reason))?,
        GatewayAnswer::Expired => before.expire()?,
    };
    Ok(updated(tab, id))
}

/// True when the payment already stands where the answer puts it. What was captured stays known as such after it
/// was given back: gateways repeat themselves for a day.
fn is_known(payment: &Payment, answer: &GatewayAnswer) -> bool {
    match answer {
        GatewayAnswer::Pending => payment.status == PaymentStatus::Pending,
        GatewayAnswer::Captured => payment.is_captured(),
        GatewayAnswer::Failed(_) => matches!(payment.status, PaymentStatus::Failed { .. }),
        GatewayAnswer::Expired => payment.status == PaymentStatus::Expired,
    }
}

/// Staff took money at the counter.
pub(super) fn record(
    tab: &mut Tab,
    recorded: &RecordedPayment,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    if let Some(replayed) = replay(tab, key, ctx)? {
        return Ok(replayed);
    }
    open_for_members(tab, ctx)?;
    check_recorded(tab, recorded)?;
    let announced = recorded.announced.map(|id| take_announced(tab, id, recorded)).transpose()?;
    let tip = announced.as_ref().map_or(Amount::ZERO, |payment| payment.tip);
    if recorded.tendered.is_some_and(|tendered| tendered < recorded.amount + tip) {
        return Err(TabError::rule("tendered", "too_little", "at least the amount with its tip"));
    }
    let id = PaymentId::new(ctx.now, ctx.ids);
    tab.payments.push(Payment {
        id,
        method: recorded.method,
        amount: recorded.amount,
        tip,
        share: announced.and_then(|payment| payment.share),
        announced: recorded.announced,
        tendered: recorded.tendered,
        reference: recorded.reference.as_deref().map(text::line).filter(|text| !text.is_empty()),
        by: ctx.actor,
        created_at: ctx.now,
        status: PaymentStatus::Created.capture(ctx.now)?,
        refunds: Vec::new(),
        request: key.clone(),
    });
    Ok(updated(tab, id))
}

fn check_recorded(tab: &Tab, recorded: &RecordedPayment) -> Result<(), TabError> {
    if matches!(recorded.method, PaymentMethod::Counter | PaymentMethod::Online) {
        return Err(TabError::rule("method", "method", "cash, card or upi"));
    }
    if recorded.amount <= Amount::ZERO {
        return Err(TabError::rule("amount", "amount", "more than nothing"));
    }
    if recorded.amount > tab.bill().balance {
        return Err(TabError::rule("amount", "exceeds_balance", "at most what is owed"));
    }
    if recorded.tendered.is_some() && recorded.method != PaymentMethod::Cash {
        return Err(TabError::rule("tendered", "cash_only", "only with cash"));
    }
    if recorded.tendered.is_some_and(|tendered| tendered > MOST) {
        return Err(TabError::rule("tendered", "amount", "at most 10000000"));
    }
    if recorded.reference.as_ref().is_some_and(|text| text.chars().count() > LONGEST_REFERENCE) {
        return Err(TabError::rule("reference", "too_long", "at most 64 characters"));
    }
    Ok(())
}

/// Ends what a guest announced: the recorded payment stands in its place.
fn take_announced(
    tab: &mut Tab,
    id: PaymentId,
    recorded: &RecordedPayment,
) -> Result<Payment, TabError> {
    let payment = find(tab, id)?;
    if payment.method != PaymentMethod::Counter {
        let rule = "a payment announced for the counter";
        return Err(TabError::rule("payment_id", "not_announced", rule));
    }
    if payment.amount != recorded.amount {
        return Err(TabError::rule("amount", "amount", "the amount that was announced"));
    }
    let announced = payment.clone();
    payment.status = payment.status.clone().expire()?;
    Ok(announced)
}

fn replay(tab: &Tab, key: &RequestKey, ctx: &Context<'_>) -> Result<Option<Change>, TabError> {
    let same_key = |paid: &&Payment| paid.request.key == key.key && tab.is_same(paid.by, ctx.actor);
    match tab.payments.iter().find(same_key) {
        None => Ok(None),
        Some(payment) if payment.request == *key => {
            Ok(Some(Change::replay(Subject::Payment(payment.id))))
        }
        Some(_) => Err(TabError::KeyReused),
    }
}

/// The change that a payment makes, with what is still owed after it.
pub(super) fn updated(tab: &Tab, payment_id: PaymentId) -> Change {
    let balance = tab.bill().balance;
    Change::of(Subject::Payment(payment_id))
        .event(EventKind::PaymentUpdated { payment_id, balance })
}

/// The payment of that id.
pub(super) fn find(tab: &mut Tab, id: PaymentId) -> Result<&mut Payment, TabError> {
    tab.payments.iter_mut().find(|payment| payment.id == id).ok_or(TabError::NotFound("payment"))
}
