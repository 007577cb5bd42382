//! Steps of letters whose text somebody else has moved since: undo and redo follow it.
//!
//! yrs takes back what it knows: letters that others wrote anew elsewhere it does not find, and it puts
//! letters beside what stood there once. So a step that only wrote and removed letters keeps what it
//! removed, with its neighbours. Where one of these has moved, the step's letters are taken from where
//! they stand now, and what it removed is written beside the copies of its neighbours.

use super::{
    Draft, EditRefused, Edited, FieldName, Selection, live_branch, takes_others_letters, units,
};
use crate::document::{
    draft::{Editing, moves},
    edit::Op,
    map::OpMap,
    position::{BlockId, Position, Range},
    projection::{Node, NodeContent, Span, cut, read},
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashSet},
};
use yrs::{ID, IdSet, Transact, XmlOut, undo};

/// What undo and redo do to text that has moved.
const CARRIED: &str = "carried";
/// So many units of a step are followed.
const UNITS: usize = 10_000;

/// What becomes a break, which is no letter: nothing says where it went.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// Letters that a step took away, and what stood around them.
#[derive(Clone, Debug)]
pub(in crate::document::draft) struct RemovedLetters {
    block: BlockId,
    /// The first text of that block.
    text: Option<ID>,
    spans: Vec<Span>,
    ids: Vec<Option<ID>>,
    left: Option<ID>,
    right: Option<ID>,
}

/// Where letters stand: by block, their offsets.
type Places = BTreeMap<BlockId, BTreeSet<u32>>;

impl Draft {
    /// What an operation on letters is about to take away; none when it does anything else.
    pub(in crate::document::draft) fn about_to_go(
        &self,
        field: &FieldName,
        op: &Op,
        selection: Selection,
    ) -> Option<Vec<RemovedLetters>> {
        let range = match (op, selection) {
            (Op::InsertText { text, .. }, Selection::Text { anchor, head }) => {
                let range = self.projection(field).range(anchor, head)?;
                (!text.contains(LINE_ENDS)).then_some(range)?
            }
            (Op::Delete(range), _) => *range,
            (Op::Replace { range, text }, _) if !text.contains(LINE_ENDS) => *range,
            (Op::InsertSlice(slice), Selection::Text { anchor, head }) => {
                let inline = slice.open_start > 0 && slice.open_end > 0 && slice.nodes.len() == 1;
                let inline = inline && slice.nodes.iter().all(only_letters);
                inline.then_some(self.projection(field).range(anchor, head)?)?
            }
            _ => return None,
        };
        let Range { from, to } = range;
        (from.block == to.block).then_some(())?;
        match from.offset == to.offset {
            true => Some(Vec::new()),
            false => Some(vec![self.gone(
                field,
                from.block,
                from.offset,
                to.offset,
            )?]),
        }
    }

    fn gone(
        &self,
        field: &FieldName,
        block: BlockId,
        from: u32,
        to: u32,
    ) -> Option<RemovedLetters> {
        let found = self.projection(field).block(block)?;
        let spans = cut(found.spans(), from, to);
        let only_letters = spans.iter().all(|span| matches!(span, Span::Text { .. }));
        let txn = self.doc.transact();
        let at = |at: u32| moves::ids(block, at, at + 1, &txn).pop().flatten();
        only_letters.then(|| RemovedLetters {
            block,
            text: read::first_text(block, &txn),
            spans,
            ids: moves::ids(block, from, to, &txn),
            left: from.checked_sub(1).and_then(at),
            right: (to < found.units()).then(|| at(to)).flatten(),
        })
    }

    /// Where a unit, or the copy of it, stands now.
    fn standing(&self, id: ID) -> Option<(FieldName, Position)> {
        let copy = || self.other_copy(id, self.moves.root(id));
        self.place_of(id).or_else(copy)
    }

    /// Whether a unit went and a copy of it stands, other than these, that yrs does not know as the same.
    fn has_moved(&self, id: ID, own: &IdSet) -> bool {
        if self.stands(id) || self.came_back(id) {
            return false;
        }
        let root = self.moves.root(id);
        let copies = self.moves.copies(root).chain(std::iter::once(root));
        let mut others = copies.filter(|copy| *copy != id && !own.contains(copy));
        others.any(|copy| self.stands(copy))
    }

    /// Takes back, or does again, the topmost step where its text has moved; none when it has not.
    pub(super) fn carry(&mut self, undoing: bool) -> Option<Result<Edited, EditRefused>> {
        let history = self.history.as_ref()?;
        let top = history.stack(undoing).last()?;
        let (serial, brought) = (*top.meta(), top.insertions().clone());
        let step = history
            .steps
            .get(&serial)
            .filter(|step| step.letters && !step.moved)?;
        let (field, gone) = (step.ended_in.clone(), step.gone.clone());
        let units: Vec<ID> = units(&brought).take(UNITS + 1).collect();
        if units.len() > UNITS {
            return None;
        }
        let places = self.places_of(&field, &units);
        let goes = self.all_gone(&field, &places);
        let mut around = gone.iter().flat_map(|it| [it.left, it.right]).flatten();
        let moved = step.carried
            || units.iter().any(|id| self.has_moved(*id, &brought))
            || around.any(|id| self.has_moved(id, &IdSet::new()))
            || gone.iter().any(|it| !self.lives(it.block))
            || self.holds_text(&units)
            || takes_others_letters(&self.doc, &brought);
        if !moved {
            self.remember(serial, goes, false);
            return None;
        }
        Some(self.carry_out(undoing, serial, (field, places), gone, goes, &brought))
    }

    /// Whether only a text was made for the letters: others may be writing in it at this moment. A
    /// block that was made for them goes with them.
    fn holds_text(&self, units: &[ID]) -> bool {
        let txn = self.doc.transact();
        let mut branches = units.iter().filter_map(|id| live_branch(*id, &txn));
        let is_text = |branch: XmlOut| matches!(branch, XmlOut::Text(_));
        branches.next().is_some_and(is_text) && branches.all(is_text)
    }

    fn lives(&self, block: BlockId) -> bool {
        live_branch(block.id(), &self.doc.transact()).is_some()
    }

    fn remember(&mut self, serial: u64, gone: Vec<RemovedLetters>, carried: bool) {
        let step = self.history.as_mut();
        let step = step.and_then(|history| history.steps.get_mut(&serial));
        if let Some(step) = step {
            step.gone = gone;
            // yrs keeps nothing of what goes this way.
            step.carried |= carried;
        }
    }

    fn places_of(&self, field: &FieldName, units: &[ID]) -> Places {
        let mut places = Places::new();
        let standing = units.iter().filter_map(|id| self.standing(*id));
        for (_, at) in standing.filter(|(it, _)| it == field) {
            places.entry(at.block).or_default().insert(at.offset);
        }
        places
    }

    fn all_gone(&self, field: &FieldName, places: &Places) -> Vec<RemovedLetters> {
        let blocks = places.iter();
        let gone = blocks.flat_map(|(block, offsets)| {
            let ranges = moves::ranges(offsets).into_iter();
            ranges.filter_map(|(from, to)| self.gone(field, *block, from, to))
        });
        gone.collect()
    }

    fn carry_out(
        &mut self,
        undoing: bool,
        serial: u64,
        (field, places): (FieldName, Places),
        gone: Vec<RemovedLetters>,
        goes: Vec<RemovedLetters>,
        brought: &IdSet,
    ) -> Result<Edited, EditRefused> {
        let comes =
            |gone: &&RemovedLetters| gone.ids.iter().flatten().any(|id| !brought.contains(id));
        let is_lost = |gone: &RemovedLetters| self.beside(&field, gone).is_none();
        if gone.iter().filter(comes).any(is_lost) {
            self.give_up(undoing);
            return Err(EditRefused::OthersWroteHere);
        }
        let first = self.clock();
        let (mut went, mut came) = (Vec::new(), Vec::new());
        let mut editing = Editing::new(self, field.clone(), CARRIED);
        for (block, offsets) in &places {
            for (from, to) in moves::ranges(offsets).into_iter().rev() {
                editing.step(|surgery| surgery.delete(*block, from, to));
                went.push(Position::new(*block, from));
            }
        }
        let mut edited = editing.finish(None);
        for gone in gone.iter().rev() {
            let Some(place) = self.beside(&field, gone) else {
                continue;
            };
            let mut editing = Editing::new(self, field.clone(), CARRIED);
            let at = gone.put(&mut editing, place, brought);
            let more = editing.finish(None);
            came.extend(at);
            edited.update = super::merge(vec![edited.update, more.update]);
            edited.changes.absorb(more.changes);
        }
        let end = self.clock();
        let taken = goes.iter().flat_map(|gone| gone.ids.iter().flatten());
        let taken: IdSet = id_set(taken.copied());
        let mut anew = IdSet::new();
        if end > first {
            anew.insert(ID::new(self.doc.client_id(), first), end - first);
        }
        let item = undo::StackItem::with_meta(self.doc.guid(), taken, anew, serial);
        let empty = edited.update.is_empty();
        self.renew_history(|undo, redo| {
            let (from, to) = if undoing { (undo, redo) } else { (redo, undo) };
            from.pop();
            if !empty {
                to.push(item);
            }
        });
        if empty {
            // Nothing of it is left: the step before it is the one.
            return self.pop_unseen(undoing);
        }
        self.remember(serial, goes, true);
        self.near.wrote(&edited.changes);
        Ok(Edited {
            selection: self.caret_after(&field, came, went),
            map: OpMap::default(),
            ..edited
        })
    }

    /// Behind what came, else where the first of it went.
    fn caret_after(
        &self,
        field: &FieldName,
        came: Vec<Position>,
        went: Vec<Position>,
    ) -> Option<Selection> {
        let projection = self.projection(field);
        let order =
            |a: &Position, b: &Position| projection.order(*a, *b).unwrap_or(Ordering::Equal);
        let caret = came.into_iter().max_by(order);
        let caret = caret.or_else(|| went.into_iter().min_by(order));
        caret.map(Selection::at)
    }

    /// Where letters belong that stood between these neighbours.
    fn beside(&self, field: &FieldName, gone: &RemovedLetters) -> Option<Position> {
        let place = |id: Option<ID>| self.standing(id?).filter(|(it, _)| it == field);
        let left = place(gone.left).map(|(_, at)| Position::new(at.block, at.offset + 1));
        let right = || place(gone.right).map(|(_, at)| at);
        let same = || {
            let block = self.projection(field).block(gone.block)?;
            Some(Position::new(block.id, 0))
        };
        let empty = || {
            let (it, block) = self.empty_copy(gone.text?)?;
            (it == *field).then(|| Position::new(block, 0))
        };
        left.or_else(right).or_else(same).or_else(empty)
    }
}

impl RemovedLetters {
    /// Writes it at a place, but for what came with the same step; answers the place behind it.
    fn put(&self, editing: &mut Editing, at: Position, brought: &IdSet) -> Option<Position> {
        let is_back = |id: &Option<ID>| id.is_some_and(|id| !brought.contains(&id));
        let wanted: Vec<bool> = self.ids.iter().map(is_back).collect();
        let mut place = at.offset;
        let mut start = 0;
        for stretch in wanted.chunk_by(|a, b| a == b) {
            let (from, to) = (start, start + stretch.len());
            start = to;
            if !stretch[0] {
                continue;
            }
            let spans = cut(&self.spans, from as u32, to as u32);
            editing.step(|surgery| {
                let original = |id: &Option<ID>| id.map(|id| surgery.moves.original(id));
                let originals: Vec<_> = self.ids[from..to].iter().map(original).collect();
                surgery.insert_spans(at.block, place, &spans);
                surgery.copied(at.block, place, &originals);
            });
            place += (to - from) as u32;
        }
        (place > at.offset).then(|| Position::new(at.block, place))
    }
}

/// Whether a block to be put in holds nothing but letters.
fn only_letters(node: &Node) -> bool {
    let is_letters = |span: &Span| match span {
        Span::Text { text, .. } => !text.contains(LINE_ENDS),
        Span::Break => false,
    };
    match &node.content {
        NodeContent::Text(spans) => spans.iter().all(is_letters),
        NodeContent::Blocks(children) => children.iter().all(only_letters),
        NodeContent::Nothing => false,
    }
}

fn id_set(ids: impl Iterator<Item = ID>) -> IdSet {
    let mut set = IdSet::new();
    ids.collect::<HashSet<ID>>()
        .into_iter()
        .for_each(|id| set.insert(id, 1));
    set
}
