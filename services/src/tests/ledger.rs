//! The ledger for other programs, in exports, and as what holds a final.

use super::{World, comment_id, decision_id, in_every_store, opening, refusal, who};
use crate::{
    demo::DemoRole,
    export::{self, Annex, Format, Which},
    proposals, threads,
};
use model::{
    error::Refusal,
    ids::ProposalId,
    language::Language,
    ledger::LedgerFilter,
    thread::{Outcome, Severity, Thread},
    workflow::State,
};
use serde_json::Value;

const ANSWER: &str = "=SUM(1) un \"otrā\"\nrinda";

/// A question of a commenter with an answer of an editor, decided by that editor.
async fn talked(world: &World, proposal: ProposalId) -> Thread {
    let (s, commenter, editor) = (&world.s, who(DemoRole::Commenter), who(DemoRole::Editor));
    let words = "pirmos brīvprātīgos";
    let anchor = world.on(proposal, "results.lv", words).await;
    let field = "results.lv".parse().unwrap();
    let new = opening(field, anchor, Severity::Question, "Cik?");
    let thread = threads::open(s, commenter, proposal, new).await.unwrap();
    threads::answer(s, editor, thread.id, ANSWER, comment_id())
        .await
        .unwrap();
    let reason = "Skaitlis ir tekstā.";
    threads::decide(s, editor, thread.id, Outcome::Later, reason, decision_id())
        .await
        .unwrap()
}

fn asked(pairs: &'static [(&'static str, &'static str)]) -> LedgerFilter {
    let value = |name: &str| {
        pairs
            .iter()
            .find(|it| it.0 == name)
            .map(|it| it.1.to_owned())
    };
    LedgerFilter::of(value)
}

#[tokio::test]
async fn the_tables_hold_what_the_filter_wants_and_no_formula() {
    in_every_store(async |world| {
        let (s, id, reader) = (&world.s, world.proposal().await, who(DemoRole::Reader));
        let thread = talked(&world, id).await;
        let table = async |filter: LedgerFilter| {
            let file = threads::ledger_table(s, reader, id, &filter, Language::En).await;
            let file = file.unwrap();
            assert!(
                file.file_name.ends_with(".decisions.csv"),
                "{}",
                file.file_name
            );
            String::from_utf8(file.bytes).unwrap()
        };
        let all = table(LedgerFilter::default()).await;
        assert_eq!(all.matches("\r\n").count(), 1 + 4, "{all}");
        let one = table(asked(&[("severity", "question"), ("outcome", "later")])).await;
        assert_eq!(one.matches("\r\n").count(), 1 + 1, "{one}");
        for said in [
            thread.id.to_string().as_str(),
            "\"pirmos brīvprātīgos\"",
            "\"Cik?\"",
            "\"later\"",
            "\"Skaitlis ir tekstā.\"",
            "\"Youth specialist, Daugavpils\"",
            "\"2022-01-07T12:00:00Z\"",
        ] {
            assert!(one.contains(said), "{said} is not in {one}");
        }
        let filter = asked(&[("outcome", "later")]);
        let file = threads::comments_table(s, reader, id, &filter, Language::En).await;
        let comments = String::from_utf8(file.unwrap().bytes).unwrap();
        assert!(
            comments.contains("\"'=SUM(1) un \"\"otrā\"\"\nrinda\""),
            "{comments}"
        );
        assert_eq!(comments.matches("\r\n").count(), 1 + 2, "{comments}");
    })
    .await;
}

#[tokio::test]
async fn threads_are_annotations_on_exact_words_of_their_language() {
    in_every_store(async |world| {
        let (s, id, reader) = (&world.s, world.proposal().await, who(DemoRole::Reader));
        let thread = talked(&world, id).await;
        let file = threads::annotations(s, reader, id, Language::En)
            .await
            .unwrap();
        assert!(file.content_type.starts_with("application/ld+json"));
        let whole: Value = serde_json::from_slice(&file.bytes).unwrap();
        assert_eq!(whole["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(whole["type"], "AnnotationCollection");
        let items = whole["first"]["items"].as_array().unwrap();
        assert_eq!(whole["total"], items.len());
        let iri = format!("urn:uuid:{}", thread.id);
        let of = |what: &str| {
            let mine = |it: &&Value| it["id"] == what || it["target"] == what;
            items.iter().filter(mine).collect::<Vec<_>>()
        };
        let [said, answered, decided] = of(&iri)[..] else {
            panic!("{items:#?}");
        };
        assert_eq!(said["motivation"], "questioning");
        assert_eq!(said["body"][0]["value"], "Cik?");
        let selector = &said["target"]["selector"];
        assert_eq!(selector["type"], "TextQuoteSelector");
        assert_eq!(selector["exact"], "pirmos brīvprātīgos");
        let around = [&selector["prefix"], &selector["suffix"]];
        assert_eq!(around[0], &thread.anchor.quote.prefix);
        assert_eq!(around[1], &thread.anchor.quote.suffix);
        assert!(around.iter().any(|it| !it.as_str().unwrap().is_empty()));
        let source = &said["target"]["source"];
        assert_eq!(source["language"], "lv");
        let place = format!("https://talka.example/proposals/{id}/read?lang=lv#section-results");
        assert_eq!(source["id"], place);
        assert_eq!(answered["motivation"], "replying");
        assert_eq!(answered["body"]["value"], ANSWER);
        assert_eq!(decided["motivation"], "moderating");
        assert_eq!(decided["body"][1]["value"], "later");
    })
    .await;
}

#[tokio::test]
async fn an_export_has_the_annex_that_was_asked_for() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        talked(&world, id).await;
        let written = async |by, format, annex| {
            let (which, language) = (Which::Shown, Language::En);
            let file = export::file_of(s, by, id, which, language, (format, annex)).await;
            file.unwrap().bytes
        };
        let reader = Some(who(DemoRole::Reader));
        for format in [Format::Html, Format::Markdown] {
            let said = async |annex| {
                let text = String::from_utf8(written(reader, format, annex).await).unwrap();
                [text.contains("Skaitlis ir tekstā."), text.contains("otrā")]
            };
            assert_eq!(said(Annex::None).await, [false, false], "{format:?}");
            assert_eq!(said(Annex::Decisions).await, [true, false], "{format:?}");
            assert_eq!(said(Annex::Answers).await, [true, true], "{format:?}");
        }
        let docx = written(reader, Format::Docx, Annex::Answers).await;
        assert!(super::export::part(&docx, "word/document.xml").contains("rinda"));
        let odt = written(reader, Format::Odt, Annex::Answers).await;
        assert!(super::export::part(&odt, "content.xml").contains("rinda"));
        let pdf = written(reader, Format::Pdf, Annex::Answers).await;
        assert!(pdf.starts_with(b"%PDF-"));
    })
    .await;
}

#[tokio::test]
async fn a_final_needs_a_decision_on_every_comment_where_the_admin_asks_for_it() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.agree().await, who(DemoRole::Admin));
        let held = async || {
            let progress = proposals::progress(s, Some(admin), id).await;
            progress.unwrap().held
        };
        let signs = Some(Refusal::SignOffMissing);
        assert_eq!(held().await, signs, "questions and remarks hold nothing");
        let told = proposals::set_final_rule(s, admin, id, true).await.unwrap();
        assert_eq!(told.held, Some(Refusal::OpenThreads { threads: 2 }));
        // Asked a second time it is no other act.
        let again = proposals::set_final_rule(s, admin, id, true).await.unwrap();
        assert_eq!(again.seq, told.seq);
        let mut open = threads::list(s, admin, id).await.unwrap();
        open.retain(Thread::is_open);
        let decide = async |thread: &Thread| {
            let (outcome, reason) = (Outcome::NotTaken, "Nē.");
            let decided = threads::decide(s, admin, thread.id, outcome, reason, decision_id());
            decided.await.unwrap();
        };
        decide(&open[0]).await;
        assert_eq!(held().await, Some(Refusal::OpenThreads { threads: 1 }));
        let moved = proposals::move_state(s, admin, id, State::Final, "", None).await;
        assert_eq!(refusal(moved), Refusal::OpenThreads { threads: 1 });
        proposals::set_final_rule(s, admin, id, false)
            .await
            .unwrap();
        assert_eq!(held().await, signs);
        proposals::set_final_rule(s, admin, id, true).await.unwrap();
        decide(&open[1]).await;
        assert_eq!(held().await, signs);
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            crate::versions::sign_off(s, who(role), id).await.unwrap();
        }
        proposals::move_state(s, admin, id, State::Final, "", None)
            .await
            .unwrap();
        let late = proposals::set_final_rule(s, admin, id, false).await;
        assert_eq!(refusal(late), Refusal::Locked);
    })
    .await;
}
