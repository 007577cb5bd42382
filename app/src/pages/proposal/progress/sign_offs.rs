//! Each side's agreement to one exact version, and the button for the viewer's side.

use crate::{
    api::versions,
    pages::proposal::desk::Desk,
    parts::{
        alert::Alert,
        call::call,
        icon::{CHECK, Icon},
        said::{best, language, person, say, say_of},
    },
};
use leptos::prelude::*;
use model::{
    ids::OrganisationId,
    language::Language,
    partnership::Organisation,
    proposal::SignOff,
    role::Role,
    text::{
        self,
        day::{day_text, iso_day},
        key,
    },
    workflow::State,
};

/// One row a side.
#[component]
pub fn SignOffs() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let row = |organisation: Organisation| view! { <Side organisation /> };
    view! { <ul class="sign-offs plain">{desk.organisations().into_iter().map(row).collect_view()}</ul> }
        .into_any()
}

#[component]
fn Side(organisation: Organisation) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let side = organisation.id;
    let class = desk.side_class(Some(side));
    let counts = move || counts(desk, side);
    let is_mine = desk.me().is_some_and(|me| me.side == Some(side));
    let may_sign = move || {
        let agreed = desk
            .drafting
            .progress
            .with(|progress| progress.state == State::Agreed);
        is_mine && agreed && !counts() && desk.may(Role::may_administer)
    };
    let name = best(&organisation.name);
    let button = name.clone();
    view! {
        <li class=format!("sign-off {class}") data-counts=move || counts().to_string()>
            <p class="sign-off-side">{name}</p>
            <SignedWords side />
            {move || may_sign().then(|| view! { <SignButton side=button.clone() /> })}
        </li>
    }
    .into_any()
}

fn sign_off_of(desk: Desk, side: OrganisationId) -> Option<SignOff> {
    desk.drafting.progress.with(|progress| {
        let of_side = |it: &&SignOff| it.side == side;
        progress.sign_offs.iter().find(of_side).cloned()
    })
}

/// Whether a side has signed the text as it is now.
fn counts(desk: Desk, side: OrganisationId) -> bool {
    sign_off_of(desk, side).is_some_and(|it| it.changed_places == 0)
}

/// "Signed version 12", or that the text has changed since, or that nobody signed yet.
#[component]
fn SignedWords(side: OrganisationId) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said_in = language();
    let not_yet = say(key::PROGRESS_NOT_SIGNED);
    let words = move || match sign_off_of(desk, side) {
        None => not_yet.clone(),
        Some(sign_off) => signed_words(said_in, &sign_off),
    };
    let mark = move || counts(desk, side).then(|| view! { <Icon glyph=CHECK /> });
    let by = move || {
        sign_off_of(desk, side).map(|it| {
            let day = day_text(said_in, &iso_day(it.at));
            let name = person(&it.name);
            let values = [("name", (&name).into()), ("day", (&day).into())];
            text::say_with(said_in, key::PROGRESS_SIGNED_BY, &values)
        })
    };
    view! {
        <p class="sign-off-words">{mark} {words}</p>
        <p class="faint">{by}</p>
    }
    .into_any()
}

fn signed_words(language: Language, sign_off: &SignOff) -> String {
    let version = ("version", sign_off.version_number.into());
    match sign_off.changed_places {
        0 => text::say_with(language, key::PROGRESS_SIGNED, &[version]),
        places => {
            let values = [version, ("places", places.into())];
            text::say_with(language, key::PROGRESS_CHANGED_SINCE, &values)
        }
    }
}

#[component]
fn SignButton(side: String) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let proposal = desk.proposal();
    let sign = call(
        move |()| versions::SignOff { id: proposal },
        move |progress| desk.drafting.progress.set(progress),
    );
    view! {
        <button
            type="button"
            class="primary"
            disabled=sign.pending()
            on:click=move |_| {
                sign.dispatch(());
            }
        >
            {say_of(key::PROGRESS_SIGN, "side", &side)}
        </button>
        <Alert refused=sign.refused() />
    }
    .into_any()
}
