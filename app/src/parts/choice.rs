//! Choices that several forms offer: a role, a side, languages.

use super::{
    form::{Field, Form, Tied, Why},
    said::{best, language, say, say_of},
};
use leptos::prelude::*;
use model::{
    ids::OrganisationId,
    language::Language,
    partnership::Organisation,
    role::Role,
    text::{self, Key, key},
};

/// One of several, by code with its words.
#[component]
pub fn Choice(
    form: Form,
    #[prop(into)] name: String,
    label: Key,
    #[prop(into)] chosen: String,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let tied = Tied::of(&form, &name, false);
    let chosen = form.value(&name, &chosen);
    let option = |(code, words): (String, String)| {
        let is_chosen = code == chosen;
        view! {
            <option value=code selected=is_chosen>
                {words}
            </option>
        }
    };
    let options = options.into_iter().map(option).collect_view();
    view! {
        <Field tied=tied.clone() label=say(label)>
            <select
                id=tied.id.clone()
                name=name
                aria-describedby=tied.described_by.clone()
                aria-invalid=tied.invalid()
                autofocus=tied.comes_first
            >
                {options}
            </select>
        </Field>
    }
    .into_any()
}

/// The roles with what each one does.
#[component]
pub fn RoleChoice(form: Form, role: Role) -> impl IntoView {
    let option = |role: Role| {
        let name = say_of(key::ROLE, "role", role.code());
        let help = say_of(key::ROLE_HELP, "role", role.code());
        (role.code().to_owned(), format!("{name}: {help}"))
    };
    let options = Role::ALL.into_iter().map(option).collect();
    view! { <Choice form name="role" label=key::MEMBERS_ROLE chosen=role.code() options /> }
        .into_any()
}

/// The sides of a partnership, or none.
#[component]
pub fn SideChoice(
    form: Form,
    organisations: Vec<Organisation>,
    side: Option<OrganisationId>,
    /// Whether it is chosen for the first time: then nothing is chosen beforehand.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let choose = first.then(|| (String::new(), say(key::MEMBERS_SIDE_CHOOSE)));
    let none = (NO_SIDE.to_owned(), say(key::NO_SIDE));
    let option = |side: &Organisation| (side.id.to_string(), best(&side.name));
    let sides = organisations.iter().map(option);
    let options = choose.into_iter().chain([none]).chain(sides).collect();
    let chosen = match side {
        Some(side) => side.to_string(),
        None if first => String::new(),
        None => NO_SIDE.to_owned(),
    };
    view! { <Choice form name="side" label=key::MEMBERS_SIDE chosen options /> }.into_any()
}

/// In which language a mail is written: at first that of the page.
#[component]
pub fn MailLanguage(form: Form) -> impl IntoView {
    let option = |it: Language| (it.code().to_owned(), it.own_name().to_owned());
    let options = Language::ALL.into_iter().map(option).collect();
    let (name, chosen) = ("mail_language", language().code());
    view! { <Choice form name label=key::MEMBERS_MAIL_LANGUAGE chosen options /> }.into_any()
}

/// Any of the three languages, in their order.
#[component]
pub fn LanguageChoice(
    form: Form,
    legend: Key,
    chosen: Vec<Language>,
    #[prop(optional, into)] help: Option<String>,
) -> impl IntoView {
    let tied = Tied::of(&form, NAME, help.is_some());
    let chosen: Vec<Language> = match form.filled() {
        Some(filled) => filled.all(NAME).filter_map(Language::from_code).collect(),
        None => chosen,
    };
    let mut comes_first = tied.comes_first;
    let option = |language: Language| {
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    name=NAME
                    value=language.code()
                    checked=chosen.contains(&language)
                    autofocus=std::mem::take(&mut comes_first)
                />
                <span lang=language.code()>{language.own_name()}</span>
            </label>
        }
    };
    let options = Language::ALL.into_iter().map(option).collect_view();
    view! {
        <fieldset class="field" aria-describedby=tied.described_by.clone()>
            <legend>{say(legend)}</legend>
            <div class="ticks">{options}</div>
            {help.map(|help| view! { <p class="field-help" id=tied.help_id()>{help}</p> })}
            <Why tied=tied.clone() />
        </fieldset>
    }
    .into_any()
}

/// How a form says that somebody stands for no side.
pub const NO_SIDE: &str = "none";
/// What the ticks of languages are called.
const NAME: &str = "languages";

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
