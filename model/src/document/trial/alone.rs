//! One person at work, for tests that look at the document from elsewhere.

use super::{
    Chance,
    act::{self, FreshLetters},
};
use crate::document::{
    draft::Draft,
    notation::field,
    position::{BlockId, Selection},
};
use crate::proposal::FieldName;

/// A person who does random things to one field.
pub struct Alone {
    chance: Chance,
    letters: FreshLetters,
    field: FieldName,
}

impl Alone {
    /// The same seed does the same things.
    pub fn new(seed: u64) -> Alone {
        Alone {
            chance: Chance::new(seed),
            letters: FreshLetters::new(),
            field: field(),
        }
    }

    /// The same person in another field.
    pub fn goes_to(&mut self, field: FieldName) {
        self.field = field;
    }

    /// Some first blocks, legal ones.
    pub fn plant(&mut self, draft: &mut Draft) {
        let Alone {
            chance,
            letters,
            field,
        } = self;
        let count = 1 + chance.below(5);
        let nodes: Vec<_> = (0..count).map(|_| act::node(chance, letters, 0)).collect();
        draft.plant(field, &nodes);
        draft.normalise_all();
    }

    /// One random operation; whether it did anything.
    pub fn act(&mut self, draft: &mut Draft) -> bool {
        self.edit(draft).is_some()
    }

    /// One random operation; its update, which may be empty, if it did anything.
    pub fn edit(&mut self, draft: &mut Draft) -> Option<Vec<u8>> {
        let Alone {
            chance,
            letters,
            field,
        } = self;
        let projection = draft.projection(field);
        let nowhere = Selection::caret(BlockId::of(yrs::ID::new(yrs::ClientID::new(0), 0)), 0);
        let (op, selection) = match act::selection(projection, chance) {
            Some(selection) => (act::op(projection, selection, chance, letters), selection),
            None => (crate::document::edit::Op::Begin, nowhere),
        };
        let edited = draft.edit(field, &op, selection);
        edited.ok().map(|edited| edited.update)
    }
}
