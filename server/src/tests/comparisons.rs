//! The page of a comparison, the ways to it, and its file. No script runs here.

use super::{Person, Talka};
use axum::http::{StatusCode, header};
use model::workflow::State;
use services::{
    demo::{DemoRole, account_of},
    proposals,
};

/// The demo proposal in review, whose text is version 1, and somebody who reads English.
async fn reviewed(talka: &Talka) -> (Person, String) {
    let id = talka.demo_proposal().await;
    let admin = account_of(DemoRole::Admin);
    let proposal = id.parse().unwrap();
    let moved =
        proposals::move_state(&talka.services, admin, proposal, State::InReview, "", None).await;
    moved.unwrap();
    let person = talka.person("reader").await;
    person.post("/language", "language=en").await;
    (person, id)
}

fn place(answer: &super::Answer) -> &str {
    answer.headers[header::LOCATION].to_str().unwrap()
}

#[tokio::test]
async fn the_form_and_the_old_address_lead_to_the_page() {
    let talka = Talka::demo().await;
    let (person, id) = reviewed(&talka).await;
    let page = format!("/proposals/{id}/compare/1/now");
    for way in [
        format!("/proposals/{id}/compare?older=1&newer=now"),
        format!("/proposals/{id}/compare?older=now&newer=1"),
        format!("/proposals/{id}/changes?since=1"),
    ] {
        let answer = person.get(&way).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{way}");
        assert_eq!(place(&answer), page, "{way}");
    }
    let answer = person.get(&page).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer
            .text()
            .contains("Comparison: version 1 – working text")
    );
    assert!(answer.text().contains("Nothing differs in this language."));
}

#[tokio::test]
async fn what_is_no_version_and_no_language_is_refused_with_a_sentence() {
    let talka = Talka::demo().await;
    let (person, id) = reviewed(&talka).await;
    let (version, language) = (
        "This proposal has no such version.",
        "This proposal is not written in this language.",
    );
    for (end, sentence) in [
        ("compare/1/9", version),
        ("compare/one/now", version),
        ("compare/1/99999999999", version),
        ("compare?older=&newer=now", version),
        ("changes", version),
        ("compare/1/9/file.html", version),
        ("export.docx?version=9", "There is nothing here"),
        ("export.docx?version=nine", version),
        ("compare/1/now?lang=de", language),
        ("compare/1/now/file.html?lang=de", language),
    ] {
        let answer = person.get(&format!("/proposals/{id}/{end}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{end}");
        assert!(answer.text().contains(sentence), "{end}: {}", answer.text());
    }
}

#[tokio::test]
async fn the_file_is_one_page_that_needs_nothing_else() {
    let talka = Talka::demo().await;
    let (person, id) = reviewed(&talka).await;
    let answer = person
        .get(&format!("/proposals/{id}/compare/1/now/file.html?lang=pl"))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let disposition = answer.headers[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(disposition.contains("1-now.pl.html"), "{disposition}");
    let page = answer.text();
    assert!(page.contains("<html lang=\"en\">"), "the reader's words");
    assert!(!page.contains("src=") && !page.contains("<link"), "{page}");
    let file = format!("/proposals/{id}/compare/1/now/file.html");
    let visitor = talka.visitor().get(&file).await;
    assert_eq!(visitor.status, StatusCode::SEE_OTHER);
    assert!(place(&visitor).starts_with("/sign-in?"));
}
