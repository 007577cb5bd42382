//! Plain forms: they work without script, and what was refused comes back as it was typed.

mod area;
mod field;
mod in_languages;
mod input;

pub use area::Area;
pub use field::{Field, Tied, Why};
pub use in_languages::InLanguages;
pub use input::Input;

use super::{
    alert::{WayIn, wants_sign_in},
    said::{language, say},
};
use crate::api::tried::{Filled, Tried};
use leptos::prelude::*;
use model::{
    error::Refusal,
    text::{Key, key, refusal},
};

/// The name of a button that adds a row to the list that is its value.
pub const ADD: &str = "add";
/// The name of a button that removes the row that is its value: `list.2`.
pub const REMOVE: &str = "remove";

/// One form of a page, with what was tried with it.
#[derive(Clone)]
pub struct Form {
    /// What `server` knows it by; also the id of its element.
    act: String,
    tried: Option<Tried>,
}

impl Form {
    /// The form that is sent with this `act`.
    pub fn new(act: impl Into<String>) -> Form {
        let act = act.into();
        let tried = use_context::<Tried>().filter(|tried| tried.act == act);
        Form { act, tried }
    }

    /// Whether it was sent already.
    pub fn was_tried(&self) -> bool {
        self.tried.is_some()
    }

    /// What was filled in, if it was sent already.
    pub fn filled(&self) -> Option<&Filled> {
        self.tried.as_ref().map(|tried| &tried.filled)
    }

    /// What stands in a field: what was typed, at first this.
    pub fn value(&self, name: &str, at_first: &str) -> String {
        let typed = self.filled().map(|filled| filled.get(name));
        typed.unwrap_or(at_first).to_owned()
    }

    /// How many rows a list has; at first this many, and never none.
    pub fn rows(&self, list: &str, at_first: usize) -> usize {
        let there = self.filled().map_or(at_first, |filled| filled.rows(list));
        let added = self.filled().is_some_and(|filled| filled.get(ADD) == list);
        (there + usize::from(added)).max(1)
    }

    /// Whether this very field is where the reader begins.
    pub fn begins_at(&self, name: &str) -> bool {
        self.is_at(name)
    }

    /// Whether it was refused for this.
    pub fn was_refused_for(&self, refusal: &Refusal) -> bool {
        let tried = self.tried.as_ref().and_then(|it| it.refusal.as_ref());
        tried == Some(refusal)
    }

    /// The id of a field's element.
    fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.act)
    }

    /// Whether this very field is what was refused or asked for.
    fn is_at(&self, name: &str) -> bool {
        let place = self.tried.as_ref().and_then(|it| it.place.as_deref());
        place == Some(name)
    }

    /// As [`Form::is_at`], or a part of it.
    fn is_at_part_of(&self, name: &str) -> bool {
        let place = self.tried.as_ref().and_then(|it| it.place.as_deref());
        let rest = place.and_then(|place| place.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Why the form as a whole was refused.
    fn refused_alone(&self) -> Option<String> {
        let is_alone = self.tried.as_ref().is_some_and(|it| it.place.is_none());
        self.sentence().filter(|_| is_alone)
    }

    fn wants_sign_in(&self) -> bool {
        let refusal = self.tried.as_ref().and_then(|it| it.refusal.as_ref());
        refusal.is_some_and(wants_sign_in)
    }

    fn sentence(&self) -> Option<String> {
        let refusal = self.tried.as_ref()?.refusal.as_ref()?;
        Some(refusal::sentence(language(), refusal))
    }
}

/// The form with its button; the sentence of a refusal stands above the button, or at its field.
#[component]
pub fn Posted(
    form: Form,
    /// The page's own address.
    #[prop(into)]
    to: String,
    send: Key,
    #[prop(default = "primary")] look: &'static str,
    /// A page to go to instead.
    #[prop(optional, into)]
    instead: Option<String>,
    children: Children,
) -> impl IntoView {
    let refused = form.refused_alone();
    let way_in = form.wants_sign_in();
    view! {
        <form class="form" method="post" action=to>
            <input type="hidden" name="act" value=form.act />
            {children()}
            {refused.map(|refused| view! { <Alone refused way_in /> })}
            <div class="actions">
                <button class=look>{say(send)}</button>
                {instead.map(|page| view! { <a class="button" href=page>{say(key::CANCEL)}</a> })}
            </div>
        </form>
    }
    .into_any()
}

/// A refusal that belongs to no field; the reader begins here.
#[component]
pub fn Alone(
    refused: String,
    /// Whether signing in beside the page helps.
    #[prop(optional)]
    way_in: bool,
) -> impl IntoView {
    view! {
        <p class="alert" role="alert" tabindex="-1" autofocus>
            {refused} {way_in.then(|| view! { <WayIn /> })}
        </p>
    }
    .into_any()
}

/// The refusal of a form that this page does not show to this viewer.
#[component]
pub fn Unshown(shown: bool) -> impl IntoView {
    let refusal = use_context::<Tried>().filter(|_| !shown);
    let refusal = refusal.and_then(|tried| tried.refusal);
    let refused = refusal.map(|refusal| refusal::sentence(language(), &refusal));
    refused.map(|refused| view! { <Alone refused /> })
}

/// A folded form; open after it was refused.
#[component]
pub fn Fold(
    form: Form,
    #[prop(into)] summary: String,
    /// What the summary is called where its words alone would not do.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(default = "fold")] look: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=look open=form.was_tried()>
            <summary aria-label=name>{summary}</summary>
            {children()}
        </details>
    }
    .into_any()
}
