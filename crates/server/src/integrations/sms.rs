//! Text messages. A closed set of providers chosen by configuration.
//!
//! To add one: 1. a variant of `Provider` and its file; 2. its settings in `config::Sms`; 3. an arm in [`Sms::send`];
//! 4. a test against a fake of the vendor that checks every field.

use dineqr_core::id::{IdSource, MessageId};
use dineqr_core::store::{Message, MessageChannel, SharedStore, StoreError};
use jiff::Timestamp;

use crate::auth::phone::PhoneNumber;

/// Sends text messages.
pub struct Sms(Provider);

enum Provider {
    /// Keeps messages in the store, where a developer reads them.
    Outbox(SharedStore),
}

impl Sms {
    /// The dev outbox.
    pub fn outbox(store: SharedStore) -> Self {
        Self(Provider::Outbox(store))
    }

    /// Sends a message; with the outbox it is there when this returns.
    ///
    /// # Errors
    /// When the provider did not take it.
    pub async fn send(
        &self,
        to: &PhoneNumber,
        text: String,
        now: Timestamp,
        ids: &dyn IdSource,
    ) -> Result<(), StoreError> {
        match &self.0 {
            Provider::Outbox(store) => {
                let id = MessageId::new(now, ids);
                let to = to.as_e164().to_owned();
                let message =
                    Message { id, channel: MessageChannel::Sms, to, subject: None, text, at: now };
                store.create_message(&message).await
            }
        }
    }
}
