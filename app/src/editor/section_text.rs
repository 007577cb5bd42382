//! The host element of one field's text.

use super::drafting::Drafting;
use leptos::{html, prelude::*};
use model::proposal::FieldName;

/// One field's text: the server's HTML at first, the live text once the editor has adopted it.
///
/// Those who may not edit get the same live text to read: they select words, also with keys, and comment.
#[component]
pub fn SectionText(
    field: FieldName,
    /// Safe HTML of the blocks, as the server wrote it.
    html: String,
    /// What the area is called, for screen readers.
    label: String,
    /// The id of the element that holds the help text.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// What stands in the area as long as nobody wrote there, for those who may.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Whether the viewer may change this text now.
    #[prop(into)]
    may_edit: Signal<bool>,
) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    let host = NodeRef::<html::Div>::new();
    let overlay = NodeRef::<html::Div>::new();
    let editable = Memo::new(move |_| drafting.ready.get() && may_edit.get());
    #[cfg(feature = "hydrate")]
    super::session::mount(drafting, &field, host, overlay, may_edit);
    let language = field.language.code();
    let counted = field.clone();
    let is_empty = move || {
        drafting
            .counts
            .with(|counts| counts.get(&counted) == Some(&0))
    };
    let name = field.to_string();
    view! {
        <div class="tk-frame">
            <div
                node_ref=host
                class="tk"
                role="textbox"
                aria-multiline="true"
                aria-readonly=move || (!editable.get()).then_some("true")
                tabindex="0"
                aria-label=label
                aria-placeholder=move || hint.clone().filter(|_| editable.get() && drafting.may_edit())
                data-empty=move || is_empty().then_some("true")
                aria-describedby=described_by
                data-field=name
                lang=language
                translate="no"
                spellcheck="true"
                autocapitalize="sentences"
                enterkeyhint="enter"
                contenteditable=move || editable.get().then_some("true")
                inner_html=html
            ></div>
            <div node_ref=overlay class="tk-overlay" aria-hidden="true"></div>
        </div>
    }
}
