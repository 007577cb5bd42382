//! One section: its heading, what it asks for, who answers for it, and its text.

use super::context::ProposalContext;
use crate::{
    editor::SectionText,
    parts::{
        each::each,
        said::{best, language, say, say_of, say_with},
    },
};
use leptos::prelude::*;
use model::{
    ids::OrganisationId,
    language::Language,
    proposal::{FieldName, Section},
    text::{self, key},
};

/// The section in the language that is shown and, where chosen, in a second one beside it. What it asks
/// for stands below an empty text, and below the one with the caret; so no text ever moves for it.
#[component]
pub fn SectionView(section: Section) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let id = format!("section-{}", section.key);
    let (title_id, help_id) = (format!("{id}-title"), format!("{id}-help"));
    let labelled_by = title_id.clone();
    let class = context.side_class(section.owner);
    let key = section.key.clone();
    let chars = Memo::new(move |_| context.chars(&key));
    let is_empty = Memo::new(move |_| chars.get() == 0);
    let owner = section.owner.and_then(|owner| owner_words(context, owner));
    // Heard always, seen while it is missing.
    let required = section.required.then(|| {
        view! { <span class="section-required" class:unseen=move || !is_empty.get()>{say(key::SECTION_REQUIRED)}</span> }
    });
    view! {
        <section
            id=id
            class=format!("section {class}")
            aria-labelledby=labelled_by
            data-empty=move || is_empty.get().then_some("true")
        >
            <header class="section-head">
                <h2 id=title_id>{best(&section.heading)}</h2>
                <p class="section-facts">
                    {owner.map(owner_name)}
                    {required}
                    <Count chars limit=section.limit_chars />
                </p>
            </header>
            <div class="section-texts"><Texts section=section.clone() help=help_id.clone() /></div>
            <p class="section-help" id=help_id>
                {best(&section.help)}
            </p>
        </section>
    }
    .into_any()
}

/// The name is seen beside the colour of the side, the words are heard.
fn owner_name((words, name): (String, String)) -> AnyView {
    view! {
        <span class="section-owner" title=words.clone()>
            <span class="unseen">{words.clone()}</span>
            <span aria-hidden="true">{name}</span>
        </span>
    }
    .into_any()
}

/// Who answers for a section: in words, and the name alone.
fn owner_words(context: ProposalContext, owner: OrganisationId) -> Option<(String, String)> {
    let organisations = context.organisations();
    let side = organisations.iter().find(|it| it.id == owner)?;
    let name = best(&side.name);
    Some((say_of(key::SECTION_OWNER, "side", &name), name))
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
fn Count(chars: Memo<u32>, limit: u32) -> impl IntoView {
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
