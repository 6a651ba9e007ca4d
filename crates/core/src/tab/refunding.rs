//! Giving money back: a manager's act, on a closed tab too.

use super::command::{Change, Subject};
use super::paying::{find, updated};
use super::{Context, Payment, Refund, RequestKey, Tab, TabError, words};
use crate::event::Actor;
use crate::id::{PaymentId, RefundId};
use crate::money::Amount;

/// A manager gives money back.
pub(super) fn refund(
    tab: &mut Tab,
    id: PaymentId,
    amount: Amount,
    reason: &str,
    key: &RequestKey,
    ctx: &Context<'_>,
) -> Result<Change, TabError> {
    if !matches!(ctx.actor, Actor::Manager(_)) {
        return Err(TabError::Forbidden("refunds are a manager's"));
    }
    let payment = find(tab, id)?;
    if is_replay(payment, key, ctx)? {
        return Ok(Change::replay(Subject::Payment(id)));
    }
    let reason = words::reason(reason)?;
    let left = payment.kept();
    let status = payment.status.clone().refund(amount == left)?;
    if amount <= Amount::ZERO || amount > left {
        let rule = "more than nothing, at most what is left of the payment";
        return Err(TabError::rule("amount", "amount", rule));
    }
    payment.status = status;
    payment.refunds.push(Refund {
        id: RefundId::new(ctx.now, ctx.ids),
        amount,
        reason,
        by: ctx.actor,
        at: ctx.now,
        request: key.clone(),
    });
    Ok(updated(tab, id))
}

fn is_replay(payment: &Payment, key: &RequestKey, ctx: &Context<'_>) -> Result<bool, TabError> {
    let same_key = |refund: &&Refund| refund.by == ctx.actor && refund.request.key == key.key;
    match payment.refunds.iter().find(same_key) {
        None => Ok(false),
        Some(refund) if refund.request == *key => Ok(true),
        Some(_) => Err(TabError::KeyReused),
    }
}
