//! Every step of a line in every state, by everyone.

use super::grid::{cells, told, walk};
use super::sitting::{Sitting, manager, waiter};
use crate::event::{Actor, EventKind};
use crate::id::LineId;
use crate::restaurant::PresencePolicy;
use crate::tab::{Command, Step, TabError};

const BY_STAFF: &str = "
    state     queued preparing ready served undo      void
    awaiting  -      -         -     -      -         voided
    queued    -      preparing ready served -         voided
    preparing -      -         ready served queued    voided
    ready     -      -         -     served preparing voided
    served    -      -         -     -      ready     -
    voided    -      -         -     -      -         -
    rejected  -      -         -     -      -         -
    cancelled -      -         -     -      -         -
";

/// A manager may strike off what was served, too.
const BY_MANAGER: &str = "
    state     queued preparing ready served undo      void
    awaiting  -      -         -     -      -         voided
    queued    -      preparing ready served -         voided
    preparing -      -         ready served queued    voided
    ready     -      -         -     served preparing voided
    served    -      -         -     -      ready     voided
    voided    -      -         -     -      -         -
    rejected  -      -         -     -      -         -
    cancelled -      -         -     -      -         -
";

/// A sitting with one line in that state, which it came to step by step.
fn line_at(state: &str) -> (Sitting, Actor, LineId) {
    let policy = match state {
        "awaiting" => PresencePolicy::Approval,
        _ => PresencePolicy::Code,
    };
    let mut sitting = Sitting::new().under(policy);
    let guest = sitting.guest();
    let order_id = sitting.orders(guest, "Idli", 2);
    let steps = match state {
        "preparing" => 1,
        "ready" => 2,
        "served" => 3,
        _ => 0,
    };
    for step in [Step::Preparing, Step::Ready, Step::Served].into_iter().take(steps) {
        sitting.moves(order_id, step);
    }
    match state {
        "voided" => sitting.voids(waiter(), order_id),
        "rejected" => {
            sitting.does(waiter(), Command::RejectOrder { order_id, reason: None });
        }
        "cancelled" => {
            sitting.does(waiter(), Command::CancelOrder { order_id, reason: None });
        }
        _ => {}
    }
    let line = sitting.line(order_id);
    (sitting, guest, line)
}

fn command(name: &str, line_id: LineId) -> Command {
    match name {
        "queued" => Command::AdvanceLine { line_id, to: Step::Queued },
        "preparing" => Command::AdvanceLine { line_id, to: Step::Preparing },
        "ready" => Command::AdvanceLine { line_id, to: Step::Ready },
        "served" => Command::AdvanceLine { line_id, to: Step::Served },
        "undo" => Command::UndoLine { line_id },
        "void" => Command::VoidLine { line_id, reason: "dropped".to_owned() },
        other => panic!("no such command: {other}"),
    }
}

fn outcome(state: &str, name: &str, by: impl Fn(&mut Sitting, Actor) -> Actor) -> String {
    let (mut sitting, owner, id) = line_at(state);
    let actor = by(&mut sitting, owner);
    let result = sitting.tries(actor, &command(name, id));
    told(result, |decision| decision.tab.line(id).expect("it").1.status.as_str().to_owned())
}

#[test]
fn staff_move_lines_forward_and_strike_off_what_is_not_served() {
    walk("staff", BY_STAFF, |state, name| outcome(state, name, |_, _| waiter()));
}

#[test]
fn a_manager_may_also_strike_off_what_was_served() {
    walk("a manager", BY_MANAGER, |state, name| outcome(state, name, |_, _| manager()));
}

#[test]
fn nobody_else_moves_a_line() {
    for (state, name) in cells(BY_STAFF) {
        assert_eq!(outcome(state, name, |_, owner| owner), "forbidden", "{name} at {state}");
        assert_eq!(outcome(state, name, |s, _| s.guest()), "forbidden", "{name} at {state}");
        assert_eq!(
            outcome(state, name, |s, _| s.removed_guest()),
            "forbidden",
            "{name} at {state}"
        );
        assert_eq!(outcome(state, name, |_, _| Actor::System), "forbidden", "{name} at {state}");
    }
}

#[test]
fn the_first_step_accepts_the_order() {
    for to in [Step::Preparing, Step::Ready, Step::Served] {
        let (mut sitting, _, line_id) = line_at("queued");
        let order_id = sitting.tab.orders[0].id;
        let decision = sitting.does(waiter(), Command::AdvanceLine { line_id, to });
        assert_eq!(sitting.order(order_id).status.as_str(), "accepted");
        assert_eq!(decision.events[0].kind, EventKind::OrderAccepted { order_id });
        assert_eq!(decision.events[1].kind, EventKind::OrderUpdated { order_id });
    }
}

#[test]
fn an_order_is_shown_as_far_as_its_slowest_live_line() {
    let mut sitting = Sitting::new();
    let mut both = super::sitting::request("Idli", 1);
    both.lines.extend(super::sitting::request("Masala Dosa", 1).lines);
    let placing = sitting.placing(both);
    sitting.does(waiter(), placing);
    let order = sitting.tab.orders[0].clone();
    sitting.moves(order.id, Step::Ready);
    assert_eq!(sitting.order(order.id).shown_status().as_str(), "accepted");
    let line_id = order.lines[1].id;
    sitting.does(waiter(), Command::VoidLine { line_id, reason: "no batter".to_owned() });
    assert_eq!(sitting.order(order.id).shown_status().as_str(), "ready");
}

#[test]
fn striking_off_needs_a_reason_of_at_most_200_characters() {
    let (mut sitting, _, line_id) = line_at("queued");
    for (reason, code) in
        [("", "required"), (" \n\u{7}", "required"), (&*"x".repeat(201), "too_long")]
    {
        let void = Command::VoidLine { line_id, reason: reason.to_owned() };
        assert_eq!(sitting.refuses(waiter(), void), code);
    }
}

#[test]
fn an_unknown_line_is_not_found() {
    let mut sitting = Sitting::new();
    let other = line_at("queued").2;
    for name in ["preparing", "undo", "void"] {
        let result = sitting.tries(waiter(), &command(name, other));
        assert_eq!(result, Err(TabError::NotFound("line")), "{name}");
    }
}
