//! One section: its heading, what it asks for, who answers for it, and its text.

use super::{context::ProposalContext, rail::owner_words};
use crate::{
    editor::SectionText,
    parts::{
        each::each,
        said::{best, language, say, say_with},
    },
};
use leptos::prelude::*;
use model::{
    language::Language,
    proposal::{FieldName, Section},
    text::{self, key},
};

/// The section in the language that is shown and, where chosen, in a second one beside it.
#[component]
pub fn SectionView(section: Section) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let id = format!("section-{}", section.key);
    let (title_id, help_id) = (format!("{id}-title"), format!("{id}-help"));
    let labelled_by = title_id.clone();
    let heading = best(&section.heading);
    let class = context.side_class(section.owner);
    let owner = owner_words(context, &section);
    let required = section.required.then(|| say(key::SECTION_REQUIRED));
    view! {
        <section id=id class=format!("section {class}") aria-labelledby=labelled_by>
            <header class="section-head">
                <h2 id=title_id>{heading}</h2>
                <p class="section-facts">
                    {owner.map(|owner| view! { <span class="section-owner">{owner}</span> })}
                    {required.map(|required| view! { <span>{required}</span> })}
                    <Count section=section.clone() />
                </p>
                <p class="section-help" id=help_id.clone()>
                    {best(&section.help)}
                </p>
            </header>
            <div class="section-texts"><Texts section help=help_id /></div>
        </section>
    }
    .into_any()
}

/// Keyed by language: another language is another host element, never other text in the same one.
#[component]
fn Texts(section: Section, help: String) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let names = move || {
        let shown = Some(context.language.get());
        let shown = shown.into_iter().chain(context.beside.get());
        shown.map(|language| language.code().to_owned()).collect()
    };
    each(names, move |code| {
        let (section, help) = (section.clone(), help.clone());
        let language = Language::from_code(&code).unwrap_or_default();
        let main = Signal::derive(move || context.language.get() == language);
        view! { <Text section help language main /> }.into_any()
    })
}

#[component]
fn Text(section: Section, help: String, language: Language, main: Signal<bool>) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let label = label(&section, language);
    let field = FieldName {
        section: section.key,
        language,
    };
    let html = context.html(&field);
    let may_edit = Signal::derive(move || main.get() && context.drafting.may_type());
    view! { <SectionText field html label described_by=help hint=say(key::SECTION_WRITE_HERE) may_edit /> }.into_any()
}

/// What a screen reader calls the editing area.
fn label(section: &Section, language: Language) -> String {
    let name = text::say_with(
        crate::parts::said::language(),
        key::LANGUAGE_NAME,
        &[("language", language.code().into())],
    );
    let heading = best(&section.heading);
    let values = [("section", (&heading).into()), ("language", (&name).into())];
    say_with(key::SECTION_TEXT_LABEL, &values)
}

#[component]
fn Count(section: Section) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let (key, limit) = (section.key, section.limit_chars);
    let chars = Memo::new(move |_| context.chars(&key));
    let said_in = language();
    let over = move || chars.get().saturating_sub(limit);
    let words = move || match over() {
        0 => {
            let values = [("chars", chars.get().into()), ("limit", limit.into())];
            text::say_with(said_in, key::SECTION_COUNT, &values)
        }
        over => text::say_with(said_in, key::SECTION_OVER, &[("over", over.into())]),
    };
    view! { <span class="section-count" data-over=move || (over() > 0).to_string()>{words}</span> }
        .into_any()
}
