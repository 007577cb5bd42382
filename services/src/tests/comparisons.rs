//! Two texts compared: by whom, for whom, also after the rows that say so became a snapshot.

use super::{World, in_every_store, members, refusal, who};
use crate::{
    collab::{records::Records, tests::peer::Peer},
    comparisons::{self, Comparison, Moment, Tally, compare},
    demo::DemoRole,
    partnerships, proposals,
    store::drafts::DraftRecords,
};
use model::{
    document::{
        edit::Op,
        position::{Position, Range, Selection},
        projection::units,
    },
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::Language,
    role::Role,
    text::{key, say},
    workflow::State,
};

const SINCE: [Moment; 2] = [Moment::Version(1), Moment::Now];

/// The demo proposal in review, whose text is version 1.
async fn reviewed(world: &World) -> ProposalId {
    let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
    let moved = proposals::move_state(s, admin, id, State::InReview, "", None);
    moved.await.unwrap();
    id
}

async fn compared(world: &World, by: AccountId, id: ProposalId) -> Comparison {
    let compared = compare(&world.s, by, id, SINCE, Some(Language::Lv), Language::En);
    compared.await.unwrap()
}

/// Deletes the first word of the summary, as somebody at a page does.
async fn delete_first_word(peer: &mut Peer) {
    let field = "summary.lv".parse().unwrap();
    let block = peer.draft.projection(&field).textblocks().next();
    let (block, text) = block.map(|block| (block.id, block.text())).unwrap();
    let word = text.split_inclusive(' ').next().unwrap();
    let (from, to) = (Position::new(block, 0), Position::new(block, units(word)));
    let delete = Op::Delete(Range { from, to });
    let edited = peer.draft.edit(&field, &delete, Selection::caret(block, 0));
    let frame = peer.half.local(edited.unwrap().update);
    peer.send(frame.unwrap()).await;
    peer.until(|peer| peer.half.unsaved() == 0).await;
}

#[tokio::test]
async fn each_word_says_who_inserted_and_who_deleted_it_also_after_a_compaction() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, reviewed(&world).await);
        let admin = who(DemoRole::Admin);
        let mut partner = Peer::join(&s.hub, id, who(DemoRole::PartnerEditor), 41).await;
        partner.write("Written by the partner. ").await;
        partner.until(|peer| peer.half.unsaved() == 0).await;
        let mut other = Peer::join(&s.hub, id, who(DemoRole::Editor), 42).await;
        other
            .until(|peer| peer.text().contains("by the partner"))
            .await;
        delete_first_word(&mut other).await;

        let before = compared(&world, admin, id).await;
        let html = comparisons::body(&before, Language::En);
        let (editor, partner) = (key::DEMO_EDITOR, key::DEMO_PARTNER_EDITOR);
        for (did, name) in [("Deleted by", editor), ("Inserted by", partner)] {
            let words = format!("{did} {}", say(Language::En, name));
            assert!(html.contains(&words), "{words}: {html}");
        }
        assert!(!html.contains("not recorded"), "{html}");

        let records = DraftRecords::new(s.store.clone(), 9);
        records.compact(id).await.unwrap().expect("there are rows");
        let after = compared(&world, admin, id).await;
        assert_eq!(comparisons::body(&after, Language::En), html);
        // And what is deleted after it stands beside what was deleted before.
        delete_first_word(&mut other).await;
        records.compact(id).await.unwrap().expect("there is a row");
        let again = compared(&world, admin, id).await;
        let html = comparisons::body(&again, Language::En);
        assert!(html.contains("2 words deleted"), "{html}");
        assert!(!html.contains("not recorded"), "{html}");
    })
    .await;
}

#[tokio::test]
async fn members_compare_and_nobody_else_does() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let new = members::new("left@leszno.example", Role::Reader, None);
        let gone = partnerships::invite_member(s, admin, partnership, new);
        let gone = gone.await.unwrap().account;
        partnerships::accept_invitation(s, gone, partnership)
            .await
            .unwrap();
        reviewed(&world).await;
        world.types(id, "summary.lv", "Vēl vārdi. ").await;
        proposals::move_state(s, admin, id, State::Agreed, "", None)
            .await
            .unwrap();
        partnerships::remove_member(s, admin, partnership, gone)
            .await
            .unwrap();
        world.clock.advance_ms(1_000);
        world.types(id, "budget.lv", "Vēlāk. ").await;
        proposals::move_state(s, admin, id, State::InReview, "Vēl", None)
            .await
            .unwrap();
        proposals::move_state(s, admin, id, State::Agreed, "", None)
            .await
            .unwrap();
        let asks =
            async |by, a, b, language| compare(s, by, id, [a, b], language, Language::Lv).await;
        let (one, two, three) = (Moment::Version(1), Moment::Version(2), Moment::Version(3));
        // Whichever way round they are asked for, the older one comes first.
        for pair in [(one, two), (two, one)] {
            for by in [admin, who(DemoRole::Reader), gone] {
                let compared = asks(by, pair.0, pair.1, None).await.unwrap();
                assert_eq!(compared.ends[0].moment, one);
                let tally = Tally::of_all(&compared.sections);
                assert_eq!((tally.changes, tally.inserted_words), (1, 2));
                assert_eq!(compared.languages[0], (Language::Lv, 1));
            }
        }
        asks(admin, one, three, None).await.unwrap();
        // What came after the last day.
        assert_eq!(
            refusal(asks(gone, one, three, None).await),
            Refusal::NoSuchVersion
        );
        assert_eq!(
            refusal(asks(gone, one, Moment::Now, None).await),
            Refusal::NotFound
        );
        let stranger = AccountId(uuid::Uuid::from_u128(77));
        assert_eq!(
            refusal(asks(stranger, one, two, None).await),
            Refusal::NotFound
        );
        let never = Moment::Version(9);
        assert_eq!(
            refusal(asks(admin, one, never, None).await),
            Refusal::NoSuchVersion
        );
    })
    .await;
}

#[tokio::test]
async fn a_language_that_the_proposal_does_not_have_is_refused() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let title = model::language::Texts {
            en: "Only in English".to_owned(),
            ..Default::default()
        };
        let id = proposals::create(s, admin, partnership, title, vec![Language::En]);
        let id = id.await.unwrap();
        let asked = Some(Language::Pl);
        let polish = compare(s, admin, id, [Moment::Now; 2], asked, Language::Lv).await;
        assert_eq!(refusal(polish), Refusal::NoSuchLanguage);
        let same = compare(s, admin, id, [Moment::Now; 2], None, Language::Lv).await;
        let same = same.unwrap();
        assert_eq!(same.language, Language::En);
        assert!(comparisons::body(&same, Language::En).contains("Nothing differs"));
    })
    .await;
}

#[test]
fn a_moment_is_a_number_or_now() {
    assert_eq!("now".parse(), Ok(Moment::Now));
    assert_eq!("12".parse(), Ok(Moment::Version(12)));
    for wrong in ["", "Now", "-1", "1.5", "99999999999"] {
        assert_eq!(
            wrong.parse::<Moment>(),
            Err(Refusal::NoSuchVersion),
            "{wrong}"
        );
    }
}
