//! The rounds: starting, staying idle, reading and ordering, each on all three servers in turn.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hyper::StatusCode;

use super::Three;
use super::world::World;
use crate::bench::Growth;
use crate::call::Call;
use crate::failure::Outcome;
use crate::figures::placing::{micros, order_call, place, tabs};
use crate::http::Conn;
use crate::load::{Load, count};
use crate::sample::Series;
use crate::sockets::{Crowd, Greeting};

/// Orders in flight, as in the figure of orders, and reads, as in the other figures of reads.
const ORDERING: usize = 64;
const READING: usize = 32;
/// Open tabs of the first restaurant while its board is read and while the servers are idle: a full house. They are
/// the same on all three, so that what differs is what is past.
const FULL_HOUSE: usize = 40;
/// Until then every job has run once after a start, and what a start leaves to do is done.
const STARTING: Duration = Duration::from_secs(5);
/// What signing in left to do is done before the window opens.
const SETTLING: Duration = Duration::from_millis(1_500);
/// What all screens hear every few seconds.
const SYNC: &str = "sync";

/// What one server's rounds gave.
#[derive(Default)]
pub struct Measured {
    /// CPU of an order, microseconds.
    pub order_cpu: Series,
    /// Median time of an order, milliseconds.
    pub order_ms: Series,
    /// CPU of reading a guest's tab, microseconds.
    pub tab_cpu: Series,
    /// CPU of reading the board, microseconds.
    pub board_cpu: Series,
    /// CPU of an idle minute with a full house, seconds.
    pub idle: Series,
    /// CPU of a start, milliseconds.
    pub start: Series,
}

/// One server, who is signed in there, and what it has given so far.
struct Side<'a> {
    world: &'a mut World,
    managers: Arc<[String]>,
    house: Vec<String>,
    looking: Arc<[String]>,
    measured: Measured,
}

/// Measures everything.
pub async fn measure(worlds: &mut Three<World>, growth: &Growth) -> Outcome<Three<Measured>> {
    let mut sides = worlds.each_mut().map(Side::of);
    for _ in 0..growth.rounds {
        starts(&mut sides).await?;
    }
    for side in &mut sides {
        side.seat_full_house(growth.seated_in).await?;
    }
    for _ in 0..growth.rounds {
        idle(&mut sides, growth.idle).await?;
        for side in &mut sides {
            side.read_board(growth.reads).await?;
        }
    }
    for side in &mut sides {
        side.seat_everywhere(growth.looking).await?;
    }
    for _ in 0..growth.rounds {
        for side in &mut sides {
            side.read_tabs(growth.reads).await?;
        }
        for side in &mut sides {
            side.order(growth.orders).await?;
        }
    }
    Ok(sides.map(|side| side.measured))
}

/// Starts all three anew. Nobody asks anything of them meanwhile, so they can start together.
async fn starts(sides: &mut Three<Side<'_>>) -> Outcome<()> {
    for side in sides.iter_mut() {
        side.world.server.restart(1).await?;
    }
    tokio::time::sleep(STARTING).await;
    for side in sides {
        let used = side.world.server.cpu()?;
        side.measured.start.push(used.as_secs_f64() * 1e3);
    }
    Ok(())
}

/// Watches all three at once, with the screens of a full house connected.
async fn idle(sides: &mut Three<Side<'_>>, watched: Duration) -> Outcome<()> {
    let mut crowds = Vec::new();
    for side in sides.iter() {
        let screens = side.house.iter().chain(side.managers.first()).cloned();
        let greetings = screens.map(Greeting::Token).collect();
        crowds.push(Crowd::open(side.addr(), greetings, SYNC).await?);
    }
    tokio::time::sleep(SETTLING).await;
    let mut before = Vec::new();
    for side in sides.iter() {
        before.push(side.world.server.cpu()?);
    }
    tokio::time::sleep(watched).await;
    for (side, before) in sides.iter_mut().zip(before) {
        let used = side.world.server.cpu()?.saturating_sub(before);
        side.measured.idle.push(used.as_secs_f64() * 60.0 / watched.as_secs_f64());
    }
    Ok(())
}

impl<'a> Side<'a> {
    fn of(world: &'a mut World) -> Self {
        let nobody: Arc<[String]> = Arc::from([]);
        let (managers, looking) = (Arc::clone(&nobody), nobody);
        Self { world, managers, house: Vec::new(), looking, measured: Measured::default() }
    }

    fn addr(&self) -> SocketAddr {
        self.world.server.addr()
    }

    /// Guests of the first restaurant, each with one order. The managers of those that guests sit in later sign in.
    async fn seat_full_house(&mut self, restaurants: usize) -> Outcome<()> {
        self.managers = self.world.managers(restaurants).await?;
        let first = Arc::from([self.managers[0].clone()]);
        self.house = self.world.server.guests_of(&first, FULL_HOUSE).await?;
        order_once(self.addr(), &self.house, &self.world.order).await
    }

    /// Guests of all restaurants in turn, each with one order.
    async fn seat_everywhere(&mut self, count: usize) -> Outcome<()> {
        let guests = self.world.server.guests_of(&self.managers, count).await?;
        order_once(self.addr(), &guests, &self.world.order).await?;
        self.looking = guests.into();
        Ok(())
    }

    async fn read_board(&mut self, reads: usize) -> Outcome<()> {
        let manager = self.managers[0].clone();
        let board = move |phone, _| Call::get("/api/v1/staff/board").token(&manager).phone(phone);
        // A board is some forty times as long as a tab.
        let used = self.read(reads / 10, board).await?;
        self.measured.board_cpu.push(used);
        Ok(())
    }

    async fn read_tabs(&mut self, reads: usize) -> Outcome<()> {
        let guests = Arc::clone(&self.looking);
        let tab = move |connection: usize, n: usize| {
            let guest = (connection + n * 37) % guests.len();
            Call::get("/api/v1/tab").token(&guests[guest]).phone(guest)
        };
        let used = self.read(reads, tab).await?;
        self.measured.tab_cpu.push(used);
        Ok(())
    }

    /// CPU of one read in microseconds.
    async fn read<F>(&self, reads: usize, make: F) -> Outcome<f64>
    where
        F: Fn(usize, usize) -> Call + Send + Sync + 'static,
    {
        let load = Load {
            addrs: vec![self.addr()],
            in_flight: READING,
            per_connection: (reads / READING).max(1),
            expect: StatusCode::OK,
        };
        let before = self.world.server.cpu()?;
        let run = load.closed_loop(make).await?;
        let used = self.world.server.cpu()?.saturating_sub(before);
        Ok(micros(used) / count(run.requests))
    }

    /// Orders of guests of all restaurants in turn, on fresh tabs.
    async fn order(&mut self, orders: usize) -> Outcome<()> {
        let server = &self.world.server;
        let guests = server.guests_of(&self.managers, tabs(orders, ORDERING) * ORDERING).await?;
        tokio::time::sleep(SETTLING).await;
        let before = server.cpu()?;
        let run = place(server.addrs(), ORDERING, guests, &self.world.order).await?;
        let used = server.cpu()?.saturating_sub(before);
        self.measured.order_cpu.push(micros(used) / count(run.requests));
        self.measured.order_ms.push(run.p50()?.as_secs_f64() * 1e3);
        Ok(())
    }
}

async fn order_once(addr: SocketAddr, guests: &[String], order: &Bytes) -> Outcome<()> {
    let mut conn = Conn::open(addr).await?;
    for (number, guest) in guests.iter().enumerate() {
        conn.json(order_call(guest, number, 0, order)).await?;
    }
    Ok(())
}
