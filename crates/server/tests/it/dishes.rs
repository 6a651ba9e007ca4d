//! Quick edits of one dish.

use dineqr_core::event::EventKind;
use dineqr_core::test_support::{dish_id, variant_id};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::{Reply, Staff, World};

const MENU: &str = "/api/v1/restaurants/spice-route/menu";
const DRAFT: &str = "/api/v1/manage/menu";

fn inr(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "INR" })
}

async fn edits(manager: &Staff, dish: &str, body: Value) -> Reply {
    manager.patches(&format!("/api/v1/manage/dishes/{}", dish_id(dish)), body).await
}

#[tokio::test]
async fn a_price_changes_for_guests_and_in_the_draft_at_once() {
    let mut world = World::open().await;
    let (manager, guest) = (world.manager().await, world.guest(0).await);
    while world.outbox.try_recv().is_ok() {}
    let edited = edits(&manager, "Idli", json!({ "price": inr(9_500) })).await.expect(200);
    assert_eq!((edited.text("/name"), edited.at("/price")), ("Idli".into(), inr(9_500)));
    assert_eq!(
        (edited.text("/category"), edited.text("/station")),
        ("South".into(), "kitchen".into())
    );
    assert_eq!((edited.text("/tax_class"), edited.number("/menu_version")), ("gst5".into(), 2));
    let menu = world.gets(MENU).await;
    assert_eq!((menu.number("/version"), menu.at("/categories/0/dishes/1/price")), (2, inr(9_500)));
    assert_eq!(manager.gets(DRAFT).await.number("/categories/0/dishes/1/price"), 9_500);
    assert_eq!(guest.orders("Idli", 1).await.expect(201).at("/lines/0/unit_price"), inr(9_500));
    let told = world.outbox.try_recv().expect("an event");
    assert!(matches!(told[0].kind, EventKind::MenuPublished { menu_version: 2 }));
}

#[tokio::test]
async fn nothing_else_of_the_draft_is_published() {
    let world = World::open().await;
    let manager = world.manager().await;
    let mut draft = manager.gets(DRAFT).await.json();
    draft["categories"][0]["name"] = json!("Not yet");
    draft["categories"][0]["dishes"][1]["price"] = json!(1);
    manager.puts(DRAFT, draft).await.expect(200);
    edits(&manager, "Idli", json!({ "price": inr(9_500), "name": "Rava Idli" })).await.expect(200);
    let menu = world.gets(MENU).await;
    assert_eq!(
        (menu.text("/categories/0/name"), menu.text("/categories/0/dishes/1/name")),
        ("South".into(), "Rava Idli".into())
    );
    let draft = manager.gets(DRAFT).await;
    assert_eq!(
        (draft.text("/categories/0/name"), draft.number("/categories/0/dishes/1/price")),
        ("Not yet".into(), 9_500)
    );
}

#[tokio::test]
async fn a_size_has_a_price_of_its_own() {
    let world = World::open().await;
    let manager = world.manager().await;
    let full = variant_id("Full").to_string();
    let edited =
        edits(&manager, "Biryani", json!({ "price": inr(33_000), "variant_id": full })).await;
    let edited = edited.expect(200);
    assert_eq!((edited.at("/variants/1/price"), edited.at("/price")), (inr(33_000), inr(18_050)));
    edits(&manager, "Biryani", json!({ "price": inr(1) })).await.problem(422, "variant_required");
    for variant in [variant_id("Tiny").to_string(), "nonsense".to_owned()] {
        let body = json!({ "price": inr(1), "variant_id": variant });
        edits(&manager, "Biryani", body).await.problem(422, "unknown_variant");
    }
}

#[tokio::test]
async fn what_an_edit_may_be_is_said_by_field() {
    let world = World::open().await;
    let manager = world.manager().await;
    let dollars = json!({ "amount": 100, "currency": "USD" });
    for (body, code, field) in [
        (json!({}), "required", "price"),
        (json!({ "variant_id": variant_id("Full").to_string() }), "required", "price"),
        (json!({ "price": inr(-1) }), "amount", "price.amount"),
        (json!({ "price": inr(1_000_000_001) }), "amount", "price.amount"),
        (json!({ "price": dollars }), "currency", "price.currency"),
        (json!({ "name": " " }), "name", "name"),
        (json!({ "name": "x".repeat(121) }), "name", "name"),
    ] {
        let refused = edits(&manager, "Idli", body).await.problem(422, code);
        assert_eq!(refused.text("/errors/0/field"), field);
    }
    edits(&manager, "Idli", json!({ "price": 95 })).await.problem(400, "invalid_body");
    edits(&manager, "Idli", json!({ "price": inr(1), "diet": "egg" }))
        .await
        .problem(400, "invalid_body");
    assert_eq!(world.gets(MENU).await.number("/version"), 1, "nothing was published");
}

#[tokio::test]
async fn a_dish_of_the_draft_alone_changes_there() {
    let world = World::open().await;
    let manager = world.manager().await;
    let mut draft = manager.gets(DRAFT).await.json();
    let mut vada = draft["categories"][0]["dishes"][1].clone();
    (vada["id"], vada["name"]) = (json!(dish_id("Vada").to_string()), json!("Vada"));
    draft["categories"][0]["dishes"].as_array_mut().expect("dishes").push(vada);
    manager.puts(DRAFT, draft).await.expect(200);
    let edited = edits(&manager, "Vada", json!({ "price": inr(5_000) })).await.expect(200);
    assert_eq!((edited.number("/menu_version"), world.gets(MENU).await.number("/version")), (1, 1));
    assert_eq!(manager.gets(DRAFT).await.number("/categories/0/dishes/3/price"), 5_000);
}

#[tokio::test]
async fn managers_who_edit_at_once_all_get_theirs() {
    let world = World::open().await;
    let manager = world.manager().await;
    let dosa = edits(&manager, "Masala Dosa", json!({ "price": inr(1_000) }));
    let idli = edits(&manager, "Idli", json!({ "price": inr(2_000) }));
    let name = edits(&manager, "Idli", json!({ "name": "Rava Idli" }));
    let (dosa, idli, name) = tokio::join!(dosa, idli, name);
    for reply in [dosa, idli, name] {
        reply.expect(200);
    }
    let menu = world.gets(MENU).await;
    assert_eq!((menu.number("/version"), menu.at("/categories/0/dishes/0/price")), (4, inr(1_000)));
    assert_eq!(menu.at("/categories/0/dishes/1/price"), inr(2_000));
    assert_eq!(menu.text("/categories/0/dishes/1/name"), "Rava Idli");
}

#[tokio::test]
async fn a_dish_that_is_not_there_cannot_be_edited() {
    let world = World::open().await;
    world.second_restaurant("next-door").await;
    let price = json!({ "price": inr(1) });
    edits(&world.manager().await, "Vada", price.clone()).await.problem(404, "not_found");
    let neighbour = world.sign_in("manager@next-door.test").await;
    edits(&neighbour, "Idli", price.clone()).await.problem(404, "not_found");
    edits(&world.kitchen().await, "Idli", price.clone()).await.problem(403, "wrong_role");
    world.manager().await.patches("/api/v1/manage/dishes/x", price).await.problem(404, "not_found");
}
