//! Every step of a call for service in every state, by everyone.

use super::grid::{cells, told, walk};
use super::sitting::{Sitting, manager, waiter};
use crate::event::Actor;
use crate::id::ServiceRequestId;
use crate::tab::{Command, ServiceKind, Subject, TabError};

const BY_STAFF: &str = "
    state        ask  acknowledge  resolve
    none         open unknown      unknown
    open         =    acknowledged resolved
    acknowledged =    -            resolved
    resolved     open -            -
";

/// A sitting whose guest called for water, in that state.
fn request_at(state: &str) -> (Sitting, Actor, ServiceRequestId) {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    if state == "none" {
        return (sitting, guest, ServiceRequestId::derived(&["none"]));
    }
    let Subject::Service(request_id) = sitting.does(guest, asking(ServiceKind::Water)).subject
    else {
        panic!("a service request");
    };
    match state {
        "acknowledged" => drop(sitting.does(waiter(), Command::AcknowledgeService { request_id })),
        "resolved" => drop(sitting.does(waiter(), Command::ResolveService { request_id })),
        _ => {}
    }
    (sitting, guest, request_id)
}

fn asking(kind: ServiceKind) -> Command {
    Command::RequestService { kind, note: None }
}

fn outcome(state: &str, name: &str, by: impl Fn(&mut Sitting, Actor) -> Actor) -> String {
    let (mut sitting, owner, request_id) = request_at(state);
    let actor = by(&mut sitting, owner);
    let command = match name {
        "ask" => asking(ServiceKind::Water),
        "acknowledge" => Command::AcknowledgeService { request_id },
        "resolve" => Command::ResolveService { request_id },
        other => panic!("no such command: {other}"),
    };
    let result = sitting.tries(actor, &command);
    told(result, |decision| {
        let Subject::Service(id) = decision.subject else { panic!("a service request") };
        let request = decision.tab.service_requests.iter().find(|request| request.id == id);
        request.expect("it").status.as_str().to_owned()
    })
}

#[test]
fn staff_answer_calls_and_each_state_allows_what_it_should() {
    for actor in [waiter(), manager()] {
        walk("staff", BY_STAFF, |state, name| outcome(state, name, |_, _| actor));
    }
}

#[test]
fn everyone_at_the_table_may_call_and_only_staff_answer() {
    for (state, name) in cells(BY_STAFF) {
        let told: [String; 3] = [
            outcome(state, name, |_, owner| owner),
            outcome(state, name, |s, _| s.guest()),
            outcome(state, name, |_, _| Actor::System),
        ];
        for told in told {
            let called = told == "open" || told == "=";
            assert_eq!((name == "ask", name != "ask"), (called, told == "forbidden"));
        }
        let removed = outcome(state, name, |s, _| s.removed_guest());
        assert_eq!(removed, if name == "ask" { "removed" } else { "forbidden" });
    }
}

#[test]
fn a_repeat_answers_the_open_call_and_another_kind_is_another_call() {
    let (mut sitting, guest, id) = request_at("open");
    assert_eq!(sitting.does(guest, asking(ServiceKind::Water)).subject, Subject::Service(id));
    assert_ne!(sitting.does(guest, asking(ServiceKind::Bill)).subject, Subject::Service(id));
    assert_eq!(sitting.tab.service_requests.len(), 2);
}

#[test]
fn a_note_is_short_and_printable() {
    let mut sitting = Sitting::new();
    let guest = sitting.guest();
    let asking =
        |note: String| Command::RequestService { kind: ServiceKind::Other, note: Some(note) };
    let long = sitting.tries(guest, &asking("x".repeat(201)));
    assert!(matches!(long, Err(TabError::Rule(rule)) if rule.field == "note"));
    sitting.does(guest, asking("a high\u{1b} chair\n".to_owned()));
    assert_eq!(sitting.tab.service_requests[0].note.as_deref(), Some("a high chair"));
}

#[test]
fn calls_end_with_their_tab() {
    let (mut sitting, ..) = request_at("acknowledged");
    sitting.does(waiter(), Command::Close);
    assert!(sitting.tab.service_requests.iter().all(|request| !request.is_open()));
}
