//! A form that came after its session had ended: what was typed is kept by the page, to be sent again.

use crate::{
    api::{context::here, tried::Tried},
    parts::{
        alert::WayIn,
        said::{language, say},
    },
};
use leptos::prelude::*;
use model::{
    error::Refusal,
    ids::AccountId,
    text::{key, refusal},
};

/// What was typed, the way to sign in beside it, and the button that sends it again; nothing where
/// no form came.
#[component]
pub fn Kept() -> impl IntoView {
    let tried = use_context::<Tried>()
        .filter(|tried| tried.refusal == Some(Refusal::NotSignedIn) && !tried.act.is_empty());
    tried.map(|tried| {
        let pairs = tried.filled.pairs();
        let pairs: Vec<(String, String)> =
            pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
        let seen = pairs.iter().filter(|(name, value)| is_typed(name, value));
        let seen = seen
            .map(|(_, value)| view! { <li>{value.clone()}</li> })
            .collect_view();
        let hidden = pairs.into_iter().map(|(name, value)| {
            view! { <input type="hidden" name=name value=value /> }
        });
        view! {
            <section class="alert" role="alert">
                <h2>{say(key::SIGN_IN_KEPT)}</h2>
                <p>{refusal::sentence(language(), &Refusal::NotSignedIn)} <WayIn /></p>
                <ul>{seen}</ul>
                <form class="form" method="post" action=here()>
                    {hidden.collect_view()}
                    <div class="actions">
                        <button class="primary">{say(key::SIGN_IN_KEPT_SEND)}</button>
                    </div>
                </form>
            </section>
        }
    })
}

/// Whether a person wrote it, and not the page.
fn is_typed(name: &str, value: &str) -> bool {
    name != "act" && !value.trim().is_empty() && value.parse::<AccountId>().is_err()
}
