//! The document around every page.

use crate::{api::visit::Visit, root::App};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{Link, MetaTags};

/// The whole HTML document; its type is hidden, so that `server` need not compile every page again.
pub fn shell() -> AnyView {
    // The browser takes nothing over as it stands (`crate::live`): no marks for that in the page.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let Visit {
        language,
        theme,
        assets,
        ..
    } = expect_context::<Visit>();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.style.clone() />
                <link rel="icon" r#type="image/svg+xml" href=assets.icon.clone() />
                <link rel="manifest" href=assets.manifest.clone() />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}

/// Loads the browser half: the text's file, and beside it the one of what stands around the text.
#[component]
pub fn Live() -> impl IntoView {
    let assets = expect_context::<Visit>().assets;
    let start = format!(
        "import({:?}).then(talka=>talka.default({{module_or_path:{:?}}}).then(talka.start))",
        assets.script, assets.wasm
    );
    view! {
        <Link rel="modulepreload" href=assets.script.clone() />
        <Link rel="modulepreload" href=assets.loader.clone() />
        {preload(&assets.wasm, "high")}
        {preload(&assets.around, "low")}
        <script r#type="module" nonce=use_nonce() inner_html=start></script>
    }
    .into_any()
}

/// Fetches a WASM file before the script asks for it; what is `low` leaves the line to the others.
fn preload(wasm: &str, fetchpriority: &'static str) -> impl IntoView {
    view! {
        <Link
            rel="preload"
            href=wasm.to_owned()
            as_="fetch"
            type_="application/wasm"
            crossorigin="anonymous"
            fetchpriority
        />
    }
}
