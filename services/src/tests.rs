//! Every test runs on SQLite and, when `TALKA_TEST_POSTGRES_URL` names a server, on PostgreSQL, in a
//! schema of its own.

#![allow(clippy::unwrap_used)]

mod sign_in;

use crate::{
    Config, Error, Result, Services,
    clock::SetClock,
    demo::{DemoRole, account_of},
};
use model::{
    error::Refusal,
    ids::{AccountId, Timestamp},
};
use sea_orm::{ConnectionTrait, Database};
use std::{env, fmt::Debug, sync::Arc};
use uuid::Uuid;

/// Friday, 7 January 2022, 12:00 UTC.
const BEGIN: Timestamp = Timestamp(1_641_556_800_000);

/// Services over a fresh database, and the clock that they read.
pub(crate) struct World {
    pub s: Services,
    pub clock: Arc<SetClock>,
}

impl World {
    async fn open(database_url: String, demo: bool) -> World {
        let config = Config {
            database_url,
            base_url: "https://talka.example".to_owned(),
            smtp_url: None,
            demo,
        };
        let clock = Arc::new(SetClock::at(BEGIN));
        let s = Services::open_with(config, clock.clone()).await.unwrap();
        World { s, clock }
    }
}

/// Runs a story of the demo on every database.
pub(crate) async fn in_every_store(story: impl AsyncFn(World)) {
    for database_url in fresh_databases().await {
        story(World::open(database_url, true).await).await;
    }
}

/// As [`in_every_store`], without the demo.
pub(crate) async fn in_every_empty_store(story: impl AsyncFn(World)) {
    for database_url in fresh_databases().await {
        story(World::open(database_url, false).await).await;
    }
}

/// One URL for each kind of database.
pub(crate) async fn fresh_databases() -> Vec<String> {
    let file = env::temp_dir().join(format!("talka-test-{}.db", Uuid::now_v7()));
    let mut urls = vec![format!("sqlite:{}", file.display())];
    if let Ok(server) = env::var("TALKA_TEST_POSTGRES_URL") {
        let schema = format!("test_{}", Uuid::now_v7().simple());
        let db = Database::connect(&server).await.unwrap();
        db.execute_unprepared(&format!("CREATE SCHEMA {schema}"))
            .await
            .unwrap();
        db.close().await.unwrap();
        let and = if server.contains('?') { '&' } else { '?' };
        urls.push(format!("{server}{and}options[search_path]={schema}"));
    }
    urls
}

/// The demo account of a role.
pub(crate) fn who(role: DemoRole) -> AccountId {
    account_of(role)
}

/// What was refused.
#[track_caller]
pub(crate) fn refusal<T: Debug>(answer: Result<T>) -> Refusal {
    match answer.unwrap_err() {
        Error::Refused(refusal) => refusal,
        Error::Internal(cause) => panic!("not refused but failed: {cause}"),
    }
}
