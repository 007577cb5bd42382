//! Calls made by hand: the pages would not offer them, and the server refuses them all the same.

use super::{Answer, Person, Talka};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::{
    document::anchor::{Anchor, Quote},
    error::Refusal,
    proposal::FieldName,
    thread::{Outcome, Severity},
};
use serde::Serialize;
use uuid::Uuid;

impl Person {
    /// Calls a server function with these inputs in their order.
    async fn call(&self, name: &str, input: &impl Serialize) -> Answer {
        self.send_bytes(name, postcard::to_allocvec(input).unwrap())
            .await
    }

    pub(super) async fn send_bytes(&self, name: &str, input: Vec<u8>) -> Answer {
        let request = Request::post(format!("/api/{name}"))
            .header(header::CONTENT_TYPE, "application/x-postcard")
            .body(Body::from(input));
        self.send(request.unwrap()).await
    }
}

impl Answer {
    /// What a call was refused for.
    fn refusal(&self) -> String {
        assert!(!self.status.is_success(), "not refused: {}", self.text());
        let refusal: Refusal = postcard::from_bytes(&self.bytes).unwrap();
        format!("{} {refusal:?}", self.status.as_u16())
    }
}

fn id(text: &str) -> Uuid {
    text.parse().unwrap()
}

fn thread_on(proposal: &str, words: &str) -> impl Serialize {
    let quote = Quote {
        exact: words.to_owned(),
        prefix: String::new(),
        suffix: String::new(),
    };
    let (start, end) = ("{}".to_owned(), "{}".to_owned());
    let block_hint = 0;
    let anchor = Anchor {
        start,
        end,
        quote,
        block_hint,
    };
    let field: FieldName = "summary.lv".parse().unwrap();
    let thread = Uuid::from_u128(3);
    (
        id(proposal),
        field,
        anchor,
        Severity::Remark,
        false,
        "Kāpēc?",
        thread,
    )
}

#[tokio::test]
async fn a_reader_only_reads() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let reader = talka.person("reader").await;
    let opened = reader
        .call("threads/open", &thread_on(&proposal, "jaunieši"))
        .await;
    assert_eq!(opened.refusal(), "403 NotAllowed");
}

#[tokio::test]
async fn a_commenter_does_not_decide() {
    let talka = Talka::demo().await;
    let commenter = talka.person("commenter").await;
    let thread = talka.open_thread().await;
    let decision = (id(&thread), Outcome::Taken, "Because", Uuid::from_u128(3));
    let decided = commenter.call("threads/decide", &decision).await;
    assert_eq!(decided.refusal(), "403 NotAllowed");
}

#[tokio::test]
async fn a_visitor_is_asked_to_sign_in_and_learns_nothing() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let visitor = talka.visitor();
    let opened = visitor
        .call("threads/open", &thread_on(&proposal, "jaunieši"))
        .await;
    assert_eq!(opened.refusal(), "401 NotSignedIn");
    let page = visitor.get(&format!("/proposals/{proposal}")).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(!page.text().contains("brīvprātīgais"), "{}", page.text());
    for file in ["html", "md", "docx"] {
        let export = visitor
            .get(&format!("/proposals/{proposal}/export.{file}"))
            .await;
        assert_eq!(export.status, StatusCode::SEE_OTHER, "{file}");
    }
}

#[tokio::test]
async fn bytes_that_are_no_call_change_nothing_and_break_nothing() {
    let talka = Talka::demo().await;
    let thread = talka.open_thread().await;
    let admin = talka.person("admin").await;
    let decision = (id(&thread), Outcome::Taken, "Because", Uuid::from_u128(3));
    let whole = postcard::to_allocvec(&decision).unwrap();
    let json = format!(r#"{{"thread":"{thread}","outcome":"taken","reason":"Because"}}"#);
    let mut beyond = whole.clone();
    beyond[17] = 9;
    let cut = whole[..whole.len() - 1].to_vec();
    for bytes in [Vec::new(), json.into_bytes(), beyond, cut] {
        let answer = admin.send_bytes("threads/decide", bytes).await;
        assert_eq!(answer.refusal(), "500 Unavailable");
    }
    let decided = admin.send_bytes("threads/decide", whole).await;
    assert_eq!(decided.status, StatusCode::OK, "{}", decided.text());
}
