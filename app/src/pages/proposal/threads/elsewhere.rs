//! Open threads of the other languages: nobody shall believe that there are none.

use crate::{
    pages::proposal::context::ProposalContext,
    parts::said::{language as said_in, say},
};
use leptos::prelude::*;
use model::{
    language::Language,
    text::{self, key},
};

/// A line for each other language in which threads are open; it shows the text in that language.
#[component]
pub fn Elsewhere() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = said_in();
    let words = move |language: Language, open: u32| {
        let values = [
            ("language", language.own_name().into()),
            ("threads", open.into()),
        ];
        text::say_with(said_in, key::ROOM_THREADS_ELSEWHERE, &values)
    };
    let line = move |(language, open): (Language, u32)| {
        view! {
            <li>
                <button type="button" class="quiet small-button" on:click=move |_| context.show(language)>
                    {words(language, open)}
                </button>
            </li>
        }
    };
    let others = Memo::new(move |_| {
        let shown = context.language.get();
        let others = context.languages().into_iter().filter(|it| *it != shown);
        let counted = others.map(|it| (it, context.open_in(it)));
        counted.filter(|(_, open)| *open > 0).collect::<Vec<_>>()
    });
    view! {
        <ul class="margin-elsewhere plain" aria-label=say(key::ROOM_THREADS_ELSEWHERE_TITLE)>
            {move || others.get().into_iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}
