//! How a message for a room reaches the sockets of other nodes: socketioxide's Redis adapter, on the connections of
//! `kv`, which are made again when they break.

use socketioxide::adapter::Emitter;
use socketioxide_redis::drivers::{ChanItem, Driver, MessageStream};
use socketioxide_redis::{CustomRedisAdapter, RedisAdapterConfig, RedisAdapterCtr};

use crate::kv::{Away, Kv};

/// The adapter of every socket. On a node alone the hub never uses it.
pub(super) type Adapter = CustomRedisAdapter<Emitter, Wires>;

/// Channels between the nodes.
#[derive(Clone)]
pub struct Wires(Kv);

/// What the adapter is made by.
pub(super) fn constructor(kv: &Kv, prefix: &str) -> RedisAdapterCtr<Wires> {
    let config = RedisAdapterConfig::new().with_prefix(format!("{prefix}:socket.io"));
    RedisAdapterCtr::new_with_driver(Wires(kv.clone()), config)
}

impl Driver for Wires {
    type Error = Away;

    async fn publish(&self, channel: String, message: Vec<u8>) -> Result<(), Away> {
        self.0.publish(&channel, &message).await
    }

    async fn subscribe(
        &self,
        channel: String,
        size: usize,
    ) -> Result<MessageStream<ChanItem>, Away> {
        let messages = self.0.subscribe(&channel, size);
        Ok(messages.map_or_else(MessageStream::new_empty, MessageStream::new))
    }

    async fn unsubscribe(&self, channel: String) -> Result<(), Away> {
        self.0.unsubscribe(&channel);
        Ok(())
    }

    async fn num_serv(&self, _: &str) -> Result<u16, Away> {
        // Asked only where answers of other nodes are waited for, and nothing here waits for any.
        Ok(1)
    }
}
