//! Which lines of the ledger are shown, in which order: a plain form whose answer is an address.

use crate::parts::said::{best, person, say, say_of};
use leptos::prelude::*;
use model::{
    language::Language,
    ledger::{Ending, LedgerFilter, LedgerOrder, LedgerRow},
    proposal::ProposalPage,
    text::{Key, key},
    thread::Severity,
};
use std::collections::BTreeMap;

/// A value of the address, and its words.
type Offered = (String, String);

/// The form; folded while nothing is left out.
#[component]
pub(super) fn Sift(
    page: ProposalPage,
    ledger: Vec<LedgerRow>,
    filter: LedgerFilter,
    version: Option<String>,
) -> impl IntoView {
    let place = format!("/proposals/{}/decisions", page.proposal.id);
    let is_open = filter != LedgerFilter::default();
    let all = is_open.then(|| {
        let place = match &version {
            Some(version) => format!("{place}?version={version}"),
            None => place.clone(),
        };
        view! { <a class="button" href=place>{say(key::LEDGER_SHOW_ALL)}</a> }
    });
    let version = version.map(|it| view! { <input type="hidden" name="version" value=it /> });
    view! {
        <details class="fold ledger-sift" open=is_open>
            <summary>{say(key::LEDGER_SIFT)}</summary>
            <form class="form" method="get" action=place>
                {version}
                <div class="ledger-choices">
                    {choices(&page, &ledger, &filter)}
                </div>
                <div class="actions">
                    <button class="primary">{say(key::LEDGER_SHOW)}</button>
                    {all}
                </div>
            </form>
        </details>
    }
    .into_any()
}

fn choices(page: &ProposalPage, ledger: &[LedgerRow], filter: &LedgerFilter) -> impl IntoView {
    let sections = page.proposal.sections.iter();
    let sections = sections.map(|it| (it.key.0.clone(), best(&it.heading)));
    let sides = page.organisations.iter();
    let sides = sides.map(|it| (it.id.to_string(), best(&it.name)));
    let endings = Ending::ALL
        .into_iter()
        .map(|it| (it.code().to_owned(), ending_name(it)));
    let severities = Severity::ALL.into_iter().map(|it| {
        let name = say_of(key::SEVERITY, "severity", it.code());
        (it.code().to_owned(), name)
    });
    let languages = page.proposal.languages.iter();
    let languages = languages.map(|it| (it.code().to_owned(), language_name(*it)));
    let orders = LedgerOrder::ALL.into_iter().map(|it| {
        let name = say_of(key::LEDGER_ORDER, "order", it.code());
        (it.code().to_owned(), name)
    });
    let section = filter.section.as_ref().map(|it| it.0.clone());
    let code = |it: Option<&'static str>| it.map(str::to_owned);
    [
        choice(
            "person",
            key::LEDGER_PERSON,
            people(ledger),
            filter.person.map(|it| it.to_string()),
        ),
        choice(
            "side",
            key::LEDGER_SIDE,
            sides.collect(),
            filter.side.map(|it| it.to_string()),
        ),
        choice("section", key::LEDGER_SECTION, sections.collect(), section),
        choice(
            "severity",
            key::LEDGER_SEVERITY,
            severities.collect(),
            code(filter.severity.map(Severity::code)),
        ),
        choice(
            "outcome",
            key::LEDGER_DECISION,
            endings.collect(),
            code(filter.ending.map(Ending::code)),
        ),
        choice(
            "language",
            key::LEDGER_LANGUAGE,
            languages.collect(),
            code(filter.language.map(Language::code)),
        ),
        select(
            "sort",
            key::LEDGER_SORT,
            orders.collect(),
            filter.order.code(),
        ),
    ]
    .collect_view()
}

/// Everybody who wrote or decided, by name.
fn people(ledger: &[LedgerRow]) -> Vec<Offered> {
    let mut names = BTreeMap::new();
    for row in ledger {
        let wrote = row.comments.iter().map(|it| (it.account, it.name.as_str()));
        let decided = row
            .decisions
            .iter()
            .map(|it| (it.account, it.name.as_str()));
        for (account, name) in wrote.chain(decided) {
            names.insert((person(name), account.to_string()), ());
        }
    }
    let by_id = |((name, account), ()): ((String, String), ())| (account, name);
    names.into_iter().map(by_id).collect()
}

fn ending_name(ending: Ending) -> String {
    match ending {
        Ending::Open => say(key::LEDGER_OPEN),
        Ending::Decided(outcome) => say_of(key::OUTCOME, "outcome", outcome.code()),
    }
}

fn language_name(language: Language) -> String {
    say_of(key::LANGUAGE_NAME, "language", language.code())
}

/// One of several, or all of them.
fn choice(
    name: &'static str,
    label: Key,
    options: Vec<Offered>,
    chosen: Option<String>,
) -> AnyView {
    let all = (String::new(), say(key::LEDGER_ALL));
    let options = std::iter::once(all).chain(options).collect();
    select(name, label, options, &chosen.unwrap_or_default())
}

fn select(name: &'static str, label: Key, options: Vec<Offered>, chosen: &str) -> AnyView {
    let option = |(code, words): Offered| {
        let is_chosen = code == chosen;
        view! {
            <option value=code selected=is_chosen>
                {words}
            </option>
        }
    };
    let options = options.into_iter().map(option).collect_view();
    let id = format!("sift-{name}");
    view! {
        <p class="field">
            <label for=id.clone()>{say(label)}</label>
            <select id=id name=name>
                {options}
            </select>
        </p>
    }
    .into_any()
}
