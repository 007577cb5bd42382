//! The reading view: the whole text as one article that needs no script, with its open threads.

use super::{
    id_in_path,
    proposal::{Exports, StepDone, WrittenStage, load, since::SinceLine},
};
use crate::{
    api::{
        Refused,
        context::{account, refuse, services, visitor},
    },
    parts::{
        awaited::awaited,
        icon::{Icon, LIST},
        said::{best, language, person, say, say_of, say_with},
        state_mark::StateMark,
        step::StepLink,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal,
    ids::ProposalId,
    language::Language,
    membership::may_read_journal,
    proposal::{ProposalPage, Section, short_hash},
    step::Step,
    text::{
        day::{day_on_text, iso_day},
        key,
    },
    thread::Thread,
    workflow::State,
};
use services::proposals;

/// The id of the list of sections, which a button opens where there is no room beside the text.
const CONTENTS: &str = "contents";

/// The page of the id in the path, or the version of it that the address asks for.
#[component]
pub fn Reading() -> impl IntoView {
    let version = use_query_map().with_untracked(|query| query.get("version"));
    awaited(load_version(id_in_path(), version), |(page, version)| {
        view! { <ReadingArticle page version /> }.into_any()
    })
}

/// The proposal as the viewer is shown it, or the version of this number.
async fn load_version(
    id: Result<ProposalId, Refused>,
    version: Option<String>,
) -> Result<(ProposalPage, Option<u32>), Refused> {
    let Some(version) = version else {
        return Ok((load(id).await?, None));
    };
    let number = version.parse().map_err(|_| refuse(Refusal::NotFound))?;
    match proposals::version_page(&services(), visitor(), id?, number).await {
        Ok(page) => Ok((page, Some(number))),
        // Who is signed out may be somebody who may read it.
        Err(cause) => {
            account()?;
            Err(cause.into())
        }
    }
}

/// The article in the language that the address asks for.
#[component]
pub fn ReadingArticle(
    page: ProposalPage,
    /// The number of a kept version, where one was asked for.
    #[prop(optional_no_strip)]
    version: Option<u32>,
) -> impl IntoView {
    // A member has the text itself open under the proposal's title alone.
    let title = match (&page.me, best(&page.proposal.title)) {
        (Some(_), title) => format!("{}: {title}", say(key::PROPOSAL_READ)),
        (None, title) => title,
    };
    let query = use_query_map();
    let fallback = super::proposal::opening_language(&page);
    let shown = Memo::new(move |_| {
        let asked = query.with(|query| query.get("lang"));
        asked
            .and_then(|code| Language::from_code(&code))
            .unwrap_or(fallback)
    });
    let page = StoredValue::new(page);
    let content = move || {
        let language = shown.get();
        page.with_value(|page| view! { <Article page=page.clone() language version /> })
    };
    view! {
        <Title text=title />
        {content}
    }
    .into_any()
}

#[component]
fn Article(page: ProposalPage, language: Language, version: Option<u32>) -> impl IntoView {
    let entry = |section: &Section| {
        let place = format!("#section-{}", section.key);
        let heading = section.heading.best(language).to_owned();
        view! { <li lang=language.code()><a href=place rel="external">{heading}</a></li> }
    };
    let contents = page.proposal.sections.iter().map(entry).collect_view();
    let sections = page.proposal.sections.clone();
    let section = |section: Section| view! { <SectionText page=page.clone() section language /> };
    view! {
        <article class="reading" lang=language.code()>
            <Head page=page.clone() language version />
            <nav id=CONTENTS class="reading-contents" popover="auto" aria-label=say(key::READING_CONTENTS)>
                <ol>{contents}</ol>
            </nav>
            <div class="reading-text">
                {sections.into_iter().map(section).collect_view()}
                <Fingerprint page=page.clone() version />
                {version.is_none().then(|| view! { <Signer page=page.clone() /> })}
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn Head(page: ProposalPage, language: Language, version: Option<u32>) -> impl IntoView {
    let id = page.proposal.id;
    let is_member = page.me.is_some();
    let whole = page.me.as_ref().is_some_and(may_read_journal);
    // What leaves as a file is the present text, the final or the published version.
    let can_export = version.is_none() || page.progress.state == State::Final;
    let of = version.map(|number| format!("version={number}&"));
    let of = of.unwrap_or_default();
    let tab = move |it: Language| {
        let current = (it == language).then_some("true");
        view! {
            <a class="tab" href=format!("?{of}lang={}", it.code()) lang=it.code() aria-current=current>
                {it.own_name()}
            </a>
        }
    };
    let stage = match is_member && version.is_none() {
        true => view! { <WrittenStage page=page.clone() /> }.into_any(),
        false => view! { <StateMark state=page.progress.state /> }.into_any(),
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
            <p class="reading-of">{partnership}</p>
            <h1 lang=language.code()>{title}</h1>
            {version.is_none().then(|| view! { <StepDone /> })}
            {(is_member && version.is_none()).then(|| view! { <SinceLine id /> })}
            <div class="reading-bar">
                {stage}
                <div class="tabs" role="group" aria-label=say(key::PROPOSAL_LANGUAGES)>
                    {page.proposal.languages.clone().into_iter().map(tab).collect_view()}
                </div>
                <button type="button" class="quiet small-button contents-button" popovertarget=CONTENTS>
                    <Icon glyph=LIST />
                    {say(key::READING_CONTENTS)}
                </button>
                {is_member.then(|| view! { <MemberLinks id=id.to_string() version /> })}
                {can_export.then(|| view! {
                    <Exports proposal=id language=Signal::stored(language) of_final=version.is_some() whole />
                })}
            </div>
            <Signed page version />
        </header>
    }
    .into_any()
}

#[component]
fn MemberLinks(id: String, version: Option<u32>) -> impl IntoView {
    let present = version.map(|_| {
        let place = format!("/proposals/{id}/read");
        view! { <a class="workbar-link" href=place>{say(key::READING_PRESENT)}</a> }
    });
    view! {
        {present}
        <a class="workbar-link" href=format!("/proposals/{id}?live")>
            {say(key::PROPOSAL_LIVE)}
        </a>
        <a class="workbar-link" href=format!("/proposals/{id}/decisions")>
            {say(key::PROPOSAL_DECISIONS)}
        </a>
        <a class="workbar-link" href=format!("/proposals/{id}/reviews")>
            {say(key::REVIEWS_TITLE)}
        </a>
    }
    .into_any()
}

/// At the end of a final: its whole fingerprint, and where anybody looks it up.
#[component]
fn Fingerprint(page: ProposalPage, version: Option<u32>) -> impl IntoView {
    let of = match version {
        None => page.progress.final_version,
        Some(_) => page.progress.versions.into_iter().next(),
    };
    let of = of.filter(|_| page.progress.state == State::Final);
    of.map(|of| {
        view! {
            <footer class="reading-end" lang=language().code()>
                <p>{say(key::EXPORT_FINGERPRINT)} " " <code>{of.hash.clone()}</code></p>
                <p><a href=format!("/verify/{}", of.hash)>{say(key::READING_VERIFY)}</a></p>
            </footer>
        }
    })
}

/// Stays in sight while somebody reads who is asked to sign off.
#[component]
fn Signer(page: ProposalPage) -> impl IntoView {
    let (proposal, me) = (page.proposal.id, page.me.as_ref());
    let open = |step: Step| step.check(me, &page.progress).is_ok();
    let back = open(Step::SendBack).then(|| view! { <StepLink proposal step=Step::SendBack /> });
    open(Step::SignOff).then(|| {
        view! {
            <aside class="signer" lang=language().code() aria-label=say(key::STEP_SIGN_OFF)>
                <p>{say(key::READING_TO_SIGN)}</p>
                <div class="actions">
                    <StepLink proposal step=Step::SignOff />
                    {back}
                </div>
            </aside>
        }
    })
}

/// Of a version: which one it is; of a final also who signed it off for whom.
#[component]
fn Signed(page: ProposalPage, version: Option<u32>) -> impl IntoView {
    let is_final = page.progress.state == State::Final;
    let of = match version {
        None => page.progress.final_version.clone(),
        Some(_) => page.progress.versions.first().cloned(),
    };
    let is_kept = version.is_some() && page.me.is_some();
    let version = of.filter(|_| is_final || version.is_some()).map(|version| {
        let day = day_on_text(language(), &iso_day(version.at));
        let values = [
            ("version", version.number.into()),
            ("day", (&day).into()),
            ("hash", short_hash(&version.hash).into()),
        ];
        match is_final {
            true => say_with(key::READING_FINAL_OF, &values),
            false => say_with(key::READING_VERSION_OF, &values),
        }
    });
    // Members see the cards of the sides.
    let named = is_final && (page.me.is_none() || is_kept);
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
    version.map(|version| {
        view! {
            <div class="reading-signed">
                <p>{version}</p>
                {is_kept.then(|| view! { <p>{say(key::READING_NOT_PRESENT)}</p> })}
                {named.then(|| view! { <ul class="plain">{signed}</ul> })}
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
