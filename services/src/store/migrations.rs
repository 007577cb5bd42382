//! One set of migrations for SQLite and PostgreSQL, run at the start of every instance.
//!
//! All of them run in one transaction that first takes a lock, so that many instances may start
//! at once: the first migrates, the others find nothing left to do.

mod m2026_11_22_first;
mod m2026_11_23_waiting_mail;
mod m2026_11_26_commit_mark;
mod m2026_11_26_final_sign_offs;
mod m2026_11_26_invitations;
mod m2026_11_26_journal;
mod m2026_11_26_mail;
mod m2026_11_26_members;
mod m2026_11_26_replaced_draft;
mod m2026_11_26_sessions;
mod m2026_11_26_set_aside;
mod m2026_11_26_signatures;
mod m2026_11_26_text_change;
mod m2026_11_27_anchor;
mod m2026_11_27_draft_deletion;
mod m2026_11_27_read_model;
mod m2026_11_27_seen;
mod m2026_11_27_suggestion;
mod m2026_11_27_thread_seq;
mod m2026_11_27_version_hash;
mod m2026_11_27_version_names;
mod m2026_11_28_final_rule;
mod m2026_11_28_rounds;
mod m2026_11_28_search;
mod m2026_11_28_settings;
mod m2026_11_28_told;

use super::Store;
use crate::error::Result;
use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

/// The key of PostgreSQL's advisory lock around the migrations ("talka" in ASCII).
const LOCK_KEY: i64 = 0x74_61_6c_6b_61;

pub(crate) struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_22_first::Migration),
            Box::new(m2026_11_23_waiting_mail::Migration),
            Box::new(m2026_11_26_journal::Migration),
            Box::new(m2026_11_26_members::Migration),
            Box::new(m2026_11_26_set_aside::Migration),
            Box::new(m2026_11_26_sessions::Migration),
            Box::new(m2026_11_26_invitations::Migration),
            Box::new(m2026_11_26_signatures::Migration),
            Box::new(m2026_11_26_text_change::Migration),
            Box::new(m2026_11_26_commit_mark::Migration),
            Box::new(m2026_11_26_final_sign_offs::Migration),
            Box::new(m2026_11_26_replaced_draft::Migration),
            Box::new(m2026_11_26_mail::Migration),
            Box::new(m2026_11_27_thread_seq::Migration),
            Box::new(m2026_11_27_anchor::Migration),
            Box::new(m2026_11_27_read_model::Migration),
            Box::new(m2026_11_27_draft_deletion::Migration),
            Box::new(m2026_11_27_suggestion::Migration),
            Box::new(m2026_11_27_version_names::Migration),
            Box::new(m2026_11_27_seen::Migration),
            Box::new(m2026_11_27_version_hash::Migration),
            Box::new(m2026_11_28_told::Migration),
            Box::new(m2026_11_28_final_rule::Migration),
            Box::new(m2026_11_28_rounds::Migration),
            Box::new(m2026_11_28_search::Migration),
            Box::new(m2026_11_28_settings::Migration),
        ]
    }
}

/// Brings the database to the newest schema.
pub(crate) async fn run(store: &Store) -> Result<()> {
    let txn = store.begin().await?;
    if txn.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({LOCK_KEY})");
        txn.execute_unprepared(&lock).await?;
    }
    Migrations::up(txn.inner(), None).await?;
    txn.commit().await?;
    Ok(())
}
