//! What the server answers at a proposal's address.

use super::{AROUND, ProposalContext, TEXT, help::KeyList, since::SinceLine};
use crate::{
    api::{
        Refused,
        context::{refuse, services, visitor},
        done::{restored_said, step_said},
        visit::Visit,
    },
    live::{packed, written},
    pages::{id_in_path, reading::ReadingArticle},
    parts::{
        awaited::awaited,
        done_note::DoneNote,
        said::{self, best, say, say_of},
    },
    shell::Preload,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal, ids::ProposalId, language::Language, proposal::ProposalPage, role::Role,
    text::key,
};
use services::proposals;

/// The page of the id in the path.
#[component]
pub fn Proposal() -> impl IntoView {
    let wants_live = use_query_map().with_untracked(|query| query.get_str("live").is_some());
    awaited(load(id_in_path()), move |page| {
        match reads_only(&page) && !(wants_live && page.me.is_some()) {
            true => view! { <ReadingArticle page /> }.into_any(),
            false => view! { <Preload /> <Draft page /> }.into_any(),
        }
    })
}

/// The proposal as its pages need it; a visitor gets a published final, and is asked to sign in for
/// everything else, whether or not it is there.
pub async fn load(id: Result<ProposalId, Refused>) -> Result<ProposalPage, Refused> {
    let me = visitor();
    match proposals::page(&services(), me, id?).await {
        Err(cause) if me.is_none() && is_not_found(&cause) => Err(refuse(Refusal::NotSignedIn)),
        page => Ok(page?),
    }
}

fn is_not_found(cause: &services::Error) -> bool {
    matches!(cause, services::Error::Refused(Refusal::NotFound))
}

fn reads_only(page: &ProposalPage) -> bool {
    page.me.as_ref().is_none_or(|me| me.role == Role::Reader)
}

/// The page at work. `data-column` is what places are measured from.
#[component]
fn Draft(page: ProposalPage) -> impl IntoView {
    let title = best(&page.proposal.title);
    let language = opening_language(&page);
    let handed_over = packed(&(&page, language));
    let id = page.proposal.id;
    let read = format!("/proposals/{}/read", page.proposal.id);
    ProposalContext::provide(page, language);
    let [bar, rail, margin] = AROUND.map(written);
    view! {
        <Title text=title />
        <article class="proposal">
            <StepDone />
            {bar}
            <SinceLine id />
            <noscript>
                <p class="no-script">{say(key::ROOM_NO_SCRIPT)} " " <a href=read>{say(key::PROPOSAL_READ)}</a></p>
            </noscript>
            <div class="bench">
                {rail}
                <div class="column" data-column>
                    <div class="part" data-part=TEXT.0 data-page=handed_over translate="no">
                        {TEXT.1()}
                    </div>
                    {margin}
                </div>
            </div>
        </article>
        <KeyList />
    }
    .into_any()
}

/// Which step was taken or which version put back just now, on the page that comes after it.
#[component]
pub fn StepDone() -> impl IntoView {
    let step = step_said().map(|step| say_of(key::STEP_DONE, "step", step.code()));
    let restored = restored_said().map(|version| say_of(key::RESTORE_DONE, "version", version));
    let words = step.or(restored);
    words.map(|words| view! { <DoneNote words /> })
}

/// The language in which a proposal opens: the address's, else the one that this browser showed last,
/// else the first of the member's languages in which there is text (a visitor's is that of the pages),
/// else the proposal's first.
pub fn opening_language(page: &ProposalPage) -> Language {
    let languages = &page.proposal.languages;
    let has_text = |language: &Language| {
        let mut fields = page.fields.iter();
        fields.any(|view| view.field.language == *language && view.chars > 0)
    };
    let own = match &page.me {
        Some(me) => me.languages.clone(),
        None => vec![said::language()],
    };
    let last = use_context::<Visit>().and_then(|visit| visit.text_language);
    let chosen = asked_language().into_iter().chain(last);
    chosen
        .chain(own.into_iter().filter(has_text))
        .find(|language| languages.contains(language))
        .or_else(|| languages.first().copied())
        .unwrap_or_default()
}

fn asked_language() -> Option<Language> {
    let code = use_query_map().with_untracked(|query| query.get("lang"));
    code.and_then(|code| Language::from_code(&code))
}
