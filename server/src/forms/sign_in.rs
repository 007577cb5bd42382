//! `POST /sign-in`: asks for a link by mail.

use super::Sent;
use crate::site::Site;
use app::NEXT;
use axum::{extract::State, response::Response};
use services::accounts;

/// Sends the link if somebody has the address; the answer is the same if not.
pub async fn ask_for_link(State(site): State<Site>, sent: Sent) -> Response {
    let mail = sent.filled.get("mail");
    let (language, next) = (sent.visit.language, sent.filled.get(NEXT));
    let asked = accounts::request_link(&site.services, mail, language, next).await;
    sent.answer(&site, asked.map(|()| "/sign-in?sent=1".to_owned()))
        .await
}
