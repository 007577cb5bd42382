//! The rail of sections: where one is, what is missing, who works where.

use super::context::ProposalContext;
use crate::parts::{
    icon::{COMMENT, Icon, LIST},
    said::{best, language, say, say_of},
    side::initials,
};
use leptos::prelude::*;
use model::{
    proposal::Section,
    text::{self, key},
};

/// The list of sections; folded where there is no room for it.
#[component]
pub fn Rail() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let open = RwSignal::new(false);
    let row = move |section: Section| view! { <Row section open /> };
    view! {
        <nav class="rail" aria-label=say(key::PROPOSAL_SECTIONS) data-open=move || open.get().to_string()>
            <button
                type="button"
                class="rail-button"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph=LIST />
                {say(key::PROPOSAL_SECTIONS)}
            </button>
            <ol class="plain">{context.sections().into_iter().map(row).collect_view()}</ol>
        </nav>
    }
    .into_any()
}

#[component]
fn Row(section: Section, open: RwSignal<bool>) -> impl IntoView {
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
    let is_here = move || {
        let active = context.drafting.active_field;
        active.with(|field| field.as_ref().is_some_and(|field| field.section == key))
    };
    view! {
        <li class=format!("rail-row {class}") data-state=state>
            <a
                href=format!("#section-{}", section.key)
                rel="external"
                aria-current=move || is_here().then_some("true")
                on:click=move |_| open.set(false)
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

/// Who answers for a section, in words.
pub fn owner_words(context: ProposalContext, section: &Section) -> Option<String> {
    let owner = section.owner?;
    let organisations = context.organisations();
    let side = organisations.iter().find(|it| it.id == owner)?;
    Some(say_of(key::SECTION_OWNER, "side", &best(&side.name)))
}
