//! Which final a fingerprint is of: for anybody who holds a document that says it is one.

use crate::{
    api::{
        Refused,
        context::{services, visitor},
        status,
    },
    parts::{
        awaited::awaited,
        said::{best, language, person, say, say_of, say_with},
    },
};
use axum::http::StatusCode;
use leptos::{either::Either, prelude::*};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    error::Refusal,
    ids::Timestamp,
    text::{
        day::{day_on_text, iso_day},
        key,
    },
};
use services::versions::{self, Fingerprint, KnownFinal, ToldFinal};

/// The field of the form, and its id.
const HASH: &str = "hash";
const PLACE: &str = "/verify";

/// What was asked: nothing yet, something that is no fingerprint, or one.
enum Asked {
    Nothing,
    Unreadable(String),
    Known(Fingerprint, Vec<KnownFinal>),
}

/// The page of the fingerprint in the path or in the form.
#[component]
pub fn Verify() -> impl IntoView {
    let path = use_params_map().with_untracked(|params| params.get(HASH));
    let sent = use_query_map().with_untracked(|query| query.get(HASH));
    awaited(look(path.or(sent)), |asked| {
        view! { <Content asked /> }.into_any()
    })
}

async fn look(text: Option<String>) -> Result<Asked, Refused> {
    let Some(text) = text else {
        return Ok(Asked::Nothing);
    };
    let Ok(fingerprint) = text.parse::<Fingerprint>() else {
        answer(status::of(&Refusal::Unfit));
        return Ok(Asked::Unreadable(text));
    };
    let finals = versions::verify(&services(), visitor(), &fingerprint).await?;
    if finals.is_empty() {
        answer(StatusCode::NOT_FOUND);
    }
    Ok(Asked::Known(fingerprint, finals))
}

fn answer(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

#[component]
fn Content(asked: Asked) -> impl IntoView {
    let (typed, outcome) = match asked {
        Asked::Nothing => (String::new(), ().into_any()),
        Asked::Unreadable(text) => (text, ().into_any()),
        Asked::Known(fingerprint, finals) => {
            let hash = fingerprint.as_str().to_owned();
            (String::new(), view! { <Outcome hash finals /> }.into_any())
        }
    };
    view! {
        <Title text=say(key::VERIFY_TITLE) />
        <section class="page narrow verify">
            <h1>{say(key::VERIFY_TITLE)}</h1>
            {outcome}
            <Ask typed />
        </section>
    }
    .into_any()
}

#[component]
fn Outcome(hash: String, finals: Vec<KnownFinal>) -> impl IntoView {
    let said = match finals.is_empty() {
        true => Either::Left(view! {
            <p class="lead verify-none">{say(key::VERIFY_UNKNOWN)}</p>
        }),
        false => Either::Right(
            finals
                .into_iter()
                .map(|it| view! { <Found it /> })
                .collect_view(),
        ),
    };
    view! {
        <div role="status" class="verify-outcome">
            {said}
            <p class="faint verify-hash">{say(key::VERIFY_HASH)} " " <code>{hash}</code></p>
        </div>
    }
    .into_any()
}

#[component]
fn Found(it: KnownFinal) -> impl IntoView {
    let imported = it.imported.map(|(at, place)| {
        let day = day(at);
        let values = [("day", (&day).into()), ("place", (&place).into())];
        view! { <p class="faint">{say_with(key::VERIFY_IMPORTED, &values)}</p> }
    });
    let day = day(it.at);
    let told = match it.told {
        None => Either::Left(view! {
            <p class="lead">{say_of(key::VERIFY_EXISTS, "day", &day)}</p>
            <p>{say(key::VERIFY_NOT_PUBLIC)}</p>
        }),
        Some(told) => Either::Right(view! { <Told told day /> }),
    };
    view! { <article class="verify-final">{told} {imported}</article> }.into_any()
}

#[component]
fn Told(told: ToldFinal, day: String) -> impl IntoView {
    let title = best(&told.title);
    let place = format!("/proposals/{}/read?version={}", told.proposal, told.number);
    let values = [("version", told.number.into()), ("day", (&day).into())];
    let sides = told.sides.iter();
    let sides = sides.map(|it| view! { <li>{best(&it.name)}</li> });
    let signed = told.signed.iter().map(|it| {
        let (name, side) = (person(&it.name), best(&it.side_name));
        let day = self::day(it.at);
        let values = [
            ("name", (&name).into()),
            ("side", (&side).into()),
            ("day", (&day).into()),
        ];
        view! { <li>{say_with(key::VERIFY_SIGNED, &values)}</li> }
    });
    view! {
        <p class="lead">{say_with(key::VERIFY_FOUND, &values)}</p>
        <h2><a href=place>{title}</a></h2>
        <p>{best(&told.partnership)}</p>
        <h3>{say(key::VERIFY_SIDES)}</h3>
        <ul class="plain">{sides.collect_view()}</ul>
        <h3>{say(key::VERIFY_SIGNERS)}</h3>
        <ul class="plain">{signed.collect_view()}</ul>
    }
    .into_any()
}

fn day(at: Timestamp) -> String {
    day_on_text(language(), &iso_day(at))
}

/// Asks for a fingerprint; what was typed and is none comes back with the reason.
#[component]
fn Ask(typed: String) -> impl IntoView {
    let wrong = (!typed.is_empty()).then(|| {
        view! { <p class="alert" role="alert" id="verify-wrong">{say(key::VERIFY_UNREADABLE)}</p> }
    });
    let is_wrong = wrong.is_some();
    let described = if is_wrong {
        "verify-help verify-wrong"
    } else {
        "verify-help"
    };
    view! {
        <form class="form" method="get" action=PLACE>
            <div class="field">
                <label for=HASH>{say(key::VERIFY_ASK)}</label>
                <p class="field-help" id="verify-help">{say(key::VERIFY_HELP)}</p>
                {wrong}
                <input
                    id=HASH
                    name=HASH
                    value=typed
                    required
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=described
                />
            </div>
            <div class="actions">
                <button class="primary">{say(key::VERIFY_SEND)}</button>
            </div>
        </form>
    }
    .into_any()
}
