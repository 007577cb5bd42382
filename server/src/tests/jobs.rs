//! What is due by the clock is done for who has the operator's token, and for nobody else.

use super::Talka;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use tower::ServiceExt;

const TOKEN: &str = "a-token-of-the-operator";

async fn asked(talka: &Talka, said: Option<&str>) -> StatusCode {
    let mut request = Request::post("/jobs/run");
    if let Some(said) = said {
        request = request.header(header::AUTHORIZATION, said);
    }
    let request = request.body(Body::empty()).unwrap();
    talka
        .router
        .clone()
        .oneshot(request)
        .await
        .unwrap()
        .status()
}

#[tokio::test]
async fn jobs_run_for_who_has_the_token() {
    let talka = Talka::with(&[("TALKA_JOBS_TOKEN", TOKEN)]).await;
    let right = format!("Bearer {TOKEN}");
    assert_eq!(asked(&talka, Some(&right)).await, StatusCode::OK);
    for wrong in [None, Some(TOKEN), Some("Bearer "), Some("Bearer another")] {
        assert_eq!(asked(&talka, wrong).await, StatusCode::UNAUTHORIZED);
    }
    // Where there is no token, there is no such way in.
    let without = Talka::with(&[]).await;
    for said in ["Bearer ", right.as_str()] {
        assert_ne!(asked(&without, Some(said)).await, StatusCode::OK);
    }
}
