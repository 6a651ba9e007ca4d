//! Menus as spreadsheets: one row per dish, or per variant of a dish.

use std::collections::HashMap;

use super::{Category, Diet, Dish, Menu, Variant};
use crate::id::{CategoryId, DishId, RestaurantId, VariantId};
use crate::money::Amount;
use crate::restaurant::Settings;
use crate::text::is_name;

/// Most rows one file may have.
pub const MOST_ROWS: usize = 5_000;
/// Most problems one answer lists; the rest are counted by fixing these.
const MOST_PROBLEMS: usize = 50;
/// Minutes promised for a dish whose file says nothing.
const PREP_MINUTES: u16 = 15;

const REQUIRED: [&str; 4] = ["category", "name", "price_inr", "diet"];
const OPTIONAL: [&str; 4] = ["variant", "station", "tax_class", "description"];

/// A file that was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file was refused: {}", problems.first().map_or("", |p| p.rule.as_str()))]
pub struct ImportError {
    /// What is wrong, in the order of the lines.
    pub problems: Vec<LineProblem>,
}

/// What is wrong with one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The column, or `file`.
    pub field: &'static str,
    /// The rule it breaks.
    pub rule: String,
}

impl LineProblem {
    fn new(line: u64, field: &'static str, rule: impl Into<String>) -> Self {
        Self { line, field, rule: rule.into() }
    }
}

/// Reads a menu from CSV. Ids follow from restaurant, category, name, diet and variant, so that importing a corrected
/// file keeps the ids of what it names again.
///
/// # Errors
/// [`ImportError`] with every broken line; nothing of the file is used then.
pub fn import_csv(
    bytes: &[u8],
    restaurant: RestaurantId,
    settings: &Settings,
) -> Result<Menu, ImportError> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = Columns::read(reader.headers().ok())?;
    let mut builder = Builder::new(restaurant, settings);
    for (index, record) in reader.records().enumerate() {
        if index >= MOST_ROWS {
            builder.problems.push(LineProblem::new(
                2 + MOST_ROWS as u64,
                "file",
                "at most 5000 rows",
            ));
            break;
        }
        match record {
            Ok(record) => builder.row(&columns, &record),
            Err(error) => {
                let line = error.position().map_or(index as u64 + 2, csv::Position::line);
                builder.problems.push(LineProblem::new(line, "file", "not readable as CSV"));
            }
        }
        if builder.problems.len() >= MOST_PROBLEMS {
            break;
        }
    }
    builder.finish()
}

/// Writes a menu as the CSV that [`import_csv`] reads; options have no place in it.
pub fn export_csv(menu: &Menu) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header =
        ["category", "name", "price_inr", "diet", "variant", "station", "tax_class", "description"];
    let mut rows = vec![header.map(str::to_owned)];
    for category in &menu.categories {
        for dish in &category.dishes {
            let row = |price: Amount, variant: &str| {
                let description = dish.description.clone().unwrap_or_default();
                [
                    category.name.clone(),
                    dish.name.clone(),
                    major(price),
                    dish.diet.as_str().to_owned(),
                    variant.to_owned(),
                    dish.station.clone(),
                    dish.tax_class.clone(),
                    description,
                ]
            };
            if dish.variants.is_empty() {
                rows.push(row(dish.price, ""));
            }
            rows.extend(dish.variants.iter().map(|variant| row(variant.price, &variant.name)));
        }
    }
    for row in rows {
        // Writing to memory cannot fail, and every row has the header's length.
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn major(price: Amount) -> String {
    format!("{}.{:02}", price.as_minor() / 100, price.as_minor() % 100)
}

fn decode(bytes: &[u8]) -> Result<&str, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64 + 1;
        ImportError { problems: vec![LineProblem::new(line, "file", "not UTF-8")] }
    })
}

/// Which column stands where.
struct Columns(HashMap<String, usize>);

impl Columns {
    fn read(header: Option<&csv::StringRecord>) -> Result<Self, ImportError> {
        let names: Vec<String> =
            header.into_iter().flatten().map(|name| name.trim().to_owned()).collect();
        let known =
            |name: &String| REQUIRED.contains(&name.as_str()) || OPTIONAL.contains(&name.as_str());
        let complete = REQUIRED.iter().all(|name| names.iter().any(|n| n == name));
        let columns: HashMap<String, usize> = names.iter().cloned().zip(0..).collect();
        if complete && names.iter().all(known) && columns.len() == names.len() {
            return Ok(Self(columns));
        }
        let rule =
            format!("the header is {}, then any of {}", REQUIRED.join(","), OPTIONAL.join(","));
        Err(ImportError { problems: vec![LineProblem::new(1, "file", rule)] })
    }

    fn get<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.0.get(name).and_then(|index| record.get(*index)).unwrap_or("").trim()
    }
}

/// Names that a column may hold.
type Keys<'a> = Box<dyn Iterator<Item = &'a String> + 'a>;

/// One row, read.
struct Row<'r> {
    category: &'r str,
    name: &'r str,
    variant: &'r str,
    price: Amount,
    diet: Diet,
    station: &'r str,
    tax_class: &'r str,
    description: &'r str,
}

/// What makes a dish one of its kind: category, name in lower case, and diet.
type Identity = (usize, String, Diet);

struct Builder<'a> {
    restaurant: String,
    settings: &'a Settings,
    menu: Menu,
    categories: HashMap<String, usize>,
    dishes: HashMap<Identity, (usize, usize, u64)>,
    problems: Vec<LineProblem>,
}

impl<'a> Builder<'a> {
    fn new(restaurant: RestaurantId, settings: &'a Settings) -> Self {
        Self {
            restaurant: restaurant.to_string(),
            settings,
            menu: Menu::default(),
            categories: HashMap::new(),
            dishes: HashMap::new(),
            problems: Vec::new(),
        }
    }

    fn row(&mut self, columns: &Columns, record: &csv::StringRecord) {
        let line = record.position().map_or(0, csv::Position::line);
        let before = self.problems.len();
        if record.len() != columns.0.len() {
            self.problems.push(LineProblem::new(line, "file", "as many fields as the header"));
            return;
        }
        let row = self.read(columns, record, line);
        if let Some(row) = row.filter(|_| self.problems.len() == before) {
            self.add(&row, line);
        }
    }

    fn read<'r>(
        &mut self,
        columns: &Columns,
        record: &'r csv::StringRecord,
        line: u64,
    ) -> Option<Row<'r>> {
        let get = |name| columns.get(record, name);
        let (price, diet) = (Amount::parse_major(get("price_inr")).ok(), Diet::parse(get("diet")));
        let known = |name: &str, mut keys: Keys<'_>| name.is_empty() || keys.any(|key| key == name);
        let stations = Box::new(self.settings.stations.iter());
        let classes = Box::new(self.settings.tax_classes.iter().map(|class| &class.key));
        let rules = [
            (is_name(get("category"), 120), "category", "1 to 120 characters on one line"),
            (is_name(get("name"), 120), "name", "1 to 120 characters on one line"),
            (is_name_or_empty(get("variant")), "variant", "at most 120 characters on one line"),
            (get("description").chars().count() <= 600, "description", "at most 600 characters"),
            (known(get("station"), stations), "station", "a station of the restaurant"),
            (known(get("tax_class"), classes), "tax_class", "a tax class of the restaurant"),
            (price.is_some(), "price_inr", "digits with at most two decimals, at most 10000000"),
            (diet.is_some(), "diet", "veg, non-veg, egg or vegan"),
        ];
        let broken = rules.into_iter().filter(|(kept, ..)| !kept);
        self.problems.extend(broken.map(|(_, field, rule)| LineProblem::new(line, field, rule)));
        Some(Row {
            category: get("category"),
            name: get("name"),
            variant: get("variant"),
            price: price?,
            diet: diet?,
            station: get("station"),
            tax_class: get("tax_class"),
            description: get("description"),
        })
    }

    fn add(&mut self, row: &Row<'_>, line: u64) {
        let category = self.category(row.category);
        let id = DishId::derived(&[&self.restaurant, row.category, row.name, row.diet.as_str()]);
        let identity = (category, row.name.to_lowercase(), row.diet);
        let Some((category, index, first)) = self.dishes.get(&identity).copied() else {
            let dishes = &mut self.menu.categories[category].dishes;
            dishes.push(new_dish(id, row, self.settings));
            self.dishes.insert(identity, (category, dishes.len() - 1, line));
            return;
        };
        let dish = &mut self.menu.categories[category].dishes[index];
        let new = !row.variant.is_empty() && !dish.variants.is_empty();
        if !new || dish.variants.iter().any(|variant| variant.name == row.variant) {
            let rule = format!("the same category, name, diet and variant as line {first}");
            self.problems.push(LineProblem::new(line, "name", rule));
            return;
        }
        dish.variants.push(variant(dish.id, row));
        dish.price = dish.price.min(row.price);
    }

    fn category(&mut self, name: &str) -> usize {
        *self.categories.entry(name.to_owned()).or_insert_with(|| {
            let id = CategoryId::derived(&[&self.restaurant, name]);
            self.menu.categories.push(Category { id, name: name.to_owned(), dishes: Vec::new() });
            self.menu.categories.len() - 1
        })
    }

    fn finish(mut self) -> Result<Menu, ImportError> {
        if self.problems.is_empty() && self.menu.categories.is_empty() {
            self.problems.push(LineProblem::new(1, "file", "at least one dish"));
        }
        if self.problems.is_empty() {
            Ok(self.menu)
        } else {
            Err(ImportError { problems: self.problems })
        }
    }
}

fn is_name_or_empty(text: &str) -> bool {
    text.is_empty() || is_name(text, 120)
}

fn new_dish(id: DishId, row: &Row<'_>, settings: &Settings) -> Dish {
    let or_first = |text: &str, first: Option<&String>| match text {
        "" => first.cloned().unwrap_or_default(),
        text => text.to_owned(),
    };
    Dish {
        id,
        name: row.name.to_owned(),
        description: Some(row.description.to_owned()).filter(|text| !text.is_empty()),
        price: row.price,
        diet: row.diet,
        tax_class: or_first(row.tax_class, settings.tax_classes.first().map(|class| &class.key)),
        station: or_first(row.station, settings.stations.first()),
        allergens: Vec::new(),
        prep_minutes: PREP_MINUTES,
        picture: None,
        available: true,
        variants: if row.variant.is_empty() { Vec::new() } else { vec![variant(id, row)] },
        option_groups: Vec::new(),
    }
}

fn variant(dish: DishId, row: &Row<'_>) -> Variant {
    let id = VariantId::derived(&[&dish.to_string(), row.variant]);
    Variant { id, name: row.variant.to_owned(), price: row.price }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let menu =
            import(&format!("{HEADER}\nKebabs,Platter,900,veg\nKebabs,Platter,1100,non-veg\n"))
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
        let text = format!(
            "{HEADER}\na,b,12.345,veg\na,c,12,keto\na,,12,veg\na,d,1,veg\na,d,2,veg\na,e,3\n"
        );
        assert_eq!(
            import(&text),
            Err(vec![(2, "price_inr"), (3, "diet"), (4, "name"), (6, "name"), (7, "file")])
        );
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
        assert_eq!(
            import(&format!("{HEADER}\nRice,\"Jeera\nRice\",90,veg\n")),
            Err(vec![(2, "name")])
        );
    }

    #[test]
    fn a_file_without_dishes_is_refused() {
        assert_eq!(import(&format!("{HEADER}\n")), Err(vec![(1, "file")]));
    }
}
