//! The rows of an archive in a database of their own: of the schema that they were written with, brought
//! to this program's, and never believed before they were looked at there.

use super::{ArchiveFault, moment::counted_out, open::Opened, rows, scope};
use crate::{
    database::tables::{self, Table, connect_file},
    error::Error,
    store::migrations::Migrations,
};
use model::limits::{ARCHIVE_FINDINGS, ARCHIVE_ROW_BYTES};
use sea_orm::{DatabaseConnection, DatabaseTransaction, TransactionTrait};
use sea_orm_migration::MigratorTrait;
use std::io::{BufRead, Read};
use tempfile::NamedTempFile;

/// The database, which goes with its file when it is dropped.
pub(super) struct Scratch {
    pub db: DatabaseConnection,
    _file: NamedTempFile,
}

impl Scratch {
    /// Fills one with the rows of an archive.
    pub async fn fill(opened: &mut Opened) -> Result<Scratch, ArchiveFault> {
        let schema = &opened.manifest.schema;
        let known = Migrations::migrations();
        let at = known.iter().position(|it| it.name() == schema);
        let newer = || ArchiveFault::Newer(opened.manifest.talka.escape_default().to_string());
        let steps = at.ok_or_else(newer)? as u32 + 1;
        let file = NamedTempFile::new()?;
        let db = connect_file(file.path(), "rw").await?;
        Migrations::up(&db, Some(steps))
            .await
            .map_err(Error::from)?;
        let tables = tables::of(&db).await?;
        let txn = db.begin().await.map_err(Error::from)?;
        let mut findings = Vec::new();
        for table in tables {
            if scope::has(&table.name) {
                findings.extend(fill(&txn, opened, &table).await?);
            }
        }
        if !findings.is_empty() {
            return Err(ArchiveFault::Damaged(findings));
        }
        txn.commit().await.map_err(Error::from)?;
        Migrations::up(&db, None).await.map_err(Error::from)?;
        Ok(Scratch { db, _file: file })
    }
}

/// Fills one table; what is wrong with its rows, a sentence each. Rows that others refer to come first.
async fn fill(
    txn: &DatabaseTransaction,
    opened: &mut Opened,
    table: &Table,
) -> Result<Vec<String>, ArchiveFault> {
    let path = format!("data/{}.jsonl", table.name);
    let Some(mut lines) = opened.lines(&path) else {
        return Ok(vec![format!("{path} is missing")]);
    };
    let table = counted_out(table);
    let mut findings = Vec::new();
    for number in 1.. {
        let line = match line(&mut lines) {
            Ok(None) => break,
            Ok(Some(line)) => line,
            Err(what) => {
                findings.push(format!("{path}, row {number}: {what}"));
                break;
            }
        };
        let outcome = match rows::values(&table, &line) {
            Ok(values) => table
                .put(txn, values)
                .await
                .map_err(|cause| cause.to_string()),
            Err(what) => Err(what),
        };
        if let Err(what) = outcome {
            findings.push(format!("{path}, row {number}: {what}"));
        }
        if findings.len() >= ARCHIVE_FINDINGS {
            break;
        }
    }
    Ok(findings)
}

/// The next line, which is no longer than a row can be.
fn line(lines: &mut impl BufRead) -> Result<Option<String>, String> {
    let mut line = Vec::new();
    let read = lines
        .by_ref()
        .take(ARCHIVE_ROW_BYTES as u64)
        .read_until(b'\n', &mut line);
    match read.map_err(|cause| cause.to_string())? {
        0 => Ok(None),
        ARCHIVE_ROW_BYTES => Err("it is longer than a row can be".to_owned()),
        _ => String::from_utf8(line)
            .map(Some)
            .map_err(|_| "it is no text".to_owned()),
    }
}
