//! Measures DineQR on this machine and sets each figure beside its floor (the least that the work can cost) or
//! its peer (a fair Node program), taken in the same run. `README.md` says what each side does.

#![expect(clippy::float_arithmetic, reason = "rates, ratios and medians: no money is counted here")]
#![expect(clippy::print_stdout, reason = "the table is what the program is for")]

mod args;
mod bench;
mod call;
mod failure;
mod figures;
mod floor;
mod http;
mod load;
mod past;
mod proc_fs;
mod program;
mod report;
mod sample;
mod service;
mod side;
mod sockets;

use std::process::ExitCode;

use crate::args::{Args, Command};
use crate::bench::Bench;
use crate::failure::Outcome;
use crate::report::Report;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match start().await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("dineqr-bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn start() -> Outcome<ExitCode> {
    match Args::parse(std::env::args().skip(1))? {
        Command::Floor(floor) => floor.run().await.map(|()| ExitCode::SUCCESS),
        Command::Help => {
            println!("{}", args::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Measure(args) => measure(args).await,
    }
}

/// Takes every figure asked for. A missed figure is a result; only a measurement that failed fails the run.
async fn measure(args: Args) -> Outcome<ExitCode> {
    let bench = Bench::new(args)?;
    let mut report = Report::default();
    for figure in figures::selected(bench.args.only.as_deref())? {
        eprintln!("measuring {} ...", figure.name());
        match figure.measure(&bench).await {
            Ok(rows) => report.add(rows),
            Err(failure) => report.fail(figure.name(), &failure.to_string()),
        }
    }
    report.print();
    report.write(&bench.args.results)?;
    Ok(if report.complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
