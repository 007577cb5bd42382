//! Threads stay on their words while others write.

use super::{
    peer::{Peer, field},
    world::World,
};
use crate::{
    anchors,
    threads::{NewThread, insert},
};
use model::{
    document::{
        anchor::{self, Resolved},
        edit::Op,
        position::{Position, Selection},
    },
    event::Event,
    ids::{AccountId, AnchorId, CommentId, ThreadId, Timestamp},
    role::Role,
    sync::ClientEvent,
    thread::{Comment, Severity, Thread},
};
use uuid::Uuid;

/// A thread on the first paragraph's words from `from` to `to`.
fn thread_on(peer: &Peer, account: AccountId, from: u32, to: u32) -> Thread {
    let block = peer
        .draft
        .projection(&field())
        .textblocks()
        .next()
        .unwrap()
        .id;
    let selection = Selection::text(Position::new(block, from), Position::new(block, to));
    let id = Uuid::now_v7();
    Thread {
        seq: 0,
        id: ThreadId(id),
        anchor_id: AnchorId(id),
        field: field(),
        anchor: anchor::make(&peer.draft, &field(), selection).unwrap(),
        detached: false,
        severity: Severity::Remark,
        next_edition: false,
        comments: vec![Comment {
            id: CommentId(Uuid::now_v7()),
            account,
            name: "Zane".to_owned(),
            side: None,
            body: "?".to_owned(),
            at: Timestamp(0),
        }],
        decision: None,
        suggestion: None,
    }
}

async fn keep(world: &World, opened: &Thread) {
    let new = NewThread {
        id: opened.id,
        proposal: world.proposal,
        field: opened.field.clone(),
        anchor: opened.anchor.clone(),
        severity: opened.severity,
        next_edition: false,
        detached: false,
    };
    let txn = world.store.begin().await.unwrap();
    insert(&txn, new, 0).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn a_split_moves_the_words_and_everyone_hears_where_the_thread_went() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    let mut anna = Peer::join(&world.hub, world.proposal, account, 12).await;
    zane.write("the first words and the last").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let opened = thread_on(&zane, account, 24, 28);
    keep(&world, &opened).await;
    let thread = Box::new(opened.clone());
    world
        .hub
        .publish(world.proposal, Event::Thread { thread })
        .await;

    let block = zane
        .draft
        .projection(&field())
        .textblocks()
        .next()
        .unwrap()
        .id;
    let edited = zane
        .draft
        .edit(&field(), &Op::Split, Selection::caret(block, 15))
        .unwrap();
    let frame = zane.half.local(edited.update).unwrap();
    zane.send(frame).await;
    let moved = |peer: &Peer| {
        peer.events.iter().find_map(|event| match event {
            ClientEvent::Event(event) => match &**event {
                Event::Anchors { moved } => Some(moved[0].clone()),
                _ => None,
            },
            _ => None,
        })
    };
    anna.until(|anna| moved(anna).is_some()).await;
    let moved = moved(&anna).unwrap();
    assert!(!moved.detached);
    let Resolved::At(range) = anchor::resolve(&anna.draft, &field(), &moved.anchor) else {
        panic!("the words are gone");
    };
    let text = anna.draft.projection(&field()).text_of(range.from.block);
    let (from, to) = (range.from.offset as usize, range.to.offset as usize);
    assert_eq!(&text[from..to], "last");
    // The write of anchors follows the commit of the text; a look waits for neither.
    loop {
        let stored = anchors::of_proposal(&world.store.db, world.proposal)
            .await
            .unwrap();
        if stored[0].anchor == moved.anchor {
            break;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_thread_that_comes_before_its_words_is_not_detached() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let other = world.another_instance();
    let mut anna = Peer::join(&other, world.proposal, account, 12).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("words that are on disk").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let stored = async || {
        let anchors = anchors::of_proposal(&world.store.db, world.proposal).await;
        anchors.unwrap().into_iter().map(|it| it.detached)
    };
    let opened = thread_on(&zane, account, 0, 5);
    keep(&world, &opened).await;
    let thread = Box::new(opened.clone());
    other
        .publish(world.proposal, Event::Thread { thread })
        .await;
    anna.until(|anna| anna.text() == zane.text()).await;
    let lost = |peer: &Peer| {
        peer.events.iter().any(|event| match event {
            ClientEvent::Event(event) => {
                matches!(&**event, Event::Anchors { moved } if moved[0].detached)
            }
            _ => false,
        })
    };
    // What is told at a tick is told by then.
    for _ in 0..2 {
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        other.read(world.proposal, |_| ()).await.unwrap();
    }
    assert!(!lost(&anna));
    assert_eq!(stored().await.collect::<Vec<_>>(), [false]);

    let mut gone = thread_on(&zane, account, 6, 10);
    gone.anchor.quote.exact = "none of these".to_owned();
    let elsewhere = r#"{"item":{"client":99,"clock":1},"assoc":0}"#;
    (gone.anchor.start, gone.anchor.end) = (elsewhere.to_owned(), elsewhere.to_owned());
    keep(&world, &gone).await;
    let thread = Box::new(gone);
    other
        .publish(world.proposal, Event::Thread { thread })
        .await;
    anna.until(lost).await;
}
