//! The front door: who asks comes before the body, and nobody asks for more than the share of one.

use super::{Answer, Person, Talka};
use crate::{
    front::{Access, Limits, Peer, Quotas, Row},
    router::table,
};
use axum::{
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
};
use futures::stream;
use model::{error::Refusal, limits};
use services::demo::{DemoRole, account_of};
use std::{convert::Infallible, net::SocketAddr, time::Duration};
use tokio::time::timeout;

/// As much as the largest form; not one byte of it ever comes.
const LARGE: usize = limits::FACTS_BYTES;

impl Talka {
    fn rows(&self) -> Vec<Row> {
        table(&self.site).finish().1
    }

    /// An address of this route, with what the demo has in it.
    async fn address(&self, row: &Row) -> String {
        let admin = account_of(DemoRole::Admin);
        let partnerships = services::partnerships::list(&self.services, admin).await;
        let partnership = partnerships.unwrap()[0].id.to_string();
        let proposal = self.demo_proposal().await;
        let id = match row.path.starts_with("/partnerships") {
            true => &partnership,
            false => &proposal,
        };
        let path = row.path.replace("{id}", id);
        path.replace("{proposal}", &proposal)
            .replace("{token}", "none")
            .replace("{person}", "reader")
    }
}

impl Person {
    /// Sends the head of a request, and never its body.
    async fn announce(&self, path: &str, length: Option<usize>) -> Answer {
        let never = stream::pending::<Result<Bytes, Infallible>>();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = match length {
            Some(length) => request.header(header::CONTENT_LENGTH, length),
            None => request,
        };
        let sent = self.send(request.body(Body::from_stream(never)).unwrap());
        timeout(Duration::from_secs(5), sent)
            .await
            .unwrap_or_else(|_| panic!("{path} waits for the body"))
    }

    /// Asks for a page from this address.
    async fn from(&self, address: [u8; 4], method: Method, path: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_LANGUAGE, "lv");
        let mut request = request.body(Body::empty()).unwrap();
        let peer = SocketAddr::from((address, 4711));
        request.extensions_mut().insert(Peer(peer));
        self.send(request).await
    }
}

#[tokio::test]
async fn who_asks_comes_before_the_body_on_every_route_that_takes_one() {
    let talka = Talka::demo().await;
    let (visitor, stranger) = (talka.visitor(), talka.founder().await);
    let reader = talka.person("reader").await;
    let writing = talka
        .rows()
        .into_iter()
        .filter(|row| row.method != Method::GET);
    let mut routes = 0;
    for row in writing {
        routes += 1;
        let path = talka.address(&row).await;
        let open = row.rule.access == Access::Anybody;
        let asked = if open { 413 } else { 401 };
        assert_eq!(
            visitor.announce(&path, Some(LARGE)).await.status,
            asked,
            "{path}"
        );
        if !open {
            assert_eq!(visitor.announce(&path, None).await.status, 401, "{path}");
        }
        let expected = match row.rule.access {
            Access::Open => panic!("{path} is open and takes a body"),
            // The path alone does not say what the call is about: its size is the limit.
            Access::Anybody | Access::Account => [413, 413],
            Access::Founder => [413, 403],
            Access::Member => [404, 413],
            Access::Admin => [404, 403],
            Access::Reader => [404, 413],
        };
        for (person, status) in [&stranger, &reader].into_iter().zip(expected) {
            assert_eq!(
                person.announce(&path, Some(LARGE)).await.status,
                status,
                "{path}"
            );
        }
    }
    assert!(routes > 15, "{routes}");
}

#[tokio::test]
async fn every_call_of_the_pages_stands_in_the_table() {
    let rows = Talka::demo().await.rows();
    let calls: Vec<_> = rows
        .iter()
        .filter(|row| row.path.starts_with("/api/"))
        .collect();
    assert!(calls.len() >= 5, "{calls:?}");
    for row in calls {
        assert_eq!(
            (&row.method, row.rule.access),
            (&Method::POST, Access::Account)
        );
    }
}

#[tokio::test]
async fn a_form_with_more_fields_than_any_of_ours_is_refused() {
    let talka = Talka::demo().await;
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let place = format!("{}/edit", talka.partnership().await);
    let refused = admin
        .post(&place, &"a=&".repeat(limits::FORM_FIELDS + 1))
        .await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        refused.text().contains("more than can be sent at once"),
        "{}",
        refused.text()
    );
}

#[tokio::test]
async fn bodies_beyond_the_budget_are_told_when_to_come_again() {
    let limits = Limits {
        bodies_bytes: 20,
        ..Limits::default()
    };
    let talka = Talka::within(&[("TALKA_DEMO", "1")], limits).await;
    let editor = talka.person("editor").await;
    editor.post("/language", "language=en").await;
    let busy = editor
        .post(&talka.partnership().await, &"a".repeat(21))
        .await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        busy.header("retry-after"),
        limits::BUSY_RETRY_SECONDS.to_string()
    );
    assert!(busy.text().contains("too busy just now"), "{}", busy.text());
    assert_eq!(editor.post("/language", "language=lv").await.status, 303);
}

/// A server on which two of everything are many.
async fn strict() -> Talka {
    let quotas = Quotas {
        pages: 2,
        writes: 2,
        links: 2,
        opened_links: 2,
        accounts_an_address: 1,
        ..Quotas::default()
    };
    let limits = Limits {
        quotas,
        ..Limits::default()
    };
    Talka::within(&[("TALKA_DEMO", "1")], limits).await
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits_and_others_do_not() {
    let visitor = strict().await.visitor();
    let (anna, other) = ([192, 0, 2, 1], [192, 0, 2, 2]);
    for _ in 0..2 {
        assert_eq!(
            visitor.from(anna, Method::GET, "/").await.status,
            StatusCode::OK
        );
    }
    let waits = visitor.from(anna, Method::GET, "/").await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    let seconds: u32 = waits.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&seconds), "{seconds}");
    for part in ["<html lang=\"lv\"", "Īsā laikā bija pārāk daudz", "</html>"] {
        assert!(waits.text().contains(part), "{part}: {}", waits.text());
    }
    assert!(
        waits
            .header("content-security-policy")
            .contains("style-src 'self'")
    );
    assert_eq!(
        visitor.from(other, Method::GET, "/").await.status,
        StatusCode::OK
    );
    // This machine's own address says nothing about a person.
    for _ in 0..3 {
        let here = visitor.from([127, 0, 0, 1], Method::GET, "/").await;
        assert_eq!(here.status, StatusCode::OK);
        let alive = visitor.from(anna, Method::GET, "/healthz").await;
        assert_eq!(alive.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_account_that_asks_too_often_waits_whatever_its_address() {
    let talka = strict().await;
    let editor = talka.person("editor").await;
    for address in [[192, 0, 2, 1], [192, 0, 2, 2]] {
        assert_eq!(
            editor.from(address, Method::GET, "/").await.status,
            StatusCode::OK
        );
    }
    let waits = editor.from([192, 0, 2, 3], Method::GET, "/").await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    let call = || editor.send_bytes("threads/reopen", Vec::new());
    for _ in 0..2 {
        assert_ne!(call().await.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let refused = call().await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let refusal: Refusal = postcard::from_bytes(&refused.bytes).unwrap();
    assert!(matches!(refusal, Refusal::TooFast { .. }), "{refusal:?}");
    assert!(!refused.header("retry-after").is_empty());
}

#[tokio::test]
async fn mail_links_are_asked_for_and_tried_a_few_times_only() {
    let visitor = strict().await.visitor();
    for path in ["/sign-in", "/sign-in/guessed"] {
        let ask = || visitor.from([192, 0, 2, 1], Method::POST, path);
        for _ in 0..2 {
            assert_ne!(ask().await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        }
        assert_eq!(ask().await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_says_whose_request_it_passes_on() {
    let ask = async |setting: &str, peer: [u8; 4]| {
        let limits = strict().await.site.front.limits.clone();
        let pairs = [("TALKA_TRUSTED_PROXY", setting)];
        let visitor = Talka::within(&pairs, limits).await.visitor();
        let mut last = StatusCode::OK;
        for client in 1..=3 {
            let mut request = Request::get("/").body(Body::empty()).unwrap();
            let peer = SocketAddr::from((peer, 4711));
            request.extensions_mut().insert(Peer(peer));
            let said = format!("192.0.2.{client}").parse().unwrap();
            request.headers_mut().insert("x-forwarded-for", said);
            last = visitor.send(request).await.status;
        }
        last
    };
    let (proxy, spoofing) = ([10, 0, 0, 2], [10, 0, 0, 3]);
    let setting = "x-forwarded-for 10.0.0.2";
    assert_eq!(ask(setting, proxy).await, StatusCode::OK, "three people");
    assert_eq!(ask(setting, spoofing).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let talka = Talka::demo().await;
    let page = format!("/proposals/{}", talka.demo_proposal().await);
    let editor = talka.person("editor").await;
    let moved = editor.get(&format!("{page}/?lang=lv")).await;
    assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(moved.header("location"), format!("{page}?lang=lv"));
    for elsewhere in ["//evil.example/", "/\\evil.example/"] {
        let request = Request::get("/").body(Body::empty()).unwrap();
        let (mut parts, body) = request.into_parts();
        let Ok(uri) = elsewhere.parse() else { continue };
        parts.uri = uri;
        let answer = editor.send(Request::from_parts(parts, body)).await;
        assert_eq!(answer.header("location"), "", "{elsewhere}");
    }
}
