//! The form that begins a partnership, for accounts that may.

use crate::parts::{
    country::CountryChoice,
    form::{Fold, Form, Input, Posted},
    said::say,
};
use leptos::prelude::*;
use model::text::key;

/// The form's `act`.
pub const ACT: &str = "new-partnership";

/// A folded form under the list; its texts are in the language of the page.
#[component]
pub fn NewPartnership(name: String) -> impl IntoView {
    let form = Form::new(ACT);
    view! {
        <Fold form=form.clone() summary=say(key::HOME_NEW_PARTNERSHIP)>
            <Posted form=form.clone() to="/" send=key::NEW_PARTNERSHIP_CREATE>
                <Input form=form.clone() name="title" label=key::NEW_PARTNERSHIP_TITLE />
                <div class="pair">
                    <Input form=form.clone() name="first_day" label=key::NEW_PARTNERSHIP_FIRST_DAY kind="date" />
                    <Input form=form.clone() name="last_day" label=key::NEW_PARTNERSHIP_LAST_DAY kind="date" />
                </div>
                <div class="pair wide-first">
                    <Input form=form.clone() name="organisations.0.name" label=key::NEW_PARTNERSHIP_APPLICANT />
                    <CountryChoice form=form.clone() name="organisations.0.country" />
                </div>
                <div class="pair wide-first">
                    <Input form=form.clone() name="organisations.1.name" label=key::NEW_PARTNERSHIP_PARTNER />
                    <CountryChoice form=form.clone() name="organisations.1.country" />
                </div>
                <Input
                    form=form.clone()
                    name="creator_name"
                    label=key::NEW_PARTNERSHIP_YOUR_NAME
                    value=name
                    autocomplete="name"
                />
            </Posted>
        </Fold>
    }
    .into_any()
}
