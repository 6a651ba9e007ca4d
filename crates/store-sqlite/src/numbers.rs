//! Order numbers. They are counted in memory and written with the next transaction, at most once each: a number
//! only shows through an order that was committed, and the transaction of that order comes after the count.

use std::collections::HashMap;

use dineqr_core::id::RestaurantId;
use dineqr_core::store::{Result, StoreError};
use parking_lot::Mutex;
use rusqlite::{Connection, params};

use crate::connection::Statements;
use crate::failure::Outcome;

/// A restaurant's business day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Day {
    pub(crate) restaurant: RestaurantId,
    pub(crate) business_day: String,
}

/// The last numbers given, by day.
#[derive(Default)]
pub(crate) struct Numbers(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    last: HashMap<Day, u32>,
    unwritten: HashMap<Day, u32>,
}

impl Day {
    /// The last number that was written, 0 if there is none.
    pub(crate) fn read(&self, connection: &Connection) -> Outcome<u32> {
        let sql = "SELECT last FROM order_numbers WHERE restaurant_id = ? AND business_day = ?";
        let key = params![self.restaurant.to_bytes(), self.business_day];
        Ok(connection.one(sql, key, |row| row.get(0))?.unwrap_or(0))
    }

    /// Writes the last number.
    pub(crate) fn write(&self, connection: &Connection, last: u32) -> Outcome<()> {
        let sql = "INSERT INTO order_numbers (restaurant_id, business_day, last) VALUES (?, ?, ?) \
             ON CONFLICT DO UPDATE SET last = excluded.last";
        connection.run(sql, params![self.restaurant.to_bytes(), self.business_day, last])?;
        Ok(())
    }
}

impl Numbers {
    /// The next number of a day that was [started](Self::start).
    pub(crate) fn next(&self, day: &Day) -> Option<Result<u32>> {
        let mut inner = self.0.lock();
        let last = inner.last.get_mut(day)?;
        let Some(next) = last.checked_add(1) else {
            return Some(Err(StoreError::Other("no order numbers are left today".to_owned())));
        };
        *last = next;
        inner.unwritten.insert(day.clone(), next);
        Some(Ok(next))
    }

    /// Goes on after the number that was read from the database. The first to come wins: it may have counted on.
    pub(crate) fn start(&self, day: Day, last: u32) {
        self.0.lock().last.entry(day).or_insert(last);
    }

    /// Forgets what was given on a day: what the database says counts from now on.
    pub(crate) fn forget(&self, day: &Day) {
        let mut inner = self.0.lock();
        inner.last.remove(day);
        inner.unwritten.remove(day);
    }

    /// Forgets what was given on any day.
    pub(crate) fn forget_all(&self) {
        *self.0.lock() = Inner::default();
    }

    /// What the transaction that is about to commit has to write.
    pub(crate) fn take_unwritten(&self) -> HashMap<Day, u32> {
        std::mem::take(&mut self.0.lock().unwritten)
    }

    /// Remembers what was taken and could not be written.
    pub(crate) fn put_back(&self, unwritten: HashMap<Day, u32>) {
        let mut inner = self.0.lock();
        for (day, last) in unwritten {
            inner.unwritten.entry(day).or_insert(last);
        }
    }
}
