//! What a sitting does with money.

use super::sitting::{Sitting, manager, waiter};
use crate::event::Actor;
use crate::id::PaymentId;
use crate::money::Amount;
use crate::tab::{
    Command, Decision, GatewayAnswer, PaymentMethod, PaymentRequest, RecordedPayment, Share,
    Subject,
};

impl Sitting {
    /// The command to start paying under a fresh key.
    pub fn paying(&mut self, method: PaymentMethod, share: Share, tip: Amount) -> Command {
        let key = self.fresh_key("payment");
        Command::StartPayment { request: PaymentRequest { method, share, tip }, key }
    }

    /// Someone starts to pay.
    pub fn starts(&mut self, actor: Actor, method: PaymentMethod, share: Share) -> PaymentId {
        let command = self.paying(method, share, Amount::ZERO);
        subject(&self.does(actor, command))
    }

    /// The command to record cash under a fresh key.
    pub fn cash(&mut self, amount: Amount) -> Command {
        let key = self.fresh_key("cash");
        let payment = RecordedPayment {
            method: PaymentMethod::Cash,
            amount,
            tendered: None,
            reference: None,
            announced: None,
        };
        Command::RecordPayment { payment, key }
    }

    /// The waiter takes cash.
    pub fn takes_cash(&mut self, amount: Amount) -> PaymentId {
        let command = self.cash(amount);
        subject(&self.does(waiter(), command))
    }

    /// The waiter takes all that is owed.
    pub fn settles(&mut self) -> PaymentId {
        self.takes_cash(self.tab.bill().balance)
    }

    /// The gateway says that the money came.
    pub fn captures(&mut self, payment_id: PaymentId) {
        let answer = GatewayAnswer::Captured;
        self.does(Actor::System, Command::AnswerPayment { payment_id, answer });
    }

    /// The manager gives money back.
    pub fn refunds(&mut self, payment_id: PaymentId, amount: Amount) {
        let key = self.fresh_key("refund");
        let reason = "cold".to_owned();
        self.does(manager(), Command::RefundPayment { payment_id, amount, reason, key });
    }
}

/// The payment that a decision is about.
pub fn subject(decision: &Decision) -> PaymentId {
    match decision.subject {
        Subject::Payment(id) => id,
        other => panic!("a payment, not {other:?}"),
    }
}
