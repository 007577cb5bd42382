//! The log: every act in a partnership and its proposals, newest first, by day.
//!
//! Both sides read it: every member who stands for a side, and every admin. It is the journal
//! (`services::journal`) in words.

mod words;

use crate::{
    api::{
        Refused,
        context::{account, services},
    },
    pages::id_in_path,
    parts::{
        awaited::awaited,
        said::{best, language, person, say, say_of, say_with},
        side::side_class,
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    ids::PartnershipId,
    journal::{Entry, JournalPage, Topic},
    partnership::PartnershipPage,
    text::{
        day::{clock_text, day_text, iso_day, iso_moment},
        key,
    },
};
use services::{journal, partnerships};
use words::words;

/// The name of the topic in the address.
const TOPIC: &str = "topic";

/// The page of the id in the path.
#[component]
pub fn Log() -> impl IntoView {
    let query = use_query_map();
    let page = query.with_untracked(|query| query.get_str("page")?.parse().ok());
    let topic = query.with_untracked(|query| Topic::from_code(query.get_str(TOPIC)?));
    // Pages are counted from 1 for people.
    let page = page.unwrap_or(1_u32).saturating_sub(1);
    awaited(load(id_in_path(), topic, page), move |(page, log)| {
        view! { <Content page log topic /> }.into_any()
    })
}

async fn load(
    id: Result<PartnershipId, Refused>,
    topic: Option<Topic>,
    page: u32,
) -> Result<(PartnershipPage, JournalPage), Refused> {
    let (me, id) = (account()?, id?);
    let s = services();
    let log = journal::of_partnership(&s, me, id, topic, page).await?;
    Ok((partnerships::page(&s, me, id).await?, log))
}

#[component]
fn Content(page: PartnershipPage, log: JournalPage, topic: Option<Topic>) -> impl IntoView {
    let title = best(&page.partnership.title);
    let place = format!("/partnerships/{}", page.partnership.id);
    let entries = match log.entries.is_empty() {
        true => Either::Left(view! { <p class="empty">{say(key::LOG_NONE)}</p> }),
        false => Either::Right(view! { <Days page log=log.clone() /> }),
    };
    view! {
        <Title text=format!("{}: {title}", say(key::LOG_TITLE)) />
        <section class="page narrow log">
            <p>
                <a href=place.clone()>{title}</a>
            </p>
            <h1>{say(key::LOG_TITLE)}</h1>
            <p class="lead">{say(key::LOG_LEAD)}</p>
            <p>
                <a class="button" href=format!("{place}/log.csv") rel="external" download>
                    {say(key::LOG_DOWNLOAD)}
                </a>
            </p>
            <Topics place=place.clone() topic />
            {entries}
            <Pages place topic page=log.page pages=log.pages />
        </section>
    }
    .into_any()
}

/// Plain links to the lines of each topic, and to all.
#[component]
fn Topics(place: String, topic: Option<Topic>) -> impl IntoView {
    let link = |asked: Option<Topic>| {
        let code = asked.map_or("all", Topic::code);
        let current = (asked == topic).then_some("page");
        view! {
            <a class="tab" href=address(&place, asked, 0) aria-current=current>
                {say_of(key::LOG_TOPIC, "topic", code)}
            </a>
        }
    };
    let topics = Topic::ALL.map(Some).map(link);
    view! {
        <nav class="log-topics" aria-label=say(key::LOG_TOPICS)>
            {link(None)}
            {topics.into_iter().collect_view()}
        </nav>
    }
    .into_any()
}

/// The address of a page of the log, counted from 0.
fn address(place: &str, topic: Option<Topic>, page: u32) -> String {
    let topic = topic.map(|topic| format!("{TOPIC}={}", topic.code()));
    let page = (page > 0).then(|| format!("page={}", page + 1));
    let query: Vec<String> = topic.into_iter().chain(page).collect();
    match query.is_empty() {
        true => format!("{place}/log"),
        false => format!("{place}/log?{}", query.join("&")),
    }
}

/// The lines of each day under its name.
#[component]
fn Days(page: PartnershipPage, log: JournalPage) -> impl IntoView {
    let days = log.entries.chunk_by(|a, b| iso_day(a.at) == iso_day(b.at));
    let day = |entries: &[Entry]| {
        let iso = entries.first().map(|it| iso_day(it.at)).unwrap_or_default();
        let line = |entry: &Entry| view! { <Line page=page.clone() log=log.clone() entry=entry.clone() /> };
        view! {
            <h2>{day_text(language(), &iso)}</h2>
            <ul class="log-lines plain">{entries.iter().map(line).collect_view()}</ul>
        }
    };
    days.map(day).collect_view().into_any()
}

#[component]
fn Line(page: PartnershipPage, log: JournalPage, entry: Entry) -> impl IntoView {
    let by = match &entry.by {
        Some(by) => person(&by.name),
        None => say(key::LOG_BY_ITSELF),
    };
    let mut members = page.members.iter();
    let member = members.find(|it| entry.by.as_ref().is_some_and(|by| by.account == it.account));
    let side = member.and_then(|it| it.side);
    let class = side_class(&page.partnership.organisations, side);
    let mut sides = page.partnership.organisations.iter();
    let side = sides
        .find(|it| Some(it.id) == side)
        .map(|it| best(&it.name));
    let words = words(&entry.act);
    let what = entry.proposal.map(|id| {
        let mut titles = log.proposals.iter();
        let title = titles.find(|(it, _)| *it == id);
        let title = title.map(|(_, title)| best(title)).unwrap_or_default();
        view! { <p class="faint"><a href=words.place(id)>{title}</a></p> }
    });
    view! {
        <li class=format!("log-line {class}")>
            <time datetime=iso_moment(entry.at)>{clock_text(entry.at)}</time>
            <div>
                <p class="log-what">{words.text.clone()}</p>
                {words.reason.clone().map(|reason| view! { <p>{say_of(key::LOG_REASON, "reason", &reason)}</p> })}
                {what}
                <p class="faint">{by} {side.map(|side| view! { <span class="log-side">" · " {side}</span> })}</p>
            </div>
        </li>
    }
    .into_any()
}

/// Plain links to the pages before and after; nothing where there is one only.
#[component]
fn Pages(place: String, topic: Option<Topic>, page: u32, pages: u32) -> impl IntoView {
    let link = |page: u32, key| {
        view! { <a class="button" href=address(&place, topic, page)>{say(key)}</a> }
    };
    let newer = (page > 0).then(|| link(page - 1, key::LOG_NEWER));
    let older = (page + 1 < pages).then(|| link(page + 1, key::LOG_OLDER));
    let values = [("page", (page + 1).into()), ("pages", pages.into())];
    let words = say_with(key::LOG_PAGE, &values);
    (pages > 1).then(|| {
        view! {
            <nav class="actions" aria-label=say(key::LOG_PAGES)>
                {newer} <span>{words}</span> {older}
            </nav>
        }
    })
}
