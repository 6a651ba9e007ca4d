//! The server as its clients see it: actors through the router, with a real store in memory and a clock that the test
//! turns by hand. What needs a socket or a process starts one.

mod crash;
mod jobs;
mod live;
mod loop_;
mod process;
mod rush;
mod serving;
mod support;
