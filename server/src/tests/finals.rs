//! What becomes of a final: it leaves as files, and by an admin's word everybody may read it.

use super::Talka;
use axum::http::StatusCode;
use model::{ids::ProposalId, workflow::State};
use services::{
    demo::{DemoRole, account_of},
    proposals, versions,
};

#[tokio::test]
async fn a_member_takes_the_text_along_in_every_format_at_any_time() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let reader = talka.person("reader").await;
    let get = async |file: &str| {
        reader
            .get(&format!("/proposals/{proposal}/export.{file}"))
            .await
    };

    let html = get("html?lang=lv").await;
    assert_eq!(html.header("content-type"), "text/html; charset=utf-8");
    assert!(
        html.text().contains("lang=\"lv\"") && html.text().contains("Leš"),
        "{}",
        html.text()
    );
    let markdown = get("md?lang=lv").await;
    assert_eq!(
        markdown.header("content-type"),
        "text/markdown; charset=utf-8"
    );
    assert!(markdown.text().starts_with("# "), "{}", markdown.text());
    let docx = get("docx?lang=lv").await;
    assert!(docx.bytes.starts_with(b"PK\x03\x04"));
    for answer in [&html, &markdown, &docx] {
        assert_eq!(answer.status, StatusCode::OK);
        assert!(
            answer
                .header("content-disposition")
                .starts_with("attachment; filename=")
        );
        assert_eq!(answer.header("cache-control"), "private, no-store");
    }
    let json = get("json").await;
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(get("html?lang=LV").await.status, StatusCode::OK);
    assert_eq!(get("html?lang=xx").await.status, StatusCode::NOT_FOUND);
    for (file, begins) in [("pdf?lang=lv", "%PDF-1.7"), ("odt?lang=lv", "PK")] {
        let answer = get(file).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert!(answer.bytes.starts_with(begins.as_bytes()), "{file}");
    }
    assert_eq!(get("rtf").await.status, StatusCode::NOT_FOUND);
}

/// The demo's proposal, published.
async fn published(talka: &Talka) -> String {
    let (s, admin) = (&talka.services, account_of(DemoRole::Admin));
    let id: ProposalId = talka.demo_proposal().await.parse().unwrap();
    for to in [State::InReview, State::Agreed] {
        proposals::move_state(s, admin, id, to, "", None)
            .await
            .unwrap();
    }
    for signer in [admin, account_of(DemoRole::PartnerAdmin)] {
        versions::sign_off(s, signer, id).await.unwrap();
    }
    proposals::move_state(s, admin, id, State::Final, "", None)
        .await
        .unwrap();
    proposals::publish(s, admin, id, true).await.unwrap();
    format!("/proposals/{id}")
}

#[tokio::test]
async fn a_visitor_of_a_published_final_is_not_told_that_nobody_commented() {
    let talka = Talka::demo().await;
    let place = published(&talka).await;
    let visitor = talka.visitor();
    let decisions = visitor.get(&format!("{place}/decisions?lang=en")).await;
    assert_eq!(decisions.status, StatusCode::UNAUTHORIZED);
    let words = decisions.text();
    assert!(!words.contains("Nobody has commented"), "{words}");
    let page = visitor.get(&place).await;
    assert_eq!(page.text().find("/decisions"), None, "{}", page.text());
}

#[tokio::test]
async fn a_visitor_of_a_published_final_reads_it_at_every_address_of_the_proposal() {
    let talka = Talka::demo().await;
    let place = published(&talka).await;
    let visitor = talka.visitor();
    for address in ["", "?live", "/read"] {
        let page = visitor.get(&format!("{place}{address}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let words = page.text();
        assert!(words.contains("Coordinator, Leszno"), "{address}: {words}");
        assert_eq!(words.find("<script"), None, "{address}");
    }
}
