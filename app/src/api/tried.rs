//! Forms that were sent and not done: the page shows them again with everything that was typed.
//!
//! A form is plain HTML: it posts to its page's own address, `server` takes it apart and asks
//! `services`. What is done leads on to a page; what is refused renders the very same page with a
//! [`Tried`] in its context.

use model::error::Refusal;

/// What somebody filled into a form: names with values, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled(pub Vec<(String, String)>);

impl Filled {
    /// The first value of this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        let named = self.0.iter().find(|(it, _)| it == name);
        named.map_or("", |(_, value)| value)
    }

    /// Every value of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(it, _)| it == name);
        named.map(|(_, value)| value.as_str())
    }
}

/// A form that is shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Which form of the page: the value of its `act`.
    pub act: String,
    pub filled: Filled,
    /// Why it was not done; none when it is not over yet.
    pub refusal: Option<Refusal>,
    /// The field that it is about, or a part of it.
    pub place: Option<String>,
}
