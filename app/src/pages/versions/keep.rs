//! Keeping a version under a name, and calling one otherwise.

use crate::parts::{
    form::{Fold, Form, Input, Posted},
    said::{say, say_of},
};
use leptos::prelude::*;
use model::{ids::ProposalId, text::key};

/// What `server` knows the form by that keeps the present text.
pub const KEEP: &str = "keep";
/// What it knows the form by that names a version; the number follows.
pub const RENAME: &str = "name-";
/// The field with the name.
const NAME: &str = "name";

/// Keeps the present text as a version with a name.
#[component]
pub fn Keep(id: ProposalId) -> impl IntoView {
    let form = Form::new(KEEP);
    view! {
        <Fold form=form.clone() summary=say(key::VERSIONS_KEEP)>
            <Posted form=form.clone() to=super::address(id) send=key::VERSIONS_KEEP_SEND>
                <Input form=form.clone() name=NAME label=key::VERSIONS_NAME />
            </Posted>
        </Fold>
    }
    .into_any()
}

/// Calls a version otherwise; for admins.
#[component]
pub fn Rename(id: ProposalId, number: u32, name: String) -> impl IntoView {
    let form = Form::new(format!("{RENAME}{number}"));
    view! {
        <Fold look="fold small" form=form.clone() summary=say_of(key::VERSIONS_RENAME, "version", number)>
            <Posted form=form.clone() to=super::address(id) send=key::VERSIONS_NAME_SEND>
                <Input
                    form=form.clone()
                    name=NAME
                    label=key::VERSIONS_NAME
                    value=name.clone()
                    required=false
                />
            </Posted>
        </Fold>
    }
    .into_any()
}
