//! The menu, kept as bytes that are ready to send.

use std::io::Write;

use bytes::Bytes;
use dineqr_core::menu::{Category, Diet, Dish, Menu, OptionGroup, Picture, PublishedMenu};
use dineqr_core::money::Currency;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::money::Money;

/// A menu as guests see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MenuOut {
    /// Counts up with every publication.
    pub version: u64,
    /// In the order they are shown.
    pub categories: Vec<CategoryOut>,
}

/// A heading of the menu.
#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In the order they are shown.
    pub dishes: Vec<DishOut>,
}

/// Something that can be ordered.
#[derive(Debug, Serialize, ToSchema)]
pub struct DishOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The price; with variants, the smallest of theirs.
    pub price: Money,
    /// `veg`, `non-veg`, `egg` or `vegan`.
    #[schema(value_type = String)]
    pub diet: Diet,
    /// Its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<PictureOut>,
    /// Names of allergens.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allergens: Vec<String>,
    /// Minutes from accepting to ready.
    pub prep_minutes: u16,
    /// False while it is taken off the menu.
    pub available: bool,
    /// Sizes or portions.
    pub variants: Vec<VariantOut>,
    /// Choices.
    pub option_groups: Vec<OptionGroupOut>,
}

/// A picture and what stands in for it while it loads.
#[derive(Debug, Serialize, ToSchema)]
pub struct PictureOut {
    /// Where it is.
    pub url: String,
    /// Its BlurHash.
    pub blurhash: String,
    /// What it shows.
    pub alt: String,
}

/// A size or portion.
#[derive(Debug, Serialize, ToSchema)]
pub struct VariantOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its price.
    pub price: Money,
}

/// Choices of which between `min` and `max` are picked.
#[derive(Debug, Serialize, ToSchema)]
pub struct OptionGroupOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The fewest.
    pub min: u16,
    /// The most.
    pub max: u16,
    /// How many of them cost nothing, the dearest first.
    pub free: u16,
    /// The options.
    pub options: Vec<DishOptionOut>,
}

/// One option.
#[derive(Debug, Serialize, ToSchema)]
pub struct DishOptionOut {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What one costs on top.
    pub price: Money,
    /// False while it is sold out.
    pub available: bool,
}

impl MenuOut {
    /// A published menu.
    pub fn new(menu: &PublishedMenu, currency: Currency) -> Self {
        Self { version: menu.version, categories: categories(menu.menu(), currency) }
    }
}

fn categories(menu: &Menu, currency: Currency) -> Vec<CategoryOut> {
    let category = |category: &Category| CategoryOut {
        id: category.id.to_string(),
        name: category.name.clone(),
        dishes: category.dishes.iter().map(|dish| DishOut::new(dish, currency)).collect(),
    };
    menu.categories.iter().map(category).collect()
}

impl DishOut {
    /// A dish of a menu.
    pub fn new(dish: &Dish, currency: Currency) -> Self {
        let variants = dish.variants.iter().map(|variant| VariantOut {
            id: variant.id.to_string(),
            name: variant.name.clone(),
            price: Money::new(variant.price, currency),
        });
        let smallest = dish.variants.iter().map(|variant| variant.price).min();
        Self {
            id: dish.id.to_string(),
            name: dish.name.clone(),
            description: dish.description.clone(),
            price: Money::new(smallest.unwrap_or(dish.price), currency),
            diet: dish.diet,
            image: dish.picture.as_ref().map(PictureOut::from),
            allergens: dish.allergens.clone(),
            prep_minutes: dish.prep_minutes,
            available: dish.available,
            variants: variants.collect(),
            option_groups: dish
                .option_groups
                .iter()
                .map(|group| OptionGroupOut::new(group, currency))
                .collect(),
        }
    }
}

impl From<&Picture> for PictureOut {
    fn from(picture: &Picture) -> Self {
        Self {
            url: picture.url.clone(),
            blurhash: picture.blurhash.clone(),
            alt: picture.alt.clone(),
        }
    }
}

impl OptionGroupOut {
    fn new(group: &OptionGroup, currency: Currency) -> Self {
        let options = group.options.iter().map(|option| DishOptionOut {
            id: option.id.to_string(),
            name: option.name.clone(),
            price: Money::new(option.price, currency),
            available: option.available,
        });
        Self {
            id: group.id.to_string(),
            name: group.name.clone(),
            min: group.min,
            max: group.max,
            free: group.free,
            options: options.collect(),
        }
    }
}

/// A menu as bytes: serialised and compressed once per publication.
#[derive(Debug, Clone)]
pub struct MenuBody {
    /// Changes with the bytes.
    pub etag: String,
    /// The JSON.
    pub plain: Bytes,
    /// The JSON, gzip.
    pub gzip: Bytes,
    /// The JSON, brotli.
    pub brotli: Bytes,
}

impl MenuBody {
    /// Serialises and compresses a published menu.
    pub fn new(menu: &PublishedMenu, currency: Currency) -> Self {
        // Serialising plain structs of strings and numbers into memory cannot fail.
        let plain = serde_json::to_vec(&MenuOut::new(menu, currency)).unwrap_or_default();
        let hash = Sha256::digest(&plain);
        let etag: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Self {
            etag: format!("\"{}-{etag}\"", menu.version),
            gzip: gzip(&plain).into(),
            brotli: brotli(&plain).into(),
            plain: plain.into(),
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut out, &params);
    out
}
