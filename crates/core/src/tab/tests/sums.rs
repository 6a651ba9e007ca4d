//! What holds after any sequence of steps, found by trying thousands of them.

use std::collections::HashSet;

use pretty_assertions::assert_eq;
use proptest::prelude::*;

use super::sitting::request;
use super::walk::{Attempt, Walk, attempts};
use crate::id::LineId;
use crate::money::Amount;
use crate::tab::{Command, Line, OrderStatus, Share, Step, Tab, TabStatus};
use crate::test_support::dish_id;

/// The lines that are owed for, found without the help of the bill.
fn owed(tab: &Tab) -> impl Iterator<Item = &Line> {
    let owed = tab
        .orders
        .iter()
        .filter(|order| matches!(order.status, OrderStatus::Placed | OrderStatus::Accepted { .. }));
    owed.flat_map(|order| &order.lines).filter(|line| line.status.as_str() != "voided")
}

/// What a line adds to the bill in paise: two halves of 2.5 % on top, or nothing.
fn with_tax(line: &Line) -> i64 {
    let amount = line.unit_price.as_minor() * i64::from(line.quantity);
    let half = (amount * 250 + 5_000) / 10_000;
    match line.tax.key.as_str() {
        "gst5" => amount + 2 * half,
        "mrp" | "untaxed" => amount,
        other => panic!("no such tax class: {other}"),
    }
}

/// What came and stayed, in paise: amounts and tips of captured payments, less refunds.
fn money_in(tab: &Tab) -> (i64, i64) {
    let captured = ["captured", "partly_refunded", "refunded"];
    let mut sums = (0, 0);
    for payment in tab.payments.iter().filter(|p| captured.contains(&p.status.as_str())) {
        let back: i64 = payment.refunds.iter().map(|refund| refund.amount.as_minor()).sum();
        let (amount, tip) = (payment.amount.as_minor(), payment.tip.as_minor());
        assert!((0..=amount + tip).contains(&back), "no more goes back than came");
        sums.0 += amount - back.min(amount);
        sums.1 += tip - (back - amount).max(0);
    }
    sums
}

fn assert_bill_is_the_sum_of_its_parts(tab: &Tab) {
    let exact: i64 = owed(tab).map(with_tax).sum();
    let rounded = (exact + 50) / 100 * 100;
    let (settled, tips) = money_in(tab);
    let bill = tab.bill();
    assert_eq!(bill.totals.total.as_minor(), rounded);
    assert_eq!(bill.totals.round_off.as_minor(), rounded - exact);
    assert_eq!(bill.tip.as_minor(), tips);
    assert_eq!(bill.paid.as_minor(), settled + tips);
    assert_eq!(bill.balance.as_minor(), rounded - settled);
    assert_eq!(bill.total, bill.paid + bill.balance);
    assert_eq!(bill.lines.len(), owed(tab).count());
}

fn assert_settled_is_true_to_the_tab(tab: &Tab) {
    let done = |line: &&Line| line.status.step() == Some(Step::Served);
    let live = tab.orders.iter().filter(|o| !o.is_dead()).flat_map(|o| &o.lines);
    let all_done = live.filter(|line| line.is_live()).all(|line| done(&line));
    let settled = !tab.orders.is_empty() && all_done && tab.bill().balance <= Amount::ZERO;
    if let TabStatus::Open { settled_since } = tab.status {
        assert_eq!(settled_since.is_some(), settled);
    }
}

/// Follows which portions the kitchen began and nobody will eat: they do not return.
#[derive(Default)]
struct Portions {
    dead: HashSet<LineId>,
    wasted: u32,
}

impl Portions {
    fn follow(&mut self, before: &Tab, after: &Tab) {
        for order in &after.orders {
            for line in order.lines.iter().filter(|line| order.is_dead() || !line.is_live()) {
                let new = self.dead.insert(line.id);
                let began = before.line(line.id).and_then(|(_, line)| line.status.step());
                if new && line.dish_id == dish_id("Idli") && began > Some(Step::Queued) {
                    self.wasted += line.quantity;
                }
            }
        }
    }

    /// Portions that must be gone from the stock now.
    fn gone(&self, tab: &Tab) -> u32 {
        let live = tab.orders.iter().flat_map(|order| order.live_lines());
        let eaten = live.filter(|line| line.dish_id == dish_id("Idli")).map(|line| line.quantity);
        eaten.sum::<u32>() + self.wasted
    }
}

fn is_keyed(command: &Command) -> bool {
    matches!(
        command,
        Command::PlaceOrder { .. }
            | Command::StartPayment { .. }
            | Command::RecordPayment { .. }
            | Command::RefundPayment { .. }
    )
}

/// Plays a sitting to its end.
fn played(attempts: Vec<Attempt>) -> Walk {
    let mut walk = Walk::new();
    for attempt in attempts {
        let _ = walk.tries(attempt);
    }
    walk
}

/// As [`played`], open and owing for at least three Idlis more.
fn played_and_hungry(attempts: Vec<Attempt>) -> Walk {
    let mut walk = played(attempts);
    let manager = super::sitting::manager();
    let _ = walk.sitting.tries(manager, &Command::Reopen { reason: "hungry".to_owned() });
    let before = walk.sitting.tab.bill().balance.min(Amount::ZERO);
    let dosas = u32::try_from(-before.as_minor() / 12_000).expect("few") + 3;
    let placing = walk.sitting.placing(request("Masala Dosa", dosas.min(99)));
    let _ = walk.sitting.tries(super::sitting::waiter(), &placing);
    walk
}

proptest! {
    #[test]
    fn after_any_steps_the_bill_is_the_sum_of_its_parts(attempts in attempts()) {
        let mut walk = Walk::new();
        for attempt in attempts {
            let _ = walk.tries(attempt);
            assert_bill_is_the_sum_of_its_parts(&walk.sitting.tab);
            assert_settled_is_true_to_the_tab(&walk.sitting.tab);
        }
    }

    #[test]
    fn a_refusal_and_a_repeat_change_nothing(attempts in attempts()) {
        let mut walk = Walk::new();
        for attempt in attempts {
            let before = (walk.sitting.tab.clone(), walk.sitting.stock.clone());
            let (command, actor, result) = walk.tries(attempt);
            let Ok(decision) = result else {
                assert_eq!((&walk.sitting.tab, &walk.sitting.stock), (&before.0, &before.1));
                continue;
            };
            if is_keyed(&command) {
                let (tab, stock) = (walk.sitting.tab.clone(), walk.sitting.stock.clone());
                let again = walk.sitting.tries(actor, &command).expect("a repeat is answered");
                assert!(again.is_replay());
                assert_eq!(again.subject, decision.subject);
                assert_eq!((&walk.sitting.tab, &walk.sitting.stock), (&tab, &stock));
            }
        }
    }

    #[test]
    fn portions_that_are_gone_are_those_that_were_eaten_or_begun(attempts in attempts()) {
        let (mut walk, mut portions) = (Walk::new(), Portions::default());
        for attempt in attempts {
            let before = walk.sitting.tab.clone();
            let _ = walk.tries(attempt);
            portions.follow(&before, &walk.sitting.tab);
            let gone = portions.gone(&walk.sitting.tab);
            assert_eq!(walk.sitting.portions_of("Idli"), Some(30 - gone));
        }
    }

    #[test]
    fn a_tab_reads_back_as_it_was_written(attempts in attempts()) {
        let tab = played(attempts).sitting.tab;
        let json = serde_json::to_string(&tab).expect("written");
        assert_eq!(serde_json::from_str::<Tab>(&json).expect("read"), tab);
    }

    #[test]
    fn equal_parts_of_whatever_is_owed_add_up(attempts in attempts(), parts in 2_u16..=50) {
        let mut walk = played_and_hungry(attempts);
        // Parts of the same number that were paid before belong to an earlier split.
        let fresh = |share: &Option<Share>| *share != Some(Share::Equal { parts });
        prop_assume!(walk.sitting.tab.payments.iter().all(|payment| fresh(&payment.share)));
        let owed = walk.sitting.tab.bill().balance;
        let payer = walk.everyone()[0];
        let paid: Amount =
            (0..parts).map_while(|_| walk.pays(payer, Share::Equal { parts })).sum();
        assert_eq!(paid, owed.max(Amount::ZERO));
    }

    #[test]
    fn what_everyone_ordered_adds_up_to_the_bill(attempts in attempts()) {
        let mut walk = Walk::new();
        for attempt in attempts {
            let _ = walk.tries(attempt);
        }
        let mut tab = walk.sitting.tab.clone();
        tab.payments.clear();
        let parts = walk.everyone().map(|payer| Share::Mine.amount(&tab, payer).ok());
        let sum: Amount = parts.into_iter().flatten().sum();
        assert_eq!(sum, tab.bill().totals.total);
    }

    #[test]
    fn each_line_paid_once_adds_up_to_the_bill(attempts in attempts()) {
        let mut walk = played_and_hungry(attempts);
        walk.sitting.tab.payments.clear();
        let owed = walk.sitting.tab.bill().totals.total;
        let ids: Vec<LineId> = walk.sitting.tab.bill().lines.iter().map(|l| l.line_id).collect();
        let payer = walk.everyone()[1];
        let mut paid = Amount::ZERO;
        for id in ids {
            let part = walk.pays(payer, Share::Lines { line_ids: vec![id] });
            paid += part.unwrap_or(Amount::ZERO);
        }
        assert_eq!(paid, owed);
    }
}
