//! Two instances on one PostgreSQL. Without a server there is nothing to share, and nothing to test.

use super::{
    peer::Peer,
    world::{World, fresh_postgres},
};
use model::{
    event::Event,
    ids::AccountId,
    role::Role,
    sync::{ClientEvent, CloseCode, Millis},
};
use sea_orm::ConnectionTrait;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::sleep;

async fn world() -> Option<World> {
    match fresh_postgres().await {
        Some(url) => Some(World::on(&url).await),
        None => None,
    }
}

#[tokio::test]
async fn people_on_two_instances_see_each_other() {
    let Some(world) = world().await else { return };
    let other = world.another_instance();
    let (zane_id, anna_id) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let mut zane = Peer::join(&world.hub, world.proposal, zane_id, 11).await;
    let mut anna = Peer::offline(12);
    anna.session = Some(world.session(anna_id).await);
    anna.connect(&other, world.proposal, anna_id).await;
    for number in 0..20 {
        zane.write(&format!("z{number}")).await;
        anna.write(&format!("a{number}")).await;
    }
    anna.until(|anna| anna.text().lines().count() == 40).await;
    zane.until(|zane| zane.text() == anna.text()).await;
    let said = zane
        .half
        .set_presence(Some("{\"name\":\"Zane\"}".to_owned()), Millis(0));
    zane.send(said.unwrap()).await;
    anna.until(|anna| anna.half.peers().contains_key(&11)).await;
    let present = || other.present(world.proposal);
    assert_eq!(
        present(),
        BTreeSet::from([zane_id, anna_id])
            .into_iter()
            .collect::<Vec<_>>()
    );
    zane.drop_connection();
    anna.until(|anna| anna.half.peers().is_empty()).await;
    assert_eq!(present(), [anna_id]);
}

#[tokio::test]
async fn events_and_rights_reach_every_instance() {
    let Some(world) = world().await else { return };
    let other = world.another_instance();
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let mut anna_there = Peer::join(&other, world.proposal, anna, 12).await;
    let mut zane_there = Peer::join(&other, world.proposal, zane, 13).await;
    let storage = Event::Storage { writable: true };
    let told = |event: &ClientEvent| *event == ClientEvent::Event(Box::new(storage.clone()));
    // Again and again: the other instance may not have begun to listen.
    let telling = async {
        loop {
            world
                .hub
                .publish_to(world.proposal, anna, storage.clone())
                .await;
            sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::select! {
        () = telling => {}
        () = anna_there.until(|anna| anna.events.iter().any(told)) => {}
    }
    world.remove(zane).await;
    world.hub.rights_changed(world.proposal).await;
    assert_eq!(zane_there.until_closed().await, CloseCode::Removed);
    assert!(!zane_there.events.iter().any(told));
}

#[tokio::test]
async fn who_signs_out_here_is_closed_on_every_instance() {
    let Some(world) = world().await else { return };
    let other = world.another_instance();
    let account = world.member(Role::Editor).await;
    let session = world.session(account).await;
    let mut page = Peer::offline(11);
    page.session = Some(session.clone());
    page.connect(&other, world.proposal, account).await;
    page.until(|page| page.half.is_synced()).await;
    world.end(&session).await;
    world.hub.signed_out(session).await;
    assert_eq!(page.until_closed().await, CloseCode::SignedOut);
}

#[tokio::test]
async fn an_instance_that_was_deaf_catches_up() {
    let Some(world) = world().await else { return };
    let other = world.another_instance();
    let account: AccountId = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    let mut anna = Peer::join(&other, world.proposal, account, 12).await;
    zane.write("one").await;
    anna.until(|anna| anna.text() == "one").await;
    let deafen = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid() \
                  AND datname = current_database()";
    world.store.raw.execute_unprepared(deafen).await.unwrap();
    zane.write("two").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    anna.until(|anna| anna.text() == "one\ntwo").await;
}
