//! The printed side: a table's QR code as a picture, and sheets of cards to cut out.

mod helvetica;
mod sheet;
mod svg;

use qrcode::{Color, EcLevel, QrCode};

pub use sheet::{Card, qr_sheet};
pub use svg::qr_svg;

/// Light modules around a code that scanners need.
const QUIET_ZONE: usize = 4;

/// The squares of a QR code.
struct Modules {
    side: usize,
    dark: Vec<bool>,
}

/// A row's neighbouring dark squares, drawn as one.
struct Run {
    x: usize,
    y: usize,
    length: usize,
}

impl Modules {
    /// The code of a link, with error correction M: 15 % may be scratched or stained.
    fn of(link: &str) -> Self {
        let code = QrCode::with_error_correction_level(link, EcLevel::M)
            .expect("a table's link is far below the 2,331 bytes of the largest code");
        let side = code.width();
        Self { side, dark: code.into_colors().into_iter().map(|c| c == Color::Dark).collect() }
    }

    fn runs(&self) -> impl Iterator<Item = Run> + '_ {
        self.dark.chunks(self.side).enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(|left, right| left == right).filter_map(move |same| {
                let run = Run { x, y, length: same.len() };
                x += same.len();
                same[0].then_some(run)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_cover_exactly_the_dark_squares() {
        let modules = Modules::of("https://order.example.com/t/AbCdEf");
        let mut drawn = vec![false; modules.dark.len()];
        for run in modules.runs() {
            drawn[run.y * modules.side + run.x..][..run.length].fill(true);
        }
        assert_eq!(drawn, modules.dark);
    }
}
