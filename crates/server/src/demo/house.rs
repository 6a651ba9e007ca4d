//! The demo restaurant itself: its card, its settings, its tables and its people.

use dineqr_core::account::Role;
use dineqr_core::id::{RestaurantId, TableId};
use dineqr_core::money::{Amount, Rate};
use dineqr_core::restaurant::{Caps, Restaurant, Settings, Slug};
use dineqr_core::table::Table;
use dineqr_core::tax::{TaxClass, TaxComponent};

use super::SLUG;

/// Floors, and the (name, seats) of their tables.
const FLOORS: [(&str, [(&str, u16); 6]); 2] = [
    ("Garden", [("G1", 2), ("G2", 2), ("G3", 4), ("G4", 4), ("G5", 6), ("G6", 8)]),
    ("Hall", [("H1", 2), ("H2", 4), ("H3", 4), ("H4", 4), ("H5", 6), ("H6", 10)]),
];

/// A person of the demo.
#[derive(Debug, Clone, Copy)]
pub struct Login {
    /// What they sign in with.
    pub email: &'static str,
    /// What colleagues call them.
    pub name: &'static str,
    /// What they may do.
    pub role: Role,
}

/// The people of the demo; all of them see all stations.
pub const LOGINS: [Login; 3] = [
    Login { email: "manager@demo.test", name: "Meera", role: Role::Manager },
    Login { email: "kitchen@demo.test", name: "Karan", role: Role::Staff },
    Login { email: "floor@demo.test", name: "Farah", role: Role::Staff },
];

/// The demo restaurant. It is always open, and its caps leave room for whoever tries out a thousand orders.
///
/// # Panics
/// Never: the slug is one.
pub(super) fn restaurant() -> Restaurant {
    let id = RestaurantId::derived(&[SLUG]);
    let slug = Slug::parse(SLUG).expect("the demo's slug is a slug");
    Restaurant {
        address: Some("14 Station Road, Indiranagar, Bengaluru 560038".to_owned()),
        fssai: Some("11226999000142".to_owned()),
        gstin: Some("29ABCDE1234F1Z5".to_owned()),
        settings: settings(),
        ..Restaurant::new(id, slug, "Tandoori Junction".to_owned())
    }
}

fn settings() -> Settings {
    Settings {
        tax_classes: vec![TaxClass::gst5(), mrp(), TaxClass::untaxed()],
        stations: ["kitchen", "tandoor", "bar"].map(str::to_owned).to_vec(),
        caps: Caps {
            unseen_items: 1_000_000,
            unseen_amount: Amount::minor(100_000_000_000),
            orders_per_tab: 1_000,
        },
        ..Settings::default()
    }
}

/// Bottles are sold at the price printed on them, which holds the tax.
fn mrp() -> TaxClass {
    let half = |name: &str| TaxComponent { name: name.to_owned(), rate: Rate::basis_points(250) };
    TaxClass {
        key: "mrp".to_owned(),
        name: "Printed price, GST 5 % included".to_owned(),
        inclusive: true,
        components: vec![half("CGST"), half("SGST")],
    }
}

/// Its tables, in the order they are listed.
pub(super) fn tables(restaurant_id: RestaurantId) -> impl Iterator<Item = Table> {
    let floor = move |(floor, tables): (&'static str, [(&'static str, u16); 6])| {
        tables.into_iter().map(move |(name, seats)| Table {
            id: TableId::derived(&[SLUG, name]),
            restaurant_id,
            name: name.to_owned(),
            floor: floor.to_owned(),
            seats,
            code_generation: 1,
        })
    };
    FLOORS.into_iter().flat_map(floor)
}

#[cfg(test)]
mod tests {
    use dineqr_core::account::parse_email;

    use super::*;

    #[test]
    fn the_restaurant_keeps_every_rule() {
        assert_eq!(restaurant().problems(), []);
        for table in tables(restaurant().id) {
            assert_eq!(table.problems(), [], "{}", table.name);
        }
        assert_eq!(tables(restaurant().id).count(), 12);
    }

    #[test]
    fn the_logins_are_kept_as_they_are_typed() {
        for login in LOGINS {
            assert_eq!(parse_email(login.email).as_deref(), Some(login.email));
        }
    }
}
