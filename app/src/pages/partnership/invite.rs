//! The form that takes someone into the partnership.

use super::{act::PartnershipAct, members::Circle};
use crate::parts::{
    choice::{LanguageChoice, MailLanguage, RoleChoice, SideChoice},
    form::{Fold, Form, Input, Posted},
    said::{language, say},
};
use leptos::prelude::*;
use model::{role::Role, text::key};

/// A folded form under the list.
#[component]
pub fn Invite(circle: Circle) -> impl IntoView {
    let form = Form::new(PartnershipAct::Invite);
    view! {
        <Fold form=form.clone() summary=say(key::MEMBERS_INVITE)>
            <Posted form=form.clone() to=circle.address() send=key::MEMBERS_SEND>
                <Input form=form.clone() name="name" label=key::MEMBERS_NAME />
                <Input
                    form=form.clone()
                    name="mail"
                    label=key::MEMBERS_MAIL
                    kind="email"
                />
                <RoleChoice form=form.clone() role=Role::Commenter />
                <SideChoice form=form.clone() organisations=circle.organisations side=None first=true />
                <LanguageChoice form=form.clone() legend=key::MEMBERS_LANGUAGES chosen=vec![language()] />
                <MailLanguage form=form.clone() />
            </Posted>
        </Fold>
    }
    .into_any()
}
