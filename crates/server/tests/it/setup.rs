//! The one-time link of an empty store.

use dineqr_server::usecase::setup::offer;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::world::{Empty, PASSWORD};
use crate::support::{Staff, World};

fn form(secret: &str) -> Value {
    json!({
        "secret": secret, "slug": "first", "name": "The First", "email": "boss@first.test",
        "manager_name": "Boss", "password": PASSWORD,
    })
}

#[tokio::test]
async fn the_link_founds_the_first_restaurant_once() {
    let empty = Empty::new().await;
    let secret = offer(&empty.app).await.expect("the store answers").expect("the store is empty");
    let founded = empty.posts("/api/v1/setup", form(&secret)).await.expect(201);
    assert_eq!(
        (founded.text("/slug"), founded.text("/name")),
        ("first".into(), "The First".into())
    );
    let mut boss = Staff::new(empty.router.clone());
    let signed = boss.signs_in("boss@first.test", PASSWORD).await.expect(200);
    assert_eq!(
        (signed.text("/user/role"), signed.text("/user/name")),
        ("manager".into(), "Boss".into())
    );
    let mut second = form(&secret);
    second["slug"] = json!("second");
    empty.posts("/api/v1/setup", second).await.problem(404, "not_found");
    assert_eq!(offer(&empty.app).await.expect("the store answers"), None);
}

#[tokio::test]
async fn a_wrong_or_older_link_is_none() {
    let empty = Empty::new().await;
    let old = offer(&empty.app).await.expect("the store answers").expect("an offer");
    let new = offer(&empty.app).await.expect("the store answers").expect("an offer");
    for wrong in ["", "nonsense", &old, &new[1..], &new.to_uppercase()] {
        if wrong != new {
            empty.posts("/api/v1/setup", form(wrong)).await.problem(404, "not_found");
        }
    }
    empty.posts("/api/v1/setup", form(&new)).await.expect(201);
}

#[tokio::test]
async fn a_form_with_mistakes_does_not_use_the_link_up() {
    let empty = Empty::new().await;
    let secret = offer(&empty.app).await.expect("the store answers").expect("an offer");
    for (field, value, code) in [
        ("slug", "No Slug", "invalid_slug"),
        ("email", "nobody", "email"),
        ("password", "short", "unfit_password"),
        ("name", "", "invalid"),
        ("manager_name", "", "name"),
    ] {
        let mut body = form(&secret);
        body[field] = json!(value);
        let refused = empty.posts("/api/v1/setup", body).await.problem(422, code);
        assert_eq!((refused.count("/errors"), refused.text("/errors/0/field")), (1, field.into()));
    }
    empty.posts("/api/v1/setup", json!({ "secret": secret })).await.problem(400, "invalid_body");
    empty.posts("/api/v1/setup", form(&secret)).await.expect(201);
}

#[tokio::test]
async fn a_store_with_a_restaurant_has_no_link() {
    let world = World::open().await;
    assert_eq!(offer(&world.app).await.expect("the store answers"), None);
    world.posts("/api/v1/setup", form("")).await.problem(404, "not_found");
}
