//! Sold-out marks and counted portions. Orders take portions in their own commit (`commit`).

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::{DishId, RestaurantId, VariantId};
use dineqr_core::menu::{Availability, Stock, StockStatus};
use dineqr_core::store::{Result, Stocks, StoreError};
use dineqr_core::tab::Take;
use mongodb::bson::{Document, doc};
use mongodb::{ClientSession, Collection};

use crate::MongoStore;
use crate::document::{self, DOC};
use crate::failure::{Failure, Outcome, is_duplicate};
use crate::homes;
use crate::schema::STOCK;

const NOUN: &str = "stock";
/// Where the portions of a mark stand.
const PORTIONS: &str = "doc.portions";

#[async_trait]
impl Stocks for MongoStore {
    async fn availability(&self, restaurant: RestaurantId) -> Result<Availability> {
        self.read(async {
            // A document without a mark is there for its events alone.
            let marks = doc! { "restaurant_id": restaurant.to_string(), DOC: { "$exists": true } };
            let stock = self.raw(STOCK);
            let found = stock.find(marks).sort(doc! { "_id": 1 }).projection(doc! { DOC: 1 });
            let found = found.await?;
            Ok(Availability { items: document::all(NOUN, DOC, found).await? })
        })
        .await
    }

    async fn set_stock(
        &self,
        restaurant: RestaurantId,
        stock: &Stock,
        event: &Event,
    ) -> Result<()> {
        let mut change = doc! { "$push": homes::push([event])? };
        if says_nothing(stock) {
            change.insert("$unset", doc! { DOC: "" });
        } else {
            change.insert("$set", doc! { DOC: document::write(stock)? });
        }
        let key = of(restaurant, stock.dish_id, stock.variant_id);
        self.write(async {
            let documents = self.documents(STOCK);
            match documents.update_one(key.clone(), change.clone()).upsert(true).await {
                // Somebody else made it at the same time, so now it is there.
                Err(error) if is_duplicate(&error) => documents.update_one(key, change).await,
                answer => answer,
            }?;
            Ok(())
        })
        .await
    }
}

/// Looks whether there are enough portions now. Only [`take`] takes them.
///
/// # Errors
/// `SoldOut` when there are not.
pub(crate) async fn check(
    stock: &Collection<Document>,
    restaurant: RestaurantId,
    take: &Take,
) -> Outcome<()> {
    let mut too_few = of(restaurant, take.dish_id, take.variant_id);
    too_few.insert(PORTIONS, doc! { "$lt": take.portions });
    match stock.find_one(too_few).await? {
        Some(_) => Err(sold_out(take)),
        None => Ok(()),
    }
}

fn sold_out(take: &Take) -> Failure {
    let Take { dish_id, variant_id, .. } = *take;
    StoreError::SoldOut { dish_id, variant_id }.into()
}

/// Takes portions, or gives some back, and leaves the events that tell of it. What is not counted (any more) is
/// passed over.
///
/// # Errors
/// `SoldOut` when there are not enough.
pub(crate) async fn take(
    stock: &Collection<Document>,
    session: &mut ClientSession,
    restaurant: RestaurantId,
    take: &Take,
    events: &[&Event],
) -> Outcome<()> {
    let key = of(restaurant, take.dish_id, take.variant_id);
    let mut enough = key.clone();
    enough.insert(PORTIONS, doc! { "$gte": take.portions });
    let mut change = doc! { "$inc": { PORTIONS: -take.portions } };
    if !events.is_empty() {
        change.insert("$push", homes::push(events.iter().copied())?);
    }
    if stock.update_one(enough, change).session(&mut *session).await?.matched_count == 1 {
        return Ok(());
    }
    let mut counted = key;
    counted.insert(PORTIONS, doc! { "$ne": null });
    if stock.find_one(counted).session(&mut *session).await?.is_some() {
        return Err(sold_out(take));
    }
    tell(stock, session, restaurant, (take.dish_id, take.variant_id), events).await
}

/// Leaves events about a dish or variant, whether it is marked or not.
pub(crate) async fn tell(
    stock: &Collection<Document>,
    session: &mut ClientSession,
    restaurant: RestaurantId,
    (dish, variant): (DishId, Option<VariantId>),
    events: &[&Event],
) -> Outcome<()> {
    if events.is_empty() {
        return Ok(());
    }
    let change = doc! { "$push": homes::push(events.iter().copied())? };
    let told = stock.update_one(of(restaurant, dish, variant), change).upsert(true);
    match told.session(session).await {
        // Somebody else made it at the same time.
        Err(error) if is_duplicate(&error) => Err(Failure::Raced),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

/// A mark that says nothing is none.
fn says_nothing(stock: &Stock) -> bool {
    stock.status == StockStatus::Available && stock.portions.is_none()
}

/// The key of a mark; nothing stands for the dish itself.
pub(crate) fn key(restaurant: RestaurantId, dish: DishId, variant: Option<VariantId>) -> String {
    format!("{restaurant}/{dish}/{}", variant.map(|id| id.to_string()).unwrap_or_default())
}

/// What finds a mark.
pub(crate) fn of(restaurant: RestaurantId, dish: DishId, variant: Option<VariantId>) -> Document {
    doc! { "_id": key(restaurant, dish, variant), "restaurant_id": restaurant.to_string() }
}
