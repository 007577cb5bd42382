//! Calls made by hand: the pages would not offer them, and the server refuses them all the same.

use super::{Answer, Person, Talka};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::error::Refusal;
use serde_json::{Value, json};

impl Person {
    /// Calls a server function.
    async fn call(&self, name: &str, input: &Value) -> Answer {
        let request = Request::post(format!("/api/{name}"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(Body::from(input.to_string()));
        self.send(request.unwrap()).await
    }
}

impl Answer {
    /// What a call was refused for.
    fn refusal(&self) -> String {
        assert!(!self.status.is_success(), "not refused: {}", self.text());
        let refusal: Refusal = postcard::from_bytes(&self.bytes).unwrap();
        let code = serde_json::to_value(&refusal).unwrap();
        format!("{} {}", self.status.as_u16(), code.as_str().unwrap())
    }
}

fn move_to(proposal: &str, state: &str) -> Value {
    json!({ "id": proposal, "to": state, "reason": "", "last_day": null })
}

fn thread_on(proposal: &str, words: &str) -> Value {
    let quote = json!({ "exact": words, "prefix": "", "suffix": "" });
    let anchor = json!({ "start": "{}", "end": "{}", "quote": quote, "block_hint": 0 });
    json!({
        "proposal": proposal, "field": "summary.lv", "anchor": anchor,
        "severity": "remark", "body": "Kāpēc?",
    })
}

#[tokio::test]
async fn a_reader_only_reads() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let reader = talka.person("reader").await;
    let opened = reader
        .call("threads/open", &thread_on(&proposal, "jaunieši"))
        .await;
    assert_eq!(opened.refusal(), "403 not_allowed");
    let moved = reader
        .call("proposals/move-state", &move_to(&proposal, "in_review"))
        .await;
    assert_eq!(moved.refusal(), "403 not_allowed");
    let signed = reader
        .call("versions/sign-off", &json!({ "id": proposal }))
        .await;
    assert_eq!(signed.refusal(), "403 not_allowed");
}

#[tokio::test]
async fn a_commenter_neither_decides_nor_moves_nor_publishes() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let commenter = talka.person("commenter").await;
    let thread = talka.open_thread().await;
    let decision = json!({ "thread": thread, "outcome": "taken", "reason": "Because" });
    let decided = commenter.call("threads/decide", &decision).await;
    assert_eq!(decided.refusal(), "403 not_allowed");
    let moved = commenter
        .call("proposals/move-state", &move_to(&proposal, "in_review"))
        .await;
    assert_eq!(moved.refusal(), "403 not_allowed");
    let published = commenter
        .call(
            "proposals/publish",
            &json!({ "id": proposal, "published": true }),
        )
        .await;
    assert_eq!(published.refusal(), "403 not_allowed");
}

#[tokio::test]
async fn an_editor_does_not_administer() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let editor = talka.person("editor").await;
    let moved = editor
        .call("proposals/move-state", &move_to(&proposal, "in_review"))
        .await;
    assert_eq!(moved.refusal(), "403 not_allowed");
    let signed = editor
        .call("versions/sign-off", &json!({ "id": proposal }))
        .await;
    assert_eq!(signed.refusal(), "403 not_allowed");
}

#[tokio::test]
async fn nobody_skips_a_step_or_signs_alone() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let admin = talka.person("admin").await;
    let skipped = admin
        .call("proposals/move-state", &move_to(&proposal, "final"))
        .await;
    assert_eq!(skipped.refusal(), "409 step_skipped");
}

#[tokio::test]
async fn a_visitor_is_asked_to_sign_in_and_learns_nothing() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let visitor = talka.visitor();
    let moved = visitor
        .call("proposals/move-state", &move_to(&proposal, "in_review"))
        .await;
    assert_eq!(moved.refusal(), "401 not_signed_in");
    let page = visitor.get(&format!("/proposals/{proposal}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(!page.text().contains("brīvprātīgais"), "{}", page.text());
    for file in ["html", "md", "docx"] {
        let export = visitor
            .get(&format!("/proposals/{proposal}/export.{file}"))
            .await;
        assert_eq!(export.status, StatusCode::NOT_FOUND, "{file}");
    }
}
