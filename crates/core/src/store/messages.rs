//! The dev outbox: messages that a real installation would send by SMS or mail.

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Result;
use crate::id::MessageId;

/// A message to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// How it would go.
    pub channel: MessageChannel,
    /// The number or address.
    pub to: String,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The text.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// How a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageChannel {
    /// Text message.
    Sms,
    /// E-mail.
    Mail,
}

/// Messages of the dev outbox.
#[async_trait]
pub trait Messages {
    /// Keeps a message. Only the newest thousand are kept.
    async fn create_message(&self, message: &Message) -> Result<()>;

    /// The newest messages, newest first.
    async fn messages(&self, limit: usize) -> Result<Vec<Message>>;
}
