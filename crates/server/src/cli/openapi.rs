//! `dineqr openapi`: the description of the API, made from the code.

use super::failure::Failure;
use super::{output, wiring};

/// Prints it.
pub(super) fn run() -> Result<(), Failure> {
    output::say(wiring::openapi()?);
    Ok(())
}
