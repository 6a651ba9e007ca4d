//! Several processes on one file: a server, and commands that edit beside it.

use dineqr_core::store::contract::Guests;
use dineqr_core::store::{Menus, Result, StoreError, Tabs};
use dineqr_core::test_support::menu;
use pretty_assertions::assert_eq;

use crate::support::{TODAY, opened};

#[tokio::test]
async fn a_command_edits_the_menu_beside_a_server() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let guests = Guests::default();
    let (command, server) = (opened(&path), opened(&path));
    server.commit(guests.come(None)).await?;
    command.save_draft_menu(guests.place(), &menu()).await?;
    server.commit(guests.come(None)).await?;
    assert_eq!(server.draft_menu(guests.place()).await, Ok(menu()));
    Ok(())
}

#[tokio::test]
async fn one_process_at_a_time_writes_tabs_and_others_read_them() -> Result<()> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dineqr.db");
    let guests = Guests::default();
    let (first, second) = (opened(&path), opened(&path));
    let opening = guests.come(Some("T1"));
    let tab = opening.tab.clone();
    first.commit(opening).await?;
    assert_eq!(second.open_tabs(guests.place()).await, Ok(vec![tab.clone()]));
    let refused = second.commit(guests.come(None)).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    let refused = second.next_order_number(guests.place(), TODAY).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    let order = guests.order(&tab, 1);
    let ordered = order.tab.clone();
    first.commit(order).await?;
    assert_eq!(second.tab(guests.place(), tab.id).await, Ok(Some(ordered.clone())));
    first.close();
    second.commit(guests.come(None)).await?;
    assert_eq!(second.tab(guests.place(), tab.id).await, Ok(Some(ordered)));
    Ok(())
}
