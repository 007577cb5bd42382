//! Whether it is the operator who asks: `Authorization: Bearer` and a token of the settings.

use axum::http::{HeaderMap, StatusCode, header};
use services::jobs::OperatorToken;

/// Passes who says the token; where none is set, nobody.
pub fn check(
    token: Option<&OperatorToken>,
    headers: &HeaderMap,
) -> Result<(), (StatusCode, &'static str)> {
    let said = headers.get(header::AUTHORIZATION);
    let said = said.and_then(|it| it.to_str().ok()?.strip_prefix("Bearer "));
    match token.zip(said) {
        Some((token, said)) if token.fits(said) => Ok(()),
        _ => Err((StatusCode::UNAUTHORIZED, "this needs the token\n")),
    }
}
