//! Menus: a draft that managers edit, and the published version that guests see.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Menu, PublishedMenu};
use dineqr_core::store::{BothMenus, Menus, Result, StoreError};
use mongodb::bson::{Bson, Document, RawDocumentBuf, doc};

use crate::MongoStore;
use crate::document::{self, int};
use crate::failure::{Failure, Outcome, is_duplicate};
use crate::homes;
use crate::schema::MENUS;

/// The field that counts how often the draft was replaced; not there before the first time.
const DRAFT_VERSION: &str = "draft_version";

#[async_trait]
impl Menus for MongoStore {
    async fn draft_menu(&self, restaurant: RestaurantId) -> Result<Menu> {
        self.read(async {
            let found = self.menu_with(restaurant, "draft").await?;
            let draft = found.map(|found| document::read("draft menu of", &found, "draft"));
            Ok(draft.transpose()?.unwrap_or_default())
        })
        .await
    }

    async fn published_menu(&self, restaurant: RestaurantId) -> Result<PublishedMenu> {
        self.read(async {
            let found = self.menu_with(restaurant, "published").await?;
            Ok(found.map(|found| published(&found)).transpose()?.unwrap_or_default())
        })
        .await
    }

    async fn menus(&self, restaurant: RestaurantId) -> Result<BothMenus> {
        self.read(async {
            let fields = doc! { "version": 1, "draft_version": 1, "draft": 1, "published": 1 };
            let found = self.raw(MENUS).find_one(of(restaurant)).projection(fields).await?;
            Ok(found.map(|found| both(&found)).transpose()?.unwrap_or_default())
        })
        .await
    }

    async fn save_draft_menu(&self, restaurant: RestaurantId, menu: &Menu) -> Result<()> {
        let draft = document::write(menu)?;
        let change = doc! {
            "$set": { "draft": draft },
            "$inc": { DRAFT_VERSION: 1_i64 },
            "$setOnInsert": { "version": 0_i64 },
        };
        self.write(async {
            match self.change_menu(of(restaurant), change.clone(), true).await {
                // Somebody else made it at the same time, so now it is there.
                Err(Failure::Raced) => self.change_menu(of(restaurant), change, false).await,
                answer => answer,
            }?;
            Ok(())
        })
        .await
    }

    async fn publish_menu(
        &self,
        restaurant: RestaurantId,
        version: u64,
        menu: &Menu,
        event: &Event,
    ) -> Result<()> {
        let change = doc! {
            "$set": { "published": document::write(menu)?, "version": int(version) + 1 },
            "$push": homes::push([event])?,
        };
        let mut seen = of(restaurant);
        seen.insert("version", int(version));
        self.write(async {
            let first = version == 0;
            let done = match self.change_menu(seen.clone(), change.clone(), first).await {
                // There is one: another version of it, or one whose draft was saved meanwhile.
                Err(Failure::Raced) => self.change_menu(seen, change, false).await,
                answer => answer,
            }?;
            if done { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }

    async fn edit_menus(
        &self,
        restaurant: RestaurantId,
        seen: &BothMenus,
        draft: &Menu,
        published: Option<(&Menu, &Event)>,
    ) -> Result<()> {
        let mut key = of(restaurant);
        key.insert("version", int(seen.published.version));
        key.insert(DRAFT_VERSION, draft_version(seen.draft_version));
        let mut set = doc! { "draft": document::write(draft)? };
        let mut change = doc! { "$inc": { DRAFT_VERSION: 1_i64 } };
        if let Some((menu, event)) = published {
            set.insert("published", document::write(menu)?);
            set.insert("version", int(seen.published.version) + 1);
            change.insert("$push", homes::push([event])?);
        }
        change.insert("$set", set);
        self.write(async {
            let done = self.change_menu(key, change, false).await?;
            if done { Ok(()) } else { Err(StoreError::Conflict.into()) }
        })
        .await
    }
}

impl MongoStore {
    /// The menu document of a restaurant, if it has that field.
    async fn menu_with(
        &self,
        restaurant: RestaurantId,
        field: &str,
    ) -> Outcome<Option<RawDocumentBuf>> {
        let mut key = of(restaurant);
        key.insert(field, doc! { "$exists": true });
        let fields = doc! { "version": 1, field: 1 };
        Ok(self.raw(MENUS).find_one(key).projection(fields).await?)
    }

    /// Says whether there was one to change, or one was made.
    async fn change_menu(&self, key: Document, change: Document, make: bool) -> Outcome<bool> {
        match self.documents(MENUS).update_one(key, change).upsert(make).await {
            Ok(done) => Ok(done.matched_count == 1 || done.upserted_id.is_some()),
            Err(error) if is_duplicate(&error) => Err(Failure::Raced),
            Err(error) => Err(error.into()),
        }
    }
}

fn of(restaurant: RestaurantId) -> Document {
    doc! { "_id": restaurant.to_string(), "restaurant_id": restaurant.to_string() }
}

/// What finds a draft of that version; one that was never counted is of version 0.
fn draft_version(version: u64) -> Bson {
    if version == 0 { Bson::Null } else { int(version).into() }
}

fn both(found: &RawDocumentBuf) -> Result<BothMenus> {
    let menu = |noun, field| match found.get(field) {
        Ok(Some(_)) => document::read(noun, found, field),
        _ => Ok(Menu::default()),
    };
    let draft_version = match found.get(DRAFT_VERSION) {
        Ok(Some(_)) => document::number("menu of", found, DRAFT_VERSION)?,
        _ => 0,
    };
    let version = document::number("menu of", found, "version")?;
    Ok(BothMenus {
        draft: menu("draft menu of", "draft")?,
        draft_version,
        published: PublishedMenu::new(version, menu("published menu of", "published")?),
    })
}

fn published(found: &RawDocumentBuf) -> Result<PublishedMenu> {
    let menu = document::read("published menu of", found, "published")?;
    let version = document::number("menu of", found, "version")?;
    Ok(PublishedMenu::new(version, menu))
}
