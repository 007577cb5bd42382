//! Ways to pages, by their names: what the field on every page offers beside what it finds.

use super::place;
use crate::parts::said::{best, say, say_of};
use leptos::prelude::*;
use model::{ids::ProposalId, proposal::Proposal, search::letters, text::key};

/// The proposal of one of whose pages this is the path.
pub fn proposal_of(path: &str) -> Option<ProposalId> {
    let rest = path.strip_prefix("/proposals/")?;
    let id = rest.split(['/', '?', '#']).next()?;
    id.parse().ok()
}

/// A way: its words, and its address.
type Way = (String, String);

/// Those whose words begin with what was typed; nothing while no proposal is left for the search.
#[component]
pub fn Ways(typed: String, proposal: Option<Proposal>) -> impl IntoView {
    let ways = proposal.map(|proposal| ways(&proposal)).unwrap_or_default();
    let wanted: Vec<String> = parts(&typed);
    let fits = |(words, _): &Way| {
        let words = parts(words);
        let begins = |wanted: &String| words.iter().any(|it| it.starts_with(wanted));
        wanted.iter().all(begins)
    };
    let ways: Vec<Way> = ways.into_iter().filter(fits).collect();
    let way = |(words, address): Way| {
        let outside = address.contains(['?', '#']).then_some("external");
        view! { <li><a href=address rel=outside data-way>{words}</a></li> }
    };
    (!ways.is_empty()).then(|| {
        let title = say(key::SEARCH_GO);
        let name = title.clone();
        view! {
            <nav class="search-ways" aria-label=name data-group=title>
                <ul class="plain">{ways.into_iter().map(way).collect_view()}</ul>
            </nav>
        }
    })
}

fn ways(proposal: &Proposal) -> Vec<Way> {
    let id = proposal.id;
    let page = |name, path: &str| (say(name), format!("/proposals/{id}{path}"));
    let mut ways = vec![
        page(key::PROPOSAL_DECISIONS, "/decisions"),
        page(key::VERSIONS_TITLE, "/versions"),
        page(key::REVIEWS_TITLE, "/reviews"),
        page(key::PROPOSAL_READ, "/read"),
    ];
    ways.extend(proposal.sections.iter().map(|section| {
        let name = best(&section.heading);
        let words = say_of(key::SEARCH_SECTION, "section", &name);
        (words, format!("/proposals/{id}#section-{}", section.key))
    }));
    ways.extend(proposal.languages.iter().map(|language| {
        let words = say_of(key::SEARCH_LANGUAGE, "language", language.own_name());
        (words, place::text(id, *language))
    }));
    ways
}

fn parts(words: &str) -> Vec<String> {
    let parts = words.split(|it: char| !it.is_alphanumeric());
    parts.filter(|it| !it.is_empty()).map(letters).collect()
}
