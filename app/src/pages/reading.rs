//! The reading view: the whole text as one article that needs no script, with its open threads.

use super::{
    id_in_path,
    proposal::{Exports, load},
};
use crate::parts::{
    awaited::awaited,
    said::{best, language, person, say, say_of, say_with},
    state_mark::StateMark,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    language::Language,
    proposal::{ProposalPage, Section},
    text::{
        day::{day_text, iso_day},
        key,
    },
    thread::Thread,
    workflow::State,
};

/// The page of the id in the path.
#[component]
pub fn Reading() -> impl IntoView {
    awaited(load(id_in_path()), |page| {
        view! { <ReadingArticle page /> }.into_any()
    })
}

/// The article in the language that the address asks for.
#[component]
pub fn ReadingArticle(page: ProposalPage) -> impl IntoView {
    let title = best(&page.proposal.title);
    let query = use_query_map();
    let fallback = super::proposal::reading_language(&page);
    let shown = Memo::new(move |_| {
        let asked = query.with(|query| query.get("lang"));
        asked
            .and_then(|code| Language::from_code(&code))
            .unwrap_or(fallback)
    });
    let page = StoredValue::new(page);
    let content = move || {
        let language = shown.get();
        page.with_value(|page| view! { <Article page=page.clone() language /> })
    };
    view! {
        <Title text=title />
        {content}
    }
    .into_any()
}

#[component]
fn Article(page: ProposalPage, language: Language) -> impl IntoView {
    let entry = |section: &Section| {
        let place = format!("#section-{}", section.key);
        let heading = section.heading.best(language).to_owned();
        view! { <li lang=language.code()><a href=place rel="external">{heading}</a></li> }
    };
    let contents = page.proposal.sections.iter().map(entry).collect_view();
    let sections = page.proposal.sections.clone();
    let section = |section: Section| view! { <SectionText page=page.clone() section language /> };
    view! {
        <div class="reading">
            <nav class="reading-contents" aria-label=say(key::READING_CONTENTS)>
                <ol>{contents}</ol>
            </nav>
            <article class="reading-text" lang=language.code()>
                <Head page=page.clone() language />
                {sections.into_iter().map(section).collect_view()}
            </article>
        </div>
    }
    .into_any()
}

#[component]
fn Head(page: ProposalPage, language: Language) -> impl IntoView {
    let id = page.proposal.id;
    let is_member = page.me.is_some();
    let tab = move |it: Language| {
        let current = (it == language).then_some("true");
        view! {
            <a class="tab" href=format!("?lang={}", it.code()) lang=it.code() aria-current=current>
                {it.own_name()}
            </a>
        }
    };
    let title = page.proposal.title.best(language).to_owned();
    let partnership = best(&page.partnership_title);
    let place = is_member.then(|| format!("/partnerships/{}", page.proposal.partnership));
    let partnership = match place {
        Some(place) => view! { <a href=place>{partnership}</a> }.into_any(),
        None => partnership.into_any(),
    };
    view! {
        <header class="reading-head" lang=crate::parts::said::language().code()>
            <p class="faint">{partnership}</p>
            <h1 lang=language.code()>{title}</h1>
            <StateMark state=page.progress.state />
            <Signed page=page.clone() />
            <div class="reading-bar">
                <div class="tabs" role="group" aria-label=say(key::PROPOSAL_LANGUAGES)>
                    {page.proposal.languages.into_iter().map(tab).collect_view()}
                </div>
                {is_member.then(|| view! { <MemberLinks id=id.to_string() /> })}
                <Exports proposal=id language=Signal::stored(language) />
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn MemberLinks(id: String) -> impl IntoView {
    view! {
        <a class="workbar-link" href=format!("/proposals/{id}?live")>
            {say(key::PROPOSAL_LIVE)}
        </a>
        <a class="workbar-link" href=format!("/proposals/{id}/decisions")>
            {say(key::PROPOSAL_DECISIONS)}
        </a>
    }
    .into_any()
}

/// Of a final: which version it is, and who signed it for whom.
#[component]
fn Signed(page: ProposalPage) -> impl IntoView {
    let is_final = page.progress.state == State::Final;
    let newest = page.progress.versions.first().cloned();
    let version = newest.map(|version| {
        let day = day_text(language(), &iso_day(version.at));
        let values = [("version", version.number.into()), ("day", (&day).into())];
        say_with(key::READING_FINAL_OF, &values)
    });
    let signed = page.progress.sign_offs.iter().filter_map(|sign_off| {
        let side = page
            .organisations
            .iter()
            .find(|it| it.id == sign_off.side)?;
        let side = best(&side.name);
        let name = person(&sign_off.name);
        let values = [("name", (&name).into()), ("side", (&side).into())];
        let words = say_with(key::READING_SIGNED_BY, &values);
        Some(view! { <li>{words}</li> })
    });
    let signed = signed.collect_view();
    is_final.then(|| {
        view! {
            <div class="reading-signed">
                <p>{version}</p>
                <ul class="plain">{signed}</ul>
            </div>
        }
    })
}

#[component]
fn SectionText(page: ProposalPage, section: Section, language: Language) -> impl IntoView {
    let id = format!("section-{}", section.key);
    let here = |field: &model::proposal::FieldName| {
        field.section == section.key && field.language == language
    };
    let html = page
        .fields
        .iter()
        .find(|view| here(&view.field))
        .map(|view| view.html.clone());
    let has_text = page
        .fields
        .iter()
        .any(|view| here(&view.field) && view.chars > 0);
    let threads: Vec<Thread> = page
        .threads
        .iter()
        .filter(|it| it.is_open() && here(&it.field))
        .cloned()
        .collect();
    let (title_id, labelled_by) = (format!("{id}-title"), format!("{id}-title"));
    let notes = (!threads.is_empty()).then(|| view! { <Notes threads id=id.clone() /> });
    let text = match has_text {
        true => view! { <div class="text" inner_html=html.unwrap_or_default()></div> }.into_any(),
        false => view! {
            <p class="faint" lang=crate::parts::said::language().code()>
                {say(key::READING_EMPTY)}
            </p>
        }
        .into_any(),
    };
    view! {
        <section id=id class="reading-section" aria-labelledby=labelled_by>
            <h2 id=title_id>{section.heading.best(language).to_owned()}</h2>
            {text}
            {notes}
        </section>
    }
    .into_any()
}

/// The open threads of a section, each with the words it is about.
#[component]
fn Notes(threads: Vec<Thread>, id: String) -> impl IntoView {
    let note = |thread: Thread| {
        let comments = thread.comments.into_iter().map(|comment| {
            view! { <p><strong>{person(&comment.name)}</strong> " " {comment.body}</p> }
        });
        view! {
            <li>
                <blockquote class="quote">{thread.anchor.quote.exact}</blockquote>
                {comments.collect_view()}
            </li>
        }
    };
    let count = say_of(key::READING_THREADS, "threads", threads.len());
    view! {
        <details class="fold small notes" lang=language().code()>
            <summary>{count}</summary>
            <ul class="plain">{threads.into_iter().map(note).collect_view()}</ul>
            <p>
                <a href=format!("#{id}") rel="external">
                    {say(key::READING_BACK)}
                </a>
            </p>
        </details>
    }
    .into_any()
}
