//! What becomes of a final: it leaves as files, and by an admin's word everybody may read it.

use super::Talka;
use axum::http::StatusCode;

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
    assert_eq!(get("html?lang=LV").await.status, StatusCode::OK);
    assert_eq!(get("html?lang=xx").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("pdf").await.status, StatusCode::NOT_FOUND);
}
