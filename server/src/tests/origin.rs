use super::Talka;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

#[tokio::test]
async fn another_site_s_form_is_refused() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    let request = Request::post("/sign-out")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "https://evil.example")
        .body(Body::empty());
    let answer = editor.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(
        editor.get("/").await.text().contains("/sign-out"),
        "still signed in"
    );
}

#[tokio::test]
async fn another_site_s_socket_is_refused() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    let request = Request::get("/collab/00000000-0000-0000-0000-000000000001")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONNECTION, "upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ==")
        .body(Body::empty());
    let answer = editor.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_host_that_is_not_ours_is_shown_nothing_but_health() {
    let talka = Talka::demo().await;
    let ask = async |path: &str| {
        let request = Request::get(path).header(header::HOST, "rebound.example");
        let answer = talka
            .visitor()
            .send(request.body(Body::empty()).unwrap())
            .await;
        (answer.status, answer.header("set-cookie").to_owned())
    };
    for path in ["/", "/demo/admin", "/sign-in", "/pkg/app.js"] {
        let (status, cookie) = ask(path).await;
        assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{path}");
        assert_eq!(cookie, "", "{path}");
    }
    for path in ["/healthz", "/readyz"] {
        assert_eq!(ask(path).await.0, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_mail_link_opened_by_another_address_leads_to_the_right_one_unspent() {
    let talka = Talka::with(&[("TALKA_BASE_URL", "https://talka.example.org")]).await;
    let link = services::accounts::invite_admin(&talka.services, "anna@example.org")
        .await
        .unwrap();
    let path = link.strip_prefix("https://talka.example.org").unwrap();
    let by_http = Request::post(path)
        .header(header::HOST, "10.0.0.3:3000")
        .header(header::ORIGIN, "http://10.0.0.3:3000")
        .body(Body::empty());
    let answer = talka.visitor().send(by_http.unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), link);
    assert_eq!(answer.header("set-cookie"), "");
    let opened = talka.visitor().post(path, "").await;
    assert!(opened.header("set-cookie").starts_with("__Host-talka="));
}

#[tokio::test]
async fn a_refused_page_says_why_in_the_reader_s_language() {
    let talka = Talka::plain().await;
    let request = Request::post("/sign-in")
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::ACCEPT_LANGUAGE, "pl")
        .body(Body::empty());
    let answer = talka.visitor().send(request.unwrap()).await;
    assert!(
        answer.text().contains("z innej witryny"),
        "{}",
        answer.text()
    );
}
