//! The URL of a database, taken apart once.
//!
//! A password with a letter that a URL cannot hold ends up in any part of it. So nothing behind the
//! scheme is said of a URL that cannot be read, and parts that no database of ours has are refused
//! instead of ignored.

use sea_orm::sqlx::{postgres::PgConnectOptions, sqlite::SqliteConnectOptions};
use std::{fmt, path::PathBuf};
use url::Url;

/// What a PostgreSQL URL may say behind its `?`.
const POSTGRES_OPTIONS: [&str; 18] = [
    "sslmode",
    "ssl-mode",
    "sslrootcert",
    "ssl-root-cert",
    "ssl-ca",
    "sslcert",
    "ssl-cert",
    "sslkey",
    "ssl-key",
    "statement-cache-capacity",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "password",
    "application_name",
    "options",
];

/// Where a database is. Shown, it is a file's path or a server without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseAddress {
    url: String,
    place: Place,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Memory,
    File { path: PathBuf, may_make: bool },
    Postgres { shown: String },
}

/// Why a database URL cannot be used. Continues a sentence that begins with the variable's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDatabaseUrl {
    #[error("must begin with sqlite: or postgres://{}", begins_with(.0))]
    Scheme(Option<String>),
    #[error(
        "is no URL that can be read ({0}). Letters of a user or password that a URL cannot hold \
         are written as %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %"
    )]
    Unreadable(String),
    #[error("names no file; write sqlite://FILE, like sqlite:///var/lib/talka/talka.db")]
    NoFile,
    #[error(
        "has an option behind its ? that is not known; mode may be rwc (made if missing), rw or ro"
    )]
    SqliteOption,
}

fn begins_with(scheme: &Option<String>) -> String {
    scheme.as_ref().map_or_else(String::new, |scheme| {
        format!(", but it begins with {scheme:?}")
    })
}

impl DatabaseAddress {
    /// Reads `sqlite:FILE`, `sqlite://FILE?mode=…`, `sqlite::memory:` or `postgres://…`.
    pub fn parse(text: &str) -> Result<DatabaseAddress, BadDatabaseUrl> {
        let place = match scheme(text).as_deref() {
            Some("sqlite") => sqlite(text)?,
            Some("postgres" | "postgresql") => postgres(text)?,
            other => return Err(BadDatabaseUrl::Scheme(other.map(str::to_owned))),
        };
        let url = text.to_owned();
        Ok(DatabaseAddress { url, place })
    }

    /// The whole URL, with the password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The file of an SQLite database that is not in memory.
    pub fn file(&self) -> Option<&PathBuf> {
        match &self.place {
            Place::File { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Whether a file that is missing is to be made.
    pub fn may_make(&self) -> bool {
        matches!(&self.place, Place::File { may_make: true, .. })
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Memory => f.write_str("in memory"),
            Place::File { path, .. } => path.display().fmt(f),
            Place::Postgres { shown } => f.write_str(shown),
        }
    }
}

/// The word before the first colon, if it can be a scheme.
fn scheme(text: &str) -> Option<String> {
    let (scheme, _) = text.split_once(':')?;
    let fits = scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| scheme.to_owned())
}

fn sqlite(text: &str) -> Result<Place, BadDatabaseUrl> {
    let options: SqliteConnectOptions = text.parse().map_err(|_| BadDatabaseUrl::SqliteOption)?;
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let mode = query.split('&').find_map(|pair| pair.strip_prefix("mode="));
    if text.contains(":memory:") || mode == Some("memory") {
        return Ok(Place::Memory);
    }
    let path = options.get_filename();
    if path.as_os_str().is_empty() {
        return Err(BadDatabaseUrl::NoFile);
    }
    Ok(Place::File {
        path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
        may_make: matches!(mode, None | Some("rwc")),
    })
}

fn postgres(text: &str) -> Result<Place, BadDatabaseUrl> {
    let unreadable = |cause: &str| BadDatabaseUrl::Unreadable(cause.to_owned());
    let url = Url::parse(text).map_err(|cause| BadDatabaseUrl::Unreadable(cause.to_string()))?;
    let database = url.path().trim_start_matches('/');
    if url.fragment().is_some() {
        return Err(unreadable("a # stands in it"));
    }
    if database.contains(['/', '@', ':']) {
        return Err(unreadable(
            "more than a database's name stands behind the host",
        ));
    }
    let known = |name: &str| POSTGRES_OPTIONS.contains(&name);
    if url.query_pairs().any(|(name, _)| !known(&name)) {
        return Err(unreadable("an option behind its ? is not known"));
    }
    let options: PgConnectOptions = text
        .parse()
        .map_err(|_| unreadable("an option behind its ? has no value that fits"))?;
    let (user, host, port) = (
        options.get_username(),
        options.get_host(),
        options.get_port(),
    );
    let database = options.get_database().unwrap_or(user);
    let place = match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{host}:{port}"),
    };
    Ok(Place::Postgres {
        shown: format!("postgres://{user}@{place}/{database}"),
    })
}
