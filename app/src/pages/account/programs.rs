//! Programs that write along: each has a token of its own, which is shown once.

use super::{PLACE, act::AccountAct};
use crate::parts::{
    form::{Fold, Form, Input, Posted},
    said::say,
    when::When,
};
use leptos::prelude::*;
use model::text::key;
use services::accounts::{Device, NewProgram};

/// The programs, and the form that lets another one in.
#[component]
pub fn Programs(programs: Vec<Device>) -> impl IntoView {
    let fresh = use_context::<NewProgram>().map(|fresh| view! { <Fresh token=fresh.token /> });
    let list = (!programs.is_empty()).then(|| {
        view! {
            <ul class="rows plain">
                {programs.into_iter().map(|program| view! { <Row program /> }).collect_view()}
            </ul>
        }
    });
    let form = Form::new(AccountAct::AddProgram);
    view! {
        <section aria-labelledby="account-programs">
            <h2 id="account-programs">{say(key::ACCOUNT_PROGRAMS)}</h2>
            <p class="faint">{say(key::ACCOUNT_PROGRAMS_HELP)}</p>
            {fresh}
            {list}
            <Fold form=form.clone() summary=say(key::ACCOUNT_PROGRAM_ADD)>
                <Posted form=form.clone() to=PLACE send=key::ACCOUNT_PROGRAM_MAKE>
                    <Input
                        form=form.clone()
                        name="program"
                        label=key::ACCOUNT_PROGRAM_NAME
                    />
                </Posted>
            </Fold>
        </section>
    }
    .into_any()
}

/// The token, for this one time.
#[component]
fn Fresh(token: String) -> impl IntoView {
    view! {
        <div class="done" role="status">
            <p>{say(key::ACCOUNT_PROGRAM_TOKEN)}</p>
            <p>
                <code class="token">{token}</code>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Row(program: Device) -> impl IntoView {
    let form = Form::new(AccountAct::EndDevice(program.id));
    view! {
        <li class="account-row">
            <div>
                <p><strong>{program.name}</strong></p>
                <p class="faint">{say(key::ACCOUNT_SEEN)} " " <When at=program.seen_at /></p>
            </div>
            <Posted form to=PLACE send=key::ACCOUNT_PROGRAM_END look="small-button">
                ""
            </Posted>
        </li>
    }
    .into_any()
}
