//! How the driver talks to the server. What the URI says is kept wherever data stays as safe with it.

use std::time::Duration;

use dineqr_core::store::{Result, StoreError};
use mongodb::options::{
    Acknowledgment, ClientOptions, ReadConcern, ReadPreference, SelectionCriteria, WriteConcern,
};

use crate::failure::translate;

/// How long reading or writing one thing may take in all, waiting for a connection and trying again included. The
/// driver itself waits without end for a connection of its pool, and for the answer of a server that was stopped.
pub(crate) const PATIENCE: Duration = Duration::from_secs(8);
/// How long finding the server and connecting to it may take.
const CONNECTING: Duration = Duration::from_secs(3);
/// How long the server waits for its replicas before it says that a write has not reached most of them.
const REPLICATING: Duration = Duration::from_secs(4);
/// Most connections of one process. Each carries one operation at a time and costs the server a megabyte and a
/// thread; 64 that take 2 ms each carry 32,000 operations a second, more than one node's cores can ask for.
const MOST_CONNECTIONS: u32 = 64;

/// Where and how to connect, and the name of the database.
pub(crate) struct Options {
    pub(crate) client: ClientOptions,
    pub(crate) database: String,
}

impl Options {
    /// Reads a URI.
    ///
    /// # Errors
    /// `Other` when it is not sound or names no database, `Unavailable` when the name in a `mongodb+srv` URI is not
    /// answered for.
    pub(crate) async fn read(uri: &str) -> Result<Self> {
        let mut client = ClientOptions::parse(uri).await.map_err(|error| translate(&error))?;
        let database = client.default_database.clone().ok_or_else(no_database)?;
        keep_safe(&mut client);
        keep_bounded(&mut client);
        Ok(Self { client, database })
    }
}

/// What a node says was written must outlive the failure of any one server, and nobody may read what does not: an
/// answer to a repeated request rests on it, and screens show no more than that either. So these three are not the
/// URI's to choose, except for how long a write waits.
fn keep_safe(client: &mut ClientOptions) {
    let waits = client.write_concern.as_ref().and_then(|concern| concern.w_timeout);
    let mut write = WriteConcern::from(Acknowledgment::Majority);
    write.journal = Some(true);
    write.w_timeout = Some(waits.unwrap_or(REPLICATING));
    client.write_concern = Some(write);
    client.read_concern = Some(ReadConcern::majority());
    client.selection_criteria = Some(SelectionCriteria::ReadPreference(ReadPreference::Primary));
}

fn keep_bounded(client: &mut ClientOptions) {
    client.app_name.get_or_insert_with(|| "dineqr".to_owned());
    client.connect_timeout.get_or_insert(CONNECTING);
    client.server_selection_timeout.get_or_insert(CONNECTING);
    client.max_pool_size.get_or_insert(MOST_CONNECTIONS);
    client.retry_reads.get_or_insert(true);
    client.retry_writes.get_or_insert(true);
}

fn no_database() -> StoreError {
    let text = "the URI names no database: add it after the host, as in mongodb://host/dineqr";
    StoreError::Other(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(query: &str) -> ClientOptions {
        let uri = format!("mongodb://one,two/dineqr?{query}");
        Options::read(&uri).await.expect("a sound URI").client
    }

    #[tokio::test]
    async fn what_is_not_said_is_bounded() {
        let options = read("").await;
        assert_eq!(options.app_name.as_deref(), Some("dineqr"));
        assert_eq!(options.max_pool_size, Some(MOST_CONNECTIONS));
        assert_eq!(options.server_selection_timeout, Some(CONNECTING));
        assert_eq!(options.write_concern.and_then(|concern| concern.w_timeout), Some(REPLICATING));
    }

    #[tokio::test]
    async fn what_is_said_is_kept() {
        let options = read("appName=bar&maxPoolSize=9&connectTimeoutMS=700&wTimeoutMS=900").await;
        assert_eq!(options.app_name.as_deref(), Some("bar"));
        assert_eq!(options.max_pool_size, Some(9));
        assert_eq!(options.connect_timeout, Some(Duration::from_millis(700)));
        let waits = options.write_concern.and_then(|concern| concern.w_timeout);
        assert_eq!(waits, Some(Duration::from_millis(900)));
    }

    #[tokio::test]
    async fn what_would_lose_writes_is_not_kept() {
        let loose = "w=1&journal=false&readConcernLevel=local&readPreference=secondary";
        let options = read(loose).await;
        let write = options.write_concern.expect("one");
        assert_eq!((write.w, write.journal), (Some(Acknowledgment::Majority), Some(true)));
        assert_eq!(options.read_concern, Some(ReadConcern::majority()));
        let primary = SelectionCriteria::ReadPreference(ReadPreference::Primary);
        assert_eq!(options.selection_criteria, Some(primary));
    }
}
