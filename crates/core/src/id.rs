//! Typed identifiers: 128 bits, time-ordered, written as 26 characters of Crockford's base 32.
//!
//! Outside the program an id is an opaque string. Inside, each kind of thing has its own type, so that a
//! dish's id can never be passed where a tab's is meant.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ulid::Ulid;

/// Random bits for new ids, tokens and codes. The server passes the system's generator, tests a counter.
pub trait IdSource: Send + Sync {
    /// 128 bits that nobody can guess and that never repeat.
    fn random(&self) -> u128;
}

/// The text is not an id of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

/// Makes an id that is the same for the same parts: how a repeated request finds what the first one created.
fn derive(parts: &[&str]) -> Ulid {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Ulid::from_bytes(bytes)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Ulid);

        impl $name {
            /// A new id, ordered by `now` among its kind.
            pub fn new(now: Timestamp, ids: &dyn IdSource) -> Self {
                let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
                Self(Ulid::from_parts(millis, ids.random()))
            }

            /// The id that these parts always give.
            pub fn derived(parts: &[&str]) -> Self {
                Self(derive(parts))
            }

            /// Reads the text form.
            ///
            /// # Errors
            /// [`InvalidId`] when the text is not exactly what [`Display`](std::fmt::Display) writes.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                let id = Ulid::from_string(text).map_err(|_| InvalidId)?;
                let mut buffer = [0; ulid::ULID_LEN];
                if id.array_to_str(&mut buffer) == text { Ok(Self(id)) } else { Err(InvalidId) }
            }

            /// The 16 bytes, for keys of databases.
            pub fn to_bytes(self) -> [u8; 16] {
                self.0.to_bytes()
            }

            /// The id with these bytes, as a database keeps them.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Ulid::from_bytes(bytes))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut buffer = [0; ulid::ULID_LEN];
                f.write_str(self.0.array_to_str(&mut buffer))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::parse(text)
            }
        }
    )*};
}

ids! {
    /// A restaurant: the tenant everything else belongs to.
    RestaurantId;
    /// A category of a menu.
    CategoryId;
    /// A dish of a menu.
    DishId;
    /// A size or portion of a dish.
    VariantId;
    /// A group of options of a dish.
    OptionGroupId;
    /// One option of a group.
    OptionId;
    /// A table.
    TableId;
    /// A tab: one sitting, or one parcel.
    TabId;
    /// An order of a tab.
    OrderId;
    /// A line of an order.
    LineId;
    /// A payment of a tab.
    PaymentId;
    /// A refund of a payment.
    RefundId;
    /// A guest of a tab: one phone.
    GuestId;
    /// A request for service at a tab or a table.
    ServiceRequestId;
    /// A person's account.
    AccountId;
    /// A sign-in: of a guest's phone or of an account.
    SessionId;
    /// A one-time code that was sent and not yet used.
    ChallengeId;
    /// Something that happened and is told to others.
    EventId;
    /// A message of the dev outbox.
    MessageId;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u128);

    impl IdSource for Fixed {
        fn random(&self) -> u128 {
            self.0
        }
    }

    #[test]
    fn an_id_survives_its_text_form() {
        let id = OrderId::new(Timestamp::UNIX_EPOCH, &Fixed(7));
        assert_eq!(OrderId::parse(&id.to_string()), Ok(id));
    }

    #[test]
    fn text_that_is_no_id_is_refused() {
        for text in ["", "1", "not-an-id", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "../../etc/passwd"] {
            assert_eq!(OrderId::parse(text), Err(InvalidId), "{text}");
        }
    }

    #[test]
    fn ids_are_ordered_by_time() {
        let early = TabId::new(Timestamp::UNIX_EPOCH, &Fixed(u128::MAX));
        let late = TabId::new(Timestamp::from_second(1).expect("in range"), &Fixed(0));
        assert!(early < late);
    }

    #[test]
    fn derived_ids_keep_their_parts_apart() {
        assert_eq!(TabId::derived(&["a", "bc"]), TabId::derived(&["a", "bc"]));
        assert_ne!(TabId::derived(&["a", "bc"]), TabId::derived(&["ab", "c"]));
    }
}
