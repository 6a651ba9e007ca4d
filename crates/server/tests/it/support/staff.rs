//! A cook, a waiter or a manager.

use axum::Router;
use axum::http::Method;
use dineqr_core::test_support::dish_id;
use serde_json::{Value, json};

use super::Reply;
use super::guest::fresh_key;
use super::world::send;

#[derive(Clone)]
pub struct Staff {
    pub router: Router,
    pub token: Option<String>,
}

impl Staff {
    pub fn new(router: Router) -> Self {
        Self { router, token: None }
    }

    /// Any request, with the person's token if they have one.
    pub async fn asks(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Reply {
        let bearer = self.token.as_ref().map(|token| format!("Bearer {token}"));
        let mut all = headers.to_vec();
        if let Some(bearer) = &bearer {
            all.push(("authorization", bearer));
        }
        send(&self.router, method, path, &all, body).await
    }

    pub async fn signs_in(&mut self, login: &str, password: &str) -> Reply {
        let body = json!({ "login": login, "password": password });
        let reply = self.posts("/api/v1/auth/login", body).await;
        if reply.status == 200 {
            self.token = Some(reply.text("/token"));
        }
        reply
    }

    pub async fn gets(&self, path: &str) -> Reply {
        self.asks(Method::GET, path, &[], None).await
    }

    /// Posts with a fresh idempotency key.
    pub async fn posts(&self, path: &str, body: Value) -> Reply {
        let key = fresh_key();
        self.asks(Method::POST, path, &[("idempotency-key", &key)], Some(&body)).await
    }

    pub async fn puts(&self, path: &str, body: Value) -> Reply {
        self.asks(Method::PUT, path, &[], Some(&body)).await
    }

    pub async fn patches(&self, path: &str, body: Value) -> Reply {
        self.asks(Method::PATCH, path, &[], Some(&body)).await
    }

    pub async fn deletes(&self, path: &str) -> Reply {
        self.asks(Method::DELETE, path, &[], None).await
    }

    /// Moves every line of an order to a step.
    pub async fn advances(&self, order: &Reply, to: &str) -> Reply {
        let (tab, lines) = (order.text("/tab_id"), order.at("/lines"));
        let mut last = order.clone();
        for line in lines.as_array().into_iter().flatten() {
            let id = line["id"].as_str().expect("an id");
            let path = format!("/api/v1/staff/tabs/{tab}/lines/{id}/advance");
            last = self.posts(&path, json!({ "to": to })).await.expect(200);
        }
        last
    }

    /// Approves, accepts, rejects or cancels an order.
    pub async fn decides(&self, order: &Reply, verb: &str, body: Value) -> Reply {
        let (tab, id) = (order.text("/tab_id"), order.text("/id"));
        self.posts(&format!("/api/v1/staff/tabs/{tab}/orders/{id}/{verb}"), body).await
    }

    /// Advances, undoes or voids one line of an order.
    pub async fn handles(&self, order: &Reply, line: usize, verb: &str, body: Value) -> Reply {
        let (tab, id) = (order.text("/tab_id"), order.text(&format!("/lines/{line}/id")));
        self.posts(&format!("/api/v1/staff/tabs/{tab}/lines/{id}/{verb}"), body).await
    }

    /// Opens a tab at a table.
    pub async fn opens(&self, table: &str) -> Reply {
        self.posts(&format!("/api/v1/staff/tables/{table}/tabs"), json!({})).await
    }

    /// Does something with a tab: `move`, `join`, `orders`, ...
    pub async fn on_tab(&self, tab: &str, verb: &str, body: Value) -> Reply {
        self.posts(&format!("/api/v1/staff/tabs/{tab}/{verb}"), body).await
    }

    /// Marks a dish as sold out or counted.
    pub async fn marks(&self, dish: &str, mark: Value) -> Reply {
        self.posts(&format!("/api/v1/staff/dishes/{}/availability", dish_id(dish)), mark).await
    }

    pub async fn board(&self) -> Reply {
        self.gets("/api/v1/staff/board").await.expect(200)
    }

    pub async fn sees_tab(&self, tab: &str) -> Reply {
        self.gets(&format!("/api/v1/staff/tabs/{tab}")).await
    }

    /// Takes cash for a tab.
    pub async fn takes_cash(&self, tab: &str, amount: i64, tendered: i64) -> Reply {
        let inr = |amount: i64| json!({ "amount": amount, "currency": "INR" });
        let body = json!({ "method": "cash", "amount": inr(amount), "tendered": inr(tendered) });
        self.posts(&format!("/api/v1/staff/tabs/{tab}/payments"), body).await
    }

    pub async fn closes(&self, tab: &str) -> Reply {
        self.posts(&format!("/api/v1/staff/tabs/{tab}/close"), json!({})).await
    }
}
