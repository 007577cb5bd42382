//! What was looked for, and where it stands: written by the server, by a plain form whose answer is an
//! address. The field that opens on every page (`public/search.js`) shows parts of this page.

mod narrow;
mod place;
mod ways;

use crate::{
    api::{
        Refused,
        context::{account, services},
    },
    parts::{
        awaited::awaited,
        said::{best, person, say, say_of},
        state_mark::StateMark,
        when::When,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    limits,
    proposal::Proposal,
    search::{Asked, Query},
    text::key,
};
use narrow::Narrow;
use services::search::{self, Found, FoundIn, Hit, SearchFilter, SearchOffer};
use ways::Ways;

/// The page of what the address asks for.
#[component]
pub fn Search() -> impl IntoView {
    let (typed, from, filter) = use_query_map().with_untracked(|query| {
        let value = |name: &str| query.get(name).filter(|it| !it.is_empty());
        (
            value("q").unwrap_or_default(),
            value("from").unwrap_or_default(),
            SearchFilter::of(value),
        )
    });
    awaited(load(typed, from, filter), |loaded| {
        view! { <Content loaded /> }.into_any()
    })
}

struct Loaded {
    typed: String,
    asked: Asked,
    filter: SearchFilter,
    found: Found,
    offer: SearchOffer,
    /// The proposal from whose pages somebody looks for something.
    from: Option<Proposal>,
}

async fn load(typed: String, from: String, filter: SearchFilter) -> Result<Loaded, Refused> {
    let (me, s) = (account()?, services());
    let asked = Asked::of(&typed);
    let found = match &asked {
        Asked::For(query) => search::search(&s, me, query, &filter).await?,
        Asked::Nothing | Asked::TooShort | Asked::TooLong => Found::default(),
    };
    let from = match ways::proposal_of(&from) {
        Some(id) => search::outline(&s, me, id).await?,
        None => None,
    };
    Ok(Loaded {
        typed,
        asked,
        filter,
        found,
        offer: search::offer(&s, me).await?,
        from,
    })
}

#[component]
fn Content(loaded: Loaded) -> impl IntoView {
    let Loaded {
        typed,
        asked,
        filter,
        found,
        offer,
        from,
    } = loaded;
    let title = say(key::SEARCH_TITLE);
    let said = said(&asked, &found);
    let is_none = matches!(asked, Asked::For(_)) && found.groups.is_empty();
    let query = match asked {
        Asked::For(query) => query,
        _ => Query::default(),
    };
    let groups = found.groups.into_iter();
    let groups = groups.map(|it| view! { <Group it query=query.clone() /> });
    let groups = groups.collect_view();
    let cut = found
        .is_cut
        .then(|| view! { <p class="faint">{say(key::SEARCH_CUT)}</p> });
    let help = is_none.then(|| view! { <p class="empty">{say(key::SEARCH_NONE_HELP)}</p> });
    view! {
        <Title text=title.clone() />
        <section class="page search-page">
            <h1>{title}</h1>
            <form class="form" method="get" action="/search" role="search">
                <p class="search-field">
                    <input
                        type="search"
                        name="q"
                        value=typed.clone()
                        aria-label=say(key::SEARCH_FIELD)
                        autocomplete="off"
                    />
                    <button class="primary">{say(key::SEARCH_TITLE)}</button>
                </p>
                <Narrow offer filter />
            </form>
            <p class="search-said" role="status" data-said>
                {said}
            </p>
            {help}
            <Ways typed proposal=from />
            <div data-found>{groups}</div>
            {cut}
        </section>
    }
    .into_any()
}

/// What came of it, in a sentence.
fn said(asked: &Asked, found: &Found) -> String {
    match asked {
        Asked::Nothing => say(key::SEARCH_LEAD),
        Asked::TooShort => say(key::SEARCH_SHORT),
        Asked::TooLong => say_of(key::SEARCH_LONG, "chars", limits::SEARCH_CHARS),
        Asked::For(_) if found.groups.is_empty() => say(key::SEARCH_NONE),
        Asked::For(_) => say_of(key::SEARCH_COUNT, "count", found.count()),
    }
}

#[component]
fn Group(it: FoundIn, query: Query) -> impl IntoView {
    let title = best(&it.title);
    let name = title.clone();
    let place = match it.proposal {
        Some(id) => format!("/proposals/{id}"),
        None => format!("/partnerships/{}", it.partnership),
    };
    let mark = match it.state {
        Some(state) => view! { <StateMark state /> }.into_any(),
        None => view! { <span class="faint">{say(key::SEARCH_PROJECT)}</span> }.into_any(),
    };
    let hits = it.hits.iter();
    let hits = hits.map(|hit| view! { <Row address=place::of(&it, hit, &query) hit=hit.clone() query=query.clone() /> });
    view! {
        <section class="search-group" data-group=name>
            <header class="search-group-head">
                <h2>
                    <a href=place>{title}</a>
                </h2>
                {mark}
            </header>
            <ul class="plain rows">{hits.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// A link to a place in a text is left to the browser, which opens the page there.
#[component]
fn Row(hit: Hit, address: String, query: Query) -> impl IntoView {
    let outside = address.contains('#').then_some("external");
    let sentence = query.sentence(&hit.body);
    let pieces = sentence.pieces.into_iter();
    let pieces = pieces.map(|(is_found, words)| match is_found {
        true => view! { <mark>{words}</mark> }.into_any(),
        false => words.into_any(),
    });
    let lang = hit.language.map(|it| it.code());
    view! {
        <li>
            <a class="search-hit" href=address rel=outside data-hit=hit.kind.code()>
                <span class="search-words" lang=lang>
                    {sentence.is_cut_before.then_some("… ")} {pieces.collect_view()}
                    {sentence.is_cut_after.then_some(" …")}
                </span>
                <span class="search-facts">{facts(&hit)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What kind of thing it is, where it stands, and who said it when.
fn facts(hit: &Hit) -> AnyView {
    let kind = say_of(key::SEARCH_KIND, "kind", hit.kind.code());
    let kind = match hit.version {
        Some(number) => say_of(key::SEARCH_VERSION, "version", number),
        None => kind,
    };
    let heading = hit.heading.as_ref().map(best);
    let own_name = hit.language.map(|it| it.own_name().to_owned());
    let name = hit.name.as_deref().map(person);
    let said = [heading, own_name, name];
    let said = said.into_iter().flatten().map(|it| format!(" · {it}"));
    let said: String = said.collect();
    // Of a text it is when its field was changed last, which may have been elsewhere in it.
    let at = hit.at.filter(|_| hit.name.is_some());
    let at = at.map(|at| view! { " · " <When at /> });
    view! { <b>{kind}</b> {said} {at} }.into_any()
}
