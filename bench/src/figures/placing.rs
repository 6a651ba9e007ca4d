//! Guests who place orders, as every figure of orders has them.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;

use crate::call::Call;
use crate::failure::Outcome;
use crate::load::{Load, Run};

/// Orders on a tab before a guest with a fresh one goes on.
pub const ORDERS_PER_TAB: usize = 5;

/// Tabs that each connection fills in a round.
pub fn tabs(orders: usize, in_flight: usize) -> usize {
    (orders / in_flight / ORDERS_PER_TAB).max(1)
}

/// A time in microseconds.
pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Every guest places five orders; each connection goes from guest to guest. The connections take the addresses in turn.
pub async fn place(
    addrs: Vec<SocketAddr>,
    in_flight: usize,
    guests: Vec<String>,
    order: &Bytes,
) -> Outcome<Run> {
    let tabs = guests.len() / in_flight;
    let per_connection = tabs * ORDERS_PER_TAB;
    let load = Load { addrs, in_flight, per_connection, expect: StatusCode::CREATED };
    let order = order.clone();
    load.closed_loop(move |connection, n| {
        let guest = connection * tabs + n / ORDERS_PER_TAB;
        order_call(&guests[guest], guest, n, &order)
    })
    .await
}

/// The `n`-th order of a guest.
pub fn order_call(token: &str, guest: usize, n: usize, order: &Bytes) -> Call {
    Call::post_bytes("/api/v1/tab/orders", order.clone())
        .token(token)
        .header("idempotency-key", format!("order-{guest}-{n}"))
        .phone(guest)
}
