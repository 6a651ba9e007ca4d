//! Why a measurement could not be taken.

/// Anything that went wrong, with a text for the person who runs the benchmark.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A result of this program.
pub type Outcome<T> = Result<T, Failure>;

/// A failure of the program's own, with its text.
pub fn fail<T>(text: impl Into<String>) -> Outcome<T> {
    Err(text.into().into())
}
