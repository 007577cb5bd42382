//! Which schema a database has, compared with the one of this program.

use crate::{
    error::{Error, Result},
    store::migrations::Migrations,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sea_orm_migration::{MigratorTrait, SchemaManager};
use std::collections::BTreeSet;

/// What stands in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Schema {
    /// No table of ours.
    Absent,
    /// Some migrations of ours are still to be done.
    Older,
    /// Exactly ours.
    Current,
    /// A migration that this program does not know.
    Newer { migration: String },
}

impl Schema {
    /// What the database has now.
    pub async fn of(db: &DatabaseConnection) -> Result<Schema> {
        const TABLE: &str = "seaql_migrations";
        if !SchemaManager::new(db).has_table(TABLE).await? {
            return Ok(Schema::Absent);
        }
        let all = format!("SELECT version FROM {TABLE}");
        let all = Statement::from_string(db.get_database_backend(), all);
        let rows = db.query_all_raw(all).await?;
        let done = rows.iter().map(|row| row.try_get::<String>("", "version"));
        let done = done.collect::<std::result::Result<BTreeSet<_>, _>>()?;
        let ours = Migrations::migrations();
        let ours: BTreeSet<_> = ours.iter().map(|one| one.name().to_owned()).collect();
        let newer = done.difference(&ours).next().cloned();
        Ok(match newer {
            Some(migration) => Schema::Newer { migration },
            None if done.is_empty() => Schema::Absent,
            None if done.len() < ours.len() => Schema::Older,
            None => Schema::Current,
        })
    }

    /// Refuses a database that this program cannot bring to its own schema.
    pub fn check_not_newer(&self) -> Result<()> {
        let Schema::Newer { migration } = self else {
            return Ok(());
        };
        Err(Error::internal(format!(
            "it was written by a newer Talka than this one ({}): it has the migration {migration}. \
             Install the newer one again, or go back to a backup from before",
            env!("CARGO_PKG_VERSION")
        )))
    }

    /// Refuses a database that is not exactly this program's, for commands that change no schema.
    pub fn check_current(&self) -> Result<()> {
        self.check_not_newer()?;
        match self {
            Schema::Absent => Err(Error::internal(
                "nothing of Talka is in it. Name the right one in TALKA_DATABASE_URL, or start the \
                 server with these settings first: it makes the tables",
            )),
            Schema::Older => Err(Error::internal(
                "it was written by an older Talka than this one. Start this server once, or use the \
                 program of the server that runs",
            )),
            Schema::Current | Schema::Newer { .. } => Ok(()),
        }
    }
}
