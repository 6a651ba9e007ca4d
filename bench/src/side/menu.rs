//! The demo restaurant's menu as it comes over the wire: the same bytes for every side.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::call::Call;
use crate::failure::{Outcome, fail};
use crate::http::{Answer, Conn};

/// Where DineQR and the peer serve it.
pub const PATH: &str = "/api/v1/restaurants/demo/menu";

/// The menu, plain and compressed.
pub struct MenuBytes {
    /// JSON.
    pub plain: Bytes,
    /// The same, as the server compresses it.
    pub gzip: Bytes,
    /// The entity tag of the compressed form.
    pub etag: String,
}

impl MenuBytes {
    /// Asks a running DineQR for it.
    pub async fn fetch(conn: &mut Conn) -> Outcome<Self> {
        let plain = conn.send(Call::get(PATH)).await?;
        let packed = conn.send(Call::get(PATH).header("accept-encoding", "gzip")).await?;
        if header(&packed, "content-encoding")? != "gzip" {
            return fail("the menu is not compressed");
        }
        let etag = header(&packed, "etag")?.to_owned();
        Ok(Self { plain: plain.body, gzip: packed.body, etag })
    }

    /// The first dish that is there now and can be ordered without a choice.
    pub fn plain_dish(&self) -> Outcome<String> {
        match self.orderable()?.first() {
            Some(line) => Ok(crate::http::text(line, "/dish_id")?.to_owned()),
            None => fail("no dish of the menu can be ordered without a choice"),
        }
    }

    /// An order of three lines, one of each dish: five of them stay below the caps of a tab that staff have not seen.
    pub fn order(&self) -> Outcome<Bytes> {
        let lines: Vec<Value> = self.orderable()?.into_iter().take(3).collect();
        if lines.len() < 3 {
            return fail("the menu has fewer than three dishes without a choice to make");
        }
        Ok(json!({ "lines": lines }).to_string().into())
    }

    fn orderable(&self) -> Outcome<Vec<Value>> {
        let menu: Value = serde_json::from_slice(&self.plain)?;
        let mut lines = Vec::new();
        collect(&menu, &mut lines);
        Ok(lines)
    }
}

/// Adds a line for each dish of these categories and of the categories in them.
fn collect(parent: &Value, lines: &mut Vec<Value>) {
    for category in list(parent, "categories") {
        lines.extend(list(category, "dishes").iter().filter_map(line));
        collect(category, lines);
    }
}

/// The line that orders one of a dish; none where it is sold out or wants a choice.
fn line(dish: &Value) -> Option<Value> {
    let chosen = list(dish, "option_groups").iter().any(|group| group["min"].as_u64() != Some(0));
    if dish["available"] != json!(true) || chosen {
        return None;
    }
    let mut line = json!({ "dish_id": dish["id"].as_str()?, "quantity": 1 });
    if let Some(variant) = list(dish, "variants").first() {
        line["variant_id"] = variant["id"].clone();
    }
    Some(line)
}

fn list<'a>(parent: &'a Value, name: &str) -> &'a [Value] {
    parent[name].as_array().map_or(&[], Vec::as_slice)
}

fn header<'a>(answer: &'a Answer, name: &str) -> Outcome<&'a str> {
    match answer.headers.get(name) {
        Some(value) => Ok(value.to_str()?),
        None => fail(format!("the menu has no {name}: {}", answer.status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dish(id: &str, groups: Value, variants: Value) -> Value {
        json!({ "id": id, "available": true, "option_groups": groups, "variants": variants })
    }

    #[test]
    fn an_order_takes_the_first_variant_and_leaves_out_what_wants_a_choice() {
        let menu = json!({ "categories": [
            { "dishes": [dish("a", json!([]), json!([{ "id": "large" }])),
                         dish("b", json!([{ "min": 1 }]), json!([])),
                         dish("c", json!([{ "min": 0 }]), json!([]))],
              "categories": [{ "dishes": [dish("d", json!([]), json!([]))] }] },
        ] });
        let bytes =
            MenuBytes { plain: menu.to_string().into(), gzip: Bytes::new(), etag: String::new() };
        let order: Value = serde_json::from_slice(&bytes.order().expect("order")).expect("json");
        assert_eq!(
            order,
            json!({ "lines": [
                { "dish_id": "a", "variant_id": "large", "quantity": 1 },
                { "dish_id": "c", "quantity": 1 },
                { "dish_id": "d", "quantity": 1 },
            ] })
        );
        assert_eq!(bytes.plain_dish().expect("dish"), "a");
    }
}
