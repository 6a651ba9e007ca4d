//! What a spreadsheet may hold, and how it is refused.

use super::*;
use crate::menu::export_csv;
use crate::money::Amount;
use crate::test_support::restaurant;

const HEADER: &str = "category,name,price_inr,diet";

fn import(text: &str) -> Result<Menu, Vec<(u64, &'static str)>> {
    let place = restaurant();
    import_csv(text.as_bytes(), place.id, &place.settings)
        .map_err(|error| error.problems.iter().map(|p| (p.line, p.field)).collect())
}

#[test]
fn rows_become_dishes_under_their_category() {
    let menu = import(&format!("{HEADER}\nBar Bites,Masala Papad,99,veg\n\"Chips, and Dips\",Nachos,250.50,veg\nBar Bites,Wings,395,non-veg\n")).expect("sound");
    assert_eq!(menu.categories.len(), 2);
    assert_eq!(menu.categories[0].dishes.len(), 2);
    assert_eq!(menu.categories[1].name, "Chips, and Dips");
    assert_eq!(menu.categories[1].dishes[0].price, Amount::minor(25_050));
}

#[test]
fn importing_again_keeps_the_ids() {
    let text = format!("{HEADER}\nBar Bites,Masala Papad,99,veg\n");
    assert_eq!(import(&text), import(&text));
}

#[test]
fn a_platter_may_stand_once_per_diet() {
    let menu = import(&format!("{HEADER}\nKebabs,Platter,900,veg\nKebabs,Platter,1100,non-veg\n"))
        .expect("sound");
    assert_eq!(menu.dishes().count(), 2);
}

#[test]
fn rows_of_one_dish_become_its_variants() {
    let menu = import(&format!(
        "{HEADER},variant\nRice,Biryani,220,veg,Full\nRice,Biryani,130,veg,Half\n"
    ))
    .expect("sound");
    let dish = menu.dishes().next().expect("one dish");
    assert_eq!(dish.variants.len(), 2);
    assert_eq!(dish.price, Amount::minor(13_000), "shown from the smallest price");
}

#[test]
fn a_wrong_header_is_refused() {
    assert_eq!(import("category,name,price,diet\na,b,1,veg\n"), Err(vec![(1, "file")]));
    assert_eq!(import(""), Err(vec![(1, "file")]));
    assert_eq!(import("category,name,price_inr,diet,diet\n"), Err(vec![(1, "file")]));
}

#[test]
fn every_broken_line_is_named() {
    let text =
        format!("{HEADER}\na,b,12.345,veg\na,c,12,keto\na,,12,veg\na,d,1,veg\na,d,2,veg\na,e,3\n");
    assert_eq!(
        import(&text),
        Err(vec![(2, "price_inr"), (3, "diet"), (4, "name"), (6, "name"), (7, "file")])
    );
    let from_a_spreadsheet = format!("{HEADER}\r\na,b,12,veg\r\na,c,12,keto\r\n");
    assert_eq!(import(&from_a_spreadsheet), Err(vec![(3, "diet")]));
}

#[test]
fn text_that_is_not_utf8_is_refused_with_its_line() {
    let place = restaurant();
    let error =
        import_csv(b"category,name,price_inr,diet\na,b\xff,1,veg\n", place.id, &place.settings)
            .expect_err("not UTF-8");
    assert_eq!(error.problems[0].line, 2);
}

#[test]
fn fifty_thousand_rows_are_refused() {
    let rows: String = (0..50_000).map(|i| format!("a,dish {i},10,veg\n")).collect();
    assert_eq!(import(&format!("{HEADER}\n{rows}")), Err(vec![(5_002, "file")]));
}

#[test]
fn an_export_reads_back_as_it_was() {
    let menu = import(&format!("{HEADER},variant\nRice,Biryani,220,veg,Full\nRice,Biryani,130.05,veg,Half\nRice,\"Plain, steamed\",90,vegan,\n")).expect("sound");
    assert_eq!(import(&export_csv(&menu)).expect("sound"), menu);
}

#[test]
fn names_that_differ_in_case_alone_are_the_same_dish() {
    let text = format!("{HEADER}\nRice,Jeera Rice,90,veg\nRice,jeera rice,95,veg\n");
    assert_eq!(import(&text), Err(vec![(3, "name")]));
}

#[test]
fn a_name_over_two_lines_is_refused() {
    assert_eq!(import(&format!("{HEADER}\nRice,\"Jeera\nRice\",90,veg\n")), Err(vec![(2, "name")]));
}

#[test]
fn a_file_without_dishes_is_refused() {
    assert_eq!(import(&format!("{HEADER}\n")), Err(vec![(1, "file")]));
}
