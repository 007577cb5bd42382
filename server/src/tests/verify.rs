//! A fingerprint is looked up by anybody, in their language, without script.

use super::Talka;
use axum::http::StatusCode;
use model::{ids::ProposalId, workflow::State};
use services::{
    demo::{DemoRole, account_of},
    proposals, versions,
};

/// The demo's proposal as a final; its fingerprint.
async fn finalised(talka: &Talka) -> String {
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
    proposals::progress(s, Some(admin), id)
        .await
        .unwrap()
        .present_hash
}

#[tokio::test]
async fn who_may_not_read_a_final_learns_that_it_exists_and_a_member_which_it_is() {
    let talka = Talka::demo().await;
    let hash = finalised(&talka).await;
    let place = format!("/verify/{hash}");
    let visitor = talka.visitor().get(&place).await;
    assert_eq!(visitor.status, StatusCode::OK);
    let words = visitor.text();
    assert!(
        words.contains(&hash) && !words.contains("/read?version="),
        "{words}"
    );
    assert_eq!(words.find("<script"), None, "{words}");
    let member = talka.person("reader").await.get(&place).await;
    assert!(
        member.text().contains("/read?version=1"),
        "{}",
        member.text()
    );
    let capitals = format!("/verify?hash={}", hash.to_uppercase());
    assert_eq!(talka.visitor().get(&capitals).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_unknown_and_what_is_no_fingerprint_get_a_sentence() {
    let talka = Talka::demo().await;
    let visitor = talka.visitor();
    let unknown = visitor.get(&format!("/verify/{}", "0".repeat(64))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.text().contains("verify-none"), "{}", unknown.text());
    for wrong in ["/verify/12ab", "/verify?hash=12ab", "/verify/%3Cscript%3E"] {
        let answer = visitor.get(wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        let words = answer.text();
        assert!(
            words.contains("verify-wrong") && !words.contains("<script"),
            "{words}"
        );
    }
    assert_eq!(visitor.get("/verify").await.status, StatusCode::OK);
}
