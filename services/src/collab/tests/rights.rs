//! Whoever joins is told what they may do now, and so is everybody for whom it changes.

use super::{
    peer::{Peer, text_of},
    world::{World, in_every_store},
};
use crate::collab::{Connection, Joining, Outgoing};
use model::{
    event::Event,
    role::Role,
    sync::{ClientEvent, CloseCode, Message, Millis},
    workflow::State,
};

#[tokio::test]
async fn who_joins_is_told_role_and_state_before_anything_is_asked() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        world.set_state(State::InReview).await;
        let joining = Joining {
            account,
            name: "Zane".to_owned(),
            session: None,
            talka: true,
        };
        let joined = world.hub.join(world.proposal, joining).await.unwrap();
        let Connection { mut inbox, sending } = joined;
        let first = inbox.next().await;
        let rights = Event::Rights {
            role: Role::Editor,
            state: State::InReview,
        };
        let told = Message::Event(Box::new(rights)).frame().into();
        assert_eq!(first, Outgoing::Frame(told));
        drop(sending);
    })
    .await;
}

#[tokio::test]
async fn a_program_without_the_dialect_is_told_nothing_that_it_cannot_read() {
    let world = World::new().await;
    let joining = Joining {
        account: world.member(Role::Editor).await,
        name: "Zane".to_owned(),
        session: None,
        talka: false,
    };
    let joined = world.hub.join(world.proposal, joining).await.unwrap();
    let Connection { mut inbox, sending } = joined;
    let Outgoing::Frame(first) = inbox.next().await else {
        panic!("a question comes first");
    };
    assert!(matches!(Message::read(&first), Ok(Message::Step1(_))));
    drop(sending);
}

#[tokio::test]
async fn who_was_away_while_the_role_changed_comes_back_to_the_new_one() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
        zane.write("one").await;
        zane.until(|zane| zane.half.unsaved() == 0).await;
        assert_eq!(zane.rights(), Some((Role::Editor, State::Draft)));
        zane.drop_connection();
        world.set_role(account, Role::Commenter).await;
        world.hub.rights_changed(world.proposal).await;
        zane.connect(&world.hub, world.proposal, account).await;
        zane.until(|zane| zane.half.is_synced()).await;
        assert_eq!(zane.rights(), Some((Role::Commenter, State::Draft)));
    })
    .await;
}

#[tokio::test]
async fn a_final_and_its_end_are_told_to_who_is_there_and_to_who_comes_back() {
    let world = World::new().await;
    let (zane, anna) = (
        world.member(Role::Editor).await,
        world.member(Role::Editor).await,
    );
    let mut here = Peer::join(&world.hub, world.proposal, zane, 11).await;
    world.set_state(State::Final).await;
    world.hub.rights_changed(world.proposal).await;
    let is_final = |peer: &Peer| peer.rights() == Some((Role::Editor, State::Final));
    here.until(is_final).await;
    let back = Peer::join(&world.hub, world.proposal, anna, 12).await;
    assert!(is_final(&back));
    world.set_state(State::Draft).await;
    world.hub.rights_changed(world.proposal).await;
    here.until(|here| here.rights() == Some((Role::Editor, State::Draft)))
        .await;
}

#[tokio::test]
async fn a_plain_exchange_tells_the_rights_as_well() {
    let world = World::new().await;
    let account = world.member(Role::Commenter).await;
    let mut zane = Peer::offline(11);
    let (body, last) = zane.half.post(&zane.draft);
    let answer = world
        .hub
        .exchange(world.proposal, (account, None), &body)
        .await;
    let events = zane
        .half
        .posted(
            &answer.unwrap().into_answer(),
            last,
            &mut zane.draft,
            Millis(0),
        )
        .unwrap();
    let rights = Event::Rights {
        role: Role::Commenter,
        state: State::Draft,
    };
    assert_eq!(events[0], ClientEvent::Event(Box::new(rights)));
}

#[tokio::test]
async fn what_was_refused_goes_out_once_and_in_order_when_the_rights_return() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
        zane.write("one").await;
        zane.until(|zane| zane.half.unsaved() == 0).await;
        zane.drop_connection();
        world.set_role(account, Role::Reader).await;
        for words in ["two", "three", "four"] {
            zane.write(words).await;
        }
        zane.connect(&world.hub, world.proposal, account).await;
        zane.until(|zane| zane.half.is_denied()).await;
        // The page puts this copy aside and shows what stands there.
        zane.drop_connection();
        let mut shown = Peer::join(&world.hub, world.proposal, account, 12).await;
        assert_eq!((shown.text().as_str(), zane.half.unsaved()), ("one", 3));
        world.set_role(account, Role::Editor).await;
        world.hub.rights_changed(world.proposal).await;
        shown
            .until(|shown| shown.rights() == Some((Role::Editor, State::Draft)))
            .await;
        zane.draft.apply(&shown.draft.whole()).unwrap();
        zane.connect(&world.hub, world.proposal, account).await;
        zane.until(|zane| zane.half.unsaved() == 0).await;
        let live = world.hub.read(world.proposal, text_of).await.unwrap();
        assert_eq!(live, "one\ntwo\nthree\nfour");
    })
    .await;
}

#[tokio::test]
async fn who_was_removed_while_away_is_not_let_in_again() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    world.remove(account).await;
    world.hub.rights_changed(world.proposal).await;
    assert_eq!(zane.until_closed().await, CloseCode::Removed);
    let (body, _) = zane.half.post(&zane.draft);
    let refused = world
        .hub
        .exchange(world.proposal, (account, None), &body)
        .await;
    assert_eq!(
        refused.unwrap_err().into_refusal(),
        model::error::Refusal::NotFound
    );
}
