//! The document around every page, rendered once on the server.

use crate::{api::visit::Visit, root::App};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// Runs before the first paint, so that the chosen theme never flashes.
const THEME_SCRIPT: &str = "try{var t=localStorage.getItem('talka.theme');\
    if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}";

/// The wordmark's two threads, small enough to stand in the page.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' \
    fill='none' stroke-width='3.5' stroke-linecap='round'%3E%3Cpath stroke='%230b7c9b' \
    d='M3 8h11a4 4 0 0 1 0 8H8'/%3E%3Cpath stroke='%23c0561a' d='M21 16H10a4 4 0 0 1 0-8h6'/%3E%3C/svg%3E";

/// The whole HTML document; its type is hidden, so that `server` need not compile every page again.
pub fn shell() -> AnyView {
    let Visit {
        language, assets, ..
    } = expect_context::<Visit>();
    let start = format!(
        "import({:?}).then(talka=>talka.default({{module_or_path:{:?}}}).then(()=>talka.hydrate()))",
        assets.script, assets.wasm
    );
    let wasm = assets.wasm.clone();
    view! {
        <!DOCTYPE html>
        <html lang=language.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script nonce=use_nonce() inner_html=THEME_SCRIPT></script>
                <link rel="stylesheet" href=assets.style.clone() />
                <link rel="icon" href=ICON />
                <link rel="modulepreload" href=assets.script.clone() />
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script r#type="module" nonce=use_nonce() inner_html=start></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
    .into_any()
}
