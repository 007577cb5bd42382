//! Who has no socket waits for what happens.

use super::{
    peer::{Peer, field},
    world::World,
};
use crate::{
    accounts::SessionKey,
    collab::{DeletesMark, Exchange, Hub},
};
use model::{
    document::{
        edit::Op,
        position::{Range, Selection},
    },
    error::Refusal,
    event::Event,
    ids::AccountId,
    role::Role,
    sync::Millis,
};
use std::time::Duration;
use tokio::time::timeout;

/// Longest that a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(120);
/// Long enough for what must not come.
const A_MOMENT: Duration = Duration::from_millis(150);

/// Asks for what is missing.
async fn ask(
    (world, hub): (&World, &Hub),
    (account, session): (AccountId, Option<SessionKey>),
    peer: &Peer,
) -> Exchange {
    let (body, _) = peer.half.post(&peer.draft);
    let asked = hub.exchange(world.proposal, (account, session), &body);
    asked.await.unwrap()
}

/// Takes the answer in, as a page does.
fn take(peer: &mut Peer, exchange: Exchange) -> Option<DeletesMark> {
    let mark = exchange.mark();
    let answer = exchange.into_answer();
    let taken = peer.half.posted(&answer, 0, &mut peer.draft, Millis(0));
    taken.unwrap();
    mark
}

#[tokio::test]
async fn who_has_everything_waits_until_somebody_writes() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Reader).await,
    );
    let mut zane = Peer::join(&world.hub, world.proposal, zane, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;

    let mut page = Peer::offline(12);
    let first = ask((&world, &world.hub), (anna, None), &page).await;
    assert!(!first.is_empty(first.mark()), "the text is news");
    let mark = take(&mut page, first);
    assert_eq!(page.text(), "one");

    let mut waiting = ask((&world, &world.hub), (anna, None), &page).await;
    assert!(waiting.is_empty(mark) && !waiting.is_empty(None));
    assert!(
        timeout(A_MOMENT, waiting.wait()).await.is_err(),
        "nothing happens"
    );
    zane.write("two").await;
    timeout(PATIENCE, waiting.wait()).await.unwrap().unwrap();
    assert!(!waiting.is_empty(mark));
    take(&mut page, waiting);
    assert_eq!(page.text(), "one\ntwo");
}

#[tokio::test]
async fn what_was_deleted_between_two_exchanges_is_news() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let mut page = Peer::offline(12);
    let first = ask((&world, &world.hub), (account, None), &page).await;
    let mark = take(&mut page, first);
    let same = ask((&world, &world.hub), (account, None), &page).await;
    assert!(same.is_empty(mark));

    let projection = zane.draft.projection(&field());
    let block = projection.textblocks().next().unwrap().id;
    let letters = Op::Delete(Range::within(block, 0, 3));
    let deleted = zane
        .draft
        .edit(&field(), &letters, Selection::caret(block, 3))
        .unwrap();
    if let Some(frame) = zane.half.local(deleted.update) {
        zane.send(frame).await;
    }
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let next = ask((&world, &world.hub), (account, None), &page).await;
    assert!(
        !next.is_empty(mark),
        "it brings no letter, and takes three away"
    );
}

#[tokio::test]
async fn an_event_ends_the_wait_and_a_caret_does_not() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Reader).await,
    );
    let mut zane = Peer::join(&world.hub, world.proposal, zane, 11).await;
    let page = Peer::offline(12);
    let mut waiting = ask((&world, &world.hub), (anna, None), &page).await;
    let caret = zane.half.set_presence(Some("{}".to_owned()), Millis(0));
    zane.send(caret.unwrap()).await;
    assert!(timeout(A_MOMENT, waiting.wait()).await.is_err());
    let event = Event::Storage { writable: true };
    world.hub.publish(world.proposal, event).await;
    timeout(PATIENCE, waiting.wait()).await.unwrap().unwrap();
}

#[tokio::test]
async fn who_signs_out_or_is_removed_waits_no_longer() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let session = world.session(zane).await;
    let page = Peer::offline(12);
    let hub = (&world, &world.hub);
    let mut waiting = ask(hub, (zane, Some(session.clone())), &page).await;
    world.end(&session).await;
    world.hub.signed_out(session).await;
    let ended = timeout(PATIENCE, waiting.wait()).await.unwrap();
    assert_eq!(ended.unwrap_err().into_refusal(), Refusal::NotSignedIn);

    let mut waiting = ask(hub, (anna, None), &page).await;
    world.remove(anna).await;
    world.hub.rights_changed(world.proposal).await;
    let ended = timeout(PATIENCE, waiting.wait()).await.unwrap();
    assert_eq!(ended.unwrap_err().into_refusal(), Refusal::NotFound);
}

/// As after a time in which the process was frozen: of the signals of others nothing has come.
#[tokio::test]
async fn an_instance_that_hears_nothing_of_the_others_finds_their_words_when_it_looks() {
    let world = World::new().await;
    let deaf = world.another_instance();
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Reader).await,
    );
    let page = Peer::offline(12);
    let mut waiting = ask((&world, &deaf), (anna, None), &page).await;
    let mut zane = Peer::join(&world.hub, world.proposal, zane, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    assert!(
        timeout(A_MOMENT, waiting.wait()).await.is_err(),
        "nobody told it"
    );
    deaf.look_again(world.proposal).await;
    timeout(PATIENCE, waiting.wait()).await.unwrap().unwrap();
    let mut page = page;
    take(&mut page, waiting);
    assert_eq!(page.text(), "one");
}
