use super::Talka;
use crate::router::dressed;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::limits;
use tower::ServiceExt;

/// The nonce changes with every answer.
fn without_nonce(policy: &str) -> String {
    let (before, rest) = policy.split_once("'nonce-").unwrap();
    let (nonce, after) = rest.split_once('\'').unwrap();
    assert!(nonce.len() >= 16, "{nonce}");
    format!("{before}'nonce-…'{after}")
}

#[tokio::test]
async fn a_page_may_run_only_its_own_scripts() {
    let talka = Talka::demo().await;
    let page = format!("/proposals/{}", talka.demo_proposal().await);
    let answer = talka.person("editor").await.get(&page).await;
    assert_eq!(answer.status, StatusCode::OK);
    let policy = answer.header("content-security-policy").to_owned();
    insta::assert_snapshot!(without_nonce(&policy), @"default-src 'none'; script-src 'self' 'nonce-…' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    let nonce = policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert!(
        answer.text().contains(&format!("nonce=\"{nonce}\"")),
        "{}",
        answer.text()
    );
    for script in answer.text().split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(
            tag.contains(nonce) || tag.contains("src="),
            "a script without nonce: {tag}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_the_same_protection() {
    let talka = Talka::plain().await;
    for path in ["/", "/healthz", "/no/such/page", "/pkg/nothing.js"] {
        let answer = talka.visitor().get(path).await;
        let said = |name| answer.header(name).to_owned();
        assert_eq!(said("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(said("referrer-policy"), "same-origin", "{path}");
        assert_eq!(said("x-frame-options"), "DENY", "{path}");
        assert_eq!(
            said("cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            said("content-security-policy").contains("frame-ancestors 'none'"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_page_without_a_route_says_so() {
    let answer = Talka::plain().await.visitor().get("/no/such/page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("</html>"), "{}", answer.text());
}

#[tokio::test]
async fn pages_are_compressed() {
    let talka = Talka::plain().await;
    for encoding in ["br", "gzip"] {
        let request = Request::get("/").header(header::ACCEPT_ENCODING, encoding);
        let answer = talka
            .visitor()
            .send(request.body(Body::empty()).unwrap())
            .await;
        assert_eq!(answer.header("content-encoding"), encoding);
    }
}

#[tokio::test]
async fn a_form_larger_than_any_of_ours_is_refused() {
    let talka = Talka::plain().await;
    let large = format!("language=lv&back={}", "x".repeat(limits::CALL_BYTES));
    let answer = talka.visitor().post("/language", &large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn an_answer_after_a_panic_carries_the_same_protection() {
    async fn panics() {
        panic!("for the test");
    }
    let talka = Talka::plain().await;
    let routes = axum::Router::new().route("/panics", axum::routing::get(panics));
    let request = Request::get("/panics").body(Body::empty()).unwrap();
    let answer = dressed(routes, talka.site).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str();
    assert!(policy.unwrap().contains("default-src 'none'"));
}
