//! The server as its clients see it: actors through the router, with a real store in memory and a clock that the test
//! turns by hand. What needs a socket or a process starts one.

mod floor;
mod kitchen;
mod money;
mod ordering;
mod otp;
mod presence;
mod sessions;
mod sitting;
mod stock;
mod support;
