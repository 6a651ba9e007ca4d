//! Menus: a draft that managers edit, and the published version that guests see.

use async_trait::async_trait;
use dineqr_core::event::Event;
use dineqr_core::id::RestaurantId;
use dineqr_core::menu::{Menu, PublishedMenu};
use dineqr_core::store::{BothMenus, Menus, Result, StoreError};
use rusqlite::{Connection, params};

use crate::SqliteStore;
use crate::connection::Statements;
use crate::document::{self, int};
use crate::events::{self, EventRow};
use crate::failure::Outcome;

#[async_trait]
impl Menus for SqliteStore {
    async fn draft_menu(&self, restaurant: RestaurantId) -> Result<Menu> {
        let draft = self.read(move |connection| {
            let sql = "SELECT restaurant_id, draft FROM menus \
                 WHERE restaurant_id = ? AND draft IS NOT NULL";
            document::one(connection, "draft menu", sql, params![restaurant.to_bytes()])
        });
        Ok(draft.await?.unwrap_or_default())
    }

    async fn published_menu(&self, restaurant: RestaurantId) -> Result<PublishedMenu> {
        self.read(move |connection| published(connection, restaurant)).await
    }

    async fn menus(&self, restaurant: RestaurantId) -> Result<BothMenus> {
        self.read(move |connection| both(connection, restaurant)).await
    }

    async fn save_draft_menu(&self, restaurant: RestaurantId, menu: &Menu) -> Result<()> {
        let doc = document::write(menu)?;
        self.write(move |connection| {
            let sql = "INSERT INTO menus (restaurant_id, draft, draft_version) VALUES (?, ?, 1) \
                 ON CONFLICT DO UPDATE \
                 SET draft = excluded.draft, draft_version = draft_version + 1";
            connection.run(sql, params![restaurant.to_bytes(), doc])?;
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
        let (doc, event) = (document::write(menu)?, EventRow::of(event)?);
        self.write(move |connection| {
            let restaurant = restaurant.to_bytes();
            let row = "INSERT OR IGNORE INTO menus (restaurant_id) VALUES (?)";
            connection.run(row, params![restaurant])?;
            let sql = "UPDATE menus SET version = version + 1, published = ? \
                 WHERE restaurant_id = ? AND version = ?";
            if connection.run(sql, params![doc, restaurant, int(version)])? == 0 {
                return Err(StoreError::Conflict.into());
            }
            events::insert(connection, &[event])
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
        let draft = document::write(draft)?;
        let published = published.map(|(menu, event)| -> Result<_> {
            Ok((document::write(menu)?, EventRow::of(event)?))
        });
        let published = published.transpose()?;
        let versions = (int(seen.draft_version), int(seen.published.version));
        self.write(move |connection| {
            let (restaurant, (drafts, version)) = (restaurant.to_bytes(), versions);
            let sql = "UPDATE menus SET draft = ?, draft_version = draft_version + 1 \
                 WHERE restaurant_id = ? AND draft_version = ? AND version = ?";
            let seen = params![draft, restaurant, drafts, version];
            if connection.run(sql, seen)? == 0 {
                return Err(StoreError::Conflict.into());
            }
            let Some((menu, event)) = published else { return Ok(()) };
            let sql = "UPDATE menus SET published = ?, version = version + 1 \
                 WHERE restaurant_id = ?";
            connection.run(sql, params![menu, restaurant])?;
            events::insert(connection, &[event])
        })
        .await
    }
}

fn both(connection: &Connection, restaurant: RestaurantId) -> Outcome<BothMenus> {
    let sql = "SELECT draft, draft_version, version, published FROM menus WHERE restaurant_id = ?";
    let row = connection.one(sql, params![restaurant.to_bytes()], |row| {
        let (draft, published): (Option<String>, Option<String>) = (row.get(0)?, row.get(3)?);
        let (drafts, version): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok((draft, drafts.unsigned_abs(), version.unsigned_abs(), published))
    })?;
    let Some((draft, draft_version, version, published)) = row else {
        return Ok(BothMenus::default());
    };
    let menu = |noun, doc: Option<String>| -> Result<Menu> {
        doc.map_or(Ok(Menu::default()), |doc| document::read(noun, &restaurant.to_string(), &doc))
    };
    let published = PublishedMenu::new(version, menu("published menu of", published)?);
    Ok(BothMenus { draft: menu("draft menu of", draft)?, draft_version, published })
}

fn published(connection: &Connection, restaurant: RestaurantId) -> Outcome<PublishedMenu> {
    let sql = "SELECT version, published FROM menus \
         WHERE restaurant_id = ? AND published IS NOT NULL";
    let row = connection.one(sql, params![restaurant.to_bytes()], |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, String>(1)?))
    })?;
    let Some((version, doc)) = row else { return Ok(PublishedMenu::default()) };
    let menu = document::read("published menu of", &restaurant.to_string(), &doc)?;
    Ok(PublishedMenu::new(version, menu))
}
