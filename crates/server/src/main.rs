//! The one binary: `dineqr`.

use std::process::ExitCode;

fn main() -> ExitCode {
    dineqr_server::cli::main()
}
