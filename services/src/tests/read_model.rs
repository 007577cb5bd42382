//! The read model says what the document says, whoever wrote it and whatever happened meanwhile.

use super::{BEGIN, in_every_store, who};
use crate::{
    Services, accounts,
    collab::{records::Records, tests::peer::Peer},
    demo::DemoRole,
    journal, partnerships, proposals,
    store::{drafts::DraftRecords, entities::field_state},
    texts::{
        self, Capture, Outcome, Rendered,
        tests::{decoded, read_model, settled},
    },
    threads, versions,
};
use model::{
    document::{
        plain,
        projection::Node,
        trial::{Alone, Chance},
    },
    ids::ProposalId,
    proposal::FieldName,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

const FIELDS: [&str; 3] = ["summary.lv", "summary.en", "budget.lv"];

fn name(field: &str) -> FieldName {
    field.parse().unwrap()
}

async fn person(s: &Services, id: ProposalId, role: DemoRole, client: u64) -> Peer {
    Peer::join(&s.hub, id, who(role), client).await
}

async fn write(peer: &mut Peer, field: &str, words: &str) {
    let planted = peer.draft.plant(&name(field), &[Node::paragraph(words)]);
    send(peer, planted.update).await;
    peer.until(|peer| peer.half.unsaved() == 0).await;
}

async fn send(peer: &mut Peer, update: Vec<u8>) {
    if let Some(frame) = peer.half.local(update) {
        peer.send(frame).await;
    }
}

async fn rows(s: &Services, id: ProposalId) -> HashMap<String, field_state::Model> {
    let rows = field_state::Entity::find().filter(field_state::Column::Proposal.eq(id.0));
    let rows = rows.all(&s.db).await.unwrap().into_iter();
    rows.map(|row| (row.field.clone(), row)).collect()
}

/// Waits until the read model is current, and compares all of it with the document.
async fn check(s: &Services, id: ProposalId, what: &str) {
    let view = settled(s, id).await;
    let text = decoded(s, id).await;
    assert_eq!(view, *text.view, "{what}");
    let rows = rows(s, id).await;
    for (name, text) in &text.fields {
        let row = &rows[&name.to_string()];
        assert_eq!(row.plain, plain::of_field(text), "{what}: {name}");
        assert_eq!(row.characters as usize, text.chars(), "{what}: {name}");
    }
}

async fn capture(s: &Services, id: ProposalId) -> Capture {
    let text = decoded(s, id).await;
    Capture {
        known: text.known,
        fields: text.fields,
        ..Capture::default()
    }
}

#[tokio::test]
async fn it_says_what_the_document_says_after_random_edits_by_two() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        for seed in 0..3_u64 {
            let mut chance = Chance::new(seed);
            let mut people = [
                person(s, id, DemoRole::Admin, 100 + seed).await,
                person(s, id, DemoRole::PartnerAdmin, 200 + seed).await,
            ];
            let mut hands = [Alone::new(seed), Alone::new(seed + 77)];
            for step in 0..60 {
                let one = chance.below(2);
                hands[one].goes_to(name(FIELDS[chance.below(3)]));
                let update = hands[one].edit(&mut people[one].draft);
                if let Some(update) = update.filter(|update| !update.is_empty()) {
                    send(&mut people[one], update).await;
                }
                if step % 20 == 19 {
                    for peer in &mut people {
                        peer.until(|peer| peer.half.unsaved() == 0).await;
                    }
                    check(s, id, &format!("seed {seed}, step {step}")).await;
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn it_knows_who_changed_which_field_and_when_and_how_often() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let mut admin = person(s, id, DemoRole::Admin, 11).await;
        let mut partner = person(s, id, DemoRole::PartnerAdmin, 12).await;
        settled(s, id).await;
        let before = rows(s, id).await;
        world.clock.advance_ms(5_000);
        tokio::join!(
            write(&mut admin, "summary.lv", "Vārdi"),
            write(&mut partner, "summary.en", "Words"),
        );
        check(s, id, "two at once").await;
        let after = rows(s, id).await;
        for (field, role) in [
            ("summary.lv", DemoRole::Admin),
            ("summary.en", DemoRole::PartnerAdmin),
        ] {
            assert_eq!(after[field].account, Some(who(role).0), "{field}");
            assert_eq!(after[field].changed_at, Some(BEGIN.0 + 5_000), "{field}");
            assert_eq!(after[field].revision, before[field].revision + 1, "{field}");
        }
        assert_eq!(after["budget.lv"], before["budget.lv"]);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_asked_for_while_somebody_types_decodes_nothing() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let mut admin = person(s, id, DemoRole::Admin, 11).await;
        settled(s, id).await;
        let before = s.texts.decoded();
        for number in 0..5 {
            let words = format!("w{number}");
            write(&mut admin, "summary.lv", &words).await;
            let page = proposals::page(s, Some(who(DemoRole::Reader)), id).await;
            let page = page.unwrap();
            assert!(page.fields.iter().any(|view| view.html.contains(&words)));
        }
        assert_eq!(s.texts.decoded(), before);
    })
    .await;
}

#[tokio::test]
async fn what_no_room_has_written_the_first_reader_writes() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        world.types(id, "summary.lv", "Vārdi bez istabas. ").await;
        assert_eq!(read_model(s, id).await, None, "nobody wrote it");
        let page = async || {
            let page = proposals::page(s, Some(who(DemoRole::Reader)), id).await;
            page.unwrap().fields[0].html.clone()
        };
        assert!(page().await.contains("Vārdi bez istabas"));
        assert_eq!(s.texts.decoded(), 1);
        check(s, id, "after the first reader").await;
        s.texts.forget();
        assert!(page().await.contains("Vārdi bez istabas"));
        assert_eq!(s.texts.decoded(), 1, "the second one reads");
    })
    .await;
}

#[tokio::test]
async fn a_room_that_closes_leaves_nothing_unwritten() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let mut admin = person(s, id, DemoRole::Admin, 11).await;
        settled(s, id).await;
        write(&mut admin, "summary.lv", "Pēdējie vārdi").await;
        s.hub.drain().await;
        assert!(read_model(s, id).await.is_some());
        check(s, id, "after the end").await;
    })
    .await;
}

#[tokio::test]
async fn an_older_text_never_takes_the_place_of_a_newer_one() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let old = capture(s, id).await;
        world.types(id, "summary.lv", "Jauni vārdi. ").await;
        let new = capture(s, id).await;
        let written = async |capture: &Capture| {
            let nothing = Rendered::default();
            let settled = texts::settle(s, id, capture.clone(), &nothing);
            settled.await.unwrap().1
        };
        assert_eq!(written(&old).await, Outcome::Written);
        assert_eq!(
            read_model(s, id).await,
            None,
            "and is never shown as current"
        );
        assert_eq!(written(&new).await, Outcome::Written);
        assert_eq!(written(&old).await, Outcome::Newer);
        check(s, id, "the newer one").await;
        DraftRecords::new(s.store.clone(), 0)
            .compact(id)
            .await
            .unwrap();
        assert_eq!(read_model(s, id).await, None, "the rows are others");
        assert_eq!(written(&old).await, Outcome::Compacted);
        world.types(id, "summary.lv", "Vēl. ").await;
        assert_eq!(written(&capture(s, id).await).await, Outcome::Written);
        check(s, id, "after a compaction").await;
    })
    .await;
}

#[tokio::test]
async fn a_room_whose_rows_somebody_else_compacts_goes_on_writing_it() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let mut admin = person(s, id, DemoRole::Admin, 11).await;
        write(&mut admin, "summary.lv", "Vārdi").await;
        settled(s, id).await;
        let compacted = DraftRecords::new(s.store.clone(), 0).compact(id).await;
        assert!(compacted.unwrap().is_some());
        write(&mut admin, "summary.lv", "Vēl vārdi").await;
        check(s, id, "after a compaction from elsewhere").await;
    })
    .await;
}

#[tokio::test]
async fn two_instances_with_the_same_proposal_open_agree() {
    in_every_store(async |world| {
        if !world.s.is_postgres() {
            return;
        }
        let (s, id) = (&world.s, world.proposal().await);
        let config = (*s.config).clone();
        let other = Services::open_with(config, world.clock.clone())
            .await
            .unwrap();
        let mut here = person(s, id, DemoRole::Admin, 11).await;
        let mut there = person(&other, id, DemoRole::PartnerAdmin, 12).await;
        for number in 0..10 {
            let words = format!("w{number}");
            tokio::join!(
                write(&mut here, "summary.lv", &words),
                write(&mut there, "summary.en", &words),
            );
        }
        check(s, id, "while both are open").await;
        tokio::join!(
            write(&mut here, "summary.lv", "Beigas"),
            write(&mut there, "summary.en", "The end"),
        );
        // Both write at once, and whichever comes last is right.
        tokio::join!(s.hub.drain(), other.hub.drain());
        check(s, id, "after both ended").await;
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn no_page_decodes_a_document_that_was_written_down() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let (admin, reader) = (who(DemoRole::Admin), who(DemoRole::Reader));
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let pages = async |what: &str| {
            settled(s, id).await;
            s.texts.forget();
            let before = s.texts.decoded();
            proposals::page(s, Some(admin), id).await.unwrap();
            proposals::page(s, Some(reader), id).await.unwrap();
            proposals::progress(s, Some(admin), id).await.unwrap();
            proposals::news(s, admin, id, 0).await.unwrap();
            partnerships::page(s, admin, partnership).await.unwrap();
            partnerships::list(s, admin).await.unwrap();
            accounts::may_create(s, admin).await.unwrap();
            threads::ledger(s, admin, id).await.unwrap();
            let log = journal::of_partnership(s, admin, partnership, None, 0);
            log.await.unwrap();
            assert_eq!(s.texts.decoded(), before, "{what}");
        };
        world.types(id, "summary.lv", "Vārdi. ").await;
        proposals::page(s, Some(admin), id).await.unwrap();
        pages("a draft").await;
        world.finalise().await;
        proposals::publish(s, admin, id, true).await.unwrap();
        pages("a final").await;
        let before = s.texts.decoded();
        let number = versions::list(&s.db, id).await.unwrap()[0].number;
        proposals::page(s, None, id).await.unwrap();
        proposals::version_page(s, Some(admin), id, number)
            .await
            .unwrap();
        assert_eq!(s.texts.decoded(), before, "a final that anybody reads");
    })
    .await;
}

#[tokio::test]
async fn a_text_that_was_kept_as_a_version_is_signed_and_moved_by_its_fingerprint() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.agree().await);
        settled(s, id).await;
        s.texts.forget();
        let before = s.texts.decoded();
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            versions::sign_off(s, who(role), id).await.unwrap();
        }
        let to = model::workflow::State::Final;
        let admin = who(DemoRole::Admin);
        proposals::move_state(s, admin, id, to, "", None)
            .await
            .unwrap();
        assert_eq!(s.texts.decoded(), before);
    })
    .await;
}
