//! The table of routes: every one stands behind the front door, and says what it asks for.

use super::{Access, Door, Rate, admit, admit_app, answer::Voice};
use crate::site::Site;
use axum::{
    Router,
    handler::Handler,
    http::Method,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};
use model::limits;

/// What the front door asks of a request to a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub access: Access,
    pub rate: Rate,
    /// Most bytes of its body.
    pub body_bytes: usize,
    pub voice: Voice,
}

impl Rule {
    /// A page that reads; who may see it is its own matter.
    pub const PAGE: Rule = Rule {
        access: Access::Anybody,
        rate: Rate::Page,
        body_bytes: 0,
        voice: Voice::Page,
    };

    /// A call of the drafting page.
    pub const CALL: Rule = Rule {
        access: Access::Account,
        rate: Rate::Write,
        body_bytes: limits::CALL_BYTES,
        voice: Voice::Call,
    };

    /// The pages and calls of `app` are told apart by the method: pages only read, calls may write.
    pub fn of_app(method: &Method) -> Rule {
        match super::is_safe(method) {
            true => Rule::PAGE,
            false => Rule::CALL,
        }
    }
}

/// One route, as the tests walk them.
#[derive(Clone, Debug)]
pub struct Row {
    pub method: Method,
    pub path: String,
    pub rule: Rule,
}

/// All routes so far. There is no way into the router but through these functions, so none is
/// without a rule.
pub struct Table {
    site: Site,
    router: Router<Site>,
    rows: Vec<Row>,
}

impl Table {
    pub fn new(site: &Site) -> Table {
        Table {
            site: site.clone(),
            router: Router::new(),
            rows: Vec::new(),
        }
    }

    /// For whoever runs the server, and files that are the same for everybody.
    pub fn machine<H, T>(self, path: &str, rate: Rate, handler: H) -> Table
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let rule = Rule {
            access: Access::Open,
            rate,
            body_bytes: 0,
            voice: Voice::Socket,
        };
        self.route(Method::GET, path, rule, get(handler))
    }

    /// A route that reads.
    pub fn reads<H, T>(self, path: &str, rate: Rate, handler: H) -> Table
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let rule = Rule { rate, ..Rule::PAGE };
        self.route(Method::GET, path, rule, get(handler))
    }

    /// A form: who may send it, and how large it is at most.
    pub fn form<H, T>(
        self,
        path: &str,
        access: Access,
        rate: Rate,
        body_bytes: usize,
        handler: H,
    ) -> Table
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        let rule = Rule {
            access,
            rate,
            body_bytes,
            voice: Voice::Page,
        };
        self.route(Method::POST, path, rule, post(handler))
    }

    /// Live collaboration: a way in for programs.
    pub fn collaboration(
        self,
        method: Method,
        path: &str,
        rate: Rate,
        way: MethodRouter<Site>,
    ) -> Table {
        let rule = Rule {
            access: Access::Reader,
            rate,
            body_bytes: limits::FRAME_BYTES,
            voice: Voice::Socket,
        };
        self.route(method, path, rule, way)
    }

    /// The pages and calls of `app`, which it lists by itself: each page reads, each call writes.
    pub fn app(
        mut self,
        router: Router<Site>,
        listed: impl Iterator<Item = (Method, String)>,
    ) -> Table {
        self.rows.extend(listed.map(|(method, path)| Row {
            rule: Rule::of_app(&method),
            method,
            path,
        }));
        let door = from_fn_with_state(self.site.clone(), admit_app);
        self.router = self.router.merge(router.layer(door));
        self
    }

    fn route(mut self, method: Method, path: &str, rule: Rule, way: MethodRouter<Site>) -> Table {
        let door = Door {
            site: self.site.clone(),
            rule,
        };
        let guarded = way.route_layer(from_fn_with_state(door, admit));
        self.router = self.router.route(path, guarded);
        self.rows.push(Row {
            method,
            path: path.to_owned(),
            rule,
        });
        self
    }

    /// The router, and what stands in it.
    pub fn finish(self) -> (Router<Site>, Vec<Row>) {
        (self.router, self.rows)
    }
}
