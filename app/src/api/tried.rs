//! Forms that were sent and not done: the page shows them again with everything that was typed.
//!
//! A form is plain HTML: it posts to its page's own address, `server` takes it apart and asks
//! `services`. What is done leads on to a page; what is refused renders the very same page with a
//! [`Tried`] in its context.

use model::{error::Refusal, limits};

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

    /// How many rows a list has: its fields are called `list.0.field`, `list.1.field`.
    pub fn rows(&self, list: &str) -> usize {
        let rows = self.0.iter().filter_map(|(name, _)| row_of(name, list));
        rows.map(|(index, _)| index + 1).max().unwrap_or(0)
    }

    /// The same without one row of a list; those behind it come nearer.
    pub fn without_row(&self, list: &str, gone: usize) -> Filled {
        let moved = |(name, value): &(String, String)| {
            let name = match row_of(name, list) {
                Some((index, _)) if index == gone => return None,
                Some((index, field)) if index > gone => format!("{list}.{}{field}", index - 1),
                _ => name.clone(),
            };
            Some((name, value.clone()))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(names: &[&str]) -> Filled {
        let pair = |name: &&str| ((*name).to_owned(), String::new());
        Filled(names.iter().map(pair).collect())
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
