//! Starting on a seeded directory, idling, and the size of the binary.

use std::future::Future;
use std::time::{Duration, Instant};

use crate::bench::Bench;
use crate::failure::Outcome;
use crate::http::{Conn, wait_until_healthy};
use crate::program::Program;
use crate::report::{Goal, Row};
use crate::sample::Series;
use crate::side::{DineqrHome, HttpFloor, MenuBytes, PeerHome};

/// How long a program idles before its memory is read.
const IDLING: Duration = Duration::from_secs(3);

/// One program's starts.
#[derive(Default)]
struct Starts {
    millis: Series,
    idle_mb: f64,
}

/// Takes the figure.
pub async fn measure(bench: &Bench) -> Outcome<Vec<Row>> {
    let home = DineqrHome::new(bench)?;
    let menu = seed(&home).await?;
    let peer_home = PeerHome::new(bench, &menu).await?;
    let (mut ours, mut floor, mut peer) = (Starts::default(), Starts::default(), Starts::default());
    for round in 1..=bench.plan.starts {
        let idle = round == bench.plan.starts;
        ours.take(idle, home.launch()).await?;
        floor.take(idle, launch_floor(bench, &menu)).await?;
        peer.take(idle, peer_home.launch(0)).await?;
    }
    Ok(rows(&ours, &floor, &peer, binary_mb(bench)?))
}

/// The first start makes the demo's data; it is not measured.
async fn seed(home: &DineqrHome) -> Outcome<MenuBytes> {
    let program = home.launch().await?;
    let menu = MenuBytes::fetch(&mut Conn::open(program.addr).await?).await?;
    program.stop().await?;
    Ok(menu)
}

async fn launch_floor(bench: &Bench, menu: &MenuBytes) -> Outcome<Program> {
    let floor = HttpFloor::start(bench, menu).await?.0;
    wait_until_healthy(floor.addr, Duration::from_secs(5)).await?;
    Ok(floor)
}

impl Starts {
    async fn take(
        &mut self,
        idle: bool,
        launch: impl Future<Output = Outcome<Program>>,
    ) -> Outcome<()> {
        let started = Instant::now();
        let program = launch.await?;
        self.millis.push(started.elapsed().as_secs_f64() * 1e3);
        if idle {
            tokio::time::sleep(IDLING).await;
            self.idle_mb = megabytes(program.resident_bytes()?);
        }
        program.stop().await
    }
}

fn binary_mb(bench: &Bench) -> Outcome<f64> {
    Ok(megabytes(std::fs::metadata(&bench.args.dineqr)?.len()))
}

#[expect(clippy::cast_precision_loss, reason = "sizes stay below 2^52 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn rows(ours: &Starts, floor: &Starts, peer: &Starts, binary_mb: f64) -> Vec<Row> {
    let start = (peer.millis.median(), ours.millis.ratio_to(&peer.millis));
    let idle = (peer.idle_mb, ours.idle_mb / peer.idle_mb);
    vec![
        Row::new(
            "start: ms to the first 200",
            ours.millis.median(),
            Some(start),
            Goal::AtMost(60.0, "ms"),
        )
        .note(format!("peer; bare axum {:.0}", floor.millis.median())),
        Row::new("idle memory: MB", ours.idle_mb, Some(idle), Goal::AtMost(25.0, "MB"))
            .note(format!("peer without Redis; bare axum {:.1}", floor.idle_mb)),
        Row::new("binary: MB", binary_mb, None, Goal::AtMost(25.0, "MB")),
    ]
}
