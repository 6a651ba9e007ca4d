//! Cards with the tables' QR codes, six to an A4 page, to print and cut out.
#![expect(clippy::float_arithmetic, reason = "positions on paper, in points; no money here")]

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Modules, helvetica};

/// One table's card.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// The table's name: large.
    pub table: &'a str,
    /// Where it stands.
    pub floor: &'a str,
    /// What the code opens.
    pub link: &'a str,
}

const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 36.0;
const COLUMNS: usize = 2;
const ROWS: usize = 3;
const CARD: (f32, f32) = (261.64, 256.63);
/// Kept free at the left and right of a card.
const PADDING: f32 = 14.0;
const CODE: f32 = 140.0;
/// How far crop marks reach out from a corner.
const MARK: f32 = 8.0;
/// Smaller text cannot be read at a table: what does not fit at this size is cut.
const SMALLEST: f32 = 8.0;
const FONT: Name = Name(b"F1");

/// A printable PDF of A4 pages with six cards each, the restaurant's name on each card. The text is
/// Helvetica's; characters it does not have are shown as `?`.
pub fn qr_sheet(title: &str, cards: &[Card]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, font, info) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
    let per_page = COLUMNS * ROWS;
    // A sheet without cards is still a page, so that every reader opens it.
    let pages: Vec<&[Card]> =
        if cards.is_empty() { vec![&[]] } else { cards.chunks(per_page).collect() };
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    let page_ref = |at: i32| (Ref::new(5 + 2 * at), Ref::new(6 + 2 * at));
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..count).map(|at| page_ref(at).0)).count(count);
    for (at, cards) in (0..count).zip(pages) {
        let (page, content) = page_ref(at);
        write_page(&mut pdf, tree, font, page, content);
        let compressed = deflate(&page_content(title, cards));
        pdf.stream(content, &compressed).filter(Filter::FlateDecode);
    }
    pdf.type1_font(font)
        .base_font(Name(b"Helvetica-Bold"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("DineQR"));
    pdf.finish()
}

fn write_page(pdf: &mut Pdf, tree: Ref, font: Ref, page: Ref, content: Ref) {
    let mut page = pdf.page(page);
    page.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(content);
    page.resources().fonts().pair(FONT, font);
    page.finish();
}

fn page_content(title: &str, cards: &[Card]) -> Vec<u8> {
    let mut content = Content::new();
    for (at, card) in cards.iter().enumerate() {
        let left = MARGIN + CARD.0 * (at % COLUMNS) as f32;
        let top = PAGE.1 - MARGIN - CARD.1 * (at / COLUMNS) as f32;
        crop_marks(&mut content, left, top);
        // Around the code 16 points stay free: the four squares that scanners need.
        let mut line = |text, size, below| centred(&mut content, text, size, left, top - below);
        line(title, 14.0, 24.0);
        line(card.table, 28.0, 50.0);
        line("Scan to order", 12.0, 231.0);
        line(card.floor, 10.0, 245.0);
        code(&mut content, card.link, left + (CARD.0 - CODE) / 2.0, top - 66.0);
    }
    content.finish().into_vec()
}

/// Short grey lines that point away from the card's corners.
fn crop_marks(content: &mut Content, left: f32, top: f32) {
    content.set_stroke_gray(0.6).set_line_width(0.4);
    for (x, outward) in [(left, -MARK), (left + CARD.0, MARK)] {
        for (y, upward) in [(top, MARK), (top - CARD.1, -MARK)] {
            content.move_to(x, y).line_to(x + outward, y).stroke();
            content.move_to(x, y).line_to(x, y + upward).stroke();
        }
    }
}

/// A line in the middle of a card, smaller where it would not fit, and cut where it would be too small.
fn centred(content: &mut Content, text: &str, largest: f32, left: f32, baseline: f32) {
    let room = CARD.0 - 2.0 * PADDING;
    let encoded = helvetica::encode(text);
    let fits = room * 1_000.0 / helvetica::width(&encoded).max(1) as f32;
    let size = largest.min(fits).max(SMALLEST);
    let shown = helvetica::fitting(&encoded, (room * 1_000.0 / size).ceil() as u32);
    let width = helvetica::width(shown) as f32 * size / 1_000.0;
    content.begin_text().set_fill_gray(0.0).set_font(FONT, size);
    content.next_line(left + (CARD.0 - width) / 2.0, baseline).show(Str(shown)).end_text();
}

/// The code's dark squares, `CODE` points wide, with its upper left corner at (`left`, `top`).
fn code(content: &mut Content, link: &str, left: f32, top: f32) {
    let modules = Modules::of(link);
    let side = CODE / modules.side as f32;
    content.set_fill_gray(0.0);
    for run in modules.runs() {
        let y = top - (run.y + 1) as f32 * side;
        content.rect(left + run.x as f32 * side, y, run.length as f32 * side, side);
    }
    content.fill_nonzero();
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "http://127.0.0.1:8080/t/AQGl9rX0kq2h0s9dM3v8yQAAAAAAAAAAAAAAAAAAAA";

    fn card(table: &str) -> Card<'_> {
        Card { table, floor: "Ground floor", link: LINK }
    }

    fn count(haystack: &[u8], needle: &[u8]) -> usize {
        haystack.windows(needle.len()).filter(|window| *window == needle).count()
    }

    #[test]
    fn six_cards_make_a_page_and_the_seventh_begins_another() {
        for (cards, pages) in [(0, 1), (1, 1), (6, 1), (7, 2)] {
            let pdf = qr_sheet("Tandoor House", &vec![card("T1"); cards]);
            assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
            assert_eq!(count(&pdf, b"/Type /Page\n"), pages, "{cards} cards");
        }
    }

    #[test]
    fn a_card_shows_its_table_the_restaurant_and_what_to_do() {
        let content = page_content("Tandoor House", &[card("Window (2)")]);
        for text in
            ["(Tandoor House) Tj", "(Window (2)) Tj", "(Scan to order) Tj", "(Ground floor) Tj"]
        {
            assert_eq!(count(&content, text.as_bytes()), 1, "{text}");
        }
        assert!(count(&content, b" re\n") > 100);
    }

    #[test]
    fn a_name_that_is_too_long_stays_on_its_card() {
        let mut content = Content::new();
        centred(&mut content, &"Banquet ".repeat(40), 28.0, 0.0, 0.0);
        let written = content.finish().into_vec();
        assert!(count(&written, b"Banquet") < 20);
        assert_eq!(count(&written, b"/F1 8 Tf"), 1);
    }
}
