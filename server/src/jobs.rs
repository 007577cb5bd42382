//! `POST /jobs/run`: whoever runs the server has done what is due by the clock, where no instance lives on
//! between requests. Absent without `TALKA_JOBS_TOKEN`.

use crate::site::Site;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use services::jobs;

/// Does what is due; 401 without the token.
pub async fn run(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<&'static str, (StatusCode, &'static str)> {
    let said = headers.get(header::AUTHORIZATION);
    let said = said.and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
    let token = site.config.jobs_token.as_ref().zip(said);
    if !token.is_some_and(|(token, said)| token.fits(said)) {
        return Err((StatusCode::UNAUTHORIZED, "this needs the token\n"));
    }
    match jobs::run(&site.services).await {
        Ok(()) => Ok("done\n"),
        Err(cause) => {
            cause.into_refusal();
            Err((StatusCode::SERVICE_UNAVAILABLE, "this could not be done\n"))
        }
    }
}
