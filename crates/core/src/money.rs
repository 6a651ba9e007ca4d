//! Money as whole minor units. There is no floating point anywhere near it.

use serde::{Deserialize, Serialize};

/// The currency of a restaurant; a closed list of those whose minor unit is a hundredth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Indian rupee, 100 paise.
    #[default]
    Inr,
    /// United States dollar, 100 cents.
    Usd,
    /// Euro, 100 cents.
    Eur,
    /// Pound sterling, 100 pence.
    Gbp,
    /// United Arab Emirates dirham, 100 fils.
    Aed,
    /// Singapore dollar, 100 cents.
    Sgd,
}

impl Currency {
    /// The ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Inr => "INR",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Aed => "AED",
            Self::Sgd => "SGD",
        }
    }
}

/// An amount in minor units (paise) of the restaurant's currency. Arithmetic saturates: the input rules keep
/// every real amount far below the limits, and a bill must never wrap around.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `minor` paise.
    pub const fn minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of paise.
    pub const fn as_minor(self) -> i64 {
        self.0
    }

    /// The amount `quantity` times.
    pub fn times(self, quantity: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(quantity)))
    }

    /// What comes to each of `count`, rounded half-up; nothing where there are none.
    pub fn per(self, count: u64) -> Self {
        if count == 0 { Self::ZERO } else { Self(divide_half_up(self.0.into(), count.into())) }
    }

    /// True for less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Reads a price as people write it: `345`, `345.5`, `345.50`.
    ///
    /// # Errors
    /// [`InvalidAmount`] for a sign, more than two decimals, anything that is not a digit, or more than
    /// 10 million major units.
    pub fn parse_major(text: &str) -> Result<Self, InvalidAmount> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(cents) || cents.len() > 2 || whole.len() > 8 {
            return Err(InvalidAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| InvalidAmount)?;
        let scale = if cents.len() == 1 { 10 } else { 1 };
        let cents: i64 = cents.parse().map_err(|_| InvalidAmount)?;
        let minor = whole * 100 + cents * scale;
        if minor > MOST.0 {
            return Err(InvalidAmount);
        }
        Ok(Self(minor))
    }
}

/// The largest amount any input may name: 10 million major units.
pub const MOST: Amount = Amount(1_000_000_000);

/// The text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is digits with at most two decimals, and at most 10000000")]
pub struct InvalidAmount;

impl std::ops::Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::ops::AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
    }
}

/// A rate in basis points: 250 is 2.5 %.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rate(u32);

impl Rate {
    /// One whole, 100 %.
    pub const WHOLE: u32 = 10_000;

    /// A rate of that many hundredths of a percent.
    pub const fn basis_points(basis_points: u32) -> Self {
        Self(basis_points)
    }

    /// The number of basis points.
    pub const fn as_basis_points(self) -> u32 {
        self.0
    }

    /// This share of an amount, rounded half-up.
    pub fn of(self, amount: Amount) -> Amount {
        Amount(divide_half_up(i128::from(amount.0) * i128::from(self.0), i128::from(Self::WHOLE)))
    }

    /// The tax of `part` inside an amount that already holds this (whole) rate on top, rounded half-up.
    pub fn part_of_inclusive(self, part: Self, gross: Amount) -> Amount {
        Amount(divide_half_up(
            i128::from(gross.0) * i128::from(part.0),
            i128::from(Self::WHOLE) + i128::from(self.0),
        ))
    }
}

/// Divides and rounds half away from zero, so that a credit rounds as its charge did.
fn divide_half_up(numerator: i128, denominator: i128) -> i64 {
    let half = denominator / 2;
    let shifted = if numerator < 0 { numerator - half } else { numerator + half };
    i64::try_from(shifted / denominator).unwrap_or(if numerator < 0 { i64::MIN } else { i64::MAX })
}

/// Splits `total` in proportion to `weights` by largest remainder: the parts add up to `total` to the paisa, and
/// among equal remainders the earlier part gets the extra one. Without any weight the parts are equal.
pub fn split(total: Amount, weights: &[u64]) -> Vec<Amount> {
    if weights.is_empty() {
        return Vec::new();
    }
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if sum == 0 {
        return split(total, &vec![1; weights.len()]);
    }
    let magnitude = u128::from(total.0.unsigned_abs());
    let mut parts: Vec<u128> = Vec::with_capacity(weights.len());
    let mut remainders: Vec<(usize, u128)> = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let share = magnitude * u128::from(*weight);
        parts.push(share / sum);
        remainders.push((index, share % sum));
    }
    let handed_out: u128 = parts.iter().sum();
    remainders.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let left = usize::try_from(magnitude - handed_out).unwrap_or(0);
    for (index, _) in remainders.iter().take(left) {
        parts[*index] += 1;
    }
    let sign = if total.is_negative() { -1 } else { 1 };
    parts.into_iter().map(|part| Amount(sign * i64::try_from(part).unwrap_or(i64::MAX))).collect()
}

/// Rounds to the nearest multiple of `unit` (100 for whole rupees), half-up; a unit of 1 or less changes nothing.
pub fn round_to(amount: Amount, unit: i64) -> Amount {
    if unit <= 1 {
        return amount;
    }
    Amount(divide_half_up(i128::from(amount.0), i128::from(unit)).saturating_mul(unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        assert_eq!(Amount::parse_major("345"), Ok(Amount(34_500)));
        assert_eq!(Amount::parse_major("345.5"), Ok(Amount(34_550)));
        assert_eq!(Amount::parse_major("0.05"), Ok(Amount(5)));
    }

    #[test]
    fn what_is_not_a_price_is_refused() {
        for text in
            ["", "-1", "+1", "12.345", "1,000", "1.", ".5", "1e3", "Rs 5", "99999999999", "٣"]
        {
            assert_eq!(Amount::parse_major(text), Err(InvalidAmount), "{text}");
        }
    }

    #[test]
    fn half_a_paisa_rounds_up() {
        assert_eq!(Rate(250).of(Amount(100)), Amount(3));
        assert_eq!(Rate(250).of(Amount(99)), Amount(2));
        assert_eq!(Rate(250).of(Amount(-100)), Amount(-3));
    }

    #[test]
    fn an_inclusive_price_holds_its_tax() {
        let whole = Rate(500);
        assert_eq!(whole.part_of_inclusive(Rate(250), Amount(10_500)), Amount(250));
        assert_eq!(whole.part_of_inclusive(Rate(500), Amount(100)), Amount(5));
    }

    #[test]
    fn rounding_goes_to_the_nearest_rupee() {
        assert_eq!(round_to(Amount(34_549), 100), Amount(34_500));
        assert_eq!(round_to(Amount(34_550), 100), Amount(34_600));
        assert_eq!(round_to(Amount(34_555), 1), Amount(34_555));
    }

    #[test]
    fn the_first_of_equals_gets_the_odd_paisa() {
        assert_eq!(split(Amount(100), &[1, 1, 1]), [Amount(34), Amount(33), Amount(33)]);
        assert_eq!(split(Amount(-100), &[0, 0]), [Amount(-50), Amount(-50)]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_stay_within_one_of_their_share(
            total in -1_000_000_000_i64..1_000_000_000,
            weights in prop::collection::vec(0_u64..1_000_000, 1..20),
        ) {
            let parts = split(Amount(total), &weights);
            prop_assert_eq!(parts.iter().copied().sum::<Amount>(), Amount(total));
            let sum: u64 = weights.iter().sum();
            if sum > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    let exact = i128::from(total) * i128::from(*weight) / i128::from(sum);
                    prop_assert!((i128::from(part.0) - exact).abs() <= 1);
                }
            }
        }
    }
}
