//! The dev outbox.

use pretty_assertions::assert_eq;

use super::World;
use super::world::{all, minutes};
use crate::id::MessageId;
use crate::store::{Message, MessageChannel, SharedStore};

pub(super) fn message(world: &World, minute: i64) -> Message {
    Message {
        id: MessageId::new(minutes(minute), world.ids()),
        channel: MessageChannel::Sms,
        to: "+919800000000".to_owned(),
        subject: None,
        text: format!("message {minute}"),
        at: minutes(minute),
    }
}

/// As many as asked for.
pub async fn messages_come_newest_first(store: SharedStore) {
    let world = World::new(store);
    let messages: Vec<Message> = (0..3).map(|minute| message(&world, minute)).collect();
    for message in &messages {
        world.store.create_message(message).await.expect("kept");
    }
    let newest: Vec<Message> = messages.into_iter().rev().collect();
    assert_eq!(world.store.messages(9).await, Ok(newest.clone()));
    assert_eq!(world.store.messages(2).await, Ok(newest[..2].to_vec()));
}

/// So that nobody need clear the outbox.
pub async fn the_newest_thousand_messages_are_kept(store: SharedStore) {
    let world = World::new(store);
    let messages: Vec<Message> = (0..1_005).map(|minute| message(&world, minute)).collect();
    let (old, new) = messages.split_at(5);
    for message in old {
        world.store.create_message(message).await.expect("kept");
    }
    all(new.iter().map(|message| world.store.create_message(message))).await;
    let kept = world.store.messages(5_000).await.expect("read");
    assert_eq!(kept.len(), 1_000);
    assert!(kept.iter().all(|message| message.at >= minutes(5)));
}
