//! Suggestions: beside the text until somebody else accepts them, and never silently wrong.

use super::{World, comment_id, decision_id, in_every_store, rand_id, refusal, who};
use crate::{
    Result,
    demo::DemoRole,
    drafts,
    export::{self, Format},
    proposals,
    store::entities::{draft_client, journal},
    threads::{self, Suggesting},
};
use model::{
    error::Refusal,
    ids::{AccountId, DecisionId, ProposalId, ThreadId},
    language::Language,
    suggestion::Piece,
    thread::{Outcome, Thread},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

const FIELD: &str = "results.lv";
const WORDS: &str = "pirmos brīvprātīgos";

const SUGGESTER: DemoRole = DemoRole::Suggester;
const EDITOR: DemoRole = DemoRole::Editor;

fn insert(text: &str) -> Piece {
    Piece::Insert(text.to_owned())
}

/// The first of the two words becomes another one.
async fn other_word(world: &World, id: ProposalId, word: &str) -> Suggesting {
    Suggesting {
        id: ThreadId(rand_id()),
        field: FIELD.parse().unwrap(),
        anchor: world.on(id, FIELD, WORDS).await,
        was: WORDS.to_owned(),
        pieces: vec![Piece::Delete(6), insert(word), Piece::Keep(13)],
        revision: 1,
    }
}

/// A word more behind words that stay.
pub(super) async fn more_words(world: &World, id: ProposalId) -> Suggesting {
    Suggesting {
        pieces: vec![Piece::Keep(19), insert(" klātienē")],
        ..other_word(world, id, "").await
    }
}

async fn suggested(world: &World, role: DemoRole, id: ProposalId, word: &str) -> Thread {
    let wanted = other_word(world, id, word).await;
    threads::suggest(&world.s, who(role), id, wanted)
        .await
        .unwrap()
}

async fn text(world: &World, id: ProposalId) -> String {
    let draft = drafts::stored(&world.s.db, id).await.unwrap();
    let text = draft.projection(&FIELD.parse().unwrap());
    text.textblocks().map(|block| block.text()).collect()
}

async fn accept(world: &World, role: DemoRole, id: ThreadId) -> Result<Thread> {
    threads::accept(&world.s, who(role), id, "", decision_id()).await
}

#[tokio::test]
async fn a_suggestion_grows_beside_the_text_and_comes_once() {
    in_every_store(async |world| {
        let (s, id, suggester) = (&world.s, world.proposal().await, who(SUGGESTER));
        let before = text(&world, id).await;
        let mut wanted = other_word(&world, id, "otros").await;
        for _ in 0..2 {
            let sent = threads::suggest(s, suggester, id, wanted.clone())
                .await
                .unwrap();
            assert_eq!(
                sent.suggestion.as_ref().unwrap().wants(),
                "otros brīvprātīgos"
            );
            assert_eq!((sent.author(), sent.comments.len()), (Some(suggester), 1));
        }
        let first = threads::list(s, suggester, id).await.unwrap();
        wanted.revision = 3;
        wanted.pieces[1] = insert("trešos");
        threads::suggest(s, suggester, id, wanted.clone())
            .await
            .unwrap();
        wanted.revision = 2;
        wanted.pieces[1] = insert("late");
        let late = threads::suggest(s, suggester, id, wanted.clone())
            .await
            .unwrap();
        assert_eq!(late.suggestion.unwrap().wants(), "trešos brīvprātīgos");
        assert_eq!(
            threads::list(s, suggester, id).await.unwrap().len(),
            first.len()
        );
        assert_eq!(
            text(&world, id).await,
            before,
            "nothing of it is in the text"
        );

        wanted.revision = 4;
        let other = threads::suggest(s, who(EDITOR), id, wanted.clone()).await;
        assert_eq!(refusal(other), Refusal::Outdated, "it is somebody else's");
        wanted.id = ThreadId(rand_id());
        wanted.pieces = vec![Piece::Keep(19)];
        let nothing = threads::suggest(s, suggester, id, wanted.clone()).await;
        assert_eq!(refusal(nothing), Refusal::Unfit);
        wanted.pieces = vec![Piece::Delete(19)];
        wanted.anchor.quote.exact = "vārdi, kuru tekstā nekad nav bijis".to_owned();
        wanted.anchor.start = "{}".to_owned();
        let nowhere = threads::suggest(s, suggester, id, wanted).await;
        assert_eq!(refusal(nowhere), Refusal::WordsGone);
    })
    .await;
}

/// Who was away is told of what grew without a line in the journal.
#[tokio::test]
async fn who_was_away_learns_that_a_suggestion_grew_and_that_it_went() {
    in_every_store(async |world| {
        let (s, id, suggester) = (&world.s, world.proposal().await, who(SUGGESTER));
        let mut wanted = other_word(&world, id, "otros").await;
        let opened = threads::suggest(s, suggester, id, wanted.clone())
            .await
            .unwrap();
        wanted.revision = 2;
        wanted.pieces[1] = insert("trešos");
        threads::suggest(s, suggester, id, wanted).await.unwrap();
        let news = proposals::news(s, who(DemoRole::Reader), id, opened.seq)
            .await
            .unwrap();
        let heard = &news.unwrap().threads[0];
        assert_eq!(heard.suggestion.as_ref().unwrap().revision, 2);

        let other = threads::withdraw(s, who(EDITOR), opened.id).await;
        assert_eq!(refusal(other), Refusal::NotAllowed);
        for _ in 0..2 {
            let gone = threads::withdraw(s, suggester, opened.id).await.unwrap();
            assert!(gone.is_withdrawn() && !gone.is_open());
        }
        let news = proposals::news(s, who(DemoRole::Reader), id, opened.seq)
            .await
            .unwrap();
        assert!(news.unwrap().threads[0].is_withdrawn());
        let left = threads::list(s, suggester, id).await.unwrap();
        assert!(left.iter().all(|it| it.id != opened.id));
        assert_eq!(
            refusal(accept(&world, EDITOR, opened.id).await),
            Refusal::Outdated
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_accepted_is_the_suggesters_words_and_the_editors_decision() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let opened = suggested(&world, SUGGESTER, id, "otros").await;
        let decision = DecisionId(rand_id());
        for _ in 0..2 {
            let accepted = threads::accept(s, who(EDITOR), opened.id, "Labi.", decision);
            let made = accepted.await.unwrap().decision.unwrap();
            assert_eq!((made.outcome, made.account), (Outcome::Taken, who(EDITOR)));
            assert_eq!(made.reason, "Labi.");
        }
        let now = text(&world, id).await;
        assert_eq!(now.matches("otros brīvprātīgos").count(), 1);
        assert!(!now.contains(WORDS));
        let owners =
            draft_client::Entity::find().filter(draft_client::Column::Account.eq(who(SUGGESTER).0));
        assert_eq!(
            owners.all(&s.db).await.unwrap().len(),
            1,
            "whose words they are"
        );
        let newest = journal::Entity::find()
            .filter(journal::Column::Scope.eq(id.0))
            .order_by_desc(journal::Column::Seq)
            .one(&s.db)
            .await;
        let newest = newest.unwrap().unwrap();
        assert_eq!(newest.kind, "thread_decided");
        assert_eq!(newest.account.map(AccountId), Some(who(EDITOR)));
        assert_eq!(
            refusal(accept(&world, EDITOR, opened.id).await),
            Refusal::Outdated
        );
        let ledger = threads::ledger(s, who(EDITOR), id).await.unwrap();
        let row = ledger
            .into_iter()
            .find(|row| row.thread == opened.id)
            .unwrap();
        assert_eq!(row.suggestion.unwrap().adds(), "otros");
        assert_eq!(row.decisions[0].account, who(EDITOR));
    })
    .await;
}

#[tokio::test]
async fn of_two_on_the_same_words_the_second_is_stale() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let one = suggested(&world, SUGGESTER, id, "otros").await;
        let other = suggested(&world, DemoRole::PartnerEditor, id, "trešos").await;
        accept(&world, EDITOR, one.id).await.unwrap();
        let before = text(&world, id).await;
        assert_eq!(
            refusal(accept(&world, EDITOR, other.id).await),
            Refusal::SuggestionStale
        );
        assert_eq!(text(&world, id).await, before);
        let list = threads::list(s, who(EDITOR), id).await.unwrap();
        assert!(list.iter().any(|it| it.id == other.id && it.is_open()));
        let outcome = Outcome::NotTaken;
        let no = threads::decide(
            s,
            who(EDITOR),
            other.id,
            outcome,
            "Par vēlu.",
            decision_id(),
        );
        assert_eq!(
            no.await.unwrap().decision.unwrap().outcome,
            Outcome::NotTaken
        );
        assert_eq!(text(&world, id).await, before, "rejecting changes no word");
    })
    .await;
}

#[tokio::test]
async fn two_who_accept_at_once_accept_once() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let opened = suggested(&world, SUGGESTER, id, "otros").await;
        let (one, other) = tokio::join!(
            accept(&world, EDITOR, opened.id),
            accept(&world, DemoRole::PartnerEditor, opened.id),
        );
        let refused = match (one, other) {
            (Ok(_), refused) | (refused, Ok(_)) => refusal(refused),
            both => panic!("nobody accepted: {both:?}"),
        };
        assert_eq!(refused, Refusal::Outdated);
        assert_eq!(text(&world, id).await.matches("otros").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_on_an_own_suggestion_while_a_review_is_open() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let in_draft = suggested(&world, EDITOR, id, "otros").await;
        accept(&world, EDITOR, in_draft.id).await.unwrap();
        let admin = who(DemoRole::Admin);
        let wanted = Suggesting {
            id: ThreadId(rand_id()),
            field: FIELD.parse().unwrap(),
            was: "otros brīvprātīgos".to_owned(),
            pieces: vec![Piece::Keep(18), insert(" jauniešus")],
            anchor: world.on(id, FIELD, "otros brīvprātīgos").await,
            revision: 1,
        };
        let own = threads::suggest(s, who(EDITOR), id, wanted)
            .await
            .unwrap()
            .id;
        proposals::move_state(s, admin, id, State::InReview, "", None)
            .await
            .unwrap();
        assert_eq!(
            refusal(accept(&world, EDITOR, own).await),
            Refusal::OwnSuggestion
        );
        let no = threads::decide(s, who(EDITOR), own, Outcome::Later, "Vēlāk.", decision_id());
        assert_eq!(refusal(no.await), Refusal::OwnSuggestion);
        let aside = threads::decide(s, admin, own, Outcome::Taken, "Labi.", decision_id());
        assert_eq!(
            refusal(aside.await),
            Refusal::Unfit,
            "the text has to change with it"
        );
        threads::answer(s, admin, own, "Kāpēc?", comment_id())
            .await
            .unwrap();
        accept(&world, DemoRole::Admin, own).await.unwrap();
        assert!(
            text(&world, id)
                .await
                .contains("otros brīvprātīgos jauniešus")
        );
    })
    .await;
}

#[tokio::test]
async fn exports_hold_the_text_without_suggestions_and_list_them_in_the_annex() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        suggested(&world, SUGGESTER, id, "otros").await;
        let editor = Some(who(EDITOR));
        for format in [Format::Markdown, Format::Html] {
            let file = export::file(s, editor, id, Language::Lv, format)
                .await
                .unwrap();
            let file = String::from_utf8(file.bytes).unwrap();
            let (text, annex) = file.rsplit_once("Lēmumi").unwrap();
            assert!(text.contains(WORDS) && !text.contains("otros"), "{text}");
            assert!(annex.contains("otros brīvprātīgos"), "{annex}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_suggested_or_accepted_on_a_final() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let opened = suggested(&world, SUGGESTER, id, "otros").await;
        world.finalise().await;
        let wanted = other_word(&world, id, "trešos").await;
        let late = threads::suggest(s, who(SUGGESTER), id, wanted).await;
        assert_eq!(refusal(late), Refusal::Locked);
        assert_eq!(
            refusal(accept(&world, EDITOR, opened.id).await),
            Refusal::Locked
        );
    })
    .await;
}
