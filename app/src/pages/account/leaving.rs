//! Leaving a partnership, taking the own data along, and having the account erased.

use super::{PLACE, act::AccountAct};
use crate::parts::{
    form::{Fold, Form, Posted},
    said::{best, say, say_of},
};
use leptos::prelude::*;
use model::{partnership::PartnershipRow, text::key};

/// The partnerships, each with the way out.
#[component]
pub fn Partnerships(partnerships: Vec<PartnershipRow>) -> impl IntoView {
    let row = |row: PartnershipRow| {
        let form = Form::new(AccountAct::Leave(row.id));
        let title = best(&row.title);
        let name = say_of(key::ACCOUNT_LEAVE_OF, "partnership", &title);
        view! {
            <li class="account-row">
                <div>
                    <p><a href=format!("/partnerships/{}", row.id)>{title}</a></p>
                    <p class="faint">{say_of(key::ROLE, "role", row.role.code())}</p>
                </div>
                <Fold form=form.clone() look="fold small" summary=say(key::ACCOUNT_LEAVE) name>
                    <Posted form to=PLACE send=key::ACCOUNT_LEAVE look="danger">
                        <p>{say(key::ACCOUNT_LEAVE_SURE)}</p>
                    </Posted>
                </Fold>
            </li>
        }
    };
    let some = !partnerships.is_empty();
    let rows = partnerships.into_iter().map(row).collect_view();
    some.then(|| {
        view! {
            <section aria-labelledby="account-partnerships">
                <h2 id="account-partnerships">{say(key::HOME_PARTNERSHIPS)}</h2>
                <ul class="rows plain">{rows}</ul>
            </section>
        }
    })
}

/// The own data as a file, and the end of the account.
#[component]
pub fn Goodbye() -> impl IntoView {
    let form = Form::new(AccountAct::Erase);
    view! {
        <section aria-labelledby="account-data">
            <h2 id="account-data">{say(key::ACCOUNT_DATA)}</h2>
            <p class="faint">{say(key::ACCOUNT_DATA_HELP)}</p>
            <p>
                <a class="button" href="/account/data.json" rel="external" download="">
                    {say(key::ACCOUNT_DATA_TAKE)}
                </a>
            </p>
            <Fold form=form.clone() summary=say(key::ACCOUNT_ERASE)>
                <Posted form to=PLACE send=key::ACCOUNT_ERASE_NOW look="danger">
                    <p>{say(key::ACCOUNT_ERASE_SURE)}</p>
                </Posted>
            </Fold>
        </section>
    }
    .into_any()
}
