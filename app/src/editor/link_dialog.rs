//! Where a link leads: the dialog that asks for it.

use super::{command::Command, drafting::Drafting, link};
use leptos::{ev::SubmitEvent, html, prelude::*};
use model::{
    language::Language,
    text::{key, say},
};

/// The longest address that is taken.
const ADDRESS_CHARS: usize = 2_000;

/// A modal dialog that opens with `drafting.link_dialog`.
#[component]
pub fn LinkDialog(language: Language) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    let dialog = NodeRef::<html::Dialog>::new();
    let address = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    Effect::new(move || show(drafting, dialog, address, wrong));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match link::meant(&address.get_untracked()) {
            Some(address) => finish(drafting, Some(Command::SetLink(address))),
            None => wrong.set(true),
        }
    };
    let has_link = move || drafting.toolbar.with(|state| !state.link.is_empty());
    view! {
        <dialog
            node_ref=dialog
            class="link-dialog"
            aria-label=say(language, key::EDITOR_LINK)
            on:close=move |_| finish(drafting, None)
        >
            <form on:submit=submit>
                <label class="field">
                    <span>{say(language, key::EDITOR_LINK_ADDRESS)}</span>
                    <input
                        type="text"
                        inputmode="url"
                        autocomplete="off"
                        autofocus
                        maxlength=ADDRESS_CHARS
                        aria-describedby="link-hint"
                        aria-invalid=move || wrong.get().to_string()
                        bind:value=address
                    />
                </label>
                <p id="link-hint" class="faint">{say(language, key::EDITOR_LINK_HINT)}</p>
                <p class="alert" role="alert">
                    {move || wrong.get().then(|| say(language, key::EDITOR_LINK_WRONG))}
                </p>
                <div class="actions">
                    <button type="submit" class="primary">{say(language, key::EDITOR_LINK_SET)}</button>
                    <button
                        type="button"
                        class="quiet"
                        hidden=move || !has_link()
                        on:click=move |_| finish(drafting, Some(Command::SetLink(String::new())))
                    >
                        {say(language, key::EDITOR_LINK_REMOVE)}
                    </button>
                    <button type="button" class="quiet" on:click=move |_| finish(drafting, None)>
                        {say(language, key::EDITOR_CANCEL)}
                    </button>
                </div>
            </form>
        </dialog>
    }
}

fn show(
    drafting: Drafting,
    dialog: NodeRef<html::Dialog>,
    address: RwSignal<String>,
    wrong: RwSignal<bool>,
) {
    let open = drafting.link_dialog.get();
    let Some(dialog) = dialog.get() else { return };
    if open && !dialog.open() {
        address.set(drafting.toolbar.with_untracked(|state| state.link.clone()));
        wrong.set(false);
        let _ = dialog.show_modal();
    } else if !open && dialog.open() {
        dialog.close();
    }
}

/// Closes the dialog, gives the text its focus back, then does what was decided.
fn finish(drafting: Drafting, command: Option<Command>) {
    if !drafting.link_dialog.get_untracked() {
        return;
    }
    drafting.link_dialog.set(false);
    #[cfg(feature = "hydrate")]
    super::browser::next_frame(move || {
        drafting.focus_text();
        if let Some(command) = command {
            drafting.run(command);
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = command;
}
