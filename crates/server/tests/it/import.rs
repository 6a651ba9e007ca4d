//! Menus from files: a real list is taken as it is, a bad one is refused whole.

use std::io::Read as _;

use axum::http::Method;
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use crate::support::world::{send, send_bytes};
use crate::support::{Reply, Staff, World};

const LIST: &str = include_str!("data/menu-bar-kitchen-190.csv");
const IMPORT: &str = "/api/v1/manage/menu/import";
const MENU: &str = "/api/v1/restaurants/spice-route/menu";

async fn imports(world: &World, manager: &Staff, kind: &str, file: impl Into<Vec<u8>>) -> Reply {
    sends(world, manager, IMPORT, kind, file.into()).await
}

async fn rehearses(world: &World, manager: &Staff, kind: &str, file: impl Into<Vec<u8>>) -> Reply {
    sends(world, manager, &format!("{IMPORT}?dry_run=true"), kind, file.into()).await
}

async fn sends(world: &World, manager: &Staff, path: &str, kind: &str, file: Vec<u8>) -> Reply {
    let bearer = format!("Bearer {}", manager.token.as_deref().expect("signed in"));
    let headers = [("authorization", &*bearer), ("content-type", kind)];
    send_bytes(&world.router, Method::POST, path, &headers, file).await
}

async fn with(world: &World, headers: &[(&str, &str)]) -> Reply {
    send(&world.router, Method::GET, MENU, headers, None).await
}

#[tokio::test]
async fn a_bar_kitchens_real_list_is_taken_and_every_dish_can_be_ordered() {
    let world = World::open().await;
    let manager = world.manager().await;
    let imported = imports(&world, &manager, "text/csv", LIST).await.expect(200);
    assert_eq!((imported.number("/categories"), imported.number("/dishes")), (15, 190));
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    world.sets(json!({ "unseen_items": 1_000, "unseen_amount": { "amount": 100_000_000, "currency": "INR" } })).await.expect(200);
    let menu = world.gets(MENU).await.expect(200).json();
    let categories = menu["categories"].as_array().expect("categories");
    assert_eq!(categories.len(), 15);
    let dishes: Vec<&Value> =
        categories.iter().flat_map(|c| c["dishes"].as_array().expect("dishes")).collect();
    assert_eq!(dishes.len(), 190);
    let guest = world.guest(0).await;
    let mut sum = 0;
    for dish in &dishes {
        let body = json!({ "lines": [{ "dish_id": dish["id"], "quantity": 1, "variant_id": dish["variants"][0]["id"] }] });
        let order = guest.orders_body(body).await.expect(201);
        assert_eq!(order.text("/lines/0/name"), dish["name"].as_str().expect("a name"));
        assert_eq!(order.at("/lines/0/amount"), dish["price"]);
        sum += dish["price"]["amount"].as_i64().expect("an amount");
    }
    let bill = guest.gets("/api/v1/tab/bill").await;
    assert_eq!((bill.count("/lines"), bill.number("/subtotal/amount")), (190, sum));
}

#[tokio::test]
async fn the_same_file_again_keeps_the_ids() {
    let world = World::open().await;
    let manager = world.manager().await;
    imports(&world, &manager, "text/csv; charset=utf-8", LIST).await.expect(200);
    let first = manager.gets("/api/v1/manage/menu").await.json();
    let with_mark = format!("\u{feff}{}", LIST.replace('\n', "\r\n"));
    imports(&world, &manager, "text/csv", with_mark).await.expect(200);
    assert_eq!(manager.gets("/api/v1/manage/menu").await.json(), first);
}

#[tokio::test]
async fn a_platter_may_be_there_once_veg_and_once_not() {
    let world = World::open().await;
    let manager = world.manager().await;
    let rows = "category,name,price_inr,diet\nBar,Platter,500,veg\nBar,Platter,700,non-veg\n";
    let imported = imports(&world, &manager, "text/csv", rows).await.expect(200);
    assert_eq!(imported.number("/dishes"), 2);
}

#[tokio::test]
async fn a_bad_file_is_refused_whole_with_its_lines() {
    let world = World::open().await;
    let manager = world.manager().await;
    let before = (manager.gets("/api/v1/manage/menu").await.json(), world.gets(MENU).await.json());
    let good = "category,name,price_inr,diet\nBar,Peanuts,99,veg\n";
    let many: String = (0..50_000).map(|row| format!("Bar,Dish {row},10,veg\n")).collect();
    let many = format!("category,name,price_inr,diet\n{many}");
    for (file, field) in [
        ("name,category,price,diet\nPeanuts,Bar,99,veg\n".into(), "line 1: file"),
        (String::new(), "line 1: file"),
        ("category,name,price_inr,diet,colour\nBar,Peanuts,99,veg,red\n".into(), "line 1: file"),
        (format!("{good}Bar,Papad,12.345,veg\n"), "line 3: price_inr"),
        (format!("{good}Bar,Papad,-5,veg\n"), "line 3: price_inr"),
        (format!("{good}Bar,Papad,1e3,veg\n"), "line 3: price_inr"),
        (format!("{good}Bar,Papad,,veg\n"), "line 3: price_inr"),
        (format!("{good}Bar,Papad,99999999999999999999,veg\n"), "line 3: price_inr"),
        (format!("{good}Bar,Papad,79,meat\n"), "line 3: diet"),
        (format!("{good}Bar,Peanuts,120,veg\n"), "line 3: name"),
        (format!("{good}Bar, ,79,veg\n"), "line 3: name"),
        (format!("{good},Papad,79,veg\n"), "line 3: category"),
        (format!("{good}Bar,Papad,79\n"), "line 3: file"),
        (many, "line 5002: file"),
    ] {
        let refused = imports(&world, &manager, "text/csv", file).await.expect(422);
        assert_eq!(refused.text("/errors/0/field"), field, "{refused}");
    }
    let latin = [good.as_bytes(), b"Bar,Caf\xe9,79,veg\n"].concat();
    let refused = imports(&world, &manager, "text/csv", latin).await.problem(422, "invalid_line");
    assert_eq!(refused.text("/errors/0/field"), "line 3: file");
    assert!(refused.text("/errors/0/message").contains("UTF-8"));
    let after = (manager.gets("/api/v1/manage/menu").await.json(), world.gets(MENU).await.json());
    assert_eq!(after, before, "the old menu stays");
}

#[tokio::test]
async fn every_bad_line_is_named() {
    let world = World::open().await;
    let manager = world.manager().await;
    let rows = "category,name,price_inr,diet\nBar,A,x,veg\nBar,B,10,veg\nBar,C,10,fish\n,,,\n";
    let refused = imports(&world, &manager, "text/csv", rows).await.problem(422, "invalid");
    let errors = refused.at("/errors");
    let fields: Vec<_> = errors.as_array().expect("errors").iter().map(|e| &e["field"]).collect();
    assert_eq!(
        fields,
        [
            "line 2: price_inr",
            "line 4: diet",
            "line 5: category",
            "line 5: name",
            "line 5: price_inr",
            "line 5: diet"
        ]
    );
}

#[tokio::test]
async fn a_menu_is_csv_or_json_and_not_endless() {
    let world = World::open().await;
    let manager = world.manager().await;
    for kind in ["text/plain", "application/pdf", ""] {
        imports(&world, &manager, kind, LIST).await.problem(415, "not_a_menu");
    }
    let endless = "x".repeat(world.app.config.http.import_limit + 1);
    imports(&world, &manager, "text/csv", endless.clone()).await.problem(413, "body_too_large");
    imports(&world, &manager, "application/json", endless).await.problem(413, "body_too_large");
    imports(&world, &manager, "application/json", "{").await.problem(400, "malformed_json");
    imports(&world, &manager, "application/json", "{\"dishes\": []}")
        .await
        .problem(400, "invalid_body");
}

#[tokio::test]
async fn a_rehearsal_tells_what_would_change_and_changes_nothing() {
    let world = World::open().await;
    let manager = world.manager().await;
    let before = manager.gets("/api/v1/manage/menu").await.json();
    let rows = "category,name,price_inr,diet,variant\n\
        South,Masala Dosa,130,veg,\nSouth,Biryani,180.50,non-veg,Half\nSouth,Vada,60,veg,\n";
    let told = rehearses(&world, &manager, "text/csv", rows).await.expect(200);
    let inr = |amount| json!({ "amount": amount, "currency": "INR" });
    let expected = json!({
        "categories": 1, "dishes": 3, "dry_run": true,
        "added": ["Vada"], "removed": ["Idli", "Biryani (Full)"],
        "changed": [{ "name": "Masala Dosa", "from": inr(12_000), "to": inr(13_000) }],
        "warnings": ["options get lost: Masala Dosa"],
    });
    assert_eq!(told.json(), expected);
    assert_eq!(manager.gets("/api/v1/manage/menu").await.json(), before);
    let refused =
        rehearses(&world, &manager, "text/csv", "category,name,price_inr,diet\nBar,A,x,veg\n");
    assert_eq!(
        refused.await.problem(422, "invalid_line").text("/errors/0/field"),
        "line 2: price_inr"
    );

    let same =
        rehearses(&world, &manager, "application/json", before.to_string()).await.expect(200);
    assert_eq!((same.count("/added"), same.count("/removed"), same.count("/changed")), (0, 0, 0));
    let mut odd = before.clone();
    odd["categories"][0]["dishes"][0]["price"] = json!(-1);
    let refused =
        rehearses(&world, &manager, "application/json", odd.to_string()).await.expect(422);
    assert_eq!(refused.text("/errors/0/field"), "categories[0].dishes[0].price");

    let done = imports(&world, &manager, "text/csv", rows).await.expect(200).json();
    assert_eq!((&done["added"], &done["dry_run"]), (&expected["added"], &json!(false)));
    let again = rehearses(&world, &manager, "text/csv", rows).await.expect(200);
    assert_eq!((again.count("/added"), again.count("/changed")), (0, 0));
}

#[tokio::test]
async fn the_menus_tag_changes_with_its_publication() {
    let world = World::open().await;
    let manager = world.manager().await;
    let first = world.gets(MENU).await.expect(200);
    let tag = first.header("etag").to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let same = with(&world, &[("if-none-match", &known)]).await.expect(304);
        assert!(same.bytes.is_empty());
        assert_eq!(same.header("etag"), tag);
    }
    with(&world, &[("if-none-match", "\"1-other\"")]).await.expect(200);
    imports(&world, &manager, "text/csv", LIST).await.expect(200);
    with(&world, &[("if-none-match", &tag)]).await.expect(304);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    let second = with(&world, &[("if-none-match", &tag)]).await.expect(200);
    assert_ne!(second.header("etag"), tag);
    assert_eq!(second.number("/version"), 2);
}

#[tokio::test]
async fn the_menu_travels_compressed() {
    let world = World::open().await;
    let manager = world.manager().await;
    imports(&world, &manager, "text/csv", LIST).await.expect(200);
    manager.posts("/api/v1/manage/menu/publish", json!({})).await.expect(200);
    let plain = world.gets(MENU).await.expect(200);
    assert_eq!(
        (plain.header("content-encoding"), plain.header("content-type")),
        ("", "application/json")
    );
    let gzip = with(&world, &[("accept-encoding", "gzip, deflate")]).await;
    assert_eq!((gzip.header("content-encoding"), gzip.header("vary")), ("gzip", "accept-encoding"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*gzip.bytes).read_to_string(&mut text).expect("gzip");
    assert_eq!(text.as_bytes(), plain.bytes);
    let br = with(&world, &[("accept-encoding", "gzip, deflate, br, zstd")]).await;
    assert_eq!(br.header("content-encoding"), "br");
    let mut bytes = Vec::new();
    brotli::BrotliDecompress(&mut &*br.bytes, &mut bytes).expect("brotli");
    assert_eq!(bytes, plain.bytes);
    assert!(br.bytes.len() < gzip.bytes.len() && gzip.bytes.len() * 3 < plain.bytes.len());
    let refused = with(&world, &[("accept-encoding", "br;q=0, gzip;q=0")]).await;
    assert_eq!(refused.header("content-encoding"), "");
}
