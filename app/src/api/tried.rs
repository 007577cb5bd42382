//! Forms that were sent and not done: the page shows them again with everything that was typed.
//!
//! A form is plain HTML: it posts to its page's own address, `server` takes it apart and asks
//! `services`. What is done leads on to a page; what is refused renders the very same page with a
//! [`Tried`] in its context.

use model::{error::Refusal, limits};
use std::collections::BTreeMap;

/// What somebody filled into a form: names with their values, in the order of the form. A map, since
/// a page asks for each of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled(BTreeMap<String, Vec<String>>);

impl Filled {
    /// The form of a body; none when it has more fields than any form of ours. No more of it is
    /// read then.
    pub fn read(body: &[u8]) -> Option<Filled> {
        let mut filled = Filled::default();
        let mut pairs = form_urlencoded::parse(body);
        for (name, value) in pairs.by_ref().take(limits::FORM_FIELDS) {
            filled.add(name.into_owned(), value.into_owned());
        }
        pairs.next().is_none().then_some(filled)
    }

    fn add(&mut self, name: String, value: String) {
        self.0.entry(name).or_default().push(value);
    }

    /// The first value of this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get(name).into_iter().flatten().map(String::as_str)
    }

    /// Every name with each of its values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|(name, values)| values.iter().map(|value| (name.as_str(), value.as_str())))
    }

    /// How many rows a list has: its fields are called `list.0.field`, `list.1.field`.
    pub fn rows(&self, list: &str) -> usize {
        let rows = self.0.keys().filter_map(|name| row_of(name, list));
        rows.map(|(index, _)| index + 1).max().unwrap_or(0)
    }

    /// The same without one row of a list; those behind it come nearer.
    pub fn without_row(&self, list: &str, gone: usize) -> Filled {
        let moved = |(name, values): (&String, &Vec<String>)| {
            let name = match row_of(name, list) {
                Some((index, _)) if index == gone => return None,
                Some((index, field)) if index > gone => format!("{list}.{}{field}", index - 1),
                _ => name.clone(),
            };
            Some((name, values.clone()))
        };
        Filled(self.0.iter().filter_map(moved).collect())
    }
}

/// The row that a field belongs to, and the rest of its name.
fn row_of<'a>(name: &'a str, list: &str) -> Option<(usize, &'a str)> {
    let rest = name.strip_prefix(list)?.strip_prefix('.')?;
    let end = rest.find('.').unwrap_or(rest.len());
    let (index, field) = rest.split_at(end);
    let index = index.parse().ok()?;
    (index < limits::ROWS_A_FORM).then_some((index, field))
}

/// A form that is shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// Which form of the page: the value of its `act`.
    pub act: String,
    pub filled: Filled,
    /// Why it was not done; none when it is not over yet.
    pub refusal: Option<Refusal>,
    /// The field that it is about, or a part of it.
    pub place: Option<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn filled(names: &[&str]) -> Filled {
        Filled::read(names.join("&").as_bytes()).unwrap()
    }

    #[test]
    fn a_name_may_stand_there_often_and_the_first_value_counts() {
        let filled = Filled::read(b"a=1&b=%C4%81+%26&a=2").unwrap();
        assert_eq!(filled.get("a"), "1");
        assert_eq!(filled.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((filled.get("b"), filled.get("c")), ("ā &", ""));
    }

    #[test]
    fn no_more_fields_are_read_than_a_form_has() {
        let body = |fields: usize| "a=&".repeat(fields);
        assert!(Filled::read(body(limits::FORM_FIELDS).as_bytes()).is_some());
        assert_eq!(Filled::read(body(limits::FORM_FIELDS + 1).as_bytes()), None);
    }

    #[test]
    fn a_list_has_as_many_rows_as_its_last_one_says() {
        let names = ["a.0.lv", "a.2.lv", "ab.7.lv", "a.x.lv", "a.4000000000.lv"];
        assert_eq!(filled(&names).rows("a"), 3);
        assert_eq!(filled(&names).rows("b"), 0);
    }

    #[test]
    fn the_rows_behind_one_that_goes_come_nearer() {
        let before = filled(&["a.0.lv", "a.1.lv", "a.1.pl", "a.2.lv", "b.1.lv", "a"]);
        let after = filled(&["a.0.lv", "a.1.lv", "b.1.lv", "a"]);
        assert_eq!(before.without_row("a", 1), after);
    }
}
