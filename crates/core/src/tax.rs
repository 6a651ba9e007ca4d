//! Tax classes: what is due on a dish, and whether its price already holds it.

use serde::{Deserialize, Serialize};

use crate::money::{Amount, Rate};
use crate::text;

/// How a dish is taxed. A line keeps a copy, so that a later change of rates leaves it as it was sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxClass {
    /// What dishes refer to it by, for example `gst5`.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// True when menu prices already hold the tax.
    pub inclusive: bool,
    /// The taxes, each shown on its own line of the bill: CGST and SGST.
    pub components: Vec<TaxComponent>,
}

/// One tax of a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxComponent {
    /// Its name on the bill.
    pub name: String,
    /// Its rate.
    pub rate: Rate,
}

impl TaxClass {
    /// Restaurant service in India: 2.5 % CGST and 2.5 % SGST on top of the price.
    pub fn gst5() -> Self {
        let half =
            |name: &str| TaxComponent { name: name.to_owned(), rate: Rate::basis_points(250) };
        Self {
            key: "gst5".to_owned(),
            name: "GST 5 %".to_owned(),
            inclusive: false,
            components: vec![half("CGST"), half("SGST")],
        }
    }

    /// Nothing is due, or the price holds a tax that the bill does not show (alcohol under state VAT).
    pub fn untaxed() -> Self {
        Self {
            key: "untaxed".to_owned(),
            name: "Untaxed".to_owned(),
            inclusive: false,
            components: Vec::new(),
        }
    }

    /// Splits what a guest pays for a line (or what is left after discounts) into net and taxes. Each component
    /// is rounded half-up by itself; under an inclusive class net and taxes add up to `amount` exactly.
    pub fn apply(&self, amount: Amount) -> Taxed {
        let rates = self.components.iter().map(|component| component.rate);
        if !self.inclusive {
            return Taxed { net: amount, taxes: rates.map(|rate| rate.of(amount)).collect() };
        }
        let whole = rates.clone().map(Rate::as_basis_points).sum();
        let exact_net = Rate::basis_points(whole);
        let taxes: Vec<Amount> =
            rates.map(|rate| exact_net.part_of_inclusive(rate, amount)).collect();
        Taxed { net: amount - taxes.iter().copied().sum(), taxes }
    }

    /// True when key, name and rates are within their rules.
    pub fn is_sound(&self) -> bool {
        let named = |text: &str| text::is_name(text, 40);
        let total: u64 = self.components.iter().map(|c| u64::from(c.rate.as_basis_points())).sum();
        named(&self.key)
            && named(&self.name)
            && self.components.iter().all(|component| named(&component.name))
            && total <= u64::from(Rate::WHOLE)
    }
}

/// An amount split into net and taxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxed {
    /// What the taxes are due on.
    pub net: Amount,
    /// One amount per component of the class, in its order.
    pub taxes: Vec<Amount>,
}

impl Taxed {
    /// Net and taxes together.
    pub fn gross(&self) -> Amount {
        self.net + self.taxes.iter().copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inclusive() -> TaxClass {
        TaxClass { inclusive: true, ..TaxClass::gst5() }
    }

    #[test]
    fn exclusive_tax_comes_on_top_in_two_halves() {
        let taxed = TaxClass::gst5().apply(Amount::minor(34_500));
        assert_eq!(taxed.taxes, [Amount::minor(863), Amount::minor(863)]);
        assert_eq!(taxed.gross(), Amount::minor(36_226));
    }

    #[test]
    fn inclusive_tax_leaves_the_price_as_printed() {
        let taxed = inclusive().apply(Amount::minor(10_500));
        assert_eq!(taxed.net, Amount::minor(10_000));
        assert_eq!(taxed.gross(), Amount::minor(10_500));
    }

    #[test]
    fn an_untaxed_class_adds_nothing() {
        assert_eq!(TaxClass::untaxed().apply(Amount::minor(999)).gross(), Amount::minor(999));
    }

    #[test]
    fn absurd_rates_are_unsound() {
        let mut class = TaxClass::gst5();
        assert!(class.is_sound());
        class.components[0].rate = Rate::basis_points(9_900);
        assert!(!class.is_sound());
    }

    proptest! {
        #[test]
        fn an_inclusive_price_never_changes(amount in 0_i64..100_000_000, first in 0_u32..3000, second in 0_u32..3000) {
            let mut class = inclusive();
            class.components[0].rate = Rate::basis_points(first);
            class.components[1].rate = Rate::basis_points(second);
            let taxed = class.apply(Amount::minor(amount));
            prop_assert_eq!(taxed.gross(), Amount::minor(amount));
            prop_assert!(!taxed.net.is_negative());
        }
    }
}
