//! Every route in one table, and what stands in front of all of them.

use crate::{
    assets, choices, comparisons, demo, downloads, forms,
    front::{Access, Rate, Table},
    guard, headers, health, jobs, metrics, pages, security_txt, sign_in,
    site::Site,
    sockets, telemetry,
};
use axum::{
    Router,
    http::{Method, StatusCode},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use model::limits;
use std::any::Any;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
};

/// The whole server over this state.
pub fn router(site: Site) -> Router {
    let (routes, _) = table(&site).finish();
    dressed(routes, site)
}

/// What stands in front of all routes.
pub(crate) fn dressed(routes: Router<Site>, site: Site) -> Router {
    routes
        .layer(CompressionLayer::new().compress_when(worth_compressing()))
        .layer(from_fn(guard::same_release))
        .layer(from_fn_with_state(site.clone(), guard::same_origin))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn_with_state(site.clone(), headers::secure))
        .layer(from_fn(telemetry::trace))
        .with_state(site)
}

/// Every route, behind the front door.
pub(crate) fn table(site: &Site) -> Table {
    let (pages, listed) = pages::of_app(site);
    let table = machines(Table::new(site)).app(pages, listed.into_iter());
    let table = collaboration(files(reviews(forms(table))));
    let table = match metrics::is_there(site) {
        true => table.machine("/metrics", Rate::Page, metrics::show),
        false => table,
    };
    let table = match site.config.jobs_token {
        Some(_) => table.form("/jobs/run", Access::Anybody, Rate::Write, 0, jobs::run),
        None => table,
    };
    match site.config.demo {
        true => demonstration(table),
        false => table,
    }
}

/// For whoever runs the server, and files that are the same for everybody.
fn machines(table: Table) -> Table {
    table
        .machine("/healthz", Rate::Free, health::lives)
        .machine("/readyz", Rate::Page, health::ready)
        .machine("/.well-known/security.txt", Rate::Page, security_txt::show)
        .machine("/pkg/{name}", Rate::Free, assets::serve)
        .machine("/offline.js", Rate::Free, assets::offline)
}

/// What people send beside the calls of `app`.
fn forms(table: Table) -> Table {
    const SMALL: usize = limits::OPEN_FORM_BYTES;
    const FORM: usize = limits::CALL_BYTES;
    use Access::{Account, Admin, Anybody, Founder, Member, Reader};
    use Rate::{Link, OpenedLink, Write};
    table
        .form("/", Founder, Write, FORM, forms::new_partnership)
        .form("/partnerships/{id}", Member, Write, FORM, forms::act)
        .form(
            "/partnerships/{id}/edit",
            Admin,
            Write,
            limits::FACTS_BYTES,
            forms::facts,
        )
        .form(
            "/proposals/{id}/step/{step}",
            Reader,
            Write,
            FORM,
            forms::step,
        )
        .form(
            "/proposals/{id}/versions/{number}/restore",
            Reader,
            Write,
            FORM,
            forms::restore,
        )
        .form(
            "/proposals/{id}/versions",
            Reader,
            Write,
            FORM,
            forms::versions,
        )
        .form("/proposals/{id}/seen", Reader, Write, SMALL, forms::seen)
        .form("/account", Account, Write, FORM, forms::account)
        .form("/sign-in", Anybody, Link, SMALL, forms::ask_for_link)
        .form(
            "/sign-in/{token}",
            Anybody,
            OpenedLink,
            SMALL,
            sign_in::spend_link,
        )
        .form("/sign-out", Anybody, Write, SMALL, sign_in::sign_out)
        .form("/language", Anybody, Write, SMALL, choices::language)
        .form(
            "/text-language",
            Anybody,
            Write,
            SMALL,
            choices::text_language,
        )
        .form("/theme", Anybody, Write, SMALL, choices::theme)
}

/// What admins say about reviews, about what a final needs of them, and about the proposal itself.
fn reviews(table: Table) -> Table {
    const FORM: usize = limits::CALL_BYTES;
    use {Access::Reader, Rate::Write};
    table
        .form(
            "/proposals/{id}/decisions",
            Reader,
            Write,
            FORM,
            forms::decisions,
        )
        .form(
            "/proposals/{id}/reviews",
            Reader,
            Write,
            FORM,
            forms::reviews,
        )
        .form(
            "/proposals/{id}/settings",
            Reader,
            Write,
            FORM,
            forms::settings,
        )
}

/// A proposal as a file.
fn files(table: Table) -> Table {
    table
        .reads("/account/data.json", Rate::Export, forms::data)
        .reads("/partnerships/{id}/log.csv", Rate::Export, downloads::log)
        .reads(
            "/partnerships/{id}/archive.zip",
            Rate::Export,
            downloads::partnership_archive,
        )
        .reads("/proposals/{id}/export.html", Rate::Export, downloads::html)
        .reads(
            "/proposals/{id}/export.md",
            Rate::Export,
            downloads::markdown,
        )
        .reads("/proposals/{id}/export.docx", Rate::Export, downloads::docx)
        .reads("/proposals/{id}/export.pdf", Rate::Export, downloads::pdf)
        .reads("/proposals/{id}/export.odt", Rate::Export, downloads::odt)
        .reads("/proposals/{id}/export.json", Rate::Export, downloads::json)
        .reads(
            "/proposals/{id}/export.zip",
            Rate::Export,
            downloads::proposal_archive,
        )
        .reads(
            "/proposals/{id}/decisions.csv",
            Rate::Export,
            downloads::decisions_csv,
        )
        .reads(
            "/proposals/{id}/comments.csv",
            Rate::Export,
            downloads::comments_csv,
        )
        .reads(
            "/proposals/{id}/comments.jsonld",
            Rate::Export,
            downloads::annotations,
        )
        .reads("/proposals/{id}/compare", Rate::Page, comparisons::chosen)
        .reads("/proposals/{id}/changes", Rate::Page, comparisons::since)
        .reads(
            "/proposals/{id}/compare/{older}/{newer}/file.html",
            Rate::Export,
            comparisons::file,
        )
}

/// Live collaboration, whose bodies are as large as its frames.
fn collaboration(table: Table) -> Table {
    let (join, exchange) = (get(sockets::socket), post(sockets::sync));
    table
        .collaboration(Method::GET, "/collab/{proposal}", Rate::Join, join)
        .collaboration(
            Method::POST,
            "/collab/{proposal}/sync",
            Rate::Exchange,
            exchange,
        )
}

/// One-click sign-in and what the stories need; these routes are absent without demo mode.
fn demonstration(table: Table) -> Table {
    let small = limits::OPEN_FORM_BYTES;
    table
        .reads("/demo/info", Rate::Page, demo::info)
        .form(
            "/demo/proposal",
            Access::Anybody,
            Rate::Write,
            small,
            demo::proposal,
        )
        .reads("/demo/{person}", Rate::OpenedLink, demo::sign_in)
        .form(
            "/demo/{person}/token",
            Access::Anybody,
            Rate::Write,
            small,
            demo::token,
        )
}

/// A DOCX file and an archive are compressed already, and so is the browser half as it is delivered; that of a try is
/// large, and sent over no network.
fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new(downloads::DOCX))
        .and(NotForContentType::const_new(downloads::ZIP))
        .and(NotForContentType::const_new("application/wasm"))
}

/// A panic costs its own request and nobody else's. The hook has logged it.
fn after_panic(_: Box<dyn Any + Send + 'static>) -> Response {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "The server could not do this.\n",
    )
        .into_response()
}
