//! Random sittings: a few bytes each choose who does what to which thing.

use proptest::prelude::*;

use super::sitting::{Sitting, dosa_with, key, manager, request, rupees, waiter};
use super::till::subject;
use crate::event::Actor;
use crate::id::{LineId, OrderId, PaymentId, ServiceRequestId};
use crate::money::Amount;
use crate::restaurant::PresencePolicy;
use crate::tab::{
    Command, Decision, GatewayAnswer, PaymentMethod, ServiceKind, Share, Step, TabError,
};
use crate::tax::TaxClass;

/// One thing that somebody tries.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    who: u8,
    what: u8,
    which: u8,
    how: u8,
}

/// Up to forty attempts.
pub fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let attempt =
        any::<[u8; 4]>().prop_map(|[who, what, which, how]| Attempt { who, what, which, how });
    prop::collection::vec(attempt, 0..40)
}

/// A sitting of two guests, of whom one must be let through, with a few portions left and taxes of three kinds.
pub struct Walk {
    pub sitting: Sitting,
    guests: [Actor; 2],
}

impl Walk {
    pub fn new() -> Self {
        let mut sitting = Sitting::new().under(PresencePolicy::Approval);
        let settings = &mut sitting.place.settings;
        let inclusive = TaxClass { inclusive: true, key: "mrp".to_owned(), ..TaxClass::gst5() };
        settings.tax_classes.push(inclusive);
        let mut menu = sitting.menu.menu().clone();
        menu.categories[0].dishes[1].tax_class = "mrp".to_owned();
        menu.categories[0].dishes[2].tax_class = "untaxed".to_owned();
        sitting.menu = crate::menu::PublishedMenu::new(2, menu);
        let guests = [sitting.guest(), sitting.guest()];
        sitting.tab.guests[0].approved = true;
        sitting.left("Idli", 30);
        Self { sitting, guests }
    }

    /// Tries one thing; a minute passes now and then.
    pub fn tries(&mut self, attempt: Attempt) -> (Command, Actor, Result<Decision, TabError>) {
        self.sitting.later(i64::from(attempt.how % 8));
        let command = self.command(attempt);
        let actor = self.actor(attempt.who, &command);
        let stock = self.sitting.portions_of("Idli").unwrap_or(0);
        if wants_idli(&command) > stock {
            // The store refuses what is not there; the sitting stands in for it.
            return (Command::CloseIfDue, actor, self.sitting.tries(actor, &Command::CloseIfDue));
        }
        let result = self.sitting.tries(actor, &command);
        (command, actor, result)
    }

    /// Anyone, but mostly someone whose business it is.
    fn actor(&self, who: u8, command: &Command) -> Actor {
        let fitting = match command {
            Command::AnswerPayment { .. } => Actor::System,
            Command::RefundPayment { .. } | Command::Reopen { .. } => manager(),
            Command::StartPayment { .. } => self.guests[0],
            _ => waiter(),
        };
        let anyone = [self.guests[0], self.guests[1], waiter(), manager(), Actor::System];
        anyone.get(usize::from(who) % 10).copied().unwrap_or(fitting)
    }

    fn command(&mut self, attempt: Attempt) -> Command {
        let how = attempt.how;
        let (order_id, line_id) = self.order(attempt.which);
        let payment_id = self.payment(attempt.which);
        match attempt.what % 16 {
            0..=2 => {
                let quantity = u32::from(how % 4) + 1;
                let asked = match how % 3 {
                    0 => request("Idli", quantity),
                    1 => request("Biryani", quantity),
                    _ => dosa_with(&[("Coconut", quantity), ("Gunpowder", 1)]),
                };
                self.sitting.placing(asked)
            }
            3 => Command::ApproveOrder { order_id },
            4 => Command::RejectOrder { order_id, reason: None },
            5 => Command::CancelOrder { order_id, reason: None },
            6 | 7 => Command::AdvanceLine { line_id, to: step(how) },
            8 => Command::UndoLine { line_id },
            9 => Command::VoidLine { line_id, reason: "a mistake".to_owned() },
            10 => {
                let tip = rupees(i64::from(how % 3) * 10);
                let share = self.share(how, line_id);
                self.sitting.paying(PaymentMethod::Online, share, tip)
            }
            11 | 12 => Command::AnswerPayment { payment_id, answer: answer(how) },
            13 => self.sitting.cash(Amount::minor(i64::from(how) * 333)),
            14 => self.refund(payment_id, how),
            _ => match how % 4 {
                0 => Command::Close,
                1 => Command::Reopen { reason: "one more".to_owned() },
                2 => Command::RequestService { kind: ServiceKind::Water, note: None },
                _ => Command::ResolveService { request_id: self.request() },
            },
        }
    }

    fn order(&self, which: u8) -> (OrderId, LineId) {
        let orders = &self.sitting.tab.orders;
        match orders.get(usize::from(which) % orders.len().max(1)) {
            Some(order) => (order.id, order.lines[0].id),
            None => (OrderId::derived(&["none"]), LineId::derived(&["none"])),
        }
    }

    fn payment(&self, which: u8) -> PaymentId {
        let payments = &self.sitting.tab.payments;
        let payment = payments.get(usize::from(which) % payments.len().max(1));
        payment.map_or(PaymentId::derived(&["none"]), |payment| payment.id)
    }

    fn request(&self) -> ServiceRequestId {
        let last = self.sitting.tab.service_requests.last();
        last.map_or(ServiceRequestId::derived(&["none"]), |request| request.id)
    }

    fn share(&self, how: u8, line: LineId) -> Share {
        match how % 5 {
            0 => Share::Balance,
            1 => Share::Mine,
            2 => Share::Lines { line_ids: vec![line] },
            3 => Share::Equal { parts: u16::from(how % 4) + 2 },
            _ => Share::Amount { amount: rupees(i64::from(how % 50)) },
        }
    }

    fn refund(&self, payment_id: PaymentId, how: u8) -> Command {
        let kept = self.sitting.tab.payment(payment_id).map_or(Amount::ZERO, |p| p.kept());
        let amount = if how < 128 { kept } else { Amount::minor(i64::from(how) * 77) };
        let key = key(&format!("refund {}", self.sitting.tab.version));
        Command::RefundPayment { payment_id, amount, reason: "cold".to_owned(), key }
    }

    /// Everyone who may have ordered.
    pub fn everyone(&self) -> [Actor; 5] {
        [self.guests[0], self.guests[1], waiter(), manager(), Actor::System]
    }

    /// Pays a part and lets the money come; nothing where the part is refused.
    pub fn pays(&mut self, payer: Actor, share: Share) -> Option<Amount> {
        let command = self.sitting.paying(PaymentMethod::Online, share, Amount::ZERO);
        let id = subject(&self.sitting.tries(payer, &command).ok()?);
        self.sitting.captures(id);
        self.sitting.tab.payment(id).map(|payment| payment.amount)
    }
}

fn step(how: u8) -> Step {
    [Step::Preparing, Step::Ready, Step::Served][usize::from(how) % 3]
}

fn answer(how: u8) -> GatewayAnswer {
    match how % 6 {
        0 => GatewayAnswer::Pending,
        1 => GatewayAnswer::Failed("no funds".to_owned()),
        2 => GatewayAnswer::Expired,
        _ => GatewayAnswer::Captured,
    }
}

fn wants_idli(command: &Command) -> u32 {
    let Command::PlaceOrder { request, .. } = command else { return 0 };
    let idli = crate::test_support::dish_id("Idli");
    request.lines.iter().filter(|line| line.dish_id == idli).map(|line| line.quantity).sum()
}

#[test]
fn random_sittings_get_everywhere() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut reached = std::collections::HashSet::new();
    for _ in 0..300 {
        let mut walk = Walk::new();
        for attempt in attempts().new_tree(&mut runner).expect("attempts").current() {
            let (command, _, result) = walk.tries(attempt);
            if result.is_ok_and(|decision| !decision.is_replay()) {
                reached.insert(std::mem::discriminant(&command));
            }
        }
    }
    assert_eq!(reached.len(), 15, "kinds of commands that were carried out");
}
