//! Why a database cannot be used, in a sentence that says what to do.

use super::{DatabaseAddress, claim::owner};
use crate::Error;

/// The sentence for this cause.
pub fn why(address: &DatabaseAddress, cause: &Error) -> String {
    let cause = cause.to_string();
    let cause = cause.strip_prefix("database: ").unwrap_or(&cause);
    let advice = match address.file() {
        Some(path) if is_read_only(cause) => format!(
            "{}. It can be read and not written: give the file, its -wal and -shm and its folder to \
             the user of the server, and open no read-only mode",
            owner(path)
        ),
        Some(path) => owner(path),
        None if is_read_only(cause) => {
            ". It can be read and not written: is it a standby, or read-only by its settings?"
                .to_owned()
        }
        None if is_pooler(cause) => ". A pooler in transaction mode stands before it: let Talka \
             reach the server itself, or a pooler in session mode"
            .to_owned(),
        None => String::new(),
    };
    format!("the database {address} cannot be used: {cause}{advice}")
}

fn is_read_only(cause: &str) -> bool {
    let cause = cause.to_ascii_lowercase();
    ["readonly database", "read-only transaction"]
        .iter()
        .any(|words| cause.contains(words))
}

/// What the library meets behind a pooler that gives each transaction another connection.
fn is_pooler(cause: &str) -> bool {
    let parameter = cause.contains("unsupported startup parameter");
    let statement = cause.contains("prepared statement")
        && (cause.contains("already exists") || cause.contains("does not exist"));
    parameter || statement
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_pooler_and_a_standby_are_named() {
        let address = DatabaseAddress::parse("postgres://talka:secret@db.example/talka").unwrap();
        let said = |cause: &str| why(&address, &Error::internal(cause));
        insta::assert_snapshot!([
            said("database: unsupported startup parameter: extra_float_digits"),
            said("database: prepared statement \"sqlx_s_1\" already exists"),
            said("database: cannot execute UPDATE in a read-only transaction"),
        ].join("\n"), @r#"
        the database postgres://talka@db.example:5432/talka cannot be used: unsupported startup parameter: extra_float_digits. A pooler in transaction mode stands before it: let Talka reach the server itself, or a pooler in session mode
        the database postgres://talka@db.example:5432/talka cannot be used: prepared statement "sqlx_s_1" already exists. A pooler in transaction mode stands before it: let Talka reach the server itself, or a pooler in session mode
        the database postgres://talka@db.example:5432/talka cannot be used: cannot execute UPDATE in a read-only transaction. It can be read and not written: is it a standby, or read-only by its settings?
        "#);
    }
}
