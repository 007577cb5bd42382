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
        viewer,
        language,
        theme,
        assets,
        ..
    } = expect_context::<Visit>();
    // Whoever is not signed in has nothing open that turning a page could take away.
    let account = viewer.map(|viewer| viewer.account.to_string());
    let program = account.is_some().then(|| view! { <Program /> });
    let script = account.is_some().then(|| assets.script.clone());
    view! {
        <!DOCTYPE html>
        <html lang=language.code() data-theme=theme.code() data-program=script data-account=account>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=assets.style.clone() />
                <link rel="icon" r#type="image/svg+xml" href=assets.icon.clone() />
                <link rel="manifest" href=assets.manifest.clone() />
                <MetaTags />
                {program}
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}

/// Starts the browser half: at once where a draft waits for it, elsewhere when the browser has nothing
/// else to do, unless somebody saves data. Until then the browser turns the pages.
#[component]
fn Program() -> impl IntoView {
    let assets = expect_context::<Visit>().assets;
    let start = format!(
        "const begin=talka=>{{for(const link of document.querySelectorAll('link[rel=later]'))link.rel='preload';talka.start()}};\
         const start=()=>import({:?}).then(talka=>talka.default({{module_or_path:{:?}}}).then(()=>begin(talka)));\
         if(document.querySelector(\"[data-page]\"))start();\
         else if(!navigator.connection?.saveData)(self.requestIdleCallback??setTimeout)(start)",
        assets.script, assets.wasm
    );
    view! {
        <script r#type="module" nonce=use_nonce() inner_html=start></script>
        <script r#type="module" src=assets.search.clone()></script>
    }
    .into_any()
}

/// Fetches what a draft needs before the program asks for it: first the text's file, and when that is there
/// the one of what stands around the text. Side by side they would share a slow line, and the text would come
/// last.
#[component]
pub fn Preload() -> impl IntoView {
    let assets = expect_context::<Visit>().assets;
    view! {
        <Link rel="modulepreload" href=assets.script.clone() />
        <Link rel="modulepreload" href=assets.loader.clone() />
        {preload("preload", &assets.wasm)}
        {preload("later", &assets.around)}
    }
    .into_any()
}

/// Fetches a WASM file before the script asks for it: `later` when the program begins.
fn preload(rel: &'static str, wasm: &str) -> impl IntoView {
    view! {
        <Link
            rel
            href=wasm.to_owned()
            as_="fetch"
            type_="application/wasm"
            crossorigin="anonymous"
        />
    }
}
