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
