//! A thread whose words are gone: it says so, and can be put on words again.

use crate::{
    api::threads,
    editor::Anchored,
    pages::proposal::context::ProposalContext,
    parts::{
        alert::Alert,
        call::call,
        icon::{Icon, LINK_OFF},
        said::say,
    },
};
use leptos::{ev::PointerEvent, prelude::*};
use model::{role::Role, text::key, thread::Thread};

/// What happened, and the button that takes the selected words instead.
#[component]
pub fn Attach(thread: Thread) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let id = thread.id;
    let attach = call(
        move |words: Anchored| threads::Attach {
            thread: id,
            anchor: words.anchor,
        },
        move |thread| context.put_thread(thread),
    );
    let opener = thread.comments.first().map(|it| it.account);
    let is_mine = opener.is_some() && opener == context.me().map(|me| me.account);
    let may_attach = Memo::new(move |_| {
        context.may(Role::may_edit) || is_mine && context.may(Role::may_comment)
    });
    let nothing_selected = Memo::new(move |_| context.drafting.selection.with(Option::is_none));
    let keep_selection = |event: PointerEvent| event.prevent_default();
    let put = move |_| {
        if let Some(words) = context.drafting.anchor_of_selection() {
            attach.dispatch(words);
        }
    };
    view! {
        <div class="detached">
            <p>
                <Icon glyph=LINK_OFF />
                {say(key::THREAD_DETACHED)}
            </p>
            <div hidden=move || !may_attach.get()>
                <p class="faint" hidden=move || !nothing_selected.get()>
                    {say(key::THREAD_ATTACH_HELP)}
                </p>
                <button
                    type="button"
                    class="small-button"
                    disabled=move || nothing_selected.get() || attach.pending().get()
                    on:pointerdown=keep_selection
                    on:click=put
                >
                    {say(key::THREAD_ATTACH)}
                </button>
            </div>
            <Alert refused=attach.refused() />
        </div>
    }
    .into_any()
}
