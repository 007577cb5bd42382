//! The document around every page, rendered once on the server.

use crate::api::visit::Visit;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The whole HTML document.
pub fn shell() -> impl IntoView {
    let Visit {
        language, assets, ..
    } = expect_context::<Visit>();
    let start = format!(
        "import({:?}).then(talka => talka.default().then(() => talka.hydrate()))",
        assets.script
    );
    view! {
        <!DOCTYPE html>
        <html lang=language.code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <link rel="stylesheet" href=assets.style.clone()/>
                <link rel="modulepreload" href=assets.script.clone()/>
                <script type="module" nonce=use_nonce()>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <crate::root::App/>
            </body>
        </html>
    }
}
