//! An authenticated read: a guest looks at a tab that has one order on it.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use hyper::StatusCode;

use super::three_sides::{Questions, ThreeSides};
use crate::bench::Bench;
use crate::call::Call;
use crate::failure::Outcome;
use crate::http::Conn;
use crate::report::{Goal, Row};

/// Guests who look, so that no limit per session is in the way.
const GUESTS: usize = 512;

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let sides = ThreeSides::start(bench).await?;
    let order = sides.menu.order()?;
    let ours = sides.ours.guests(GUESTS).await?;
    order_once(sides.ours.addr(), &ours, &order).await?;
    let peer = sides.peer.guests(GUESTS).await?;
    order_once(sides.peer.addr(), &peer, &order).await?;

    let questions = Questions {
        ours: read_tab(ours),
        floor: |_, _| Call::get("/hello"),
        peer: read_tab(peer),
        expect: StatusCode::OK,
    };
    let rounds = sides.compare(bench, questions).await?;
    let ours = rounds.ours.cpu.median();
    let hello = (rounds.floor.cpu.median(), rounds.ours.cpu.ratio_to(&rounds.floor.cpu));
    let row = Row::new("guest's tab: CPU us/request", ours, Some(hello), Goal::RatioAtMost(3.0));
    Ok(vec![row.note(format!("bare hello; peer {:.0}", rounds.peer.cpu.median()))])
}

fn read_tab(tokens: Vec<String>) -> impl Fn(usize, usize) -> Call + Clone + Send + Sync + 'static {
    let tokens: Arc<[String]> = tokens.into();
    move |connection, n| {
        let guest = (connection + n * 37) % tokens.len();
        Call::get("/api/v1/tab").token(&tokens[guest]).phone(guest)
    }
}

async fn order_once(addr: SocketAddr, tokens: &[String], order: &Bytes) -> Outcome<()> {
    let mut conn = Conn::open(addr).await?;
    for (guest, token) in tokens.iter().enumerate() {
        let call = Call::post_bytes("/api/v1/tab/orders", order.clone()).token(token).phone(guest);
        conn.json(call.header("idempotency-key", format!("tab-{guest}"))).await?;
    }
    Ok(())
}
