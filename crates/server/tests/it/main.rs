//! The server as its clients see it: actors through the router, with a real store in memory and a clock that the test
//! turns by hand. What needs a socket or a process starts one.

mod backup;
mod crash;
mod dishes;
mod floor;
mod history;
mod import;
mod jobs;
mod kitchen;
mod kv;
mod live;
mod manage;
mod money;
mod moving;
mod nightly;
mod ordering;
mod otp;
mod outbox;
mod presence;
mod privacy;
mod process;
mod reports;
mod rush;
mod serving;
mod sessions;
mod setup;
mod sitting;
mod stock;
mod support;
mod walk;
mod wire;
