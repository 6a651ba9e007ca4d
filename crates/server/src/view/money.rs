//! Amounts on the wire.

use dineqr_core::money::{Amount, Currency, MOST};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::usecase::{Error, Result};

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Money {
    /// In minor units (paise).
    #[schema(example = 34500)]
    pub amount: i64,
    /// ISO 4217.
    #[schema(example = "INR")]
    pub currency: &'static str,
}

impl Money {
    /// An amount in that currency.
    pub fn new(amount: Amount, currency: Currency) -> Self {
        Self { amount: amount.as_minor(), currency: currency.code() }
    }
}

/// An amount of money, as a client says it.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyIn {
    /// In minor units (paise).
    #[schema(example = 34500)]
    pub amount: i64,
    /// ISO 4217; must be the restaurant's.
    #[schema(example = "INR")]
    pub currency: String,
}

impl MoneyIn {
    /// The amount, if it is in the restaurant's currency and from 0 to 10 million.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming `field`.
    pub fn read(&self, field: &str, currency: Currency) -> Result<Amount> {
        if self.currency != currency.code() {
            let rule = format!("amounts are in {}", currency.code());
            return Err(Error::invalid(format!("{field}.currency"), "currency", rule));
        }
        let amount = Amount::minor(self.amount);
        if amount.is_negative() || amount > MOST {
            let rule = "from 0 to 10000000 major units";
            return Err(Error::invalid(format!("{field}.amount"), "amount", rule));
        }
        Ok(amount)
    }
}
