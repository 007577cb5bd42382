//! What is wanted now and then: the other pages of the proposal, its files, a second language, keys.

use super::{context::ProposalContext, exports::ExportList, help::HelpButton, languages::Beside};
use crate::parts::{
    icon::{Icon, MORE},
    said::say,
};
use leptos::prelude::*;
use model::{
    membership::may_read_journal,
    text::{Key, key},
};

/// The button and the menu that it opens, also without script.
#[component]
pub fn More() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let proposal = context.proposal();
    let link = move |(page, words): (&str, Key)| {
        view! { <li><a href=format!("/proposals/{proposal}/{page}")>{say(words)}</a></li> }
    };
    let whole = context.me().is_some_and(|me| may_read_journal(&me));
    let is_admin = context.me().is_some_and(|me| me.role.may_administer());
    let settings = is_admin.then_some(("settings", key::SETTINGS_TITLE));
    let pages = [
        ("read", key::PROPOSAL_READ),
        ("decisions", key::PROPOSAL_DECISIONS),
        ("reviews", key::REVIEWS_TITLE),
        ("versions", key::VERSIONS_ALL),
    ];
    view! {
        <button
            type="button"
            class="quiet square more"
            title=say(key::ROOM_MORE)
            aria-label=say(key::ROOM_MORE)
            popovertarget="more"
        >
            <Icon glyph=MORE />
        </button>
        <div id="more" class="menu more-menu" popover="auto">
            <ul>{pages.into_iter().chain(settings).map(link).collect_view()}</ul>
            <div class="menu-part">
                <ExportList proposal language=context.language whole />
            </div>
            <div class="menu-part menu-tools">
                <Beside />
                <HelpButton />
            </div>
        </div>
    }
    .into_any()
}
