//! Faults of a PostgreSQL server.

use super::{Play, until_ready};
use crate::{
    collab::tests::peer::Peer,
    demo::DemoRole,
    proposals,
    store::ageless,
    tests::{World, fresh_postgres, who},
};
use futures::future::join_all;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::{env, time::Duration};
use tokio::time::sleep;

/// A database of its own, and a way to its server that no fault touches.
struct Postgres {
    url: String,
    name: String,
    admin: DatabaseConnection,
}

impl Postgres {
    async fn fresh() -> Option<Postgres> {
        let server = env::var("TALKA_TEST_POSTGRES_URL").ok()?;
        let url = fresh_postgres(&server).await;
        let name = url.rsplit('/').next().unwrap();
        Some(Postgres {
            name: name.split('?').next().unwrap().to_owned(),
            admin: Database::connect(ageless(&server)).await.unwrap(),
            url,
        })
    }

    async fn tell(&self, sql: &str) {
        self.admin.execute_unprepared(sql).await.unwrap();
    }

    /// Ends every connection to the database, in whatever it is.
    async fn end_all(&self) {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ";
        self.tell(&format!("{sql} '{}'", self.name)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ends_in_the_middle_of_commits_lose_nothing() {
    let Some(postgres) = Postgres::fresh().await else {
        return;
    };
    let mut play = Play::on(&postgres.url).await;
    play.round("before").await;
    for number in 0..25 {
        let name = format!("ended-{number}");
        tokio::join!(play.round(&name), async {
            sleep(Duration::from_millis(number * 3)).await;
            postgres.end_all().await;
        });
        play.check().await;
    }
    play.heals("after").await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_restarted_in_the_middle_of_commits_loses_nothing() {
    let Some(cluster) = super::cluster::Cluster::start() else {
        return;
    };
    let cluster = std::sync::Arc::new(cluster);
    let mut play = Play::on(&cluster.url()).await;
    play.round("before").await;
    // What is asked meanwhile is refused, or waits until the server is back.
    let mut meanwhile = 0;
    for number in 0..4 {
        let server = cluster.clone();
        let restarted = tokio::task::spawn_blocking(move || server.restart(number % 2 == 0));
        while !restarted.is_finished() {
            play.round(&format!("while-{number}-{meanwhile}")).await;
            meanwhile += 1;
        }
        restarted.await.unwrap();
        play.heals(&format!("after-{number}")).await;
    }
    play.world.s.close().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn while_a_server_is_away_nothing_is_acknowledged_and_all_heals_when_it_is_back() {
    let Some(cluster) = super::cluster::Cluster::start() else {
        return;
    };
    let cluster = std::sync::Arc::new(cluster);
    let control = async |act: fn(&super::cluster::Cluster)| {
        let cluster = cluster.clone();
        tokio::task::spawn_blocking(move || act(&cluster))
            .await
            .unwrap();
    };
    let mut play = Play::on(&cluster.url()).await;
    play.round("before").await;
    control(|cluster| cluster.stop()).await;
    until_ready(&play.world, false).await;
    let (acknowledged, signed) = (play.acknowledged.clone(), play.signed.clone());
    assert!(!play.write("text-away").await);
    play.round("away").await;
    assert_eq!(play.acknowledged, acknowledged);
    assert_eq!(play.signed, signed);
    assert!(!play.world.s.is_ready().await);
    control(|cluster| cluster.begin()).await;
    play.heals("after").await;
    // The text that was kept meanwhile has gone out; the other acts are their authors' to repeat.
    assert!(play.acknowledged.contains("text-away"));
    play.world.s.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_turns_read_only_is_not_ready_and_heals_by_itself() {
    let Some(postgres) = Postgres::fresh().await else {
        return;
    };
    let mut play = Play::on(&postgres.url).await;
    let set = format!(
        "ALTER DATABASE {} SET default_transaction_read_only",
        postgres.name
    );
    postgres.tell(&format!("{set} = on")).await;
    postgres.end_all().await;
    play.round("read-only").await;
    until_ready(&play.world, false).await;
    assert!(!play.refused.is_empty());
    play.check().await;
    postgres.tell(&format!("{set} = off")).await;
    postgres.end_all().await;
    play.heals("after").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_share_the_connections_that_the_server_gives() {
    let Some(postgres) = Postgres::fresh().await else {
        return;
    };
    let role = format!("{}_role", postgres.name);
    postgres.tell(&format!("CREATE ROLE {role} LOGIN")).await;
    let owner = format!("ALTER DATABASE {} OWNER TO {role}", postgres.name);
    postgres.tell(&owner).await;
    let (_, rest) = postgres.url.split_once('@').unwrap();
    let url = format!("postgres://{role}@{rest}");
    // One for the listener, and two for everybody.
    postgres
        .tell(&format!("ALTER ROLE {role} CONNECTION LIMIT 3"))
        .await;
    let world = World::open(url, true).await;
    let (proposal, editor) = (world.proposal().await, who(DemoRole::Editor));
    let began = std::time::Instant::now();
    let pages = (0..20).map(|_| proposals::page(&world.s, Some(editor), proposal));
    for page in join_all(pages).await {
        page.unwrap();
    }
    let mut peer = Peer::join(&world.s.hub, proposal, editor, 11).await;
    peer.write("text").await;
    assert_eq!(peer.until_saved_or_closed().await, None);
    assert!(world.s.is_ready().await);
    eprintln!("20 pages over two connections: {:?}", began.elapsed());
    // Without any it is not ready, and says so in time.
    postgres
        .tell(&format!("ALTER ROLE {role} CONNECTION LIMIT 0"))
        .await;
    postgres.end_all().await;
    until_ready(&world, false).await;
    postgres
        .tell(&format!("ALTER ROLE {role} CONNECTION LIMIT 3"))
        .await;
    until_ready(&world, true).await;
}
