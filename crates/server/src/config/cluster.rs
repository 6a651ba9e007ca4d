//! `[cluster]`: how many servers there are.

use serde::{Deserialize, Serialize};

use super::{Config, ConfigError};

/// How many servers there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cluster {
    /// `DINEQR_CLUSTER__NODES`: how many servers work on one database. Limits per address are counted on each node,
    /// so each grants its part of them. Default 1.
    pub nodes: u32,
}

impl Default for Cluster {
    fn default() -> Self {
        Self { nodes: 1 }
    }
}

impl Cluster {
    /// Several nodes share what a node alone keeps to itself.
    pub(super) fn validate(&self, config: &Config) -> Result<(), ConfigError> {
        if self.nodes == 0 {
            return Err(ConfigError::at("cluster.nodes", "at least 1 is expected"));
        }
        if self.nodes > 1 && !config.store.is_shared() {
            return Err(ConfigError::at(
                "cluster.nodes, store.uri",
                "several nodes need one MongoDB (mongodb://HOST/NAME); SQLite is for a single one",
            ));
        }
        if self.nodes > 1 && !config.kv.is_shared() {
            return Err(ConfigError::at(
                "cluster.nodes, kv.uri",
                "several nodes need one Redis (redis://HOST) for what they share",
            ));
        }
        Ok(())
    }
}
