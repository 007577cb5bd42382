//! What people see of each other through the hub.

use super::{
    peer::{Peer, field, text_of},
    world::{World, in_every_store},
};
use crate::{Error, collab::Joining};
use model::{
    document::faults,
    error::Refusal,
    ids::ProposalId,
    limits::SESSIONS_CHECKED_SECONDS,
    role::Role,
    sync::{CloseCode, Message},
    workflow::State,
};
use std::time::Duration;
use uuid::Uuid;
use yrs::{Doc, Transact, XmlElementPrelim, XmlFragment, XmlTextPrelim};

#[tokio::test]
async fn two_people_see_each_other_and_what_they_see_is_on_disk() {
    in_every_store(async |world: World| {
        let (zane, anna) = (
            world.member(Role::Editor).await,
            world.member(Role::Admin).await,
        );
        let mut zane = Peer::join(&world.hub, world.proposal, zane, 11).await;
        let mut anna = Peer::join(&world.hub, world.proposal, anna, 12).await;
        zane.write("Sveiki").await;
        anna.until(|anna| anna.text() == "Sveiki").await;
        anna.write("Cześć").await;
        zane.until(|zane| zane.text() == "Sveiki\nCześć").await;
        zane.until(|zane| zane.half.unsaved() == 0).await;
        anna.until(|anna| anna.half.unsaved() == 0).await;
        let elsewhere = world.another_instance();
        let stored = elsewhere.read(world.proposal, text_of).await.unwrap();
        assert_eq!(stored, "Sveiki\nCześć");
    })
    .await;
}

#[tokio::test]
async fn what_was_written_offline_arrives_with_the_next_connection() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    zane.drop_connection();
    zane.write("two").await;
    zane.write("three").await;
    assert_eq!(zane.half.unsaved(), 2);
    zane.connect(&world.hub, world.proposal, account).await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let stored = world
        .another_instance()
        .read(world.proposal, text_of)
        .await
        .unwrap();
    assert_eq!(stored, "one\ntwo\nthree");
}

#[tokio::test]
async fn a_commenter_is_refused_and_the_text_stays_as_it_was() {
    let world = World::new().await;
    let (editor, other) = (
        world.member(Role::Editor).await,
        world.member(Role::Commenter).await,
    );
    let mut editor = Peer::join(&world.hub, world.proposal, editor, 11).await;
    editor.write("one").await;
    let mut commenter = Peer::join(&world.hub, world.proposal, other, 12).await;
    commenter.until(|commenter| commenter.text() == "one").await;
    commenter.write("two").await;
    commenter
        .until(|commenter| commenter.half.is_denied())
        .await;
    assert_eq!(commenter.half.unsaved(), 1);
    editor.write("three").await;
    editor.until(|editor| editor.half.unsaved() == 0).await;
    let live = world.hub.read(world.proposal, text_of).await.unwrap();
    assert_eq!(live, "one\nthree");

    world.set_role(other, Role::Editor).await;
    world.hub.rights_changed(world.proposal).await;
    commenter
        .until(|commenter| commenter.half.unsaved() == 0)
        .await;
    let live = world.hub.read(world.proposal, text_of).await.unwrap();
    assert_eq!(live.lines().count(), 3, "{live}");
    assert_eq!(commenter.rights(), Some((Role::Editor, State::Draft)));
}

#[tokio::test]
async fn the_lock_of_a_final_holds_open_connections_even_before_they_are_told() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
        zane.write("one").await;
        zane.until(|zane| zane.half.unsaved() == 0).await;
        world.set_state(State::Final).await;
        zane.write("two").await;
        zane.until(|zane| zane.half.is_denied()).await;
        world.hub.rights_changed(world.proposal).await;
        zane.write("three").await;
        let live = world.hub.read(world.proposal, text_of).await.unwrap();
        assert_eq!(live, "one");
        assert_eq!(zane.half.unsaved(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_stranger_and_an_unknown_proposal_are_refused_without_a_room() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let (name, talka) = (String::new(), true);
    let joining = Joining {
        account,
        name,
        session: None,
        talka,
    };
    let unknown = ProposalId(Uuid::now_v7());
    let refused = world.hub.join(unknown, joining.clone()).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::NotFound)));
    world.remove(account).await;
    let refused = world.hub.join(world.proposal, joining).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::NotFound)));
    assert_eq!(world.hub.open_rooms(), 0);
}

#[tokio::test]
async fn who_is_removed_is_closed_at_once() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    world.remove(account).await;
    world.hub.rights_changed(world.proposal).await;
    assert_eq!(zane.until_closed().await, CloseCode::Removed);
}

#[tokio::test]
async fn who_signs_out_is_closed_at_once_and_stays_signed_in_elsewhere() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let (here, phone) = (world.session(account).await, world.session(account).await);
    let mut page = Peer::offline(11);
    page.session = Some(here.clone());
    page.connect(&world.hub, world.proposal, account).await;
    page.write("last words").await;
    page.until(|page| page.half.unsaved() == 0).await;
    let mut elsewhere = Peer::offline(12);
    elsewhere.session = Some(phone);
    elsewhere.connect(&world.hub, world.proposal, account).await;
    world.end(&here).await;
    world.hub.signed_out(here.clone()).await;
    assert_eq!(page.until_closed().await, CloseCode::SignedOut);
    elsewhere.write("still here").await;
    elsewhere
        .until(|elsewhere| elsewhere.half.unsaved() == 0)
        .await;
    let late = Joining {
        account,
        name: String::new(),
        session: Some(here),
        talka: true,
    };
    let refused = world.hub.join(world.proposal, late).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::NotSignedIn)));
}

#[tokio::test]
async fn a_session_that_ended_by_its_age_closes_its_connections() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let (old, young) = (world.session(account).await, world.session(account).await);
    let mut page = Peer::offline(11);
    page.session = Some(old.clone());
    page.connect(&world.hub, world.proposal, account).await;
    page.write("last words").await;
    page.until(|page| page.half.unsaved() == 0).await;
    let mut elsewhere = Peer::offline(12);
    elsewhere.session = Some(young);
    elsewhere.connect(&world.hub, world.proposal, account).await;
    world.age(&old).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(SESSIONS_CHECKED_SECONDS)).await;
    tokio::time::resume();
    assert_eq!(page.until_closed().await, CloseCode::SignedOut);
    elsewhere.write("still here").await;
    elsewhere
        .until(|elsewhere| elsewhere.half.unsaved() == 0)
        .await;
}

#[tokio::test]
async fn bad_bytes_close_their_sender_and_nobody_else() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let mut anna = Peer::join(&world.hub, world.proposal, anna, 12).await;
    let bad: [&[u8]; 5] = [
        &[],
        &[0],
        &[0, 2, 5, 0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0x0f],
        &[1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f],
    ];
    for bytes in bad {
        let mut peer = Peer::join(&world.hub, world.proposal, zane, 11).await;
        peer.send(bytes.to_vec()).await;
        assert_eq!(peer.until_closed().await, CloseCode::Malformed, "{bytes:?}");
    }
    anna.write("still here").await;
    anna.until(|anna| anna.half.unsaved() == 0).await;
}

#[tokio::test]
async fn nobody_writes_in_the_name_of_anothers_replica() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let mut honest = Peer::join(&world.hub, world.proposal, zane, 11).await;
    honest.write("mine").await;
    honest.until(|honest| honest.half.unsaved() == 0).await;
    let mut thief = Peer::join(&world.hub, world.proposal, anna, 11).await;
    thief.until(|thief| thief.text() == "mine").await;
    thief.write("not mine").await;
    assert_eq!(thief.until_closed().await, CloseCode::ForeignReplica);
    let live = world.hub.read(world.proposal, text_of).await.unwrap();
    assert_eq!(live, "mine");
}

#[tokio::test]
async fn without_a_socket_a_body_brings_and_takes_the_same() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("by socket").await;
    let mut anna = Peer::offline(12);
    anna.write("by post").await;
    let (body, last) = anna.half.post(&anna.draft);
    let answer = world
        .hub
        .exchange(world.proposal, (account, None), &body)
        .await
        .unwrap()
        .into_answer();
    let now = model::sync::Millis(0);
    anna.half
        .posted(&answer, last, &mut anna.draft, now)
        .unwrap();
    assert_eq!(anna.half.unsaved(), 0);
    zane.until(|zane| zane.text().lines().count() == 2).await;
    let (body, _) = anna.half.post(&anna.draft);
    let answer = world
        .hub
        .exchange(world.proposal, (account, None), &body)
        .await
        .unwrap()
        .into_answer();
    anna.half.posted(&answer, 0, &mut anna.draft, now).unwrap();
    assert_eq!(anna.text(), zane.text());
    assert!(
        world
            .hub
            .exchange(world.proposal, (account, None), &[0, 9])
            .await
            .is_err()
    );
}

#[tokio::test]
async fn presence_is_seen_by_all_and_ends_with_the_connection() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Reader).await,
        world.member(Role::Editor).await,
    );
    let mut zane = Peer::join(&world.hub, world.proposal, zane, 11).await;
    let mut anna = Peer::join(&world.hub, world.proposal, anna, 12).await;
    let now = model::sync::Millis(0);
    let frame = zane
        .half
        .set_presence(Some("{\"user\":{\"name\":\"Anna\"}}".to_owned()), now);
    zane.send(frame.unwrap()).await;
    anna.until(|anna| anna.half.peers().contains_key(&11)).await;
    assert!(anna.half.peers()[&11].state.contains(r#""name":"Zane""#));
    let forged = model::sync::awareness::encode(&[model::sync::guard::PresenceEntry {
        client: 11,
        clock: 99,
        state: Some("{\"name\":\"nobody\"}"),
    }]);
    anna.send(Message::Awareness(&forged).frame()).await;
    let mut third = Peer::join(
        &world.hub,
        world.proposal,
        world.member(Role::Reader).await,
        13,
    )
    .await;
    third
        .until(|third| third.half.peers().contains_key(&11))
        .await;
    assert!(third.half.peers()[&11].state.contains(r#""name":"Zane""#));
    zane.drop_connection();
    anna.until(|anna| anna.half.peers().is_empty()).await;
}

/// A foreign editor's update: an empty list and a text at the root, which no editor of ours writes.
fn illegal(client: u64) -> Vec<u8> {
    let doc = Doc::with_client_id(client);
    let root = doc.get_or_insert_xml_fragment("situation.lv");
    let mut txn = doc.transact_mut();
    root.push_back(&mut txn, XmlTextPrelim::new("stray"));
    root.push_back(&mut txn, XmlElementPrelim::empty("bulletList"));
    txn.encode_update_v1()
}

#[tokio::test]
async fn what_a_foreign_editor_must_not_write_is_repaired_for_everyone_at_once() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut foreign = Peer::join(&world.hub, world.proposal, account, 11).await;
    let mut anna = Peer::join(&world.hub, world.proposal, account, 12).await;
    let update = illegal(13);
    foreign.draft.apply(&update).unwrap();
    foreign.send(Message::Update(&update).frame()).await;
    let is_repaired = |peer: &Peer| faults(peer.draft.projection(&field())).is_empty();
    assert!(!is_repaired(&foreign));
    anna.until(|anna| !anna.text().is_empty()).await;
    assert!(is_repaired(&anna), "update and repair are one message");
    foreign.until(is_repaired).await;
    assert_eq!(foreign.text(), anna.text());
    assert!(anna.text().contains("stray"));
    let stored = world
        .another_instance()
        .read(world.proposal, text_of)
        .await
        .unwrap();
    assert_eq!(stored, anna.text());
}
