//! The document around every page, rendered once on the server.

use crate::{api::visit::Visit, root::App};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// Runs before the first paint, so that the chosen theme never flashes.
const THEME_SCRIPT: &str = "try{var t=localStorage.getItem('talka.theme');\
    if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}";

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
                <link rel="icon" r#type="image/svg+xml" href=assets.icon.clone() />
                <link rel="manifest" href=assets.manifest.clone() />
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
