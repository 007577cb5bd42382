//! What happens to open pages while others review, sign and lock.

use super::{in_every_store, opening, who};
use crate::{
    collab::tests::peer::{Peer, text_of},
    demo::DemoRole,
    drafts, proposals,
    store::entities::version,
    threads, versions,
};
use model::{
    document::draft::Draft,
    event::Event,
    proposal::Progress,
    sync::ClientEvent,
    thread::{Severity, Thread},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// What somebody types while the others finalise.
const LINES: u64 = 20;

fn last_progress(peer: &Peer) -> Option<&Progress> {
    peer.events.iter().rev().find_map(|event| match event {
        ClientEvent::Event(event) => match event.as_ref() {
            Event::Progress { progress, .. } => Some(progress.as_ref()),
            _ => None,
        },
        _ => None,
    })
}

fn last_thread(peer: &Peer) -> Option<&Thread> {
    peer.events.iter().rev().find_map(|event| match event {
        ClientEvent::Event(event) => match event.as_ref() {
            Event::Thread { thread } => Some(thread.as_ref()),
            _ => None,
        },
        _ => None,
    })
}

#[tokio::test]
async fn an_open_page_sees_threads_moves_and_sign_offs_as_they_happen() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let mut editor = Peer::join(&s.hub, proposal, who(DemoRole::PartnerEditor), 31).await;
        let anchor = world.on(proposal, "results.lv", "pirmos").await;
        let (field, reviewer) = ("results.lv".parse().unwrap(), who(DemoRole::Commenter));
        let severity = Severity::Remark;
        threads::open(
            s,
            reviewer,
            proposal,
            opening(field, anchor, severity, "Cik?"),
        )
        .await
        .unwrap();
        editor.until(|editor| last_thread(editor).is_some()).await;
        world.agree().await;
        let agreed =
            |editor: &Peer| last_progress(editor).map(|it| it.state) == Some(State::Agreed);
        editor.until(agreed).await;
        versions::sign_off(s, who(DemoRole::Admin), proposal)
            .await
            .unwrap();
        let places = |editor: &Peer| {
            let sign_offs = last_progress(editor).map(|progress| &progress.sign_offs);
            sign_offs
                .and_then(|sign_offs| sign_offs.first())
                .map(|it| it.changed_places)
        };
        editor.until(|editor| places(editor) == Some(0)).await;
        editor.write("Vēl viena rindkopa.").await;
        editor.until(|editor| places(editor) == Some(1)).await;
    })
    .await;
}

#[tokio::test]
async fn a_final_is_exactly_what_was_signed_while_somebody_types_on() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let mut editor = Peer::join(&s.hub, proposal, who(DemoRole::Editor), 32).await;
        let typing = async {
            for number in 1..=LINES {
                editor.write(&format!("Rinda {number}")).await;
                let written = |editor: &Peer| editor.half.unsaved() == 0 || editor.half.is_denied();
                editor.until(written).await;
                tokio::time::sleep(Duration::from_millis(number * 7 % 20)).await;
            }
        };
        let finalising = async {
            let mut attempts = 0;
            loop {
                attempts += 1;
                for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
                    versions::sign_off(s, who(role), proposal).await.unwrap();
                }
                let admin = who(DemoRole::Admin);
                let to_final = proposals::move_state(s, admin, proposal, State::Final, "", None);
                match to_final.await {
                    Ok(_) => break attempts,
                    Err(_) => assert!(attempts < 1_000, "typing ended long ago"),
                }
            }
        };
        tokio::join!(typing, finalising);
        let last = version::Entity::find()
            .filter(version::Column::Proposal.eq(proposal.0))
            .filter(version::Column::State.eq(State::Final.code()))
            .one(&s.db)
            .await
            .unwrap()
            .unwrap();
        let mut kept = Draft::for_server(1);
        kept.apply(&last.bytes).unwrap();
        let kept = text_of(&kept);
        let stored = text_of(&drafts::stored(&s.db, proposal).await.unwrap());
        assert_eq!(kept, stored);
        assert_eq!(s.hub.read(proposal, text_of).await.unwrap(), stored);
        let progress = proposals::progress(s, Some(who(DemoRole::Reader)), proposal)
            .await
            .unwrap();
        assert!(
            progress
                .sign_offs
                .iter()
                .all(|sign_off| sign_off.changed_places == 0)
        );
    })
    .await;
}
