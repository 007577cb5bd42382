//! Which version everybody may read, and its address.

use crate::parts::said::{say, say_of};
use leptos::prelude::*;
use model::{ids::ProposalId, proposal::Progress, text::key};

/// The version and its address, with a button that copies it; nothing while nothing is published.
pub fn published(proposal: ProposalId, progress: &Progress) -> Option<AnyView> {
    let number = progress.published_version?;
    let address = address(proposal);
    Some(
        view! {
            <div class="published">
                <p>{say_of(key::PROGRESS_PUBLISHED, "version", number)}</p>
                <p>
                    <a class="token" href=address.clone()>{address.clone()}</a> " "
                    <Copy address />
                </p>
            </div>
        }
        .into_any(),
    )
}

/// The address with which everybody reads the published version.
#[cfg(feature = "ssr")]
pub fn address(proposal: ProposalId) -> String {
    let base = &crate::api::context::services().config.base_url;
    format!("{base}/proposals/{proposal}")
}

/// The address with which everybody reads the published version.
#[cfg(not(feature = "ssr"))]
fn address(proposal: ProposalId) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}/proposals/{proposal}")
}

/// Copies an address. Without script the address can be selected, and there is no button.
#[component]
fn Copy(address: String) -> impl IntoView {
    let copied = RwSignal::new(false);
    let done = say(key::PROGRESS_COPIED);
    let copy = move |_| copy_to_clipboard(address.clone(), copied);
    view! {
        <button type="button" class="small-button" hidden=cfg!(feature = "ssr") on:click=copy>
            {say(key::PROGRESS_COPY)}
        </button>
        <span role="status">{move || copied.get().then(|| done.clone())}</span>
    }
    .into_any()
}

/// Says that it is copied once the browser has done it.
#[cfg(feature = "hydrate")]
fn copy_to_clipboard(address: String, copied: RwSignal<bool>) {
    let clipboard = window().navigator().clipboard();
    wasm_bindgen_futures::spawn_local(async move {
        let written = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&address)).await;
        copied.set(written.is_ok());
    });
}

/// The server has no clipboard.
#[cfg(not(feature = "hydrate"))]
fn copy_to_clipboard(_address: String, _copied: RwSignal<bool>) {}
