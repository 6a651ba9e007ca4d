//! The server as its clients see it: actors through the router, with a real store in memory and a clock that the test
//! turns by hand. What needs a socket or a process starts one.

mod crash;
mod floor;
mod jobs;
mod kitchen;
mod live;
mod money;
mod ordering;
mod otp;
mod presence;
mod sessions;
mod sitting;
mod stock;
mod support;
