//! A QR code as SVG.

use std::fmt::Write;

use super::{Modules, QUIET_ZONE};

/// A QR code as SVG that fills whatever box it is put into, quiet zone included.
pub fn qr_svg(link: &str) -> String {
    let modules = Modules::of(link);
    let side = modules.side + 2 * QUIET_ZONE;
    let mut path = String::new();
    for run in modules.runs() {
        let (x, y, length) = (run.x + QUIET_ZONE, run.y + QUIET_ZONE, run.length);
        write!(path, "M{x} {y}h{length}v1h-{length}z").expect("writing to text does not fail");
    }
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges" role="img" aria-label="QR code"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_scales_and_has_its_quiet_zone() {
        let svg = qr_svg("http://127.0.0.1:8080/t/AbCdEf");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        assert!(svg.contains(r#"viewBox="0 0 37 37""#), "{svg}");
        assert!(!svg.contains(" width=") && !svg.contains(" height="));
        // The finder's upper edge: seven dark squares, four squares in and four down.
        assert!(svg.contains("M4 4h7v1h-7z"));
    }

    #[test]
    fn the_link_is_drawn_and_not_written() {
        assert!(!qr_svg("http://a/t/<script>").contains("script"));
    }
}
