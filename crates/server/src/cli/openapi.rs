//! `dineqr openapi`: the description of the API, made from the code.

use super::failure::Failure;
use super::output;
use crate::http::router;

/// Prints it.
pub(super) fn run() -> Result<(), Failure> {
    let text = router::openapi().to_pretty_json();
    output::say(text.map_err(|error| Failure::new(format!("the description: {error}")))?);
    Ok(())
}
