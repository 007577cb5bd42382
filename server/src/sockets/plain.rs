//! Collaboration by ordinary requests, where no WebSocket gets through: on function platforms, behind
//! some proxies, and when a page is left.
//!
//! Whoever has everything says so (`wait`, `mark`) and is answered when something happens. The store is
//! looked at meanwhile, because an instance that was frozen, or whose listener was lost, is told
//! nothing.

use super::{Has, news_frame, proposal, viewer};
use crate::{refusal::refused, site::Site};
use app::api::visit::Visit;
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use model::{
    ids::ProposalId,
    limits::{EXCHANGE_LOOK_MS, EXCHANGE_WAIT_MS},
    sync::MARK_HEADER,
};
use serde::Deserialize;
use services::{
    accounts::SessionToken,
    collab::{DeletesMark, Exchange},
    measures::MEASURES,
};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// The content type of a body of messages.
const BODY: &str = "application/octet-stream";
const LOOK: Duration = Duration::from_millis(EXCHANGE_LOOK_MS);

/// For how long an answer that holds nothing new is waited for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Waits {
    /// Milliseconds; at most [`EXCHANGE_WAIT_MS`].
    wait: Option<u64>,
    /// The deletions that whoever asks has, as the last answer named them.
    mark: Option<String>,
}

/// `POST /collab/{proposal}/sync`: a body of messages in, a body of messages out.
pub async fn sync(
    State(site): State<Site>,
    Extension(visit): Extension<Visit>,
    token: Option<Extension<SessionToken>>,
    Path(id): Path<String>,
    Query(has): Query<Has>,
    Query(waits): Query<Waits>,
    body: Bytes,
) -> Response {
    let asked = Asked {
        site: &site,
        visit: &visit,
        id: &id,
        has,
    };
    // A seat that may be held for a while ends with its session.
    let token = token.filter(|_| waits.wait.is_some());
    match asked.answer(token, &waits, &body).await {
        Ok(exchange) => answered(exchange),
        Err(cause) => refused(cause, &visit),
    }
}

fn answered((exchange, news): (Exchange, Option<Bytes>)) -> Response {
    let mark = exchange.mark();
    let mut answer = exchange.into_answer();
    answer.extend(news.unwrap_or_default());
    MEASURES.sent(answer.len());
    let mut response = ([(header::CONTENT_TYPE, BODY)], answer).into_response();
    if let Some(mark) = mark.and_then(|mark| HeaderValue::from_str(&mark.to_string()).ok()) {
        let name = HeaderName::from_static(MARK_HEADER);
        response.headers_mut().insert(name, mark);
    }
    response
}

/// Who asks, for which proposal, and what the page has.
struct Asked<'a> {
    site: &'a Site,
    visit: &'a Visit,
    id: &'a str,
    has: Has,
}

impl Asked<'_> {
    async fn answer(
        &self,
        token: Option<Extension<SessionToken>>,
        waits: &Waits,
        body: &[u8],
    ) -> services::Result<(Exchange, Option<Bytes>)> {
        let (account, proposal) = (viewer(self.visit)?.account, proposal(self.id)?);
        MEASURES.received(body.len());
        let session = token.map(|Extension(token)| token.key());
        let hub = &self.site.services.hub;
        let mut exchange = hub.exchange(proposal, (account, session), body).await?;
        let mark = waits.mark.as_deref().and_then(|mark| mark.parse().ok());
        let wait_ms = waits.wait.unwrap_or_default().min(EXCHANGE_WAIT_MS);
        let until = Instant::now() + Duration::from_millis(wait_ms);
        let news = self.wait(&mut exchange, proposal, mark, until).await?;
        Ok((exchange, news))
    }

    /// Comes back with what happened besides the text, or when something happened to the text, or at
    /// the end of the time.
    async fn wait(
        &self,
        exchange: &mut Exchange,
        proposal: ProposalId,
        mark: Option<DeletesMark>,
        until: Instant,
    ) -> services::Result<Option<Bytes>> {
        let services = &self.site.services;
        let mut stopping = self.site.stopping();
        loop {
            let news = news_frame(services, self.visit, self.id, self.has).await;
            if news.is_some() || !exchange.is_empty(mark) || Instant::now() >= until {
                return Ok(news);
            }
            services.hub.look_again(proposal).await;
            tokio::select! {
                heard = exchange.wait() => heard?,
                _ = stopping.wait_for(|stopping| *stopping) => return Ok(None),
                () = sleep_until(until) => return Ok(None),
                () = sleep(LOOK) => {}
            }
        }
    }
}
