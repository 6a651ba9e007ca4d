//! The menu: compressed, and not modified.

use hyper::StatusCode;

use super::three_sides::{Questions, Rounds, ThreeSides};
use crate::bench::Bench;
use crate::call::Call;
use crate::failure::Outcome;
use crate::report::{Goal, Row};
use crate::side::{MENU_PATH, MenuBytes};

/// The middleware may cost this share of the throughput and of the CPU of a bare route.
const THROUGHPUT: Goal = Goal::RatioAtLeast(0.85);
const CPU: Goal = Goal::RatioAtMost(1.3);

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let sides = ThreeSides::start(bench).await?;
    let full = Questions {
        ours: read(MENU_PATH, None),
        floor: read("/menu", None),
        peer: read(MENU_PATH, None),
        expect: StatusCode::OK,
    };
    let full = sides.compare(bench, full).await?;
    let peer_etag = peer_etag(&sides).await?;
    let known = Questions {
        ours: read(MENU_PATH, Some(sides.menu.etag.clone())),
        floor: read("/menu", Some(sides.menu.etag.clone())),
        peer: read(MENU_PATH, Some(peer_etag)),
        expect: StatusCode::NOT_MODIFIED,
    };
    let known = sides.compare(bench, known).await?;
    let mut rows = rows_of("menu, gzip", &full);
    rows.extend(rows_of("menu, 304", &known));
    Ok(rows)
}

fn read(
    path: &'static str,
    etag: Option<String>,
) -> impl Fn(usize, usize) -> Call + Clone + Send + Sync + 'static {
    move |connection, n| {
        let call = Call::get(path).header("accept-encoding", "gzip").phone(connection * 131 + n);
        match &etag {
            Some(etag) => call.header("if-none-match", etag),
            None => call,
        }
    }
}

async fn peer_etag(sides: &ThreeSides) -> Outcome<String> {
    Ok(MenuBytes::fetch(&mut crate::http::Conn::open(sides.peer.addr()).await?).await?.etag)
}

fn rows_of(name: &str, rounds: &Rounds) -> Vec<Row> {
    let Rounds { ours, floor, peer } = rounds;
    let rate = (floor.rate.median(), ours.rate.ratio_to(&floor.rate));
    let cpu = (floor.cpu.median(), ours.cpu.ratio_to(&floor.cpu));
    vec![
        Row::new(&format!("{name}: requests/s"), ours.rate.median(), Some(rate), THROUGHPUT)
            .note(format!("bare axum; peer {:.0}", peer.rate.median())),
        Row::new(&format!("{name}: CPU us/request"), ours.cpu.median(), Some(cpu), CPU)
            .note(format!("bare axum; peer {:.0}", peer.cpu.median())),
    ]
}
