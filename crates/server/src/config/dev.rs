//! `[dev]`: aids for development, all off.

use serde::{Deserialize, Serialize};

/// Aids for development, all off.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dev {
    /// `DINEQR_DEV__OUTBOX_ROUTE` (and `--demo`): whether `/api/v1/dev/...` answers. Default false.
    pub outbox_route: bool,
    /// `DINEQR_DEMO_PASSWORD`: the demo logins' password; needed to show the demo beyond loopback. Default none.
    pub demo_password: Option<String>,
}
