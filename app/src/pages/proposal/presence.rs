//! Who else has the proposal open. A click follows them, until one scrolls or writes.

use super::context::ProposalContext;
use crate::{
    editor::Peer,
    parts::{
        said::{language, say},
        side::initials,
    },
};
use leptos::prelude::*;
use model::text::{self, key};

/// One button a person, in the colour of the side.
#[component]
pub fn Presence() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let peers = context.drafting.peers;
    let said_in = language();
    let button = move |peer: Peer| {
        let name = text::say_with(
            said_in,
            key::PRESENCE_FOLLOW,
            &[("name", (&peer.name).into())],
        );
        let side = context.person_class(peer.account);
        view! {
            <li>
                <button
                    type="button"
                    class=format!("avatar {side}")
                    title=name.clone()
                    aria-label=name
                    aria-pressed=move || (context.drafting.following.get() == Some(peer.client)).to_string()
                    on:click=move |_| context.drafting.follow(peer.client)
                >
                    {initials(&peer.name)}
                </button>
            </li>
        }
    };
    let people = Memo::new(move |_| {
        let mut people: Vec<Peer> = Vec::new();
        peers.with(|peers| {
            for peer in peers {
                let known = |it: &Peer| it.account.is_some() && it.account == peer.account;
                if !people.iter().any(known) {
                    people.push(Peer {
                        field: None,
                        ..peer.clone()
                    });
                }
            }
        });
        people
    });
    view! {
        <ul class="presence plain" aria-label=say(key::PRESENCE_HERE)>
            {move || people.get().into_iter().map(button).collect_view()}
        </ul>
    }
    .into_any()
}
