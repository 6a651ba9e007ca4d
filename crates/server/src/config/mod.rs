//! Settings: defaults, then a TOML file, then the environment (`DINEQR_SECTION__KEY`), then plain `PORT`.
//!
//! One struct and file per section. Nothing else in the program reads the environment, and there is no
//! global: whoever needs a setting is given its section.
//!
//! To add a setting: 1. a field with a doc comment that names its variable and default; 2. its default in
//! the section's `Default`; 3. its line in `config/default.toml` (a test compares the two); 4. a rule in
//! `validate` if not every value of the type makes sense.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

pub mod auth;
pub mod backup;
pub mod cluster;
pub mod dev;
mod environment;
pub mod http;
pub mod kv;
pub mod limits;
mod list;
pub mod log;
pub mod sms;
pub mod store;

pub use auth::Auth;
pub use backup::Backup;
pub use cluster::Cluster;
pub use dev::Dev;
pub use http::Http;
pub use kv::Kv;
pub use limits::{Limit, Limits};
pub use log::Log;
pub use sms::Sms;
pub use store::Store;

/// The commented settings file that `dineqr config default` prints.
pub const DEFAULT_TOML: &str = include_str!("../../config/default.toml");

/// Every setting of the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `DINEQR_DATA_DIR`: where the database and the pictures are kept. Default `./data`.
    pub data_dir: PathBuf,
    /// The listener and what it accepts.
    pub http: Http,
    /// The database.
    pub store: Store,
    /// Backups that the server makes by itself.
    pub backup: Backup,
    /// Shared short-lived state.
    pub kv: Kv,
    /// How many servers there are.
    pub cluster: Cluster,
    /// Signing in.
    pub auth: Auth,
    /// How often things may be done.
    pub limits: Limits,
    /// Logs.
    pub log: Log,
    /// Text messages.
    pub sms: Sms,
    /// Aids for development, all off.
    pub dev: Dev,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("./data"),
            http: Http::default(),
            store: Store::default(),
            backup: Backup::default(),
            kv: Kv::default(),
            cluster: Cluster::default(),
            auth: Auth::default(),
            limits: Limits::default(),
            log: Log::default(),
            sms: Sms::default(),
            dev: Dev::default(),
        }
    }
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value could not be read: an unknown key, a wrong type, a missing file.
    #[error("settings: {0}")]
    Unreadable(Box<figment::Error>),
    /// A value, or several together, make no sense. The text begins with the keys.
    #[error("settings: {0}")]
    Invalid(String),
}

impl ConfigError {
    /// An error that begins with the keys it is about.
    pub(crate) fn at(keys: &str, rule: impl std::fmt::Display) -> Self {
        Self::Invalid(format!("{keys}: {rule}"))
    }
}

impl From<figment::Error> for ConfigError {
    fn from(error: figment::Error) -> Self {
        Self::Unreadable(Box::new(error))
    }
}

impl Config {
    /// Reads the settings from `file`, if one is named, and the environment.
    ///
    /// # Errors
    /// [`ConfigError`] names the key, the source and the rule.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::from_parts(file, &environment::process())
    }

    fn from_parts(file: Option<&Path>, env: &[(String, String)]) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(path) = file {
            if !path.is_file() {
                return Err(ConfigError::at("--config", format!("{} is no file", path.display())));
            }
            figment = figment.merge(Toml::file_exact(path));
        }
        let config: Self = figment.merge(environment::Environment::new(env)).extract()?;
        config.validate()?;
        Ok(config)
    }

    /// Checks what one field's type cannot: bounds, and settings that do not go together.
    ///
    /// # Errors
    /// [`ConfigError::Invalid`] beginning with the keys.
    pub fn validate(&self) -> Result<(), ConfigError> {
        self.http.validate()?;
        self.backup.validate()?;
        if self.backup.every_hours > 0 && !self.store.is_file() {
            let rule =
                "only an SQLite file is backed up by the program; a MongoDB database has mongodump";
            return Err(ConfigError::at("backup.every_hours, store.uri", rule));
        }
        self.store.validate()?;
        self.kv.validate()?;
        self.cluster.validate(self)?;
        self.auth.validate()?;
        if self.dev.outbox_route
            && !self.http.listen.ip().is_loopback()
            && self.dev.demo_password.is_none()
        {
            return Err(ConfigError::at(
                "http.listen, dev.outbox_route",
                "the development routes listen on loopback only, unless DINEQR_DEMO_PASSWORD is set",
            ));
        }
        Ok(())
    }

    /// Settings for tests: memory only, a free port, the cheapest hash, limits out of the way.
    pub fn for_tests() -> Self {
        let mut config = Self::default();
        config.http.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        config.store.uri = Some("sqlite::memory:".to_owned());
        config.auth.bcrypt_cost = 4;
        config.limits = Limits::demo();
        config.dev.outbox_route = true;
        config
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn with(env: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let env: Vec<_> = env.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Config::from_parts(None, &env)
    }

    fn refusal(env: &[(&str, &str)]) -> String {
        with(env).expect_err("refused").to_string()
    }

    #[test]
    fn the_printed_default_file_is_the_default() {
        let parsed: Config = toml::from_str(DEFAULT_TOML).expect("the file is valid");
        assert_eq!(parsed, Config::default());
        parsed.validate().expect("the default is usable");
    }

    #[test]
    fn every_setting_has_a_line_in_the_default_file() {
        let text = toml::to_string(&Config::default()).expect("serialises");
        for key in text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
            let documented =
                |line: &str| line.trim_start_matches(['#', ' ']).starts_with(&format!("{key} ="));
            assert!(DEFAULT_TOML.lines().any(documented), "{key}");
        }
    }

    #[test]
    fn tests_get_usable_settings() {
        Config::for_tests().validate().expect("usable");
    }

    #[test]
    fn the_environment_reaches_every_section() {
        let config = with(&[
            ("DINEQR_DATA_DIR", "/srv/dineqr"),
            ("DINEQR_HTTP__LISTEN", "0.0.0.0:9000"),
            ("DINEQR_HTTP__PUBLIC_URL", "https://order.example.com"),
            ("DINEQR_HTTP__TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.0/24"),
            ("DINEQR_STORE__URI", "sqlite:/tmp/d.db"),
            ("DINEQR_AUTH__COUNTRIES", "91,44"),
            ("DINEQR_LIMITS__IP_READ", "10/1s"),
            ("DINEQR_DEMO_PASSWORD", "12345678"),
        ])
        .expect("valid");
        assert_eq!(config.data_dir, PathBuf::from("/srv/dineqr"));
        assert_eq!(config.http.listen.port(), 9000);
        assert!(config.http.https());
        assert_eq!(config.http.trusted_proxies.len(), 2);
        assert_eq!(config.store.uri.as_deref(), Some("sqlite:/tmp/d.db"));
        assert_eq!(config.auth.countries, ["91", "44"]);
        assert_eq!(config.limits.ip_read, Limit::new(10, 1));
        assert_eq!(config.dev.demo_password.as_deref(), Some("12345678"));
    }

    #[test]
    fn a_country_alone_is_a_list_of_one() {
        assert_eq!(
            with(&[("DINEQR_AUTH__COUNTRIES", "91")]).expect("valid").auth.countries,
            ["91"]
        );
    }

    #[test]
    fn a_hosting_platforms_port_is_taken_and_opens_the_listener() {
        let config = with(&[("PORT", "5000")]).expect("valid");
        assert_eq!(config.http.listen, SocketAddr::from((Ipv4Addr::UNSPECIFIED, 5000)));
        let config =
            with(&[("PORT", "5000"), ("DINEQR_HTTP__LISTEN", "127.0.0.1:80")]).expect("valid");
        assert_eq!(config.http.listen, SocketAddr::from((Ipv4Addr::LOCALHOST, 5000)));
        assert!(refusal(&[("PORT", "http")]).contains("PORT"));
    }

    #[test]
    fn a_misspelt_variable_is_refused_by_name() {
        assert!(refusal(&[("DINEQR_HTTP__LISTN", "127.0.0.1:80")]).contains("listn"));
        assert!(refusal(&[("DINEQR_HTTP_LISTEN", "127.0.0.1:80")]).contains("http_listen"));
    }

    #[test]
    fn a_file_is_read_and_the_environment_wins() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("dineqr.toml");
        std::fs::write(&path, "[http]\nlisten = \"127.0.0.1:1\"\nmax_in_flight = 7\n")
            .expect("written");
        let env = [("DINEQR_HTTP__LISTEN".to_owned(), "127.0.0.1:2".to_owned())];
        let config = Config::from_parts(Some(&path), &env).expect("valid");
        assert_eq!((config.http.listen.port(), config.http.max_in_flight), (2, 7));
        let missing = Config::from_parts(Some(&dir.path().join("none.toml")), &[]);
        assert!(missing.expect_err("refused").to_string().contains("none.toml"));
    }

    #[test]
    fn back_ends_are_chosen_by_their_addresses() {
        let shared = with(&[
            ("DINEQR_STORE__URI", "mongodb://a,b,c/dineqr?replicaSet=rs0"),
            ("DINEQR_KV__URI", "rediss://localhost:6380/1"),
            ("DINEQR_CLUSTER__NODES", "3"),
        ])
        .expect("valid");
        assert!(shared.store.is_shared() && shared.kv.is_shared());
        let alone = with(&[]).expect("valid");
        assert!(!alone.store.is_shared() && !alone.kv.is_shared());
        for (key, value, named) in [
            ("DINEQR_STORE__URI", "postgres://localhost/dineqr", "store.uri"),
            ("DINEQR_STORE__URI", "mongodb:localhost", "store.uri"),
            ("DINEQR_KV__URI", "memcached://localhost", "kv.uri"),
            ("DINEQR_KV__PREFIX", "a b", "kv.prefix"),
            ("DINEQR_SMS__PROVIDER", "pigeon", "pigeon"),
        ] {
            let refusal = refusal(&[(key, value)]);
            assert!(refusal.contains(named), "{key}={value}: {refusal}");
        }
    }

    #[test]
    fn several_nodes_need_what_they_can_share() {
        let (nodes, redis) =
            (("DINEQR_CLUSTER__NODES", "2"), ("DINEQR_KV__URI", "redis://localhost"));
        let mongodb = ("DINEQR_STORE__URI", "mongodb://localhost/dineqr");
        assert!(refusal(&[nodes]).contains("cluster.nodes, store.uri"));
        assert!(refusal(&[nodes, redis]).contains("cluster.nodes, store.uri"));
        assert!(refusal(&[nodes, mongodb]).contains("cluster.nodes, kv.uri"));
        assert!(refusal(&[("DINEQR_CLUSTER__NODES", "0")]).contains("cluster.nodes"));
        with(&[nodes, redis, mongodb]).expect("allowed");
    }

    #[test]
    fn values_out_of_bounds_are_refused_by_key() {
        for (key, value, named) in [
            ("DINEQR_AUTH__BCRYPT_COST", "31", "auth.bcrypt_cost"),
            ("DINEQR_AUTH__OTP_TRIES", "0", "auth.otp_tries"),
            ("DINEQR_AUTH__COUNTRIES", "1234", "auth.countries"),
            ("DINEQR_AUTH__DEFAULT_COUNTRY", "44", "auth.default_country"),
            ("DINEQR_BACKUP__KEEP", "0", "backup.keep"),
            ("DINEQR_HTTP__BODY_LIMIT", "0", "http.body_limit"),
            ("DINEQR_HTTP__PUBLIC_URL", "ftp://a", "http.public_url"),
            ("DINEQR_HTTP__CORS_ORIGINS", "https://a.example/path", "http.cors_origins"),
            ("DINEQR_STORE__EVENT_DAYS", "0", "store.event_days"),
            ("DINEQR_LIMITS__IP_READ", "0/60s", "ip_read"),
            ("DINEQR_LIMITS__IP_READ", "many", "ip_read"),
        ] {
            let refusal = refusal(&[(key, value)]);
            assert!(refusal.contains(named), "{key}={value}: {refusal}");
        }
    }

    #[test]
    fn backups_are_made_of_files_alone() {
        let daily = ("DINEQR_BACKUP__EVERY_HOURS", "24");
        with(&[daily]).expect("the default is a file");
        with(&[daily, ("DINEQR_STORE__URI", "sqlite:/srv/dineqr.db")]).expect("a file");
        for uri in ["sqlite::memory:", "mongodb://localhost/dineqr"] {
            let refusal = refusal(&[daily, ("DINEQR_STORE__URI", uri)]);
            assert!(refusal.contains("backup.every_hours, store.uri"), "{refusal}");
        }
    }

    #[test]
    fn development_routes_stay_on_loopback_unless_a_password_is_chosen() {
        let open = [("DINEQR_HTTP__LISTEN", "0.0.0.0:80"), ("DINEQR_DEV__OUTBOX_ROUTE", "true")];
        assert!(refusal(&open).contains("dev.outbox_route"));
        with(&[open[0], open[1], ("DINEQR_DEMO_PASSWORD", "correct horse")]).expect("allowed");
    }
}
