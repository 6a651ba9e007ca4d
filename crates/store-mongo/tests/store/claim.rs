//! The right to be the only server.

use dineqr_core::store::Result;
use dineqr_core::test_support::evening;
use jiff::{SignedDuration, Timestamp};
use pretty_assertions::assert_eq;

use crate::server::{database, opened};

fn seconds(count: i64) -> Timestamp {
    evening() + SignedDuration::from_secs(count)
}

#[tokio::test]
async fn one_of_two_servers_has_the_claim_until_it_ends() -> Result<()> {
    let database = database();
    let (first, second) = (opened(&database).await, opened(&database).await);
    assert_eq!(first.claim("first", seconds(0), seconds(30)).await, Ok(true));
    assert_eq!(second.claim("second", seconds(1), seconds(31)).await, Ok(false));
    assert_eq!(first.claim("first", seconds(20), seconds(50)).await, Ok(true));
    assert_eq!(second.claim("second", seconds(49), seconds(80)).await, Ok(false));
    assert_eq!(second.claim("second", seconds(50), seconds(80)).await, Ok(true));
    assert_eq!(first.claim("first", seconds(51), seconds(90)).await, Ok(false));
    Ok(())
}

#[tokio::test]
async fn a_claim_is_released_by_whoever_has_it() -> Result<()> {
    let database = database();
    let store = opened(&database).await;
    assert_eq!(store.claim("first", seconds(0), seconds(30)).await, Ok(true));
    store.release("second").await?;
    assert_eq!(store.claim("second", seconds(1), seconds(31)).await, Ok(false));
    store.release("first").await?;
    assert_eq!(store.claim("second", seconds(1), seconds(31)).await, Ok(true));
    Ok(())
}
