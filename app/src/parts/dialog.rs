//! A native dialog: the browser keeps the focus inside and gives it back.

use super::{
    icon::{CLOSE, Icon},
    said::say,
};
use leptos::{html, prelude::*};
use model::text::key;

/// A modal dialog with a title and a way out; [`show`] opens it.
#[component]
pub fn Dialog(
    node: NodeRef<html::Dialog>,
    #[prop(into)] title: String,
    children: Children,
) -> impl IntoView {
    let label = title.clone();
    view! {
        <dialog node_ref=node aria-label=label>
            <form method="dialog" class="dialog-close">
                <button class="quiet square" aria-label=say(key::CLOSE)>
                    <Icon glyph=CLOSE />
                </button>
            </form>
            <h2>{title}</h2>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Opens the dialog above the page.
pub fn show(node: NodeRef<html::Dialog>) {
    #[cfg(feature = "hydrate")]
    if let Some(dialog) = node.get_untracked() {
        // It fails only when the dialog is open already.
        let _ = dialog.show_modal();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = node;
}
