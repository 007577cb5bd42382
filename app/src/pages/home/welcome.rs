//! What a visitor reads first.

use super::sample::Sample;
use crate::pages::sign_in::kept::Kept;
use crate::parts::{
    demo_bar::DemoPeople,
    form::Unshown,
    icon::{ARROW_RIGHT, Icon},
    said::say,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use model::text::{Key, key};

const PROMISES: [(Key, Key); 4] = [
    (key::HOME_WRITE_TITLE, key::HOME_WRITE_TEXT),
    (key::HOME_COMMENT_TITLE, key::HOME_COMMENT_TEXT),
    (key::HOME_DECIDE_TITLE, key::HOME_DECIDE_TEXT),
    (key::HOME_SIGN_TITLE, key::HOME_SIGN_TEXT),
];

/// What Talka is, and the way in.
#[component]
pub fn Welcome(demo: bool) -> impl IntoView {
    let promise = |(title, text)| {
        view! {
            <li>
                <h2>{say(title)}</h2>
                <p>{say(text)}</p>
            </li>
        }
    };
    view! {
        <Title text="" />
        <section class="welcome page">
            <div class="welcome-words">
                <Kept />
                <Unshown shown=false />
                <h1>{say(key::HOME_TITLE)}</h1>
                <p class="lead">{say(key::HOME_LEAD)}</p>
                <WayIn demo />
            </div>
            <Sample />
            <ul class="promises plain">{PROMISES.into_iter().map(promise).collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn WayIn(demo: bool) -> impl IntoView {
    if demo {
        return Either::Left(view! {
            <div class="welcome-demo">
                <h2>{say(key::HOME_DEMO_TITLE)}</h2>
                <DemoPeople />
            </div>
        });
    }
    Either::Right(view! {
        <a class="button primary" href="/sign-in">
            {say(key::HEADER_SIGN_IN)} <Icon glyph=ARROW_RIGHT />
        </a>
    })
}
