//! The front door: what is asked of every request before its handler sees it.
//!
//! The order is that of the price. The address's rate costs nothing, the session one look into the
//! database, then come the account's rate and its right to this very path, and only then is the
//! body read: within its size, at its least rate, and out of one budget of memory for all bodies.
//! A handler finds its body whole. What is refused is answered before a byte of the body is read.

mod access;
mod address;
mod answer;
mod bodies;
mod limits;
mod places;
mod rates;
mod table;

pub use access::Access;
pub use address::{Peer, TrustedProxy, counted};
pub use answer::{Voice, tell};
pub use limits::{Limits, Quotas, Rate};
pub use places::{Place, Places};
pub use table::{Row, Rule, Table};

use crate::{pages, session, site::Site};
use answer::Fault;
use app::api::{
    tried::{Filled, Tried},
    visit::Visit,
};
use axum::{
    RequestExt,
    body::Body,
    extract::{RawPathParams, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::Response,
};
use bodies::{Bodies, Held};
use model::{error::Refusal, ids::AccountId, limits::KEPT_FORM_BYTES};
use rates::Rates;
use services::{
    Error,
    accounts::SessionToken,
    security_event::{About, SecurityEvent},
};
use std::time::Duration;
use tokio::time::timeout;

/// What the front door counts, for one instance.
pub struct Front {
    pub limits: Limits,
    rates: Rates,
    bodies: Bodies,
    accounts: Places<AccountId>,
}

impl Front {
    pub fn new(limits: Limits) -> Front {
        Front {
            rates: Rates::new(&limits.quotas),
            bodies: Bodies::new(&limits),
            accounts: Places::new(limits.bodies_an_account),
            limits,
        }
    }
}

/// One route's door.
#[derive(Clone)]
pub struct Door {
    pub site: Site,
    pub rule: Rule,
}

/// Middleware: lets a request through to its handler, or answers why not.
pub async fn admit(State(door): State<Door>, request: Request, next: Next) -> Response {
    match door.ask(request).await {
        // What a body holds of the budget is given back when its answer is there.
        Ok((request, _held)) => door.pass(request, next).await,
        Err(answer) => answer,
    }
}

/// As [`admit`], for the pages and calls of `app`, and for what is neither.
pub async fn admit_app(State(site): State<Site>, request: Request, next: Next) -> Response {
    let rule = Rule::of_app(request.method());
    admit(State(Door { site, rule }), request, next).await
}

impl Door {
    /// Everything that is asked of a request, in the order of its price.
    async fn ask(&self, mut request: Request) -> Result<(Request, Held), Response> {
        let Door { site, rule } = self;
        let rates = &site.front.rates;
        let address = address::of(site, &request);
        let nobody = session::of_nobody(site, request.headers());
        request.extensions_mut().insert(nobody);
        if let Err(wait) = rates.check_address(rule.rate, address) {
            return Err(self.limited(request, wait).await);
        }
        if rule.access != Access::Open {
            session::look_up(site, &mut request).await;
        }
        let me = account(&request);
        if let Err(wait) = rates.check_account(rule.rate, me) {
            return Err(self.limited(request, wait).await);
        }
        let id = first_in_path(&mut request).await;
        let most = rule.access.check(site, me, id.as_deref(), rule.body_bytes);
        match most.await {
            Ok(_) if is_safe(request.method()) => Ok((request, Held::default())),
            Ok(most_bytes) => self.with_body(request, me, most_bytes).await,
            Err(Error::Refused(Refusal::NotSignedIn)) if self.gives_back(&request) => {
                Err(self.give_back(request).await)
            }
            Err(cause) => Err(self.refuse(request, Fault::from(cause)).await),
        }
    }

    /// Whether this is a form of somebody who was signed in, and small enough to be given back.
    fn gives_back(&self, request: &Request) -> bool {
        self.rule.voice == Voice::Page
            && !is_safe(request.method())
            && request.extensions().get::<SessionToken>().is_some()
            && bodies::declared(request.headers()) <= KEPT_FORM_BYTES as u64
    }

    /// The way to sign in, with everything that was typed.
    async fn give_back(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let bodies = &self.site.front.bodies;
        let read = bodies.read(body, KEPT_FORM_BYTES).await;
        let filled = match read {
            Ok((bytes, _held)) => Filled::read(&bytes),
            Err(fault) => return self.say(parts, fault).await,
        };
        let filled = filled.unwrap_or_default();
        let tried = Tried {
            act: filled.get("act").to_owned(),
            filled,
            refusal: Some(Refusal::NotSignedIn),
            place: None,
        };
        pages::again(&self.site, parts, tried).await
    }

    async fn limited(&self, request: Request, wait: Duration) -> Response {
        let about = About {
            by: account(&request),
            detail: Some(self.rule.rate.name()),
            ..About::default()
        };
        SecurityEvent::RateLimited.log(about);
        self.refuse(request, Fault::too_fast(wait)).await
    }

    /// Hands it to the handler. What only reads is dropped when it takes too long; what writes
    /// comes to its end, and a socket has none.
    async fn pass(&self, request: Request, next: Next) -> Response {
        if self.rule.voice == Voice::Socket || !is_safe(request.method()) {
            return next.run(request).await;
        }
        let (parts, body) = request.into_parts();
        let answer = next.run(Request::from_parts(parts.clone(), body));
        match timeout(self.site.front.limits.request, answer).await {
            Ok(answer) => answer,
            Err(_) => self.say(parts, Fault::from(Refusal::Busy)).await,
        }
    }

    /// The request with its body whole, and what that holds.
    async fn with_body(
        &self,
        request: Request,
        account: Option<AccountId>,
        most_bytes: usize,
    ) -> Result<(Request, Held), Response> {
        let front = &self.site.front;
        let place = match account.map(|account| front.accounts.take(account)) {
            Some(None) => return Err(self.refuse(request, Fault::from(Refusal::Busy)).await),
            place => place.flatten(),
        };
        if bodies::declared(request.headers()) > most_bytes as u64 {
            return Err(self.refuse(request, Fault::from(Refusal::TooLarge)).await);
        }
        let (parts, body) = request.into_parts();
        match front.bodies.read(body, most_bytes).await {
            Ok((bytes, held)) => {
                let request = Request::from_parts(parts, Body::from(bytes));
                Ok((request, held.with(place)))
            }
            Err(fault) => Err(self.say(parts, fault).await),
        }
    }

    /// Answers without having read the body; what still comes of it is thrown away.
    async fn refuse(&self, request: Request, fault: Fault) -> Response {
        let (parts, body) = request.into_parts();
        bodies::throw_away(&parts, body);
        self.say(parts, fault).await
    }

    async fn say(&self, parts: Parts, fault: Fault) -> Response {
        tell(&self.site, self.rule.voice, parts, fault).await
    }
}

fn account(request: &Request) -> Option<AccountId> {
    let visit = request.extensions().get::<Visit>()?;
    visit.viewer.as_ref().map(|viewer| viewer.account)
}

/// The id that the path names first.
async fn first_in_path(request: &mut Request) -> Option<String> {
    let path = request.extract_parts::<RawPathParams>().await.ok()?;
    let first = path.iter().next();
    first.map(|(_, value)| value.to_owned())
}

/// Whether a request changes nothing.
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
