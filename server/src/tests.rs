//! The contract of the server, asked through the real router.

#![allow(clippy::unwrap_used)]

mod account;
mod comparisons;
mod demo;
mod facts;
mod finals;
mod forms;
mod front;
mod headers;
mod health;
mod jobs;
mod log;
mod matrix;
mod metrics;
mod news;
mod origin;
mod patience;
mod refusals;
mod search;
mod shutdown;
mod sign_in;
mod sockets;
mod steps;
mod verify;
mod waiting;

use crate::{config::Config, front::Limits, router::router, site::Site};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use services::{
    Services,
    clock::SetClock,
    demo::{DemoRole, account_of},
};
use std::sync::Arc;
use tower::ServiceExt;

/// One server over a database in memory.
struct Talka {
    site: Site,
    router: Router,
    services: Services,
}

/// Somebody's browser: it keeps the session's cookie.
#[derive(Clone)]
struct Person {
    router: Router,
    base_url: String,
    cookie: Option<String>,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Talka {
    async fn with(pairs: &[(&str, &str)]) -> Talka {
        Talka::within(pairs, Limits::default()).await
    }

    /// With other limits of the front door.
    async fn within(pairs: &[(&str, &str)], limits: Limits) -> Talka {
        let find = |name: &str| pairs.iter().find(|(key, _)| *key == name);
        let value = |name: &str| match name {
            "TALKA_DATABASE_URL" => Some("sqlite::memory:".to_owned()),
            "TALKA_MAIL" if find("TALKA_SMTP_URL").is_none() => Some("log".to_owned()),
            _ => find(name).map(|(_, value)| (*value).to_owned()),
        };
        let config = Config::read(value).unwrap();
        let services = Services::open(config.for_services()).await.unwrap();
        Talka::over(services, config, limits)
    }

    fn over(services: Services, config: Config, limits: Limits) -> Talka {
        let site = Site::with_limits(services.clone(), config, limits);
        Talka {
            router: router(site.clone()),
            site,
            services,
        }
    }

    /// The demo, with a clock that the test moves.
    async fn demo_at(clock: Arc<SetClock>) -> Talka {
        let value = |name: &str| match name {
            "TALKA_DATABASE_URL" => Some("sqlite::memory:".to_owned()),
            "TALKA_DEMO" => Some("1".to_owned()),
            _ => None,
        };
        let config = Config::read(value).unwrap();
        let services = Services::open_with(config.for_services(), clock).await;
        Talka::over(services.unwrap(), config, Limits::default())
    }

    async fn plain() -> Talka {
        Talka::with(&[]).await
    }

    async fn demo() -> Talka {
        Talka::with(&[("TALKA_DEMO", "1")]).await
    }

    fn visitor(&self) -> Person {
        Person {
            router: self.router.clone(),
            base_url: self.site.config.base_url.clone(),
            cookie: None,
        }
    }

    async fn demo_proposal(&self) -> String {
        services::demo::info(&self.services)
            .await
            .unwrap()
            .proposal
            .to_string()
    }

    /// One of the demo proposal's threads on which nobody has decided.
    async fn open_thread(&self) -> String {
        let proposal = services::demo::info(&self.services).await.unwrap().proposal;
        let admin = account_of(DemoRole::Admin);
        let threads = services::threads::list(&self.services, admin, proposal)
            .await
            .unwrap();
        threads
            .iter()
            .find(|thread| thread.is_open())
            .unwrap()
            .id
            .to_string()
    }

    /// Somebody of the demo, signed in.
    async fn person(&self, name: &str) -> Person {
        let answer = self.visitor().get(&format!("/demo/{name}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
        self.visitor().keeping(&answer)
    }
}

impl Person {
    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form as this site's pages do.
    async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, self.base_url.split_once("://").unwrap().1)
            .header(header::ORIGIN, &self.base_url)
            .header(header::REFERER, format!("{}/sign-in?sent=1", self.base_url))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        self.send(request.unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request
                .headers_mut()
                .insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    /// The same browser after it kept the answer's cookie.
    fn keeping(&self, answer: &Answer) -> Person {
        let cookie = answer
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        Person {
            cookie: Some(cookie),
            ..self.clone()
        }
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}
