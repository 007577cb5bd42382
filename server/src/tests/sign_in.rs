use super::Talka;
use axum::http::StatusCode;
use services::accounts;

/// The path of a fresh mail link for a new account.
async fn link(talka: &Talka) -> String {
    let link = accounts::invite_admin(&talka.services, "anna@example.org")
        .await
        .unwrap();
    let path = link.split_once("/sign-in/").unwrap().1;
    format!("/sign-in/{path}")
}

#[tokio::test]
async fn a_mail_scanner_does_not_spend_the_link() {
    let talka = Talka::plain().await;
    let link = link(&talka).await;
    for _ in 0..2 {
        let scanned = talka.visitor().get(&link).await;
        assert_eq!(scanned.status, StatusCode::OK);
        assert_eq!(scanned.header("set-cookie"), "");
        assert!(
            scanned.text().contains("method=\"post\""),
            "{}",
            scanned.text()
        );
    }
    let opened = talka.visitor().post(&link, "").await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_opens_once() {
    let talka = Talka::plain().await;
    let link = link(&talka).await;
    let opened = talka.visitor().post(&link, "").await;
    let anna = talka.visitor().keeping(&opened);
    assert!(anna.get("/").await.text().contains("/sign-out"));
    let again = talka.visitor().post(&link, "").await;
    assert_eq!(again.header("set-cookie"), "");
    assert_eq!(again.header("location"), link);
    let page = talka.visitor().get(&link).await;
    assert!(
        page.text().contains("This link has already been used"),
        "{}",
        page.text()
    );
    assert!(
        !page.text().contains("method=\"post\" action=\"/sign-in"),
        "nothing to press"
    );
}

#[tokio::test]
async fn a_made_up_link_opens_nothing() {
    let answer = Talka::plain()
        .await
        .visitor()
        .post("/sign-in/guessed", "")
        .await;
    assert_eq!(answer.header("location"), "/sign-in/guessed");
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_link_with_signs_that_no_link_has_leads_to_a_page() {
    let visitor = Talka::plain().await.visitor();
    for token in ["a%0d%0aX:1", "a%5cevil", "%C4%81", "a%20b"] {
        let answer = visitor.post(&format!("/sign-in/{token}"), "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{token}");
        assert_eq!(answer.header("location"), "/sign-in", "{token}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_in_the_database() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    assert!(editor.get("/").await.text().contains("/sign-out"));
    let answer = editor.post("/sign-out", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    // The old cookie, kept by somebody, opens nothing.
    assert!(!editor.get("/").await.text().contains("/sign-out"));
}

#[tokio::test]
async fn the_cookie_is_bound_to_the_host_where_there_is_tls() {
    let attributes = |cookie: &str| {
        let (pair, rest) = cookie.split_once("; ").unwrap();
        format!("{}; {rest}", pair.split('=').next().unwrap())
    };
    let talka = Talka::with(&[("TALKA_BASE_URL", "https://talka.example.org")]).await;
    let opened = talka.visitor().post(&link(&talka).await, "").await;
    insta::assert_snapshot!(attributes(opened.header("set-cookie")), @"__Host-talka; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=31536000");
    drop(talka);
    let talka = Talka::plain().await;
    let opened = talka.visitor().post(&link(&talka).await, "").await;
    insta::assert_snapshot!(attributes(opened.header("set-cookie")), @"talka; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000");
}

#[tokio::test]
async fn the_language_is_kept_by_browser_and_account() {
    let talka = Talka::demo().await;
    let visitor = talka.visitor();
    assert!(visitor.get("/").await.text().contains("lang=\"en\""));
    let chosen = visitor.post("/language", "language=lv").await;
    assert_eq!(chosen.header("location"), "/sign-in?sent=1");
    assert!(
        visitor
            .keeping(&chosen)
            .get("/")
            .await
            .text()
            .contains("lang=\"lv\"")
    );

    let editor = talka.person("editor").await;
    editor.post("/language", "language=pl").await;
    assert!(editor.get("/").await.text().contains("lang=\"pl\""));
    let unknown = editor.post("/language", "language=xx").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn light_or_dark_is_kept_by_the_browser() {
    let talka = Talka::plain().await;
    let visitor = talka.visitor();
    assert!(
        visitor
            .get("/")
            .await
            .text()
            .contains("data-theme=\"auto\"")
    );
    let chosen = visitor.post("/theme", "theme=dark").await;
    assert_eq!(chosen.header("location"), "/sign-in?sent=1");
    let page = visitor.keeping(&chosen).get("/").await;
    assert!(page.text().contains("data-theme=\"dark\""));
    let unknown = visitor.post("/theme", "theme=pink").await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}
