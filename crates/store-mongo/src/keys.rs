//! Secrets that are made once and kept.

use async_trait::async_trait;
use dineqr_core::store::{Keys, Result};
use mongodb::bson::spec::BinarySubtype;
use mongodb::bson::{Binary, doc};

use crate::MongoStore;
use crate::document;
use crate::failure::{Outcome, is_duplicate, other};
use crate::schema::KEYS;

#[async_trait]
impl Keys for MongoStore {
    async fn key(&self, name: &str, candidate: &[u8]) -> Result<Vec<u8>> {
        if let Some(kept) = self.read(self.kept(name)).await? {
            return Ok(kept);
        }
        self.write(async {
            let key = doc! { "_id": name, "value": binary(candidate) };
            match self.documents(KEYS).insert_one(key).await {
                Ok(_) => Ok(candidate.to_owned()),
                // Somebody else was faster.
                Err(error) if is_duplicate(&error) => {
                    Ok(self.kept(name).await?.ok_or_else(|| other("a key was lost"))?)
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    async fn take_key(&self, name: &str, expected: &[u8]) -> Result<bool> {
        self.write(async {
            let key = doc! { "_id": name, "value": binary(expected) };
            Ok(self.documents(KEYS).delete_one(key).await?.deleted_count == 1)
        })
        .await
    }
}

impl MongoStore {
    async fn kept(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        let found = self.raw(KEYS).find_one(doc! { "_id": name }).await?;
        Ok(found.map(|found| document::bytes("key", &found, "value")).transpose()?)
    }
}

pub(crate) fn binary(bytes: &[u8]) -> Binary {
    Binary { subtype: BinarySubtype::Generic, bytes: bytes.to_owned() }
}
