//! Where the proposal stands and what comes next. Whatever moves it is a plain form on a page of its
//! own (`pages::step`); here stand the ways to it.

mod history;
mod published;
mod sign_offs;
mod standing;
mod steps;

use super::context::ProposalContext;
use crate::parts::{
    said::{best, language, say},
    step::StepLink,
};
use history::History;
use leptos::prelude::*;
use model::{
    partnership::Member,
    proposal::{Progress, ProposalPage, SignOff},
    step::Step,
    text::{self, Key, day::day_text, key},
    workflow::State,
};
#[cfg(feature = "ssr")]
pub use published::address;
use standing::{actions, standing};
use steps::Steps;

/// The id of the panel that the chip opens.
const PANEL: &str = "progress";

/// The present stage as a chip. It opens the way of the proposal: what the stage means, whom it waits
/// for, what the viewer may do next, and the history.
#[component]
pub fn Stage() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let progress = context.drafting.progress;
    let now = move || {
        let me = me(context);
        let page = context.page;
        page.with_value(|page| {
            progress.with(|it| {
                (
                    standing(page, me.as_ref(), it),
                    actions(page.proposal.id, me.as_ref(), it),
                )
            })
        })
    };
    let way = Way {
        title: context.page.with_value(|page| best(&page.proposal.title)),
        state: Memo::new(move |_| progress.with(|progress| progress.state)),
        signed: Memo::new(move |_| progress.with(|it| signed(context.page, it))),
        waits: Memo::new(move |_| leading_step(context).is_some()),
        is_live: true,
    };
    let more = move || {
        let (standing, actions) = now();
        view! { <p class="progress-meaning"><LastDay /></p> {standing} {actions} }
    };
    view! { <StageOf way>{more} <History /></StageOf> }.into_any()
}

/// The same where nothing is live.
#[cfg(feature = "ssr")]
#[component]
pub fn WrittenStage(page: ProposalPage) -> impl IntoView {
    let (me, progress) = (page.me.as_ref(), &page.progress);
    let standing = standing(&page, me, progress);
    let actions = actions(page.proposal.id, me, progress);
    let (state, waits) = (progress.state, standing::leading(me, progress).is_some());
    let title = best(&page.proposal.title);
    let signed = signed(StoredValue::new(page.clone()), progress);
    let way = Way {
        title,
        state: Memo::new(move |_| state),
        signed: Memo::new(move |_| signed),
        waits: Memo::new(move |_| waits),
        is_live: false,
    };
    view! { <StageOf way>{standing} {actions}</StageOf> }.into_any()
}

/// What the chip says.
struct Way {
    title: String,
    state: Memo<State>,
    /// How many sides have signed off what the text says now, and how many there are; while they sign.
    signed: Memo<Option<(u32, u32)>>,
    /// Whether the viewer may take the step that leads on.
    waits: Memo<bool>,
    /// Whether the stage can change while the page is open.
    is_live: bool,
}

/// The chip and its panel; both work without script.
#[component]
fn StageOf(way: Way, children: Children) -> impl IntoView {
    let state = way.state;
    let meanings = StoredValue::new(State::ALL.map(|state| say(meaning(state))));
    let words = move || meanings.with_value(|words| words[state.get() as usize].clone());
    let title = way.title.clone();
    let role = way.is_live.then_some("status");
    view! {
        <section class="progress" aria-label=say(key::PROGRESS_TITLE)>
            <Chip way />
            <p class="unseen" role=role>{words}</p>
            <div id=PANEL class="menu progress-panel" popover="auto">
                <p class="panel-title">{title}</p>
                <Steps state />
                <p class="progress-meaning">{words}</p>
                {children()}
            </div>
        </section>
    }
    .into_any()
}

/// The name of the stage; filled where there is no room for the step that leads on beside it.
#[component]
fn Chip(way: Way) -> impl IntoView {
    let Way {
        state,
        signed,
        waits,
        ..
    } = way;
    let said_in = language();
    let name = move || {
        let code = state.get().code();
        text::say_with(said_in, key::STATE, &[("state", code.into())])
    };
    let label = move || {
        let name = name();
        let state = ("state", (&name).into());
        match signed.get() {
            None => text::say_with(said_in, key::ROOM_STAGE, &[state]),
            Some((signed, all)) => {
                let values = [state, ("signed", signed.into()), ("all", all.into())];
                text::say_with(said_in, key::ROOM_STAGE_SIGNING, &values)
            }
        }
    };
    let count = move || signed.get().map(|(signed, all)| format!("{signed}/{all}"));
    view! {
        <button
            type="button"
            class="chip"
            data-waits=move || waits.get().to_string()
            title=label
            aria-label=label
            popovertarget=PANEL
        >
            <span class="state" data-state=move || state.get().code()>{name}</span>
            <span class="chip-count" hidden=move || signed.get().is_none()>{count}</span>
        </button>
    }
    .into_any()
}

fn signed(page: StoredValue<ProposalPage>, progress: &Progress) -> Option<(u32, u32)> {
    let all = page.with_value(|page| page.organisations.len());
    let counts = |it: &&SignOff| it.changed_places == 0;
    let signed = progress.sign_offs.iter().filter(counts).count();
    (progress.state == State::Agreed).then_some((signed as u32, all as u32))
}

/// The step that leads on, where the viewer may take it, beside the chip.
#[component]
pub fn Lead() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let proposal = context.proposal();
    let step = Memo::new(move |_| leading_step(context));
    let link = move || step.get().map(|step| view! { <StepLink proposal step /> });
    view! { <div class="lead-step">{link}</div> }.into_any()
}

fn leading_step(context: ProposalContext) -> Option<Step> {
    let me = me(context);
    let progress = context.drafting.progress;
    progress.with(|progress| standing::leading(me.as_ref(), progress))
}

/// The viewer's membership with the role of this moment; none for who is no member any more.
fn me(context: ProposalContext) -> Option<Member> {
    let role = context.drafting.role.get()?;
    Some(Member {
        role,
        ..context.me()?
    })
}

fn meaning(state: State) -> Key {
    match state {
        State::Draft => key::PROGRESS_DRAFT,
        State::InReview => key::PROGRESS_IN_REVIEW,
        State::Agreed => key::PROGRESS_AGREED,
        State::Final => key::PROGRESS_FINAL,
    }
}

/// Until when comments are wanted, while a round is open.
#[component]
fn LastDay() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = language();
    let words = move || {
        context.drafting.progress.with(|progress| {
            let round = progress
                .round
                .as_ref()
                .filter(|round| round.closed_at.is_none())?;
            let day = day_text(said_in, round.last_day.as_deref()?);
            Some(text::say_with(
                said_in,
                key::PROGRESS_LAST_DAY,
                &[("day", (&day).into())],
            ))
        })
    };
    view! { <strong>{words}</strong> }.into_any()
}
