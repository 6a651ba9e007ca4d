//! One sitting from the scanned code to the paid bill, as guests and staff have it.

use std::net::SocketAddr;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::call::Call;
use crate::failure::Outcome;
use crate::http::{Conn, text};

/// Orders of one sitting.
const ORDERS: usize = 3;

/// A guest places three orders, staff serve them, take the money and close the tab.
pub async fn past_tab(addr: SocketAddr, guest: &str, staff: &str, order: &Bytes) -> Outcome<()> {
    let mut conn = Conn::open(addr).await?;
    for n in 0..ORDERS {
        let call = Call::post_bytes("/api/v1/tab/orders", order.clone()).token(guest);
        conn.json(call.header("idempotency-key", format!("past-{n}"))).await?;
    }
    let tab = conn.json(Call::get("/api/v1/tab").token(guest)).await?;
    let path = format!("/api/v1/staff/tabs/{}", text(&tab, "/id")?);
    for line in lines(&tab) {
        let step = format!("{path}/lines/{}/advance", text(line, "/id")?);
        conn.json(Call::post(step, &json!({ "to": "served" })).token(staff)).await?;
    }
    let tab = conn.json(Call::get(path.clone()).token(staff)).await?;
    let money = json!({ "method": "cash", "amount": tab["bill"]["balance"] });
    let pay = Call::post(format!("{path}/payments"), &money).token(staff);
    conn.json(pay.header("idempotency-key", "past-money")).await?;
    conn.json(Call::post(format!("{path}/close"), &json!({})).token(staff)).await?;
    Ok(())
}

fn lines(tab: &Value) -> impl Iterator<Item = &Value> {
    let orders = tab["orders"].as_array().into_iter().flatten();
    orders.flat_map(|order| order["lines"].as_array().into_iter().flatten())
}
