use super::Talka;
use axum::http::StatusCode;

#[tokio::test]
async fn the_process_and_the_database_answer() {
    let talka = Talka::plain().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            talka.visitor().get(path).await.status,
            StatusCode::OK,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_lost_database_is_not_ready_but_lives() {
    let talka = Talka::plain().await;
    talka.services.close().await;
    let visitor = talka.visitor();
    assert_eq!(visitor.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(
        visitor.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}
