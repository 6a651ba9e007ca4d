//! What managers keep: settings, tables with their codes, people, the menu.

use axum::http::Method;
use dineqr_server::qr::{Card, qr_sheet, qr_svg};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::world::{PASSWORD, send};
use crate::support::{Reply, World};

const TABLES: &str = "/api/v1/manage/tables";
const STAFF: &str = "/api/v1/manage/staff";
const RESTAURANT: &str = "/api/v1/manage/restaurant";

/// The fields that a refusal names.
fn fields(reply: &Reply) -> Vec<String> {
    let errors = reply.at("/errors");
    let field = |error: &Value| error["field"].as_str().expect("a field").to_owned();
    errors.as_array().expect("errors").iter().map(field).collect()
}

#[tokio::test]
async fn settings_change_one_by_one() {
    let world = World::open().await;
    let manager = world.manager().await;
    let before = manager.gets(RESTAURANT).await.expect(200).json();
    let body = json!({ "name": "  Spice & Rice ", "address": "12 MG Road", "fssai": "12345678901234", "settings": { "rounding_unit": 1 } });
    let after = manager.patches(RESTAURANT, body).await.expect(200);
    assert_eq!(
        (after.text("/name"), after.number("/settings/rounding_unit")),
        ("Spice & Rice".into(), 1)
    );
    let mut expected = before;
    expected["name"] = json!("Spice & Rice");
    expected["address"] = json!("12 MG Road");
    expected["fssai"] = json!("12345678901234");
    expected["settings"]["rounding_unit"] = json!(1);
    assert_eq!(after.json(), expected);
    assert_eq!(manager.gets(RESTAURANT).await.json(), expected);
    let card = world.gets("/api/v1/restaurants/spice-route").await.expect(200);
    assert_eq!(
        (card.text("/name"), card.text("/address")),
        ("Spice & Rice".into(), "12 MG Road".into())
    );
    assert_eq!(card.number("/business_day_start"), 240, "staff mark dishes until then");
    assert_eq!(card.at("/settings"), Value::Null, "settings are not public");
    let cleared = manager.patches(RESTAURANT, json!({ "address": " " })).await.expect(200);
    assert_eq!(cleared.at("/address"), Value::Null);
}

#[tokio::test]
async fn every_rule_of_the_settings_is_named() {
    let world = World::open().await;
    let manager = world.manager().await;
    let before = manager.gets(RESTAURANT).await.json();
    let class =
        |key: &str| json!({ "key": key, "name": "Tax", "inclusive": false, "components": [] });
    for (body, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "time_zone": "Mars/Olympus" }), "time_zone"),
        (json!({ "languages": [] }), "languages"),
        (json!({ "fssai": "123" }), "fssai"),
        (json!({ "gstin": "29ABCDE1234F1Z!" }), "gstin"),
        (json!({ "settings": { "tax_classes": [] } }), "tax_classes"),
        (json!({ "settings": { "tax_classes": [class("a"), class("a")] } }), "tax_classes"),
        (json!({ "settings": { "stations": [] } }), "stations"),
        (json!({ "settings": { "stations": ["bar", "bar"] } }), "stations"),
        (json!({ "settings": { "stations": [" "] } }), "stations"),
        (json!({ "settings": { "business_day_start": 1440 } }), "business_day_start"),
        (json!({ "settings": { "rounding_unit": 0 } }), "rounding_unit"),
        (json!({ "settings": { "hours": [{ "day": 8, "opens": 0, "closes": 60 }] } }), "hours"),
        (
            json!({ "settings": { "unseen_amount": { "amount": -1, "currency": "INR" } } }),
            "settings.unseen_amount.amount",
        ),
        (
            json!({ "settings": { "unseen_amount": { "amount": 1, "currency": "USD" } } }),
            "settings.unseen_amount.currency",
        ),
        (json!({ "settings": { "orders_per_tab": 0 } }), "caps"),
    ] {
        let refused = manager.patches(RESTAURANT, body).await;
        assert_eq!(
            (refused.status.as_u16(), fields(&refused)),
            (422, vec![field.to_owned()]),
            "{refused}"
        );
    }
    let several = json!({ "name": "", "time_zone": "Nowhere" });
    let refused = manager.patches(RESTAURANT, several).await.problem(422, "invalid");
    assert_eq!(fields(&refused), ["name", "time_zone"]);
    for body in [
        json!({ "slug": "other" }),
        json!({ "settings": { "presence_policy": "none" } }),
        json!({ "settings": { "currency": "USD" } }),
        json!({ "settings": { "unseen_items": -1 } }),
    ] {
        manager.patches(RESTAURANT, body).await.problem(400, "invalid_body");
    }
    assert_eq!(manager.gets(RESTAURANT).await.json(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn managers_who_change_different_things_at_once_all_get_theirs() {
    let world = World::open().await;
    let manager = world.manager().await;
    let changes = [
        json!({ "name": "Spice & Rice" }),
        json!({ "address": "12 MG Road" }),
        json!({ "fssai": "12345678901234" }),
        json!({ "settings": { "rounding_unit": 1 } }),
        json!({ "settings": { "unseen_items": 7 } }),
        json!({ "settings": { "orders_per_tab": 9 } }),
    ];
    let patches = changes.clone().map(|change| {
        let manager = manager.clone();
        tokio::spawn(async move { manager.patches(RESTAURANT, change).await.expect(200) })
    });
    for patch in patches {
        patch.await.expect("changed");
    }
    let after = manager.gets(RESTAURANT).await.json();
    for change in changes {
        let (field, value) = change.as_object().and_then(|c| c.iter().next()).expect("a field");
        match value.as_object().and_then(|settings| settings.iter().next()) {
            Some((field, value)) => assert_eq!(&after["settings"][field], value),
            None => assert_eq!(&after[field], value),
        }
    }
}

#[tokio::test]
async fn tables_come_and_go() {
    let world = World::open().await;
    let manager = world.manager().await;
    let new = |name: &str, seats: i64| json!({ "name": name, "floor": "Roof", "seats": seats });
    let made = manager.posts(TABLES, new(" T9 ", 6)).await.expect(201);
    assert_eq!((made.text("/name"), made.number("/seats")), ("T9".into(), 6));
    world.phone().sits_down(&made.text("/token")).await.expect(200);
    let path = format!("{TABLES}/{}", made.text("/id"));
    assert_eq!(manager.gets(&path).await.expect(200).json(), made.json());
    assert_eq!(manager.gets(TABLES).await.expect(200).count("/items"), 4);

    manager.posts(TABLES, new("T9", 2)).await.problem(409, "name_taken");
    manager.patches(&path, json!({ "name": "T1" })).await.problem(409, "name_taken");
    assert_eq!(
        fields(&manager.posts(TABLES, new("", 101)).await.problem(422, "invalid")),
        ["name", "seats"]
    );
    manager.posts(TABLES, new("T10", -1)).await.problem(400, "invalid_body");
    let renamed = manager.patches(&path, json!({ "name": "Sky 1" })).await.expect(200);
    assert_eq!(
        (renamed.text("/name"), renamed.text("/token")),
        ("Sky 1".into(), made.text("/token"))
    );

    manager.deletes(&path).await.problem(409, "table_taken");
    world.later(30 * 60);
    assert_eq!(world.closes_due_tabs().await, 1);
    manager.deletes(&path).await.expect(204);
    manager.deletes(&path).await.problem(404, "not_found");
    manager.gets(&path).await.problem(404, "not_found");
    world
        .gets(&format!("/api/v1/tables/{}", made.text("/token")))
        .await
        .problem(410, "code_revoked");
}

#[tokio::test]
async fn a_revoked_code_is_gone_and_the_guests_stay() {
    let world = World::open().await;
    let (guest, manager) = (world.guest(0).await, world.manager().await);
    let path = format!("{TABLES}/{}/revoke", world.tables[0].id);
    let renewed = manager.posts(&path, json!({})).await.expect(200);
    assert_ne!(renewed.text("/token"), world.token(0));
    world.gets(&format!("/api/v1/tables/{}", world.token(0))).await.problem(410, "code_revoked");
    world.gets(&format!("/api/v1/tables/{}", renewed.text("/token"))).await.expect(200);
    guest.orders("Idli", 1).await.expect(201);
}

#[tokio::test]
async fn codes_are_printed_with_the_address_guests_use() {
    let world = World::open().await;
    let manager = world.manager().await;
    let svg_path = format!("{TABLES}/{}/qr.svg", world.tables[0].id);
    let asks = async |path: &str| {
        manager.asks(Method::GET, path, &[("host", "dineqr.test:8080")], None).await.expect(200)
    };
    let table = asks(&format!("{TABLES}/{}", world.tables[0].id)).await;
    let link = format!("http://dineqr.test:8080/t/{}", world.token(0));
    assert_eq!(table.text("/link"), link);
    let svg = asks(&svg_path).await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert_eq!(svg.bytes, qr_svg(&link));

    let sheet = asks(&format!("{TABLES}/qr-sheet.pdf")).await;
    assert_eq!(sheet.header("content-type"), "application/pdf");
    assert!(sheet.bytes.starts_with(b"%PDF-"));
    let links: Vec<String> =
        (0..3).map(|index| format!("http://dineqr.test:8080/t/{}", world.token(index))).collect();
    let cards = world.tables.iter().zip(&links);
    let cards: Vec<Card<'_>> =
        cards.map(|(t, link)| Card { table: &t.name, floor: &t.floor, link }).collect();
    assert!(sheet.bytes == qr_sheet("Spice Route", &cards), "the sheet holds the three links");
}

#[tokio::test]
async fn a_public_address_wins_over_the_one_that_was_asked() {
    let world = World::configured(dineqr_core::restaurant::PresencePolicy::Code, |config| {
        config.http.public_url = Some("https://order.example.com/".parse().expect("a url"));
    })
    .await;
    let path = format!("{TABLES}/{}", world.tables[0].id);
    let table = world.manager().await.asks(Method::GET, &path, &[("host", "10.0.0.7")], None).await;
    assert_eq!(table.text("/link"), format!("https://order.example.com/t/{}", world.token(0)));
}

#[tokio::test]
async fn people_are_added_changed_and_removed() {
    let world = World::open().await;
    let manager = world.manager().await;
    let person = json!({ "email": "Ravi@Spice.test", "name": "Ravi", "password": PASSWORD });
    let made = manager.posts(STAFF, person.clone()).await.expect(201);
    assert_eq!(
        (made.text("/email"), made.text("/role")),
        ("ravi@spice.test".into(), "staff".into())
    );
    assert!(!made.to_string().contains("password"));
    assert_eq!(manager.gets(STAFF).await.expect(200).count("/items"), 3);
    let path = format!("{STAFF}/{}", made.text("/id"));
    assert_eq!(manager.gets(&path).await.expect(200).json(), made.json());
    let ravi = world.sign_in("ravi@spice.test").await;
    manager.patches(&path, json!({ "name": "Ravi K", "staff_id": "RK" })).await.expect(200);
    assert_eq!(ravi.gets("/api/v1/auth/me").await.expect(200).text("/user/name"), "Ravi K");
    manager.patches(&path, json!({ "password": "another password" })).await.expect(200);
    ravi.gets("/api/v1/auth/me").await.problem(401, "signed_out");
    manager.deletes(&path).await.expect(204);
    manager.gets(&path).await.problem(404, "not_found");
    manager.deletes(&path).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_persons_fields_keep_to_their_rules() {
    let world = World::open().await;
    let manager = world.manager().await;
    let person = |change: Value| {
        let mut body = json!({ "email": "new@spice.test", "name": "New", "password": PASSWORD });
        body.as_object_mut().expect("a map").extend(change.as_object().expect("a map").clone());
        body
    };
    for (change, code, field) in [
        (json!({ "email": "nobody" }), "email", "email"),
        (json!({ "email": null }), "required", "email"),
        (json!({ "staff_id": "a b" }), "staff_id", "staff_id"),
        (json!({ "name": " " }), "name", "name"),
        (json!({ "password": "short" }), "unfit_password", "password"),
        (json!({ "password": "x".repeat(73) }), "unfit_password", "password"),
        (json!({ "password": null }), "unfit_password", "password"),
        (json!({ "station": "attic" }), "unknown_station", "station"),
    ] {
        let refused = manager.posts(STAFF, person(change)).await.problem(422, code);
        assert_eq!(fields(&refused), [field]);
    }
    manager.posts(STAFF, person(json!({ "role": "owner" }))).await.problem(400, "invalid_body");
    let taken = person(json!({ "email": "kitchen@spice-route.test" }));
    manager.posts(STAFF, taken).await.problem(409, "login_taken");
    manager.posts(STAFF, person(json!({ "staff_id": "one" }))).await.expect(201);
    let twin = person(json!({ "email": "other@spice.test", "staff_id": "one" }));
    manager.posts(STAFF, twin).await.problem(409, "login_taken");
    assert_eq!(manager.gets(STAFF).await.count("/items"), 3);
}

#[tokio::test]
async fn a_restaurant_keeps_a_manager() {
    let world = World::open().await;
    let manager = world.manager().await;
    let path = format!("{STAFF}/{}", manager.gets("/api/v1/auth/me").await.text("/user/id"));
    manager.deletes(&path).await.problem(409, "last_manager");
    manager.patches(&path, json!({ "role": "staff" })).await.problem(409, "last_manager");
    let second = json!({ "email": "second@spice.test", "name": "Second", "password": PASSWORD, "role": "manager" });
    manager.posts(STAFF, second).await.expect(201);
    manager.deletes(&path).await.expect(204);
    manager.gets("/api/v1/auth/me").await.problem(401, "signed_out");
}

#[tokio::test]
async fn one_restaurant_cannot_change_an_account_of_two() {
    let world = World::open().await;
    world.second_restaurant("sea-breeze").await;
    let theirs = world.sign_in("manager@sea-breeze.test").await;
    let guessed = json!({ "email": "kitchen@spice-route.test", "name": "Thief", "password": "chosen by them" });
    theirs.posts(STAFF, guessed).await.problem(409, "login_taken");
    let person = json!({ "email": "kitchen@spice-route.test", "password": PASSWORD });
    let made = theirs.posts(STAFF, person).await.expect(201);
    let path = format!("{STAFF}/{}", made.text("/id"));
    for change in [
        json!({ "password": "chosen by them" }),
        json!({ "name": "X" }),
        json!({ "email": "x@y.zz" }),
    ] {
        theirs.patches(&path, change).await.problem(409, "shared_account");
    }
    let login = json!({ "login": "kitchen@spice-route.test", "password": "chosen by them", "restaurant": "sea-breeze" });
    world.posts("/api/v1/auth/login", login).await.problem(401, "wrong_login");
    theirs.patches(&path, json!({ "role": "manager" })).await.expect(200);
    theirs.deletes(&path).await.expect(204);
    world.kitchen().await.gets("/api/v1/staff/board").await.expect(200);
}

#[tokio::test]
async fn a_draft_is_not_seen_until_it_is_published() {
    let world = World::open().await;
    let manager = world.manager().await;
    let public = async || world.gets("/api/v1/restaurants/spice-route/menu").await.expect(200);
    let mut menu = manager.gets("/api/v1/manage/menu").await.expect(200).json();
    menu["categories"][0]["dishes"][1]["name"] = json!("Rava Idli");
    manager.puts("/api/v1/manage/menu", menu).await.expect(200);
    let dish = "/categories/0/dishes/1/name";
    assert_eq!((public().await.text(dish), public().await.number("/version")), ("Idli".into(), 1));
    let published = manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    assert_eq!(published.number("/version"), 2);
    assert_eq!(
        (public().await.text(dish), public().await.number("/version")),
        ("Rava Idli".into(), 2)
    );
}

#[tokio::test]
async fn a_draft_that_breaks_rules_is_refused_whole() {
    let world = World::open().await;
    let manager = world.manager().await;
    let before = manager.gets("/api/v1/manage/menu").await.json();
    let mut menu = before.clone();
    menu["categories"][0]["dishes"][0]["price"] = json!(-1);
    menu["categories"][0]["dishes"][1]["station"] = json!("attic");
    let refused = manager.puts("/api/v1/manage/menu", menu).await.problem(422, "invalid");
    assert_eq!(
        fields(&refused),
        ["categories[0].dishes[0].price", "categories[0].dishes[1].station"]
    );
    let mut menu = before.clone();
    menu["categories"][0]["dishes"][0]["diet"] = json!("meat");
    manager.puts("/api/v1/manage/menu", menu).await.problem(400, "invalid_body");
    assert_eq!(manager.gets("/api/v1/manage/menu").await.json(), before);
    manager.puts("/api/v1/manage/menu", json!({ "categories": [] })).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.problem(409, "empty_menu");
}

#[tokio::test]
async fn settings_that_a_menu_needs_hold_its_publication_back() {
    let world = World::open().await;
    let manager = world.manager().await;
    world.sets(json!({ "stations": ["bar"] })).await.expect(200);
    let refused = manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(422);
    assert!(fields(&refused).iter().all(|field| field.ends_with(".station")), "{refused}");
}

#[tokio::test]
async fn an_export_can_be_imported_again() {
    let world = World::open().await;
    let manager = world.manager().await;
    let export = manager.gets("/api/v1/manage/menu/export").await.expect(200);
    assert_eq!(export.header("content-type"), "text/csv; charset=utf-8");
    let text = String::from_utf8(export.bytes.to_vec()).expect("UTF-8");
    assert!(
        text.starts_with("category,name,price_inr,diet,variant,station,tax_class,description\n"),
        "{text}"
    );
    assert!(text.contains("South,Biryani,180.50,non-veg,Half,kitchen,gst5,"), "{text}");
    let json = manager.gets("/api/v1/manage/menu").await.json();
    let imported = manager.posts("/api/v1/manage/menu/import", json).await.expect(200);
    assert_eq!((imported.number("/categories"), imported.number("/dishes")), (1, 3));
}

#[tokio::test]
async fn management_is_for_managers_whatever_they_send() {
    let world = World::open().await;
    let cook = world.kitchen().await;
    let headers = [("content-type", "text/csv")];
    for path in [TABLES, STAFF, RESTAURANT, "/api/v1/manage/menu/export"] {
        cook.gets(path).await.problem(403, "wrong_role");
        send(&world.router, Method::GET, path, &headers, None).await.problem(401, "signed_out");
    }
}
