//! A phone at a table.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::http::Method;
use dineqr_core::test_support::dish_id;
use serde_json::{Value, json};

use super::Reply;
use super::world::send;

static KEYS: AtomicU64 = AtomicU64::new(1);

/// A key that nobody used before.
pub fn fresh_key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// The body of an order of one dish.
pub fn order_of(dish: &str, quantity: i64) -> Value {
    json!({ "lines": [{ "dish_id": dish_id(dish).to_string(), "quantity": quantity }] })
}

#[derive(Clone)]
pub struct Guest {
    pub router: Router,
    pub token: Option<String>,
}

impl Guest {
    pub fn new(router: Router) -> Self {
        Self { router, token: None }
    }

    /// Any request, with the phone's token if it has one.
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

    pub async fn gets(&self, path: &str) -> Reply {
        self.asks(Method::GET, path, &[], None).await
    }

    pub async fn posts(&self, path: &str, body: Value) -> Reply {
        self.asks(Method::POST, path, &[], Some(&body)).await
    }

    /// Sits down with nothing but the code.
    pub async fn sits_down(&mut self, token: &str) -> Reply {
        self.sits_down_with(json!({ "table_token": token, "name": "Asha" })).await
    }

    /// Sits down with whatever the policy asks.
    pub async fn sits_down_with(&mut self, body: Value) -> Reply {
        let reply = self.posts("/api/v1/guest/session", body).await;
        if reply.status == 200 {
            self.token = Some(reply.text("/token"));
        }
        reply
    }

    /// Asks for a one-time code and reads it from the dev outbox: the challenge and the code.
    pub async fn gets_a_code(&self, token: &str, phone: &str) -> (String, String) {
        let body = json!({ "table_token": token, "phone": phone });
        let sent = self.posts("/api/v1/guest/otp", body).await.expect(202);
        let outbox = self.gets("/api/v1/dev/outbox").await.expect(200);
        let text = outbox.text("/items/0/text");
        let code = text.chars().take_while(char::is_ascii_digit).collect();
        (sent.text("/challenge_id"), code)
    }

    /// Orders a dish with a fresh key.
    pub async fn orders(&self, dish: &str, quantity: i64) -> Reply {
        self.orders_with(&fresh_key(), order_of(dish, quantity)).await
    }

    /// Orders with a key of one's own.
    pub async fn orders_with(&self, key: &str, body: Value) -> Reply {
        let headers = [("idempotency-key", key)];
        self.asks(Method::POST, "/api/v1/tab/orders", &headers, Some(&body)).await
    }

    /// Orders exactly this, with a fresh key.
    pub async fn orders_body(&self, body: Value) -> Reply {
        self.orders_with(&fresh_key(), body).await
    }

    /// What an order would come to.
    pub async fn quotes(&self, body: Value) -> Reply {
        self.posts("/api/v1/tab/quote", body).await
    }

    /// Calls an order off.
    pub async fn cancels(&self, order: &Reply) -> Reply {
        let path = format!("/api/v1/tab/orders/{}/cancel", order.text("/id"));
        self.asks(Method::POST, &path, &[], None).await
    }

    /// Says that a part of the bill will be paid at the counter, with a tip on top.
    pub async fn announces(&self, share: Value, tip: i64) -> Reply {
        let tip = json!({ "amount": tip, "currency": "INR" });
        let body = json!({ "method": "counter", "share": share, "tip": tip });
        let headers = [("idempotency-key", &*fresh_key())];
        self.asks(Method::POST, "/api/v1/tab/payments", &headers, Some(&body)).await
    }

    /// Asks for a waiter, water or the bill.
    pub async fn calls_for(&self, kind: &str) -> Reply {
        self.posts("/api/v1/tab/service-requests", json!({ "kind": kind })).await
    }

    pub async fn tab(&self) -> Reply {
        self.gets("/api/v1/tab").await
    }
}
