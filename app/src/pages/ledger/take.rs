//! The ledger and the comments as files.

use crate::{
    pages::proposal::FORMATS,
    parts::said::{language, say},
};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    ledger::LedgerFilter,
    text::{Key, key},
};

/// What holds nothing but the text's structure has no annex.
const WITHOUT_ANNEX: &str = "json";

/// Links to the tables, sifted as the page is, and to the text with every answer behind it.
#[component]
pub(super) fn Take(id: ProposalId, filter: LedgerFilter) -> impl IntoView {
    let query = match filter.query() {
        query if query.is_empty() => query,
        query => format!("?{query}"),
    };
    let place = format!("/proposals/{id}");
    let tables = [
        (format!("{place}/decisions.csv{query}"), key::LEDGER_CSV),
        (
            format!("{place}/comments.csv{query}"),
            key::LEDGER_COMMENTS_CSV,
        ),
        (format!("{place}/comments.jsonld"), key::LEDGER_ANNOTATIONS),
    ];
    let with_annex = FORMATS
        .into_iter()
        .filter(|(ending, _)| *ending != WITHOUT_ANNEX);
    let code = language().code();
    let answers = |(ending, words): (&'static str, Key)| {
        let place = format!("{place}/export.{ending}?lang={code}&annex=answers");
        link(place, words)
    };
    let answers = with_annex.map(answers).collect_view();
    let tables = tables.map(|(place, words)| link(place, words));
    view! {
        <section class="ledger-take" aria-labelledby="take">
            <h2 id="take">{say(key::LEDGER_TAKE)}</h2>
            <ul class="plain">{tables.collect_view()}</ul>
            <h3>{say(key::LEDGER_ANNEX)}</h3>
            <ul class="plain">{answers}</ul>
        </section>
    }
    .into_any()
}

fn link(place: String, words: Key) -> impl IntoView {
    view! {
        <li>
            <a href=place rel="external" download>
                {say(words)}
            </a>
        </li>
    }
}
