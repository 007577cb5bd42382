//! The rows of all tables, whatever they are: read from either kind of database, written to either.
//!
//! Both kinds have the same tables by the same migrations, so an empty SQLite database tells names and
//! kinds of all columns. A table or column that a later migration adds needs nothing here.

use crate::{
    error::{Error, Result},
    store::{ageless, migrations::Migrations},
};
use futures::TryStreamExt;
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement, StreamTrait,
    Value,
};
use sea_orm_migration::MigratorTrait;
use std::path::Path;

/// One table with its columns, as they are declared.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<(String, ColumnKind)>,
}

/// How the values of a column go from one kind of database to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Integer,
    Boolean,
    Text,
    Json,
    Bytes,
    Uuid,
}

/// A connection to one SQLite file that is left as it is: no WAL beside it.
pub(crate) async fn connect_file(path: &Path, mode: &str) -> Result<DatabaseConnection> {
    // Letters that mean something in a URL are legal in a file's name.
    let name = path.display().to_string();
    let name = name
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    let mut options = ageless(format!("sqlite://{name}?mode={mode}"));
    options.map_sqlx_sqlite_opts(|sqlite| sqlite.foreign_keys(true));
    Ok(Database::connect(options).await?)
}

/// All tables of this program's schema but the list of migrations, each after those it refers to.
pub(crate) async fn all() -> Result<Vec<Table>> {
    let scratch = Database::connect(ageless("sqlite::memory:")).await?;
    Migrations::up(&scratch, None).await?;
    let tables = of(&scratch).await?;
    scratch.close().await?;
    Ok(tables)
}

/// All tables of an SQLite database, as [`all`]; without those in which SQLite keeps which entry has which
/// words, and which it fills by itself.
pub(crate) async fn of(scratch: &DatabaseConnection) -> Result<Vec<Table>> {
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' \
                 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_words%' \
                 AND name <> 'seaql_migrations'";
    let mut waiting = Vec::new();
    for name in words(scratch, names, "name").await? {
        let parents =
            format!("SELECT DISTINCT \"table\" AS name FROM pragma_foreign_key_list('{name}')");
        let parents = words(scratch, &parents, "name").await?;
        waiting.push((name, parents));
    }
    let mut tables = Vec::new();
    while !waiting.is_empty() {
        let is_waiting = |name: &String| waiting.iter().any(|(other, _)| other == name);
        let is_ready = |(name, parents): &(String, Vec<String>)| {
            parents
                .iter()
                .all(|parent| parent == name || !is_waiting(parent))
        };
        let ready = waiting.iter().position(is_ready);
        let ready =
            ready.ok_or_else(|| Error::internal("tables refer to each other in a circle"))?;
        let (name, _) = waiting.remove(ready);
        let columns = columns(scratch, &name).await?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

async fn columns(db: &DatabaseConnection, table: &str) -> Result<Vec<(String, ColumnKind)>> {
    let all =
        format!("SELECT name, lower(type) AS kind FROM pragma_table_info('{table}') ORDER BY cid");
    let names = words(db, &all, "name").await?;
    let kinds = words(db, &all, "kind").await?;
    let pairs = names.into_iter().zip(kinds);
    pairs
        .map(|(name, declared)| Ok((name, kind(table, &declared)?)))
        .collect()
}

fn kind(table: &str, declared: &str) -> Result<ColumnKind> {
    let kinds = [
        ("uuid", ColumnKind::Uuid),
        ("json", ColumnKind::Json),
        ("bool", ColumnKind::Boolean),
        ("bigint", ColumnKind::Integer),
        ("int", ColumnKind::Integer),
        ("blob", ColumnKind::Bytes),
        ("varbinary", ColumnKind::Bytes),
        ("binary", ColumnKind::Bytes),
        ("varchar", ColumnKind::Text),
        ("text", ColumnKind::Text),
    ];
    let known = kinds.iter().find(|(start, _)| declared.starts_with(start));
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        Error::internal(format!(
            "{table} has a column of the unknown type {declared}"
        ))
    })
}

/// One column of what a query answers, as text.
pub(crate) async fn words<C: ConnectionTrait>(
    db: &C,
    query: &str,
    column: &str,
) -> Result<Vec<String>> {
    let query = Statement::from_string(db.get_database_backend(), query);
    let rows = db.query_all_raw(query).await?;
    let words = rows.iter().map(|row| row.try_get("", column));
    Ok(words.collect::<std::result::Result<_, _>>()?)
}

impl Table {
    /// Reads every row, in the order of the first column.
    pub async fn read<C: ConnectionTrait + StreamTrait>(
        &self,
        from: &C,
        row: impl AsyncFnMut(Vec<Value>) -> Result<()>,
    ) -> Result<u64> {
        let backend = ConnectionTrait::get_database_backend(from);
        let query = format!("{} ORDER BY 1", self.select(backend));
        let query = Statement::from_string(backend, query);
        self.rows_of(from, query, row).await
    }

    /// Reads the rows that these conditions of SQL choose with this value for `$1`, in the order of
    /// the first two columns, which are unique in every table of ours.
    pub async fn read_where<C: ConnectionTrait + StreamTrait>(
        &self,
        from: &C,
        condition: &str,
        value: Value,
        row: impl AsyncFnMut(Vec<Value>) -> Result<()>,
    ) -> Result<u64> {
        let backend = ConnectionTrait::get_database_backend(from);
        let query = format!("{} WHERE {condition} ORDER BY 1, 2", self.select(backend));
        let query = Statement::from_sql_and_values(backend, query, [value]);
        self.rows_of(from, query, row).await
    }

    async fn rows_of<C: ConnectionTrait + StreamTrait>(
        &self,
        from: &C,
        query: Statement,
        mut row: impl AsyncFnMut(Vec<Value>) -> Result<()>,
    ) -> Result<u64> {
        let mut rows = std::pin::pin!(from.stream_raw(query).await?);
        let mut count = 0;
        while let Some(next) = rows.try_next().await? {
            row(self.values(&next)?).await?;
            count += 1;
        }
        Ok(count)
    }

    /// Copies every row; how many there are.
    pub async fn copy<F, T>(&self, from: &F, to: &T) -> Result<u64>
    where
        F: ConnectionTrait + StreamTrait,
        T: ConnectionTrait,
    {
        let write = async |values: Vec<Value>| self.put(to, values).await;
        self.read(from, write).await
    }

    /// Writes one row.
    pub async fn put<T: ConnectionTrait>(&self, to: &T, values: Vec<Value>) -> Result<()> {
        let backend = to.get_database_backend();
        let insert = Statement::from_sql_and_values(backend, self.insert(backend), values);
        to.execute_raw(insert).await?;
        Ok(())
    }

    fn select(&self, backend: DbBackend) -> String {
        let columns = self
            .columns
            .iter()
            .map(|(name, kind)| match (kind, backend) {
                (ColumnKind::Json, _) => format!("CAST(\"{name}\" AS text) AS \"{name}\""),
                // Small and large integers are read as one kind.
                (ColumnKind::Integer, DbBackend::Postgres) => {
                    format!("CAST(\"{name}\" AS bigint) AS \"{name}\"")
                }
                _ => format!("\"{name}\""),
            });
        let columns = columns.collect::<Vec<_>>().join(", ");
        format!("SELECT {columns} FROM \"{}\"", self.name)
    }

    fn insert(&self, backend: DbBackend) -> String {
        let names = self.columns.iter().map(|(name, _)| format!("\"{name}\""));
        let names = names.collect::<Vec<_>>().join(", ");
        let places = self.columns.iter().enumerate().map(|(at, (_, kind))| {
            let number = at + 1;
            match (backend, kind) {
                (DbBackend::Postgres, ColumnKind::Json) => format!("CAST(${number} AS json)"),
                // A statement of the same words that is prepared for small integers is another one.
                (DbBackend::Postgres, ColumnKind::Integer) => format!("CAST(${number} AS bigint)"),
                (DbBackend::Postgres, _) => format!("${number}"),
                _ => "?".to_owned(),
            }
        });
        let places = places.collect::<Vec<_>>().join(", ");
        format!("INSERT INTO \"{}\" ({names}) VALUES ({places})", self.name)
    }

    fn values(&self, row: &QueryResult) -> Result<Vec<Value>> {
        let value = |(name, kind): &(String, ColumnKind)| -> Result<Value> {
            Ok(match kind {
                ColumnKind::Integer => row.try_get::<Option<i64>>("", name)?.into(),
                ColumnKind::Boolean => row.try_get::<Option<bool>>("", name)?.into(),
                ColumnKind::Text | ColumnKind::Json => {
                    row.try_get::<Option<String>>("", name)?.into()
                }
                ColumnKind::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.into(),
                ColumnKind::Uuid => row.try_get::<Option<uuid::Uuid>>("", name)?.into(),
            })
        };
        let unreadable = |cause: Error| {
            Error::internal(format!("a row of {} cannot be read: {cause}", self.name))
        };
        let values = self.columns.iter().map(value).collect::<Result<_>>();
        values.map_err(unreadable)
    }
}
