//! The pages and calls of `app`, with what they need beside them.

use crate::{choices::local_place, headers::policy_for_pages, site::Site};
use app::api::{status, tried::Tried, visit::Visit};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, Uri, header, request::Parts},
    middleware::map_response,
    response::{IntoResponse, Redirect, Response},
};
use leptos::{
    context::{provide_context, use_context},
    nonce::use_nonce,
    server_fn::axum::server_fn_paths,
};
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, ResponseOptions,
    generate_route_list_with_exclusions_and_ssg_and_context, render_app_async_with_context,
    render_app_to_stream_with_context,
};
use std::sync::OnceLock;

/// The pages that exist in demo mode only.
const DEMO_PAGES: [&str; 1] = ["/demo/mail"];

/// Every page and call of `app`, the page that says that nothing is here, and what is where.
pub fn of_app(site: &Site) -> (Router<Site>, Vec<(Method, String)>) {
    let context = context(site);
    let is_there =
        |page: &&AxumRouteListing| site.config.demo || !DEMO_PAGES.contains(&page.path());
    let routes: Vec<_> = listed(&context).iter().filter(is_there).cloned().collect();
    let pages = routes
        .iter()
        .map(|page| (Method::GET, page.path().to_owned()));
    let calls = server_fn_paths().map(|(path, method)| (method, path.to_owned()));
    let rows = pages.chain(calls).collect();
    let router = Router::new()
        .leptos_routes_with_context(site, routes, context, app::shell)
        .fallback(nothing_here)
        .layer(map_response(without_data));
    (router, rows)
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
    if let Some(place) = without_slash(request.uri()) {
        return Redirect::permanent(&place).into_response();
    }
    let render = render_app_to_stream_with_context(context(&site), app::shell);
    let mut response = render(request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The address without the slash at its end, which people and programs add.
fn without_slash(uri: &Uri) -> Option<String> {
    let path = uri
        .path()
        .strip_suffix('/')
        .filter(|path| !path.is_empty())?;
    let query = uri.query().map(|query| format!("?{query}"));
    local_place(&format!("{path}{}", query.unwrap_or_default()))
}

/// The page of this address again, with a form that was tried. Its status is the refusal's, unless
/// the page itself is refused.
pub async fn again(site: &Site, parts: Parts, tried: Tried) -> Response<Body> {
    let refused = tried.refusal.as_ref().map(status::of);
    let seconds = tried.refusal.as_ref().and_then(status::retry_after_seconds);
    let beside = context(site);
    let with_tried = move || {
        beside();
        provide_context(tried.clone());
    };
    let render = render_app_async_with_context(with_tried, app::shell);
    let mut response = render(Request::from_parts(parts, Body::empty())).await;
    if let Some(status) = refused
        && response.status().is_success()
    {
        *response.status_mut() = status;
        if let Some(seconds) = seconds {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
    }
    without_data(response).await
}

/// The page of this address with something in its context that only this answer shows.
pub async fn shown_with<T>(site: &Site, parts: Parts, value: T) -> Response<Body>
where
    T: Clone + Send + Sync + 'static,
{
    let beside = context(site);
    let with_value = move || {
        beside();
        provide_context(value.clone());
    };
    let render = render_app_async_with_context(with_value, app::shell);
    without_data(render(Request::from_parts(parts, Body::empty())).await).await
}

/// Leptos ends every page with scripts that hand over what its half in the browser would go on with.
/// Ours starts from `app::live`, so a page ends where it ends.
async fn without_data(response: Response<Body>) -> Response<Body> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = match find(&page, END) {
        Some(end) => page.slice(..end + END.len()),
        None => page,
    };
    Response::from_parts(parts, Body::from(page))
}

const END: &[u8] = b"</html>";

fn find(page: &[u8], words: &[u8]) -> Option<usize> {
    page.windows(words.len()).position(|here| here == words)
}
