//! Seeding: each step finds what an earlier, interrupted try has done, and a mark in the store says when all is done.

use dineqr_core::account::{Account, Membership};
use dineqr_core::event::Actor;
use dineqr_core::id::{AccountId, RestaurantId};
use dineqr_core::restaurant::Restaurant;
use dineqr_core::store::StoreError;

use super::{LOGINS, Login, PASSWORD, SLUG, house, menu};
use crate::app::App;
use crate::auth::password::Password;
use crate::usecase::{self, Error, Result};

/// The key of the mark: how far seeding has come, and whose choice the password was.
const MARK: &str = "demo";
const BEGUN: &[u8] = b"begun";
const USUAL_PASSWORD: &[u8] = b"done";
const CHOSEN_PASSWORD: &[u8] = b"done, password chosen";
/// Times that seeding looks again at what is there. Nodes that start together on an empty store seed it together, and
/// each time one comes too late another one has made something: there are fewer things to make than this.
const ATTEMPTS: usize = 64;

/// The demo as it stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// The logins' password, or how it was chosen.
    pub password: String,
}

/// Seeds the demo if the store has no restaurant, finishes a seeding that was interrupted, and gives the logins the
/// password that the settings choose. None when the store belongs to other restaurants.
///
/// # Errors
/// The store's, or [`Error::Invalid`] for a chosen password that breaks the rules.
pub async fn ensure(app: &App) -> Result<Option<Demo>> {
    let restaurant = house::restaurant();
    let there = app.store.restaurants().await?;
    if !there.is_empty() && !there.iter().any(|other| other.id == restaurant.id) {
        return Ok(None);
    }
    let chosen = app.config.dev.demo_password.as_deref();
    let mark = app.store.key(MARK, BEGUN).await?;
    if mark == BEGUN {
        fill(app, &restaurant, chosen.unwrap_or(PASSWORD)).await?;
        move_mark(app, &mark, chosen).await?;
    } else if let Some(chosen) = chosen {
        choose_password(app, restaurant.id, chosen).await?;
        move_mark(app, &mark, Some(chosen)).await?;
    }
    let password = match chosen {
        Some(_) => "as in DINEQR_DEMO_PASSWORD",
        None if mark == CHOSEN_PASSWORD => "as DINEQR_DEMO_PASSWORD chose it",
        None => PASSWORD,
    };
    Ok(Some(Demo { restaurant_id: restaurant.id, password: password.to_owned() }))
}

async fn move_mark(app: &App, from: &[u8], chosen: Option<&str>) -> Result<()> {
    app.store.take_key(MARK, from).await?;
    let done = if chosen.is_some() { CHOSEN_PASSWORD } else { USUAL_PASSWORD };
    app.store.key(MARK, done).await?;
    Ok(())
}

/// Makes what is not there, whoever else does so at the same time.
async fn fill(app: &App, restaurant: &Restaurant, password: &str) -> Result<()> {
    // One password, one hash: at the usual cost each further one would take another quarter of a second.
    let password_hash = app.passwords.hash(read(password)?).await;
    for _ in 1..ATTEMPTS {
        match fill_once(app, restaurant, &password_hash).await {
            Err(Error::Store(StoreError::Duplicate | StoreError::Conflict)) => {}
            answer => return answer,
        }
    }
    fill_once(app, restaurant, &password_hash).await
}

async fn fill_once(app: &App, restaurant: &Restaurant, password_hash: &str) -> Result<()> {
    if app.store.restaurant(restaurant.id).await?.is_none() {
        app.store.create_restaurant(restaurant).await?;
    }
    for table in house::tables(restaurant.id) {
        if app.store.table(table.id).await?.is_none() {
            app.store.create_table(&table).await?;
        }
    }
    if app.store.published_menu(restaurant.id).await?.version == 0 {
        usecase::menu::save_draft(app, restaurant.id, menu::menu()).await?;
        usecase::menu::publish(app, restaurant.id, Actor::System).await?;
    }
    for login in LOGINS {
        hire(app, restaurant.id, login, password_hash).await?;
    }
    Ok(())
}

async fn hire(app: &App, restaurant_id: RestaurantId, login: Login, hash: &str) -> Result<()> {
    let id = AccountId::derived(&[SLUG, login.email]);
    if app.store.account(id).await?.is_some() {
        return Ok(());
    }
    let account = Account {
        id,
        email: Some(login.email.to_owned()),
        name: login.name.to_owned(),
        password_hash: hash.to_owned(),
    };
    let membership = Membership {
        account_id: id,
        restaurant_id,
        role: login.role,
        staff_id: None,
        station: None,
    };
    Ok(app.store.create_account(&account, &membership).await?)
}

/// A demo shown to others must not keep the password that everybody knows.
async fn choose_password(app: &App, restaurant: RestaurantId, chosen: &str) -> Result<()> {
    // A hash of the chosen password; the logins share one, so one comparison is enough for all.
    let mut good = None;
    for (account, _) in app.store.members(restaurant).await? {
        let ours =
            LOGINS.iter().any(|login| account.id == AccountId::derived(&[SLUG, login.email]));
        let kept = Some(account.password_hash.clone());
        if !ours || kept == good {
            continue;
        }
        if app.passwords.verify(read(chosen)?, kept.clone()).await {
            good = kept;
            continue;
        }
        let password_hash = app.passwords.hash(read(chosen)?).await;
        good = Some(password_hash.clone());
        app.store.update_account(&Account { password_hash, ..account.clone() }).await?;
        usecase::session::end_all_of(app, account.id, None).await?;
    }
    Ok(())
}

fn read(password: &str) -> Result<Password> {
    let field = "DINEQR_DEMO_PASSWORD";
    Password::parse(password).map_err(|error| Error::invalid(field, "password", error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use dineqr_core::store::SharedStore;
    use dineqr_store_sqlite::SqliteStore;
    use jiff::Timestamp;
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::app::Parts;
    use crate::config::Config;
    use crate::kv::Kv;
    use crate::system::{CountingIds, ManualClock};

    fn empty() -> SharedStore {
        Arc::new(SqliteStore::in_memory().expect("a store"))
    }

    /// A start of the program on that store.
    async fn start(store: &SharedStore, chosen: Option<&str>) -> Arc<App> {
        let mut config = Config::for_tests();
        config.dev.demo_password = chosen.map(str::to_owned);
        let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
        let (kv, store, ids) = (Kv::memory(), store.clone(), Arc::new(CountingIds::new()));
        let parts = Parts { config, kv, store, clock, ids };
        App::new(parts).await.expect("keys").0
    }

    /// A start, as far as the demo goes.
    async fn restart(store: &SharedStore, chosen: Option<&str>) -> Result<Option<Demo>> {
        let app = start(store, chosen).await;
        ensure(&app).await
    }

    async fn contents(app: &App, demo: &Demo) -> (usize, usize, usize, u64) {
        let id = demo.restaurant_id;
        let tables = app.store.tables(id).await.expect("tables").len();
        let people = app.store.members(id).await.expect("members").len();
        let menu = app.store.published_menu(id).await.expect("a menu");
        (tables, people, menu.menu().dishes().count(), menu.version)
    }

    async fn signs_in(app: &App, password: &str) -> bool {
        usecase::account::login(app, "floor@demo.test", password, None).await.is_ok()
    }

    #[tokio::test]
    async fn seeding_twice_is_seeding_once() {
        let store = empty();
        let app = start(&store, None).await;
        let demo = ensure(&app).await.expect("seeded").expect("ours");
        assert_eq!(contents(&app, &demo).await, (12, 3, 60, 1));
        assert!(signs_in(&app, PASSWORD).await);
        let again = restart(&store, None).await.expect("there");
        assert_eq!(again.as_ref(), Some(&demo));
        assert_eq!(contents(&app, &demo).await, (12, 3, 60, 1));
    }

    #[tokio::test]
    async fn nodes_that_start_together_seed_once() {
        let store = empty();
        let (one, two) = (start(&store, None).await, start(&store, None).await);
        let (first, second) = tokio::join!(ensure(&one), ensure(&two));
        let demo = first.expect("seeded").expect("ours");
        assert_eq!(second.expect("seeded"), Some(demo.clone()));
        let (tables, people, dishes, _) = contents(&one, &demo).await;
        assert_eq!((tables, people, dishes), (12, 3, 60));
    }

    #[tokio::test]
    async fn what_an_interrupted_seeding_left_out_is_filled_in() {
        let store = empty();
        let app = start(&store, None).await;
        let restaurant = house::restaurant();
        store.key(MARK, BEGUN).await.expect("marked");
        store.create_restaurant(&restaurant).await.expect("created");
        let first = house::tables(restaurant.id).next().expect("a table");
        store.create_table(&first).await.expect("created");
        let demo = ensure(&app).await.expect("seeded").expect("ours");
        assert_eq!(contents(&app, &demo).await, (12, 3, 60, 1));
    }

    #[tokio::test]
    async fn a_store_of_others_is_left_alone() {
        let store = empty();
        let app = start(&store, None).await;
        usecase::restaurant::create(&app, "spice-route", "Spice Route").await.expect("created");
        assert_eq!(ensure(&app).await.expect("left alone"), None);
        assert_eq!(store.restaurants().await.expect("read").len(), 1);
    }

    #[tokio::test]
    async fn what_a_manager_changed_stays() {
        let store = empty();
        let app = start(&store, None).await;
        let demo = ensure(&app).await.expect("seeded").expect("ours");
        let table = house::tables(demo.restaurant_id).next().expect("a table");
        store.delete_table(demo.restaurant_id, table.id).await.expect("deleted");
        restart(&store, None).await.expect("there");
        assert_eq!(contents(&app, &demo).await.0, 11);
    }

    #[tokio::test]
    async fn a_chosen_password_replaces_the_known_one() {
        let store = empty();
        restart(&store, None).await.expect("seeded");
        let app = start(&store, Some("correct horse")).await;
        ensure(&app).await.expect("there");
        assert!(signs_in(&app, "correct horse").await);
        assert!(!signs_in(&app, PASSWORD).await);
        let demo = restart(&store, None).await.expect("there").expect("ours");
        assert_ne!(demo.password, PASSWORD);
    }
}
