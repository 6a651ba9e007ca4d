//! The one function that makes every figure a screen, a receipt or a gateway shows.
//!
//! Each line is taxed by its own class, rounded half-up per component. Discounts on the whole bill are spread
//! over the lines first, by largest remainder, so that tax is due on what is really paid. A service charge is on
//! the lines after discounts and outside the taxes. One round-off line brings the bill to the coin.

use serde::{Deserialize, Serialize};

use crate::money::{Amount, Rate, round_to, split};
use crate::tax::{TaxClass, Taxed};

/// What is added to or taken off a whole bill.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Adjustments {
    /// Discounts, in the order they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<Discount>,
    /// A service charge the guests agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_charge: Option<Rate>,
}

/// Something off the whole bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// Its name on the bill.
    pub name: String,
    /// How much; never takes a bill below zero.
    pub amount: Amount,
}

/// One line as it comes in: its amount at menu prices and how it is taxed.
#[derive(Debug, Clone, Copy)]
pub struct Priced<'a> {
    /// Unit price with options, times the quantity.
    pub amount: Amount,
    /// Its tax class.
    pub tax: &'a TaxClass,
}

/// All figures of a bill before payments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// The lines at menu prices.
    pub subtotal: Amount,
    /// What discounts really took off, at most the subtotal.
    pub discount: Amount,
    /// The service charge.
    pub service_charge: Amount,
    /// Taxes by name and rate, in the order they first appear.
    pub taxes: Vec<TaxTotal>,
    /// What the round-off added (negative: took off).
    pub round_off: Amount,
    /// What is owed.
    pub total: Amount,
    /// What each line comes to, with its discount and taxes, in the order they came in.
    pub lines: Vec<Amount>,
}

/// One tax over the whole bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxTotal {
    /// Its name.
    pub name: String,
    /// Its rate.
    pub rate: Rate,
    /// True when the prices already held it, so that it is shown but not added.
    pub inclusive: bool,
    /// How much.
    pub amount: Amount,
}

/// One line of a bill, priced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedLine {
    /// Its part of the discounts on the whole bill.
    pub discount: Amount,
    /// What is left of its amount, and the taxes on that.
    pub taxed: Taxed,
}

/// Prices the lines of a bill, in the order they came in: [`price`] adds them up.
pub fn price_lines(lines: &[Priced<'_>], adjustments: &Adjustments) -> Vec<PricedLine> {
    let subtotal: Amount = lines.iter().map(|line| line.amount).sum();
    let wanted: Amount = adjustments.discounts.iter().map(|discount| discount.amount).sum();
    let weights: Vec<u64> =
        lines.iter().map(|line| line.amount.as_minor().unsigned_abs()).collect();
    let discounts = split(wanted.min(subtotal), &weights);
    let priced = |(line, discount): (&Priced<'_>, Amount)| PricedLine {
        discount,
        taxed: line.tax.apply(line.amount - discount),
    };
    lines.iter().zip(discounts).map(priced).collect()
}

/// Prices a bill. `rounding_unit` is the smallest coin in minor units; 1 leaves the sum as it is.
pub fn price(lines: &[Priced<'_>], adjustments: &Adjustments, rounding_unit: i64) -> Totals {
    let priced = price_lines(lines, adjustments);
    let mut totals = Totals {
        subtotal: lines.iter().map(|line| line.amount).sum(),
        discount: priced.iter().map(|line| line.discount).sum(),
        lines: priced.iter().map(|line| line.taxed.gross()).collect(),
        ..Totals::default()
    };
    for (line, priced) in lines.iter().zip(&priced) {
        add_taxes(&mut totals.taxes, line.tax, &priced.taxed);
    }
    if let Some(rate) = adjustments.service_charge {
        totals.service_charge = rate.of(totals.subtotal - totals.discount);
    }
    let exact = totals.lines.iter().copied().sum::<Amount>() + totals.service_charge;
    totals.total = round_to(exact, rounding_unit);
    totals.round_off = totals.total - exact;
    totals
}

/// Adds the taxes of one line to those of a whole.
pub(crate) fn add_taxes(totals: &mut Vec<TaxTotal>, class: &TaxClass, taxed: &Taxed) {
    for (component, tax) in class.components.iter().zip(&taxed.taxes) {
        add_tax(totals, &component.name, component.rate, class.inclusive, *tax);
    }
}

fn add_tax(taxes: &mut Vec<TaxTotal>, name: &str, rate: Rate, inclusive: bool, amount: Amount) {
    let same =
        |tax: &&mut TaxTotal| tax.name == name && tax.rate == rate && tax.inclusive == inclusive;
    match taxes.iter_mut().find(same) {
        Some(tax) => tax.amount += amount,
        None => taxes.push(TaxTotal { name: name.to_owned(), rate, inclusive, amount }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inr(paise: i64) -> Amount {
        Amount::minor(paise)
    }

    #[test]
    fn a_bill_of_two_dishes_comes_to_whole_rupees() {
        let gst = TaxClass::gst5();
        let lines =
            [Priced { amount: inr(34_500), tax: &gst }, Priced { amount: inr(9_900), tax: &gst }];
        let totals = price(&lines, &Adjustments::default(), 100);
        assert_eq!(totals.subtotal, inr(44_400));
        assert_eq!(totals.lines, [inr(36_226), inr(10_396)]);
        assert_eq!(totals.taxes[0].amount, inr(1_111));
        assert_eq!(totals.taxes[1].amount, inr(1_111));
        assert_eq!((totals.total, totals.round_off), (inr(46_600), inr(-22)));
    }

    #[test]
    fn nothing_costs_nothing() {
        assert_eq!(price(&[], &Adjustments::default(), 100), Totals::default());
    }

    #[test]
    fn a_discount_lowers_the_tax_and_never_the_bill_below_zero() {
        let gst = TaxClass::gst5();
        let lines = [Priced { amount: inr(10_000), tax: &gst }];
        let off = |amount| Adjustments {
            discounts: vec![Discount { name: "Birthday".into(), amount: inr(amount) }],
            service_charge: None,
        };
        let totals = price(&lines, &off(2_000), 1);
        assert_eq!((totals.taxes[0].amount, totals.total), (inr(200), inr(8_400)));
        assert_eq!(price(&lines, &off(20_000), 1).total, Amount::ZERO);
    }

    #[test]
    fn a_service_charge_stays_outside_the_taxes() {
        let gst = TaxClass::gst5();
        let adjustments =
            Adjustments { discounts: Vec::new(), service_charge: Some(Rate::basis_points(1_000)) };
        let totals = price(&[Priced { amount: inr(10_000), tax: &gst }], &adjustments, 1);
        assert_eq!((totals.service_charge, totals.total), (inr(1_000), inr(11_500)));
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_its_parts(
            amounts in prop::collection::vec((0_i64..5_000_000, 0_usize..3), 0..30),
            discount in 0_i64..10_000_000,
            service in 0_u32..2_000,
            unit in 1_i64..=100,
        ) {
            let classes = [TaxClass::gst5(), TaxClass::untaxed(), TaxClass { inclusive: true, ..TaxClass::gst5() }];
            let lines: Vec<Priced<'_>> = amounts.iter().map(|(a, c)| Priced { amount: inr(*a), tax: &classes[*c] }).collect();
            let adjustments = Adjustments {
                discounts: vec![Discount { name: "off".into(), amount: inr(discount) }],
                service_charge: Some(Rate::basis_points(service)),
            };
            let totals = price(&lines, &adjustments, unit);
            let added: Amount = totals.taxes.iter().filter(|tax| !tax.inclusive).map(|tax| tax.amount).sum();
            let parts = totals.subtotal - totals.discount + totals.service_charge + added + totals.round_off;
            prop_assert_eq!(totals.total, parts);
            prop_assert_eq!(totals.total.as_minor() % unit, 0);
            prop_assert!(!totals.total.is_negative());
        }
    }
}
