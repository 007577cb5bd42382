//! What a final needs besides sign-offs: said to everybody, and set by admins.

use crate::parts::{
    choice::Choice,
    form::{Fold, Form, Posted, Unshown},
    said::{say, say_of},
};
use leptos::prelude::*;
use model::{proposal::ProposalPage, text::key, workflow::State};

/// What `server` knows the form by.
pub const FINAL_RULE: &str = "final-rule";
/// The field with the rule.
pub const RULE: &str = "rule";
/// The rule that asks for a decision on every objection.
pub const OBJECTIONS: &str = "objections";
/// The rule that asks for one on every comment.
pub const EVERY_COMMENT: &str = "every-comment";

/// The rule, and its form for who may change it now.
#[component]
pub(super) fn Rule(page: ProposalPage) -> impl IntoView {
    let rule = match page.proposal.every_comment {
        true => EVERY_COMMENT,
        false => OBJECTIONS,
    };
    let is_admin = page.me.as_ref().is_some_and(|me| me.role.may_administer());
    let may_set = is_admin && page.progress.state != State::Final;
    let place = format!("/proposals/{}/decisions", page.proposal.id);
    let form = Form::new(FINAL_RULE);
    let options = [OBJECTIONS, EVERY_COMMENT];
    let options = options.map(|it| (it.to_owned(), say_of(key::LEDGER_RULE_NAME, "rule", it)));
    let set = may_set.then(|| {
        view! {
            <Fold form=form.clone() summary=say(key::LEDGER_RULE_CHANGE) look="fold small">
                <Posted form=form.clone() to=place send=key::LEDGER_RULE_SEND>
                    <Choice
                        form=form.clone()
                        name=RULE
                        label=key::LEDGER_RULE
                        chosen=rule
                        options=options.to_vec()
                    />
                </Posted>
            </Fold>
        }
    });
    view! {
        <p>{say_of(key::LEDGER_RULE_SAID, "rule", rule)}</p>
        <Unshown shown=may_set />
        {set}
    }
    .into_any()
}
