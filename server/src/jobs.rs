//! `POST /jobs/run`: whoever runs the server has done what is due by the clock, where no instance lives on
//! between requests. Absent without `TALKA_JOBS_TOKEN`.

use crate::{bearer, site::Site};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use services::jobs;

/// Does what is due; 401 without the token.
pub async fn run(
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<&'static str, (StatusCode, &'static str)> {
    bearer::check(site.config.jobs_token.as_ref(), &headers)?;
    match jobs::run(&site.services).await {
        Ok(()) => Ok("done\n"),
        Err(cause) => {
            cause.into_refusal();
            Err((StatusCode::SERVICE_UNAVAILABLE, "this could not be done\n"))
        }
    }
}
