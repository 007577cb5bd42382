//! Somebody with Talka's editor who types without a look at the caret.

use super::{Words, is_foreign, lines};
use crate::document::{
    draft::Draft,
    edit::Op,
    notation::{field, write_selected},
    position::{Position, Selection},
    projection::Projection,
    schema::{BlockKind, Mark, Marks},
    trial::Chance,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The time that passes for everybody.
#[derive(Clone, Default)]
pub(super) struct Now(Arc<AtomicU64>);

impl Now {
    pub(super) fn pass(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

pub(super) struct Typist {
    pub(super) draft: Draft,
    pub(super) words: Words,
    selection: Selection,
    /// What is still to be typed of a word, the next letter last.
    word: Vec<char>,
    bold: bool,
    /// What stood after the last word: redo may bring that back, when an undo was refused in between.
    wrote: String,
}

impl Typist {
    pub(super) fn new(client: u64, document: &[u8], words: Words, now: &Now) -> Typist {
        let clock = now.0.clone();
        let clock = Arc::new(move || clock.load(Ordering::Relaxed));
        let mut draft = Draft::for_browser(client, clock);
        draft.apply(document).unwrap();
        let first = draft.projection(&field()).textblocks().next().unwrap();
        let (id, end) = (first.id, first.units());
        let offset = if client.is_multiple_of(2) { end } else { 0 };
        Typist {
            draft,
            words,
            selection: Selection::caret(id, offset),
            word: Vec::new(),
            bold: false,
            wrote: String::new(),
        }
    }

    pub(super) fn line(&self) -> String {
        write_selected(self.projection(), self.selection)
    }

    fn projection(&self) -> &Projection {
        self.draft.projection(&field())
    }

    fn own(&self) -> String {
        self.words.own(&lines(self.projection()))
    }

    pub(super) fn take(&mut self, update: &[u8]) {
        self.draft.watch(Some((field(), self.selection)));
        self.draft.apply(update).unwrap();
        self.selection = self.draft.watched().map_or(self.selection, |(_, at)| *at);
        let brought = self.draft.take_reunited();
        self.says(brought);
    }

    fn says(&mut self, update: Vec<u8>) {
        if !update.is_empty() {
            self.words.outbox.push(update);
        }
    }

    pub(super) fn begin_word(&mut self, word: &str, chance: &mut Chance) {
        self.word = word.chars().chain([' ']).collect();
        self.word.reverse();
        if chance.once_in(15) {
            self.bold = !self.bold;
        }
    }

    /// Types the next letter of the word; whether there was one.
    pub(super) fn press(&mut self) -> bool {
        let Some(letter) = self.word.pop() else {
            self.wrote = self.words.stands.clone();
            return false;
        };
        let marks = self.bold.then(|| Marks::none().with(Mark::Bold));
        let text = letter.to_string();
        assert!(
            self.edit(&Op::InsertText { text, marks }),
            "{}",
            self.line()
        );
        if letter != ' ' {
            self.words.stands.push(letter);
        }
        true
    }

    fn edit(&mut self, op: &Op) -> bool {
        match self.draft.edit(&field(), op, self.selection) {
            Ok(edited) => {
                self.selection = edited.selection.unwrap_or(self.selection);
                self.says(edited.update);
                true
            }
            Err(_) => false,
        }
    }

    fn may_restructure(&self) -> bool {
        let projection = self.projection();
        let Some(here) = self
            .selection
            .head()
            .and_then(|at| projection.block(at.block))
        else {
            return false;
        };
        let near = [
            projection.previous_text(here.id),
            Some(here),
            projection.next_text(here.id),
        ];
        !near
            .into_iter()
            .flatten()
            .any(|block| is_foreign(&block.text()))
    }

    pub(super) fn restructure(&mut self, chance: &mut Chance) -> Result<String, String> {
        let kind = chance.below(26);
        if kind < 11 && !self.may_restructure() {
            return Ok("leaves it".to_owned());
        }
        let heading = BlockKind::Heading { level: 2 };
        let op = match kind {
            0..=4 => Op::Split,
            5 => Op::SetBlock(heading),
            6 => Op::SetBlock(BlockKind::Paragraph),
            7 | 8 => Op::ToggleList(BlockKind::BulletList),
            9 => Op::ToggleList(BlockKind::ORDERED),
            10 => Op::ToggleQuote,
            11..=20 => return Ok(self.elsewhere(chance)),
            _ => return self.take_back(chance),
        };
        self.edit(&op);
        Ok(format!("{op:?}"))
    }

    fn elsewhere(&mut self, chance: &mut Chance) -> String {
        let blocks = self.projection().textblocks();
        let blocks: Vec<_> = blocks.map(|block| (block.id, block.units())).collect();
        let (block, units) = *chance.pick(&blocks).unwrap();
        let mut what = "looks elsewhere".to_owned();
        if units > 0 {
            self.selection = Selection::caret(block, chance.below(units as usize) as u32);
            if self.may_restructure() {
                let (op, offset) = match chance.once_in(2) {
                    true => (Op::Split, self.selection.head().unwrap().offset),
                    false => (Op::JoinBackward, 0),
                };
                self.selection = Selection::caret(block, offset);
                what = format!("elsewhere {op:?} in {}", self.line());
                self.edit(&op);
            }
        }
        self.go_behind();
        what
    }

    /// The caret behind its last letter.
    fn go_behind(&mut self) {
        let mut last = None;
        for block in self.projection().textblocks() {
            for (at, letter) in block.text().encode_utf16().enumerate() {
                let letter = char::from_u32(u32::from(letter)).unwrap_or(' ');
                if self.words.alphabet.contains(&letter) {
                    last = Some(Position::new(block.id, at as u32 + 1));
                }
            }
        }
        self.selection = last.map_or(self.selection, Selection::at);
    }

    fn take_back(&mut self, chance: &mut Chance) -> Result<String, String> {
        let mut what = "undoes".to_owned();
        if let Ok(undone) = self.draft.undo() {
            self.selection = undone.selection.unwrap_or(self.selection);
            self.says(undone.update);
        }
        if chance.once_in(2) {
            what = "undoes and redoes".to_owned();
            if let Ok(redone) = self.draft.redo() {
                self.selection = redone.selection.unwrap_or(self.selection);
                self.says(redone.update);
            }
        }
        let left = self.own();
        if !is_left_of(&left, &self.wrote) {
            return Err(format!("{what} to {left} from {}", self.words.stands));
        }
        self.words.stands = left;
        self.go_behind();
        Ok(what)
    }
}

/// Whether the part is the whole with letters taken out.
fn is_left_of(part: &str, whole: &str) -> bool {
    let mut left = part.chars().peekable();
    whole.chars().for_each(|letter| {
        left.next_if_eq(&letter);
    });
    left.next().is_none()
}
