//! Undo and redo of one person over all fields, with the selection that belongs to each step.
//!
//! yrs groups by time; here the groups end where a person feels them, so its clock stands still and
//! every boundary is set by hand.

mod carried;
mod order;
mod others;

use super::{
    Changes, Clock, Dirty, Draft, Edited, Field, LOCAL, dirty,
    letters::{Letters, balance},
    merge, neighbours, refresh,
    relative::{absolute, relative},
};
use crate::{
    document::{
        edit::EditRefused,
        map::OpMap,
        position::{BlockId, Selection, Side},
        projection::{FieldChange, read},
    },
    proposal::FieldName,
};
pub(super) use carried::RemovedLetters;
use litemap::LiteMap;
use order::FormerPlace;
use others::{live_branch, takes_others_letters};
use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};
use yrs::{
    Doc, ID, IdSet, StateVector, StickyIndex, Transact, XmlFragmentRef,
    undo::{self, UndoManager},
};

/// A pause after which the next letter is undone separately.
const PAUSE_MS: u64 = 1_000;

/// A selection as sticky positions, which survive the steps in between.
#[derive(Clone, Debug)]
pub(super) enum Kept {
    Text {
        anchor: StickyIndex,
        head: StickyIndex,
    },
    Other(Selection),
}

/// The selections around one step, and the fields they are in: words may be moved from one into another.
#[derive(Clone, Debug)]
struct Step {
    began_in: FieldName,
    before: Option<Kept>,
    ended_in: FieldName,
    after: Option<Kept>,
    gained: Letters,
    lost: Letters,
    /// Whether words were moved with it on purpose.
    moved: bool,
    /// Whether it only wrote and removed letters, and those that went with it last.
    letters: bool,
    gone: Vec<RemovedLetters>,
    /// Whether it was taken back without yrs, which then cannot do it again.
    carried: bool,
}

/// What taking back one step changed.
struct Popped {
    update: Vec<u8>,
    dirty: Vec<Dirty>,
}

/// What the callbacks of the undo manager need; they only read and write this.
#[derive(Default)]
struct Slots {
    serial: u64,
    popped: Option<Popped>,
}

pub(super) struct History {
    /// Every item carries the serial number of its step.
    manager: UndoManager<u64>,
    slots: Arc<Mutex<Slots>>,
    steps: HashMap<u64, Step>,
    serial: u64,
    clock: Clock,
    last_ms: u64,
    open: bool,
    /// Whether anything was ever made anew here, which later steps may take for a neighbour.
    restored: bool,
    /// Whether everything is one step until it is said to be over.
    held: bool,
}

impl History {
    pub(super) fn new(clock: Clock) -> History {
        History::with_stacks(clock, Vec::new(), Vec::new())
    }

    fn with_stacks(
        clock: Clock,
        init_undo_stack: Vec<undo::StackItem<u64>>,
        init_redo_stack: Vec<undo::StackItem<u64>>,
    ) -> History {
        let slots = Arc::new(Mutex::new(Slots::default()));
        let mut manager = UndoManager::with_options(undo::Options {
            capture_timeout_millis: u64::MAX,
            tracked_origins: std::iter::once(yrs::Origin::from(LOCAL)).collect(),
            capture_transaction: None,
            timestamp: Arc::new(|| 1),
            init_undo_stack,
            init_redo_stack,
        });
        let added = slots.clone();
        manager.observe_item_added(LOCAL, move |_, event| {
            *event.meta_mut() = locked(&added).serial;
        });
        let popped = slots.clone();
        manager.observe_item_popped(LOCAL, move |txn, event| {
            locked(&popped).popped = Some(Popped {
                update: txn.encode_update_v1(),
                dirty: dirty(event.changed_parent_types()),
            });
        });
        History {
            manager,
            slots,
            steps: HashMap::new(),
            serial: 0,
            clock,
            last_ms: 0,
            open: false,
            restored: false,
            held: false,
        }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    pub(super) fn track(&mut self, doc: &Doc, root: &XmlFragmentRef) {
        self.manager.expand_scope(doc, root);
    }

    fn stack(&self, undoing: bool) -> &[undo::StackItem<u64>] {
        match undoing {
            true => self.manager.undo_stack(),
            false => self.manager.redo_stack(),
        }
    }

    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// The step that brought this unit, if it can be taken back.
    pub(super) fn step_of(&self, id: &ID) -> Option<usize> {
        let brings = |item: &undo::StackItem<u64>| item.insertions().contains(id);
        self.manager.undo_stack().iter().position(brings)
    }

    pub(super) fn boundary(&mut self) {
        self.open = false;
        self.manager.reset();
    }

    /// Called before an operation: decides whether it continues the last step.
    pub(super) fn before(
        &mut self,
        doc: &Doc,
        fields: &LiteMap<FieldName, Field>,
        field: &FieldName,
        selection: Selection,
        boundary: bool,
    ) {
        let now_ms = (self.clock)();
        let paused = now_ms.saturating_sub(self.last_ms) > PAUSE_MS;
        let goes_on = self.held && self.open;
        if !goes_on && (boundary || paused || !self.continues(doc, fields, field, selection)) {
            self.boundary();
        }
        self.last_ms = now_ms;
        if !self.open {
            self.open = true;
            self.serial += 1;
            let before = keep(doc, fields, field, selection);
            let step = Step {
                began_in: field.clone(),
                before,
                ended_in: field.clone(),
                after: None,
                gained: Letters::default(),
                lost: Letters::default(),
                moved: self.held,
                letters: true,
                gone: Vec::new(),
                carried: false,
            };
            self.steps.insert(self.serial, step);
        }
        locked(&self.slots).serial = self.serial;
    }

    /// Called after an operation.
    pub(super) fn after(
        &mut self,
        doc: &Doc,
        fields: &LiteMap<FieldName, Field>,
        edited: &Edited,
        gone: Option<Vec<RemovedLetters>>,
        boundary: bool,
    ) {
        let selection = edited
            .selection
            .and_then(|at| keep(doc, fields, &edited.field, at));
        let (gained, lost) = balance(&edited.changes, fields);
        if let Some(step) = self.steps.get_mut(&self.serial) {
            step.ended_in = edited.field.clone();
            step.after = selection;
            let is_text =
                |change: &FieldChange| change.created.is_empty() && change.removed.is_empty();
            match gone.filter(|_| edited.changes.fields.iter().all(is_text)) {
                Some(gone) => step.gone.extend(gone),
                None => step.letters = false,
            }
            step.gained.extend(gained);
            step.lost.extend(lost);
            if self.held {
                // What one operation took and another put in was moved.
                (step.gained, step.lost) = step.gained.differences(&step.lost);
            }
        }
        if boundary && !self.held {
            self.boundary();
        }
    }

    /// Whether the caret stands where the last operation left it.
    fn continues(
        &self,
        doc: &Doc,
        fields: &LiteMap<FieldName, Field>,
        field: &FieldName,
        selection: Selection,
    ) -> bool {
        let Some(step) = self
            .steps
            .get(&self.serial)
            .filter(|step| step.ended_in == *field)
        else {
            return false;
        };
        match &step.after {
            Some(kept) => restore(doc, fields, field, kept) == Some(selection),
            None => true,
        }
    }
}

impl Draft {
    /// Whether there is something of this person's to take back.
    pub fn can_undo(&self) -> bool {
        self.history
            .as_ref()
            .is_some_and(|history| history.manager.can_undo())
    }

    /// Whether there is something taken back that can be done again.
    pub fn can_redo(&self) -> bool {
        self.history
            .as_ref()
            .is_some_and(|history| history.manager.can_redo())
    }

    /// Ends the current step: what comes next is undone separately. For the end of a composition,
    /// a loss of focus, an accepted suggestion.
    pub fn undo_boundary(&mut self) {
        if let Some(history) = &mut self.history {
            history.boundary();
        }
    }

    /// Begins, or ends, several operations that are undone together: moving words takes them away and
    /// puts them in, in the same field or in another.
    pub fn undo_as_one(&mut self, one: bool) {
        if let Some(history) = &mut self.history {
            history.boundary();
            history.held = one;
        }
    }

    /// Takes back this person's last step. Refused, and given up, when it would take letters of
    /// somebody else with it.
    pub fn undo(&mut self) -> Result<Edited, EditRefused> {
        self.pop(true)
    }

    /// Does the last step that was taken back again.
    pub fn redo(&mut self) -> Result<Edited, EditRefused> {
        self.pop(false)
    }

    /// Takes back or does again the topmost step, unless yrs would put letters where copies do not
    /// agree on them: then this copy is made anew as it was, and its history is over.
    fn pop(&mut self, undoing: bool) -> Result<Edited, EditRefused> {
        let before = self.before_restoring(undoing);
        let edited = self.pop_unseen(undoing);
        match (before, &edited) {
            (Some(before), Ok(done)) if !neighbours::hold(&before, &done.update) => {
                self.start_over(&before);
                return Err(EditRefused::OthersWroteHere);
            }
            _ => {}
        }
        if let (Some(history), Ok(_)) = (&mut self.history, &edited) {
            history.restored = true;
        }
        edited
    }

    /// The document's bytes, when the topmost step restores something among what was restored.
    fn before_restoring(&self, undoing: bool) -> Option<Vec<u8>> {
        let history = self.history.as_ref().filter(|history| history.restored)?;
        let top = history.stack(undoing).last()?;
        (!top.deletions().is_empty()).then(|| self.encoded(&StateVector::default()))
    }

    fn pop_unseen(&mut self, undoing: bool) -> Result<Edited, EditRefused> {
        let history = self.history.as_mut().ok_or(EditRefused::NothingToDo)?;
        history.boundary();
        if let Some(carried) = self.carry(undoing) {
            return carried;
        }
        let Draft { history, doc, .. } = self;
        let history = history.as_mut().ok_or(EditRefused::NothingToDo)?;
        let top = history
            .stack(undoing)
            .last()
            .ok_or(EditRefused::NothingToDo)?;
        let serial = *top.meta();
        if takes_others_letters(doc, top.insertions()) {
            self.give_up(undoing);
            return Err(EditRefused::OthersWroteHere);
        }
        let stood = self.stood(undoing);
        let (mut update, mut changes) = self.turn(serial, undoing)?;
        if self.took_only_its_own(serial, undoing, &changes) {
            if let Some(stood) = stood {
                let (more, moved) = self.order_of_step(&stood, &changes, undoing);
                update = merge(vec![update, more]);
                changes.absorb(moved);
            }
            self.near.wrote(&changes);
            return Ok(self.taken_back(serial, undoing, update, changes));
        }
        self.turn_back(serial, undoing, update, changes)
    }

    /// Lets yrs take back or do again the topmost step.
    fn turn(&mut self, serial: u64, undoing: bool) -> Result<(Vec<u8>, Changes), EditRefused> {
        let first = self.clock();
        let Draft {
            history,
            doc,
            fields,
            ..
        } = self;
        let history = history.as_mut().ok_or(EditRefused::NothingToDo)?;
        locked(&history.slots).serial = serial;
        let top = history.stack(undoing).last();
        let top = top.map(|top| (top.deletions().clone(), top.insertions().clone()));
        let done = match undoing {
            true => history.manager.undo_blocking(),
            false => history.manager.redo_blocking(),
        };
        let popped = locked(&history.slots).popped.take();
        let popped = popped.filter(|_| done).ok_or(EditRefused::NothingToDo)?;
        let changes = refresh(fields, popped.dirty, &doc.transact());
        let told = top.map(|(taken, brought)| self.restored(&taken, &brought, first));
        Ok((
            merge(vec![popped.update, told.unwrap_or_default()]),
            changes,
        ))
    }

    /// Puts what came back where its text stood, as a part of the same step.
    fn order_of_step(
        &mut self,
        stood: &FormerPlace,
        changes: &Changes,
        undoing: bool,
    ) -> (Vec<u8>, Changes) {
        let (update, moved, clocks) = self.put_in_order(stood, changes);
        if clocks.is_empty() {
            return (update, moved);
        }
        let (own, guid) = (self.doc.client_id(), self.doc.guid());
        let mut anew = IdSet::new();
        anew.insert(ID::new(own, clocks.start), clocks.end - clocks.start);
        self.renew_history(|undo, redo| {
            let turned = if undoing { redo } else { undo };
            if let Some(item) = turned.last_mut() {
                let anew = undo::StackItem::with_meta(guid, IdSet::new(), anew, 0);
                item.merge(anew, |_, _| {});
            }
        });
        (update, moved)
    }

    /// Whether only letters went that the step had brought and only those came that it had taken, or
    /// the other way round when it is done again. A step that moved text cannot be taken back when what
    /// it moved was meanwhile removed elsewhere, or moved on: then it would stand twice.
    fn took_only_its_own(&self, serial: u64, undoing: bool, changes: &Changes) -> bool {
        let (gained, lost) = balance(changes, &self.fields);
        let step = self
            .history
            .as_ref()
            .and_then(|history| history.steps.get(&serial));
        step.is_none_or(|step| match undoing {
            true => lost.are_among(&step.gained) && gained.are_among(&step.lost),
            false => lost.are_among(&step.lost) && gained.are_among(&step.gained),
        })
    }

    /// Reverts a step back that took too much, and gives it up.
    fn turn_back(
        &mut self,
        serial: u64,
        undoing: bool,
        update: Vec<u8>,
        mut changes: Changes,
    ) -> Result<Edited, EditRefused> {
        let mut updates = vec![update];
        // What yrs cannot turn back stays as it is, and has to be told to the others all the same.
        if let Ok((back, restored)) = self.turn(serial, !undoing) {
            updates.push(back);
            changes.absorb(restored);
            self.give_up(undoing);
        }
        let edited = self.taken_back(serial, !undoing, merge(updates), changes);
        let refused = Some(EditRefused::OthersWroteHere);
        Ok(Edited { refused, ..edited })
    }

    /// Lets steps of the history take back what their letters became: made anew elsewhere by this copy
    /// itself, under these numbers.
    pub(super) fn adopt(&mut self, taken: &[(usize, Range<u32>)]) {
        let own = self.doc.client_id();
        let guid = self.doc.guid();
        if taken.is_empty() {
            return;
        }
        self.renew_history(|undo, _| {
            for (step, clocks) in taken {
                let Some(item) = undo.get_mut(*step) else {
                    continue;
                };
                let mut anew = IdSet::new();
                anew.insert(ID::new(own, clocks.start), clocks.end - clocks.start);
                let anew = undo::StackItem::with_meta(guid.clone(), IdSet::new(), anew, 0);
                item.merge(anew, |_, _| {});
            }
        });
    }

    fn taken_back(&self, serial: u64, undoing: bool, update: Vec<u8>, changes: Changes) -> Edited {
        let step = self
            .history
            .as_ref()
            .and_then(|history| history.steps.get(&serial));
        let (field, kept) = match (step, undoing) {
            (Some(step), true) => (Some(step.began_in.clone()), step.before.as_ref()),
            (Some(step), false) => (Some(step.ended_in.clone()), step.after.as_ref()),
            (None, _) => (None, None),
        };
        let field = field.or_else(|| changes.fields.first().map(|change| change.field.clone()));
        let field = field.or_else(|| self.fields.keys().next().cloned());
        let selection = match (&field, kept) {
            (Some(field), Some(kept)) => restore(&self.doc, &self.fields, field, kept),
            _ => None,
        };
        Edited {
            field: field.unwrap_or_else(nowhere),
            update,
            changes,
            map: OpMap::default(),
            selection,
            refused: None,
        }
    }

    /// Drops the topmost step, which cannot be done.
    fn give_up(&mut self, undoing: bool) {
        self.renew_history(|undo, redo| {
            match undoing {
                true => undo.pop(),
                false => redo.pop(),
            };
        });
    }

    /// Changes the stacks, for which the manager has no call: a new one takes them over.
    fn renew_history(&mut self, change: impl FnOnce(&mut Stack, &mut Stack)) {
        let Some(old) = self.history.take() else {
            return;
        };
        let mut undo_stack = old.manager.undo_stack().to_vec();
        let mut redo_stack = old.manager.redo_stack().to_vec();
        change(&mut undo_stack, &mut redo_stack);
        let mut history = History::with_stacks(old.clock.clone(), undo_stack, redo_stack);
        history.steps = old.steps.clone();
        history.serial = old.serial;
        history.restored = old.restored;
        drop(old);
        for field in self.fields.values() {
            history.track(&self.doc, &field.root);
        }
        self.history = Some(history);
    }
}

fn units(ids: &IdSet) -> impl Iterator<Item = ID> {
    ids.iter().flat_map(|(client, ranges)| {
        let clocks = ranges.iter().flat_map(|range| range.clone());
        clocks.map(|clock| ID::new(*client, clock))
    })
}

type Stack = Vec<undo::StackItem<u64>>;

/// The field of a step that touched none; it is never shown.
fn nowhere() -> FieldName {
    FieldName {
        section: crate::proposal::SectionKey(String::new()),
        language: Default::default(),
    }
}

fn locked(slots: &Mutex<Slots>) -> std::sync::MutexGuard<'_, Slots> {
    slots.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn keep(
    doc: &Doc,
    fields: &LiteMap<FieldName, Field>,
    field: &FieldName,
    selection: Selection,
) -> Option<Kept> {
    let Selection::Text { anchor, head } = selection else {
        return Some(Kept::Other(selection));
    };
    let projection = &fields.get(field)?.projection;
    let txn = doc.transact();
    let place = |at| relative(at, Side::Before, projection, &txn);
    let anchor_index = place(anchor)?;
    let head_index = if head == anchor {
        anchor_index.clone()
    } else {
        place(head)?
    };
    Some(Kept::Text {
        anchor: anchor_index,
        head: head_index,
    })
}

pub(super) fn restore(
    doc: &Doc,
    fields: &LiteMap<FieldName, Field>,
    field: &FieldName,
    kept: &Kept,
) -> Option<Selection> {
    let projection = &fields.get(field)?.projection;
    let txn = doc.transact();
    match kept {
        Kept::Text { anchor, head } => {
            let place = |index| absolute(index, projection, &txn).map(|(_, position)| position);
            let start = place(anchor)?;
            let end = if head == anchor { start } else { place(head)? };
            Some(Selection::text(start, end))
        }
        Kept::Other(selection) => {
            let block = |id: BlockId| read::id_of(&live_branch(id.id(), &txn)?);
            let shown = |id| block(id).filter(|id| projection.block(*id).is_some());
            match *selection {
                Selection::Node(id) => shown(id).map(Selection::Node),
                Selection::Cells { anchor, head } => {
                    let (anchor, head) = (shown(anchor)?, shown(head)?);
                    Some(Selection::Cells { anchor, head })
                }
                text => Some(text),
            }
        }
    }
}
