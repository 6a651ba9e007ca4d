//! The environment as a source of settings.

use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};

const PREFIX: &str = "DINEQR_";
/// Variables without a section that stand for a key of one.
const PLAIN: [(&str, &str); 1] = [("DEMO_PASSWORD", "DEV__DEMO_PASSWORD")];
/// Variables that the command line reads: not settings.
const COMMAND_LINE: [&str; 1] = ["CONFIG"];

/// The variables of this process that are settings.
pub(super) fn process() -> Vec<(String, String)> {
    std::env::vars_os()
        .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)))
        .filter(|(key, _)| key == "PORT" || key.starts_with(PREFIX))
        .collect()
}

/// Variables as nested settings: `DINEQR_HTTP__LISTEN` is `http.listen`.
pub(super) struct Environment<'a> {
    variables: &'a [(String, String)],
}

impl<'a> Environment<'a> {
    pub(super) fn new(variables: &'a [(String, String)]) -> Self {
        Self { variables }
    }

    /// Where a bare `PORT` listens: on the address that was set, else on all, since the platforms
    /// that set it reach the program from outside.
    fn listen(&self, port: &str) -> Result<String, String> {
        let port: u16 = port.parse().map_err(|_| format!("PORT: {port:?} is no port number"))?;
        let set = self.variables.iter().find(|(key, _)| key == "DINEQR_HTTP__LISTEN");
        let host =
            set.and_then(|(_, listen)| listen.rsplit_once(':')).map_or("0.0.0.0", |(host, _)| host);
        Ok(format!("{host}:{port}"))
    }
}

impl Provider for Environment<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment (DINEQR_SECTION__KEY)")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut root = Dict::new();
        for (key, value) in self.variables {
            let Some(key) = key.strip_prefix(PREFIX).filter(|key| !COMMAND_LINE.contains(key))
            else {
                continue;
            };
            let key = PLAIN.iter().find(|(plain, _)| *plain == key).map_or(key, |(_, full)| *full);
            // Passwords and addresses stay text even where they look like a number.
            let text = key == "DEV__DEMO_PASSWORD" || key.ends_with("URI");
            let value = if text { Value::from(value.as_str()) } else { parse(value) };
            put(&mut root, &key.to_ascii_lowercase(), value);
        }
        if let Some((_, port)) = self.variables.iter().find(|(key, _)| key == "PORT") {
            put(&mut root, "http__listen", Value::from(self.listen(port)?));
        }
        Ok(Profile::Default.collect(root))
    }
}

fn parse(text: &str) -> Value {
    match text.parse() {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

fn put(into: &mut Dict, path: &str, value: Value) {
    match path.split_once("__") {
        None => {
            into.insert(path.to_owned(), value);
        }
        Some((section, rest)) => {
            let section =
                into.entry(section.to_owned()).or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, inner) = section {
                put(inner, rest, value);
            }
        }
    }
}
