//! Choices that several forms offer: a role, a side, languages.

use super::said::{best, language, say, say_of};
use leptos::prelude::*;
use model::{
    ids::OrganisationId,
    language::Language,
    partnership::Organisation,
    role::Role,
    text::{self, key},
};

/// The five roles with what each one does.
#[component]
pub fn RoleChoice(role: RwSignal<Role>) -> impl IntoView {
    let option = |role: Role| {
        let name = say_of(key::ROLE, "role", role.code());
        let help = say_of(key::ROLE_HELP, "role", role.code());
        view! { <option value=role.code()>{format!("{name}: {help}")}</option> }
    };
    let choose = move |code: String| {
        if let Some(chosen) = Role::from_code(&code) {
            role.set(chosen);
        }
    };
    view! {
        <label class="field">
            <span>{say(key::MEMBERS_ROLE)}</span>
            <select prop:value=move || role.get().code() on:change:target=move |event| choose(event.target().value())>
                {Role::ALL.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// The sides of a partnership, or none.
#[component]
pub fn SideChoice(
    organisations: Vec<Organisation>,
    side: RwSignal<Option<OrganisationId>>,
) -> impl IntoView {
    let option = |organisation: Organisation| {
        view! { <option value=organisation.id.to_string()>{best(&organisation.name)}</option> }
    };
    let value = move || side.get().map(|side| side.to_string()).unwrap_or_default();
    view! {
        <label class="field">
            <span>{say(key::MEMBERS_SIDE)}</span>
            <select prop:value=value on:change:target=move |event| side.set(event.target().value().parse().ok())>
                <option value="">{say(key::NO_SIDE)}</option>
                {organisations.into_iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// Any of the three languages, in their order.
#[component]
pub fn LanguageChoice(
    #[prop(into)] legend: String,
    chosen: RwSignal<Vec<Language>>,
) -> impl IntoView {
    let toggle = move |language: Language, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|it| *it != language);
            if on {
                chosen.push(language);
            }
            chosen.sort();
        });
    };
    let option = move |language: Language| {
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&language))
                    on:change:target=move |event| toggle(language, event.target().checked())
                />
                <span lang=language.code()>{language.own_name()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="ticks">{Language::ALL.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The names of languages in the viewer's words, as a list in one line.
pub fn language_names(languages: &[Language]) -> String {
    let said_in = language();
    let names = languages.iter().map(|language| {
        text::say_with(
            said_in,
            key::LANGUAGE_NAME,
            &[("language", language.code().into())],
        )
    });
    names.collect::<Vec<_>>().join(", ")
}
