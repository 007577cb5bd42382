//! What the tests of other packages need of the database.

#![allow(clippy::unwrap_used, reason = "only tests come here")]

use crate::store::ageless;
use sea_orm::{ConnectionTrait, Database};
use uuid::Uuid;

/// A database of its own: instances tell each other of changes by database.
pub async fn fresh_postgres(server: &str) -> String {
    let name = format!("test_{}", Uuid::now_v7().simple());
    let db = Database::connect(ageless(server)).await.unwrap();
    db.execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .unwrap();
    db.close().await.unwrap();
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (address, _) = address.rsplit_once('/').unwrap();
    format!("{address}/{name}?{options}")
}
