//! Of what hits are wanted: proposal, language, person, stage.

use crate::parts::said::{best, person, say, say_of};
use leptos::prelude::*;
use model::{
    language::Language,
    text::{Key, key},
    workflow::State,
};
use services::search::{SearchFilter, SearchOffer};

/// A value of the address, and its words.
type Offered = (String, String);

/// The choices, folded while everything is wanted.
#[component]
pub fn Narrow(offer: SearchOffer, filter: SearchFilter) -> impl IntoView {
    let is_open = filter != SearchFilter::default();
    let proposals = offer.proposals.iter();
    let proposals = proposals.map(|(id, title)| (id.to_string(), best(title)));
    let people = offer.people.iter();
    let people = people.map(|(id, name)| (id.to_string(), person(name)));
    let languages = Language::ALL.map(|it| {
        let name = say_of(key::LANGUAGE_NAME, "language", it.code());
        (it.code().to_owned(), name)
    });
    let states = State::ALL.map(|it| {
        let name = say_of(key::STATE, "state", it.code());
        (it.code().to_owned(), name)
    });
    let id = |it: Option<String>| it.unwrap_or_default();
    let code = |it: Option<&str>| it.unwrap_or_default().to_owned();
    let choices = [
        choice(
            ("proposal", key::SEARCH_PROPOSAL),
            proposals.collect(),
            id(filter.proposal.map(|it| it.to_string())),
        ),
        choice(
            ("lang", key::LEDGER_LANGUAGE),
            languages.into(),
            code(filter.language.map(Language::code)),
        ),
        choice(
            ("who", key::LEDGER_PERSON),
            people.collect(),
            id(filter.who.map(|it| it.to_string())),
        ),
        choice(
            ("state", key::SEARCH_STATE),
            states.into(),
            code(filter.state.map(State::code)),
        ),
    ];
    view! {
        <details class="fold" open=is_open>
            <summary>{say(key::SEARCH_NARROW)}</summary>
            <div class="search-choices">{choices.collect_view()}</div>
        </details>
    }
    .into_any()
}

/// One of several, or all of them.
fn choice((name, label): (&'static str, Key), options: Vec<Offered>, chosen: String) -> AnyView {
    let all = (String::new(), say(key::LEDGER_ALL));
    let options = std::iter::once(all).chain(options);
    let options = options.map(|(code, words)| {
        let is_chosen = code == chosen;
        view! {
            <option value=code selected=is_chosen>
                {words}
            </option>
        }
    });
    let id = format!("search-{name}");
    view! {
        <p class="field">
            <label for=id.clone()>{say(label)}</label>
            <select id=id name=name>
                {options.collect_view()}
            </select>
        </p>
    }
    .into_any()
}
