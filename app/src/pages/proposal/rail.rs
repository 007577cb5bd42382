//! The rail of sections: where one is, what is missing, who works where.

#[cfg(feature = "hydrate")]
mod in_view;

use super::context::ProposalContext;
use crate::parts::{
    icon::{COMMENT, Icon},
    said::{best, language, say},
    side::initials,
};
use leptos::prelude::*;
use model::{
    proposal::Section,
    text::{self, key},
};

/// The id of the list, which the bar's button opens where there is no room for it.
pub const LIST: &str = "sections";

/// The list of sections: beside the text, or opened from the bar.
#[component]
pub fn Rail() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    #[cfg(feature = "hydrate")]
    in_view::watch(context);
    let row = move |section: Section| view! { <Row section /> };
    view! {
        <nav id=LIST class="rail" popover="auto" aria-label=say(key::PROPOSAL_SECTIONS)>
            <ol class="plain">{context.sections().into_iter().map(row).collect_view()}</ol>
        </nav>
    }
    .into_any()
}

/// Closes the list where it was opened from the bar.
#[cfg(feature = "hydrate")]
fn close() {
    use wasm_bindgen::JsCast;
    let opened = document().query_selector(".rail:popover-open");
    if let Ok(Some(list)) = opened {
        let _ = list.unchecked_into::<web_sys::HtmlElement>().hide_popover();
    }
}

/// Nothing is opened on the server.
#[cfg(not(feature = "hydrate"))]
fn close() {}

#[component]
fn Row(section: Section) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let (key, limit) = (section.key.clone(), section.limit_chars);
    let chars = Memo::new(move |_| context.chars(&key));
    let key = section.key.clone();
    let threads = Memo::new(move |_| context.open_threads(&key));
    let state = move || match chars.get() {
        0 => "empty",
        chars if limit > 0 && chars > limit => "over",
        _ => "text",
    };
    let class = context.side_class(section.owner);
    let key = section.key.clone();
    let is_here = move || context.in_view.with(|here| here.as_ref() == Some(&key));
    view! {
        <li class=format!("rail-row {class}") data-state=state>
            <a
                href=format!("#section-{}", section.key)
                rel="external"
                aria-current=move || is_here().then_some("true")
                on:click=move |_| close()
            >
                {best(&section.heading)}
            </a>
            <span class="rail-facts">
                <RailCount chars limit required=section.required />
                <ThreadCount threads />
                <WorksHere section=section.clone() />
            </span>
        </li>
    }
    .into_any()
}

#[component]
fn RailCount(chars: Memo<u32>, limit: u32, required: bool) -> impl IntoView {
    let empty = match required {
        true => format!(
            "{}, {}",
            say(key::SECTION_EMPTY),
            say(key::SECTION_REQUIRED).to_lowercase()
        ),
        false => say(key::SECTION_EMPTY),
    };
    let said_in = language();
    let words = move || match chars.get() {
        0 => empty.clone(),
        chars => {
            let number = |count: u32| text::number_text(said_in, count.into());
            format!("{} / {}", number(chars), number(limit))
        }
    };
    view! { <span class="rail-count">{words}</span> }.into_any()
}

#[component]
fn ThreadCount(threads: Memo<u32>) -> impl IntoView {
    let said_in = language();
    let words = move || {
        text::say_with(
            said_in,
            key::THREADS_OPEN_COUNT,
            &[("threads", threads.get().into())],
        )
    };
    view! {
        <span class="rail-threads" hidden=move || threads.get() == 0 title=words>
            <Icon glyph=COMMENT />
            <span aria-hidden="true">{threads}</span>
            <span class="unseen">{words}</span>
        </span>
    }
    .into_any()
}

/// The letters of those whose caret is in the section, with the whole names for screen readers.
#[component]
fn WorksHere(section: Section) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = language();
    let here = Memo::new(move |_| {
        context.drafting.peers.with(|peers| {
            let of_section = |name: &model::proposal::FieldName| name.section == section.key;
            let here = peers
                .iter()
                .filter(|peer| peer.field.as_ref().is_some_and(of_section));
            here.map(|peer| (peer.name.clone(), context.person_class(peer.account)))
                .collect::<Vec<_>>()
        })
    });
    let words = move || {
        here.with(|here| {
            let names: Vec<&str> = here.iter().map(|(name, _)| name.as_str()).collect();
            let names = names.join(", ");
            (!names.is_empty()).then(|| {
                text::say_with(
                    said_in,
                    key::SECTION_WORKS_HERE,
                    &[("names", (&names).into())],
                )
            })
        })
    };
    let letters = move || {
        let letter = |(name, class): (String, &'static str)| {
            view! { <span class=format!("avatar tiny {class}") aria-hidden="true">{initials(&name)}</span> }
        };
        here.get().into_iter().map(letter).collect_view()
    };
    view! {
        <span class="rail-here" title=words>
            {letters}
            <span class="unseen">{words}</span>
        </span>
    }
    .into_any()
}
