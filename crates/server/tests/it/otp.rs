//! One-time codes: good once, at one table, for five minutes, and not to be guessed or pumped.

use dineqr_core::restaurant::PresencePolicy;
use dineqr_server::config::Limits;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{Reply, World};

const PHONE: &str = "9876543210";

async fn world() -> World {
    World::with(PresencePolicy::Otp).await
}

async fn limited(change: impl FnOnce(&mut Limits)) -> World {
    World::configured(PresencePolicy::Otp, |config| change(&mut config.limits)).await
}

async fn asks_for_a_code(world: &World, table: usize, phone: &str) -> Reply {
    let body = json!({ "table_token": world.token(table), "phone": phone });
    world.posts("/api/v1/guest/otp", body).await
}

async fn shows(world: &World, table: usize, challenge: &str, code: &str) -> Reply {
    let body =
        json!({ "table_token": world.token(table), "challenge_id": challenge, "code": code });
    world.phone().sits_down_with(body).await
}

/// A code of six digits that is not this one.
fn other_than(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().expect("digits") + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_is_six_digits_and_in_the_outbox_before_the_answer() {
    let world = world().await;
    let sent = asks_for_a_code(&world, 0, PHONE).await.expect(202);
    assert_eq!(sent.text("/expires_at"), "2026-11-23T14:05:00Z");
    assert_eq!(sent.text("/resend_at"), "2026-11-23T14:00:30Z");
    let outbox = world.gets("/api/v1/dev/outbox").await.expect(200);
    assert_eq!(
        (outbox.text("/items/0/channel"), outbox.text("/items/0/to")),
        ("sms".into(), "+919876543210".into())
    );
    let text = outbox.text("/items/0/text");
    assert_eq!(text.chars().take_while(char::is_ascii_digit).count(), 6, "{text}");
}

#[tokio::test]
async fn a_code_works_once() {
    let world = world().await;
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    shows(&world, 0, &challenge, &format!(" {code} ")).await.expect(200);
    shows(&world, 0, &challenge, &code).await.problem(422, "code_expired");
}

#[tokio::test]
async fn five_wrong_tries_void_it() {
    let world = world().await;
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    for left in (0..5).rev() {
        let wrong = shows(&world, 0, &challenge, &other_than(&code)).await;
        let wrong = wrong.problem(422, "wrong_code");
        assert!(
            wrong.text("/errors/0/message").ends_with(&format!("tries left: {left}")),
            "{wrong}"
        );
    }
    shows(&world, 0, &challenge, &code).await.problem(422, "code_expired");
    let tab = world.gets(&format!("/api/v1/tables/{}", world.token(0))).await;
    assert_eq!(tab.at("/tab_open"), json!(false), "a refusal opens no tab");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_in_parallel_gives_no_more_tries() {
    let world = std::sync::Arc::new(world().await);
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    let guesses: Vec<_> = (0..50)
        .map(|_| {
            let (world, challenge, wrong) = (world.clone(), challenge.clone(), other_than(&code));
            tokio::spawn(async move { shows(&world, 0, &challenge, &wrong).await.text("/code") })
        })
        .collect();
    let mut wrong = 0;
    for guess in guesses {
        wrong += u32::from(guess.await.expect("answered") == "wrong_code");
    }
    assert_eq!(wrong, 5);
}

#[tokio::test]
async fn a_code_ends_after_five_minutes() {
    let world = world().await;
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    world.later(300);
    shows(&world, 0, &challenge, &code).await.problem(422, "code_expired");
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    world.later(299);
    shows(&world, 0, &challenge, &code).await.expect(200);
}

#[tokio::test]
async fn a_code_is_for_the_table_it_was_asked_at() {
    let world = world().await;
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    shows(&world, 1, &challenge, &code).await.problem(422, "code_expired");
    shows(&world, 0, &challenge, &code).await.problem(422, "code_expired");
}

#[tokio::test]
async fn a_code_answers_its_own_challenge() {
    let world = world().await;
    let (first, _) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    let (_, code) = world.phone().gets_a_code(&world.token(0), "9876500000").await;
    shows(&world, 0, &first, &code).await.problem(422, "wrong_code");
    for challenge in ["nonsense", "", "01ARZ3NDEKTSV4RRFFQ69G5FAV"] {
        shows(&world, 0, challenge, &code).await.problem(422, "code_expired");
    }
    let half = json!({ "table_token": world.token(0), "challenge_id": first });
    world.phone().sits_down_with(half).await.problem(422, "code_required");
}

#[tokio::test]
async fn the_pause_between_codes_grows() {
    let world = world().await;
    asks_for_a_code(&world, 0, PHONE).await.expect(202);
    let early = asks_for_a_code(&world, 0, PHONE).await.problem(429, "too_many_requests");
    assert_eq!(early.header("retry-after"), "30");
    world.later(29);
    assert_eq!(asks_for_a_code(&world, 0, PHONE).await.header("retry-after"), "1");
    world.later(1);
    let second = asks_for_a_code(&world, 0, PHONE).await.expect(202);
    assert_eq!(second.text("/resend_at"), "2026-11-23T14:01:30Z", "sixty seconds on");
    world.later(59);
    assert_eq!(asks_for_a_code(&world, 0, PHONE).await.header("retry-after"), "1");
    asks_for_a_code(&world, 0, "9876500000").await.expect(202);
}

#[tokio::test]
async fn asking_too_early_costs_nothing_of_the_budget() {
    let world = world().await;
    for _ in 0..5 {
        asks_for_a_code(&world, 0, PHONE).await;
    }
    for wait in [30, 60, 120, 120] {
        world.later(wait);
        asks_for_a_code(&world, 0, PHONE).await.expect(202);
    }
}

#[tokio::test]
async fn a_number_gets_six_codes_an_hour() {
    let world = world().await;
    for wait in [30, 60, 120, 120, 120, 120] {
        asks_for_a_code(&world, 0, PHONE).await.expect(202);
        world.later(wait);
    }
    let late = asks_for_a_code(&world, 1, PHONE).await.problem(429, "too_many_requests");
    assert_eq!(late.header("retry-after"), "30", "one in ten minutes comes back");
}

/// Asks for codes with a number of its own each, `fits` of which are sent.
async fn fills(world: &World, fits: u32, table: impl Fn(u32) -> usize, block: impl Fn(u32) -> u32) {
    let number = |index: u32| format!("9{:05}{index:04}", block(index));
    for index in 0..fits {
        asks_for_a_code(world, table(index), &number(index)).await.expect(202);
    }
    let late = asks_for_a_code(world, table(fits), &number(fits)).await;
    let late = late.problem(429, "too_many_requests");
    assert!(late.header("retry-after").parse::<u64>().is_ok_and(|wait| wait > 0));
}

#[tokio::test]
async fn every_budget_has_its_end() {
    let three = || "3/1h".parse().expect("a limit");
    let at_one_table = limited(|limits| limits.codes_per_table = three()).await;
    fills(&at_one_table, 3, |_| 0, |index| 80_000 + index).await;
    asks_for_a_code(&at_one_table, 1, "9999999999").await.expect(202);
    let of_one_block = limited(|limits| limits.codes_per_prefix = three()).await;
    fills(&of_one_block, 3, |index| index as usize % 3, |_| 80_000).await;
    let from_one_address = limited(|limits| limits.codes_per_ip = three()).await;
    fills(&from_one_address, 3, |index| index as usize % 3, |index| 80_000 + index).await;
    let of_the_restaurant = limited(|limits| limits.codes_per_restaurant = three()).await;
    fills(&of_the_restaurant, 3, |index| index as usize % 3, |index| 80_000 + index).await;
}

#[tokio::test]
async fn only_numbers_of_served_countries_get_codes() {
    let world = world().await;
    for phone in ["+44 7911 123456", "+1 202 555 0199", "12", "hello", "", &"9".repeat(60)] {
        let refused = asks_for_a_code(&world, 0, phone).await.problem(422, "invalid_phone");
        assert_eq!(refused.text("/errors/0/field"), "phone");
    }
    assert_eq!(world.gets("/api/v1/dev/outbox").await.count("/items"), 0);
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_a_number_is_known() {
    let world = world().await;
    let (challenge, code) = world.phone().gets_a_code(&world.token(0), PHONE).await;
    shows(&world, 0, &challenge, &code).await.expect(200);
    world.later(300);
    let known = asks_for_a_code(&world, 0, PHONE).await.expect(202);
    let unknown = asks_for_a_code(&world, 0, "9876500000").await.expect(202);
    let fields = |reply: &Reply| {
        let mut body = reply.json();
        body["challenge_id"] = Value::Null;
        body["resend_at"] = Value::Null;
        body
    };
    assert_eq!(fields(&known), fields(&unknown));
}

#[tokio::test]
async fn numbers_and_codes_are_in_no_answer() {
    let world = world().await;
    let mut guest = world.phone();
    let token = world.token(0);
    let (challenge, code) = guest.gets_a_code(&token, PHONE).await;
    let body = json!({ "table_token": token, "challenge_id": challenge, "code": code });
    let mut answers = vec![guest.sits_down_with(body).await.expect(200)];
    let (kitchen, manager) = (world.kitchen().await, world.manager().await);
    answers.push(guest.orders("Idli", 1).await.expect(201));
    for path in ["/api/v1/tab", "/api/v1/tab/bill", "/api/v1/guest/me", "/api/v1/session"] {
        answers.push(guest.gets(path).await.expect(200));
    }
    for path in ["/api/v1/staff/board", "/api/v1/staff/tables"] {
        answers.push(kitchen.gets(path).await.expect(200));
    }
    answers.push(manager.sees_tab(&guest.tab().await.text("/id")).await.expect(200));
    answers.push(world.gets(&format!("/api/v1/tables/{token}")).await);
    answers.push(world.gets(&format!("/t/{token}")).await);
    for answer in answers {
        let text = answer.to_string();
        assert!(!text.contains("98765") && !text.contains(&format!("\"{code}\"")), "{text}");
        assert!(!text.contains("phone_hash\""), "{text}");
    }
}
