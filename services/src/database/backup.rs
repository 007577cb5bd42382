//! The whole database as one SQLite file, whichever kind it is, and back.
//!
//! A backup is taken of one moment while people work: `VACUUM INTO` copies an SQLite database within
//! one read, and of PostgreSQL all tables are read in one repeatable-read transaction. Nothing counts
//! as a backup before it was opened again, checked and put on disk; until then it has another name.

use super::{
    BackupFault as Fault, DatabaseAddress,
    check::{self, Report},
    claim, rebuild,
    schema::Schema,
    tables::{self, connect_file},
};
use crate::{
    clock::SystemClock,
    error::Result,
    store::{Store, migrations::Migrations},
};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
};
use uuid::Uuid;

/// Writes the database to a file that is not there yet.
pub async fn backup(address: &DatabaseAddress, file: &Path) -> Result<Report, Fault> {
    claim::claim_existing(address)?;
    let store = Store::open_existing(address.url(), Arc::new(SystemClock)).await?;
    let part = Part::beside(file)?;
    let copied = match store.is_postgres() {
        true => copy_postgres(&store, &part.path).await,
        false => vacuum_into(&store.raw, &part.path).await,
    };
    store.close().await;
    copied?;
    let report = check_file(&part.path).await?;
    if !report.findings.is_empty() {
        return Err(Fault::Damaged(report.findings));
    }
    part.finish(file)?;
    Ok(report)
}

/// Looks at the database of this address.
pub async fn check(address: &DatabaseAddress) -> Result<Report, Fault> {
    claim::claim_existing(address)?;
    let store = Store::open_existing(address.url(), Arc::new(SystemClock)).await?;
    let report = checked(&store).await;
    store.close().await;
    Ok(report?)
}

/// As [`check`], after the read model was made anew wherever it was not that of the document. A server
/// may run meanwhile.
pub async fn repair(address: &DatabaseAddress) -> Result<Report, Fault> {
    claim::claim_existing(address)?;
    let store = Store::open_existing(address.url(), Arc::new(SystemClock)).await?;
    let report = repaired(&store).await;
    store.close().await;
    Ok(report?)
}

async fn repaired(store: &Store) -> Result<Report> {
    let repaired = check::repair(store).await?;
    let report = checked(store).await?;
    Ok(Report { repaired, ..report })
}

/// Where all is well, nobody needs what documents were before they were rebuilt.
async fn checked(store: &Store) -> Result<Report> {
    let mut report = check::check(&store.raw).await?;
    if report.findings.is_empty() {
        report.let_go = rebuild::let_all_go(store).await?;
    }
    Ok(report)
}

/// Looks at a backup, and leaves it as it is.
pub async fn check_file(file: &Path) -> Result<Report, Fault> {
    if !file.is_file() {
        return Err(Fault::NoFile(file.to_owned()));
    }
    let db = connect_file(file, "ro").await?;
    let current = Schema::of(&db)
        .await
        .and_then(|schema| schema.check_current());
    let report = match current {
        Ok(()) => check::check(&db).await,
        Err(cause) => Err(cause),
    };
    db.close().await.map_err(crate::Error::from)?;
    Ok(report?)
}

/// Fills the database of this address, which must be empty or missing, with a backup. The backup may
/// be of an older schema.
pub async fn restore(file: &Path, address: &DatabaseAddress) -> Result<Report, Fault> {
    if !file.is_file() {
        return Err(Fault::NoFile(file.to_owned()));
    }
    let into_file = address.file();
    let _claim = match into_file {
        Some(path) if path.exists() => return Err(Fault::NotEmpty(address.to_string())),
        Some(path) if claim::beside(path, "-wal").exists() => {
            // It belongs to a file that went away, and would be read as part of this one.
            return Err(Fault::Exists(claim::beside(path, "-wal")));
        }
        Some(path) => Some(claim::lock(path)?),
        None => None,
    };
    // The copy, not the backup, is brought to the newest schema.
    let part = match into_file {
        Some(path) => Part::beside(path)?,
        None => Part::beside(&std::env::temp_dir().join(format!("talka-{}", Uuid::now_v7())))?,
    };
    fs::copy(file, &part.path).map_err(|cause| Fault::io(&part.path, cause))?;
    claim::make_private(&part.path);
    let db = connect_file(&part.path, "rw").await?;
    let outcome = newest_and_checked(&db).await;
    let report = match (outcome, into_file) {
        (Ok(report), None) => fill_postgres(&db, address).await.map(|()| report),
        (outcome, _) => outcome,
    };
    db.close().await.map_err(crate::Error::from)?;
    let report = report?;
    if let Some(path) = into_file {
        part.finish(path)?;
    }
    Ok(report)
}

async fn newest_and_checked(db: &DatabaseConnection) -> Result<Report, Fault> {
    let schema = Schema::of(db).await?;
    schema.check_not_newer()?;
    if schema == Schema::Absent {
        schema.check_current()?;
    }
    Migrations::up(db, None).await.map_err(crate::Error::from)?;
    let report = check::check(db).await?;
    match report.findings.is_empty() {
        true => Ok(report),
        false => Err(Fault::Damaged(report.findings)),
    }
}

async fn vacuum_into(db: &DatabaseConnection, file: &Path) -> Result<(), Fault> {
    let name = file.display().to_string().replace('\'', "''");
    let copy = format!("VACUUM INTO '{name}'");
    db.execute_unprepared(&copy)
        .await
        .map_err(crate::Error::from)?;
    Ok(())
}

async fn copy_postgres(store: &Store, file: &Path) -> Result<(), Fault> {
    let to = connect_file(file, "rw").await?;
    let copied = copy_all(store, &to).await;
    to.close().await.map_err(crate::Error::from)?;
    Ok(copied?)
}

async fn copy_all(store: &Store, to: &DatabaseConnection) -> Result<()> {
    Migrations::up(to, None).await?;
    let moment = (
        Some(IsolationLevel::RepeatableRead),
        Some(AccessMode::ReadOnly),
    );
    let from = store.raw.begin_with_config(moment.0, moment.1).await?;
    let to = to.begin().await?;
    for table in tables::all().await? {
        table.copy(&from, &to).await?;
    }
    to.commit().await?;
    from.rollback().await?;
    Ok(())
}

async fn fill_postgres(from: &DatabaseConnection, address: &DatabaseAddress) -> Result<(), Fault> {
    let store = Store::open(address.url(), Arc::new(SystemClock)).await?;
    let filled = fill(&store, from, address).await;
    store.close().await;
    filled
}

async fn fill(
    store: &Store,
    from: &DatabaseConnection,
    address: &DatabaseAddress,
) -> Result<(), Fault> {
    let to = store.raw.begin().await.map_err(crate::Error::from)?;
    for table in tables::all().await? {
        let count = table.read(&to, async |_| Ok(())).await?;
        if count > 0 {
            return Err(Fault::NotEmpty(address.to_string()));
        }
        table.copy(from, &to).await?;
    }
    go_on_counting(&to).await?;
    to.commit().await.map_err(crate::Error::from)?;
    Ok(())
}

/// The next number of a counted column comes after those that were copied.
async fn go_on_counting(to: &DatabaseTransaction) -> Result<()> {
    let counted = "SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), \
                   (SELECT COALESCE(MAX(%I), 0) + 1 FROM %I), false)', \
                   quote_ident(table_name), column_name, column_name, table_name) AS next \
                   FROM information_schema.columns WHERE table_schema = current_schema() \
                   AND (column_default LIKE 'nextval(%' OR is_identity = 'YES')";
    for next in tables::words(to, counted, "next").await? {
        to.execute_unprepared(&next).await?;
    }
    Ok(())
}

/// A file that gets its name when it is whole; without it, it goes.
struct Part {
    path: PathBuf,
}

impl Part {
    fn beside(file: &Path) -> Result<Part, Fault> {
        if file.exists() {
            return Err(Fault::Exists(file.to_owned()));
        }
        let mut name = std::path::absolute(file)
            .map_err(|cause| Fault::io(file, cause))?
            .into_os_string();
        name.push(".part");
        let path = PathBuf::from(name);
        // What a process that was killed left of it is of no use.
        if path.exists() {
            fs::remove_file(&path).map_err(|cause| Fault::io(&path, cause))?;
        }
        claim::make(&path)?;
        Ok(Part { path })
    }

    /// On disk under its own name, also after a power cut.
    fn finish(&self, file: &Path) -> Result<(), Fault> {
        let done = || {
            File::open(&self.path)?.sync_all()?;
            fs::rename(&self.path, file)?;
            let folder = self.path.parent().unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()
        };
        done().map_err(|cause| Fault::io(file, cause))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Renamed or not: what is left of it is of no use.
        let _ = fs::remove_file(&self.path);
    }
}
