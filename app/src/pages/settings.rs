//! The settings of a proposal, for its admins: title, languages, sections. One plain form.

use super::id_in_path;
use crate::{
    api::{
        Refused,
        context::{account, services},
        done::settings_said,
    },
    parts::{
        awaited::awaited,
        choice::Choice,
        done_note::DoneNote,
        form::{Alone, Form, InLanguages, Input, Posted, Tied, Why},
        said::{best, language, say},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal,
    ids::ProposalId,
    language::Language,
    partnership::Organisation,
    text::{Key, key, refusal},
    workflow::State,
};
use services::proposals::{self, SectionSetting, Settings};

/// What `server` knows the form by.
pub const SETTINGS: &str = "settings";
/// The field with how often the settings had been changed when the form was made.
pub const SEEN: &str = "seen";
/// How the form says that all sides together answer for a section.
pub const EVERYBODY: &str = "all";

/// The page of the id in the path.
#[component]
pub fn SettingsPage() -> impl IntoView {
    awaited(load(id_in_path()), |settings| {
        view! { <Content settings /> }.into_any()
    })
}

async fn load(id: Result<ProposalId, Refused>) -> Result<Settings, Refused> {
    let me = account()?;
    Ok(proposals::settings(&services(), me, id?).await?)
}

/// The address of the page.
fn address(id: ProposalId) -> String {
    format!("/proposals/{id}/settings")
}

#[component]
fn Content(settings: Settings) -> impl IntoView {
    let id = settings.proposal.id;
    let title = best(&settings.proposal.title);
    let done = settings_said().then(|| view! { <DoneNote words=say(key::SETTINGS_DONE) /> });
    let fixed = match settings.proposal.state {
        State::Draft | State::InReview => None,
        State::Agreed => Some(Refusal::ForSignOff),
        State::Final => Some(Refusal::Locked),
    };
    let content = match fixed {
        Some(why) => {
            let refused = refusal::sentence(language(), &why);
            view! { <Alone refused /> }.into_any()
        }
        None => view! { <Ask settings /> }.into_any(),
    };
    view! {
        <Title text=format!("{}: {title}", say(key::SETTINGS_TITLE)) />
        <section class="page facts-form">
            <p>
                <a href=format!("/proposals/{id}")>{title}</a>
            </p>
            <h1>{say(key::SETTINGS_TITLE)}</h1>
            {done}
            <p class="lead">{say(key::SETTINGS_LEAD)}</p>
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn Ask(settings: Settings) -> impl IntoView {
    let form = Form::new(SETTINGS);
    let of = settings.proposal;
    let seen = form.value(SEEN, &of.settings.to_string());
    let sides = settings.organisations;
    let section = |(index, setting): (usize, SectionSetting)| {
        view! { <OneSection form=form.clone() index setting sides=sides.clone() /> }
    };
    let sections = settings.sections.into_iter().enumerate().map(section);
    let sections = sections.collect_view();
    let proposal = format!("/proposals/{}", of.id);
    view! {
        <Posted form=form.clone() to=address(of.id) send=key::SAVE instead=proposal>
            <input type="hidden" name=SEEN value=seen.clone() />
            <InLanguages
                form=form.clone()
                name="title"
                legend=say(key::NEW_PROPOSAL_TITLE)
                help=say(key::IN_LANGUAGES_HELP)
                texts=of.title.clone()
                rows=2
            />
            <Languages form=form.clone() chosen=of.languages.clone() used=settings.used_languages.clone() />
            <h2>{say(key::PROPOSAL_SECTIONS)}</h2>
            <p class="field-help">{say(key::SETTINGS_SECTIONS_HELP)}</p>
            {sections}
        </Posted>
    }
    .into_any()
}

/// The languages of the text; one with text or comments stays.
#[component]
fn Languages(form: Form, chosen: Vec<Language>, used: Vec<Language>) -> impl IntoView {
    let tied = Tied::of(&form, "languages", true);
    let chosen = match form.filled() {
        Some(filled) => filled
            .all("languages")
            .filter_map(Language::from_code)
            .collect(),
        None => chosen,
    };
    let option = |it: Language| {
        let (code, stays) = (it.code(), used.contains(&it));
        let words = view! { <span lang=code>{it.own_name()}</span> };
        let is_chosen = chosen.contains(&it);
        view! { <Tick name="languages" value=code is_chosen stays>{words}</Tick> }
    };
    let options = Language::ALL.into_iter().map(option).collect_view();
    let help_id = tied.help_id();
    view! {
        <fieldset class="field" aria-describedby=tied.described_by.clone()>
            <legend>{say(key::NEW_PROPOSAL_LANGUAGES)}</legend>
            <div class="ticks">{options}</div>
            <p class="field-help" id=help_id>{say(key::SETTINGS_LANGUAGES_HELP)}</p>
            <Why tied=tied.clone() />
        </fieldset>
    }
    .into_any()
}

/// A tick. One that stays is sent all the same: a browser sends no tick that is switched off.
#[component]
fn Tick(
    #[prop(into)] name: String,
    value: &'static str,
    is_chosen: bool,
    #[prop(optional)] stays: bool,
    children: Children,
) -> impl IntoView {
    let sent = stays.then(|| view! { <input type="hidden" name=name.clone() value=value /> });
    let why = stays.then(|| view! { <span class="faint">{say(key::SETTINGS_STAYS)}</span> });
    view! {
        <label class="tick">
            <input type="checkbox" name=name value=value checked=is_chosen || stays disabled=stays />
            <span>{children()} " " {why}</span>
            {sent}
        </label>
    }
    .into_any()
}

#[component]
fn OneSection(
    form: Form,
    index: usize,
    setting: SectionSetting,
    sides: Vec<Organisation>,
) -> impl IntoView {
    let of = setting.section;
    let name = |field: &str| format!("sections.{index}.{field}");
    let is_set = |field: &str, at_first: bool| match form.filled() {
        Some(filled) => !filled.get(&name(field)).is_empty(),
        None => at_first,
    };
    let (is_on, is_required) = (is_set("on", setting.is_on), is_set("required", of.required));
    let stays = setting.is_used && setting.is_on;
    let everybody = (EVERYBODY.to_owned(), say(key::SETTINGS_ALL_SIDES));
    let side = |it: &Organisation| (it.id.to_string(), best(&it.name));
    let sides: Vec<_> = [everybody]
        .into_iter()
        .chain(sides.iter().map(side))
        .collect();
    let owner = of.owner.map_or(EVERYBODY.to_owned(), |it| it.to_string());
    let on = Tied::of(&form, &name("on"), false);
    let tick = |field: &str, words: Key, is_chosen: bool, stays: bool| {
        view! { <Tick name=name(field) value="yes" is_chosen stays>{say(words)}</Tick> }
    };
    view! {
        <fieldset class="field form-row setting">
            <legend>{best(&of.heading)}</legend>
            <input type="hidden" name=name("key") value=of.key.0.clone() />
            <div class="ticks">
                {tick("on", key::SETTINGS_SECTION_ON, is_on, stays)}
                {tick("required", key::SECTION_REQUIRED, is_required, false)}
            </div>
            <Why tied=on />
            <div class="pair">
                <Input
                    form=form.clone()
                    name=name("limit")
                    label=key::SETTINGS_SECTION_LIMIT
                    value=of.limit_chars.to_string()
                    keys="numeric"
                />
                <Choice
                    form=form.clone()
                    name=name("owner")
                    label=key::SETTINGS_SECTION_OWNER
                    chosen=owner
                    options=sides
                />
            </div>
        </fieldset>
    }
    .into_any()
}
