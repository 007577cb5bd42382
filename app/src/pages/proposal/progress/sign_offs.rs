//! Each side's agreement to one exact version, or whom it waits for.

use crate::parts::{
    icon::{CHECK, Icon},
    said::{best, language, person, say, say_of, say_with},
    side::side_class,
    step::StepLink,
};
use leptos::prelude::*;
use model::{
    ids::OrganisationId,
    partnership::{Member, Organisation},
    proposal::{Progress, ProposalPage, SignOff},
    step::Step,
    text::{
        day::{day_on_text, iso_day},
        key,
    },
};

/// One card a side; at the viewer's own the ways to sign off and to withdraw.
pub fn sign_offs(page: &ProposalPage, me: Option<&Member>, progress: &Progress) -> AnyView {
    let cards = page
        .organisations
        .iter()
        .map(|side| card(page, me, progress, side));
    view! { <ul class="sign-offs plain">{cards.collect_view()}</ul> }.into_any()
}

fn card(
    page: &ProposalPage,
    me: Option<&Member>,
    progress: &Progress,
    side: &Organisation,
) -> AnyView {
    let class = side_class(&page.organisations, Some(side.id));
    let sign_off = progress.sign_offs.iter().find(|it| it.side == side.id);
    let counts = sign_off.is_some_and(|it| it.changed_places == 0);
    let words = match sign_off {
        Some(sign_off) => given(page, sign_off),
        None => awaited(page, progress, side.id),
    };
    let is_mine = me.is_some_and(|me| me.side == Some(side.id));
    let own = [Step::SignOff, Step::Withdraw]
        .into_iter()
        .filter(|step| is_mine && step.check(me, progress).is_ok())
        .map(|step| view! { <StepLink proposal=page.proposal.id step /> });
    let own: Vec<_> = own.collect();
    view! {
        <li class=format!("sign-off {class}") data-counts=counts.to_string()>
            <p class="sign-off-side">{best(&side.name)}</p>
            {words}
            {(!own.is_empty()).then(|| view! { <div class="actions">{own}</div> })}
        </li>
    }
    .into_any()
}

/// "Signed off version 12", or that the text has changed since, and by whom.
fn given(page: &ProposalPage, it: &SignOff) -> AnyView {
    let version = ("version", it.version_number.into());
    let counts = it.changed_places == 0;
    let words = match counts {
        true => say_with(key::PROGRESS_SIGNED, &[version]),
        false => {
            let places = ("places", it.changed_places.into());
            say_with(key::PROGRESS_CHANGED_SINCE, &[version, places])
        }
    };
    let (name, day) = (person(&it.name), day_on_text(language(), &iso_day(it.at)));
    let values = [("name", (&name).into()), ("day", (&day).into())];
    let changes = format!(
        "/proposals/{}/compare/{}/now",
        page.proposal.id, it.version_number
    );
    let changes = (!counts).then(|| {
        view! { <p><a href=changes rel="external">{say(key::PROGRESS_SEE_CHANGES)}</a></p> }
    });
    view! {
        <p class="sign-off-words">{counts.then(|| view! { <Icon glyph=CHECK /> })} {words}</p>
        <p class="faint">{say_with(key::PROGRESS_SIGNED_BY, &values)}</p>
        {changes}
    }
    .into_any()
}

/// Who can sign off for a side that has not.
fn awaited(page: &ProposalPage, progress: &Progress, side: OrganisationId) -> AnyView {
    let signers = progress.signers.iter().find(|it| it.side == side);
    let accounts = signers.map(|it| it.accounts.as_slice()).unwrap_or_default();
    let members = page.members.iter();
    let names: Vec<String> = members
        .filter(|it| accounts.contains(&it.account))
        .map(|it| person(&it.name))
        .collect();
    let words = match names.is_empty() {
        true => say(key::PROGRESS_NO_SIGNERS),
        false => say_of(key::PROGRESS_SIGNERS, "names", &names.join("; ")),
    };
    view! { <p class="sign-off-words">{words}</p> }.into_any()
}
