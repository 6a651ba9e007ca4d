//! More open tabs than are kept whole in memory.

use dineqr_core::store::contract::{Guests, all, table_id};
use dineqr_core::store::{Result, Tabs};
use dineqr_store_sqlite::SqliteStore;
use pretty_assertions::assert_eq;

#[tokio::test]
async fn tabs_that_have_no_room_in_memory_are_found_all_the_same() -> Result<()> {
    let (guests, store) = (Guests::default(), SqliteStore::in_memory()?);
    let names: Vec<String> = (0..2_500).map(|number| format!("T{number}")).collect();
    let commits: Vec<_> = names.iter().map(|name| guests.come(Some(name))).collect();
    let mut tabs: Vec<_> = commits.iter().map(|commit| commit.tab.clone()).collect();
    for answer in all(commits.into_iter().map(|commit| store.commit(commit))).await {
        answer?;
    }
    let order = guests.order(&tabs[0], 1);
    tabs[0] = order.tab.clone();
    store.commit(order).await?;
    for (name, tab) in names.iter().zip(&tabs).step_by(250) {
        let found = store.open_tab_at(guests.place(), table_id(name)).await?;
        assert_eq!(found.as_ref(), Some(tab));
    }
    tabs.sort_by_key(|tab| tab.id);
    assert!(store.open_tabs(guests.place()).await? == tabs);
    assert_eq!(store.open_tab_versions(guests.place()).await?.len(), 2_500);
    Ok(())
}
