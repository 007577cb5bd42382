//! The pages and calls of `app`, with what they need beside them.

use crate::{headers::policy_for_pages, site::Site};
use app::api::visit::Visit;
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header, request::Parts},
    response::Response,
};
use leptos::{
    context::{provide_context, use_context},
    nonce::use_nonce,
};
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, ResponseOptions,
    generate_route_list_with_exclusions_and_ssg_and_context, render_app_to_stream_with_context,
};
use std::sync::OnceLock;

/// The pages that exist in demo mode only.
const DEMO_PAGES: [&str; 1] = ["/demo/mail"];

/// Adds every page and call of `app` to the router, and the page that says that nothing is here.
pub fn add_to(router: Router<Site>, site: &Site) -> Router<Site> {
    let context = context(site);
    let is_there =
        |page: &&AxumRouteListing| site.config.demo || !DEMO_PAGES.contains(&page.path());
    let routes = listed(&context).iter().filter(is_there).cloned().collect();
    router
        .leptos_routes_with_context(site, routes, context, app::shell)
        .fallback(nothing_here)
}

/// Every page and call, looked for once a process. While Leptos looks, no resource anywhere in the
/// process loads (`leptos_server::SuppressResourceLoad`), and a page that asks for one just then
/// waits for ever: so nothing can be asked before, and nobody looks again.
fn listed(context: &(impl Fn() + Clone + Send + Sync + 'static)) -> &'static [AxumRouteListing] {
    static LISTED: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    LISTED.get_or_init(|| {
        let context = context.clone();
        generate_route_list_with_exclusions_and_ssg_and_context(app::shell, None, context).0
    })
}

/// What stands beside every page and call: see `app::api::visit`.
fn context(site: &Site) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = site.services.clone();
    move || {
        let parts = use_context::<Parts>();
        let visit = parts.and_then(|parts| parts.extensions.get::<Visit>().cloned());
        provide_context(visit.unwrap_or_default());
        provide_context(services.clone());
        allow_own_scripts();
    }
}

/// Inline scripts of this page carry the nonce that its policy names.
fn allow_own_scripts() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Ok(policy) = policy_for_pages(&nonce).parse() {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The page of an address that no route has, with its status.
async fn nothing_here(State(site): State<Site>, request: Request) -> Response<Body> {
    let render = render_app_to_stream_with_context(context(&site), app::shell);
    let mut response = render(request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
