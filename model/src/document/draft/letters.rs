//! Which letters a change added and which it took away, by count: moved ones are neither.

use super::{Changes, Field};
use crate::{document::projection::Block, proposal::FieldName};
use litemap::LiteMap;
use std::collections::HashMap;

/// Letters and how many of each.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters(HashMap<char, u32>);

impl Letters {
    fn add(&mut self, text: &str) {
        for letter in text.chars().filter(|c| !c.is_whitespace()) {
            *self.0.entry(letter).or_default() += 1;
        }
    }

    fn without(&self, other: &Letters) -> Letters {
        let left = |(letter, count): (&char, &u32)| {
            let count = count.saturating_sub(other.0.get(letter).copied().unwrap_or_default());
            (count > 0).then_some((*letter, count))
        };
        Letters(self.0.iter().filter_map(left).collect())
    }

    /// What these have beyond the others, and the others beyond these.
    pub(super) fn differences(&self, other: &Letters) -> (Letters, Letters) {
        (self.without(other), other.without(self))
    }

    pub(super) fn extend(&mut self, more: Letters) {
        for (letter, count) in more.0 {
            *self.0.entry(letter).or_default() += count;
        }
    }

    /// Whether every letter is among these, often enough.
    pub(super) fn are_among(&self, others: &Letters) -> bool {
        self.without(others).0.is_empty()
    }
}

/// The letters that came and those that went.
pub(super) fn balance(changes: &Changes, fields: &LiteMap<FieldName, Field>) -> (Letters, Letters) {
    let (mut before, mut after) = (Letters::default(), Letters::default());
    for change in &changes.fields {
        let Some(Field { projection, .. }) = fields.get(&change.field) else {
            continue;
        };
        for block in &change.dirty {
            let now = projection
                .block(block.id)
                .map(Block::text)
                .unwrap_or_default();
            let (old, new) = differing(&block.text(), &now);
            before.add(&old);
            after.add(&new);
        }
        change
            .removed
            .iter()
            .for_each(|block| before.add(&block.text()));
        let created = change.created.iter().filter_map(|id| projection.block(*id));
        created.for_each(|block| after.add(&block.text()));
    }
    after.differences(&before)
}

/// Two texts without what they begin and end with alike: a letter more or less in a paragraph is
/// then one letter to look at.
fn differing(old: &str, new: &str) -> (String, String) {
    let start = old
        .chars()
        .zip(new.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |text: &str| text.chars().skip(start).collect::<Vec<char>>();
    let (old, new) = (rest(old), rest(new));
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let middle = |text: Vec<char>| text[..text.len() - end].iter().collect();
    (middle(old), middle(new))
}
