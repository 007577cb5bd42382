//! The live document of a proposal, and the one gate to yrs.
//!
//! Every change goes through one transaction at a time that opens and ends here; afterwards only
//! the changed branches are read again. No callback of yrs reaches out of this module.

mod early;
mod editing;
mod history;
mod letters;
pub(crate) mod moves;
mod near;
mod neighbours;
pub mod origins;
pub(crate) mod relative;
mod restate;
mod stranded;

use super::{
    edit::{self, EditRefused, Op},
    map::OpMap,
    mend::mend,
    normalise,
    position::{BlockId, Position, Selection, Side},
    projection::{FieldChange, Node, Projection},
    schema::BlockKind,
    surgery::Surgery,
};
use crate::{
    limits,
    proposal::FieldName,
    sync::guard::{self, MOVES, outline::Outline},
};
use early::Early;
pub(crate) use editing::Editing;
use history::History;
use litemap::LiteMap;
use moves::Moves;
use near::Near;
use std::{collections::HashSet, sync::Arc};
use yrs::{
    ClientID, Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut, Update,
    WriteTxn, XmlFragmentRef, XmlOut,
    branch::BranchPtr,
    updates::{decoder::Decode, encoder::Encode},
};

/// Changes by this person, which undo takes back.
const LOCAL: &str = "local";
/// Changes from elsewhere.
const REMOTE: &str = "remote";
/// Text that was there before anybody typed.
const PLANTED: &str = "planted";
/// Changes by the server to what a merge or a foreign editor left illegal.
const REPAIR: &str = "repair";
/// This person's letters on their way after the text that they were typed in.
const REUNITED: &str = "reunited";

/// A clock that never goes back, in milliseconds; `performance.now()` in a browser.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

/// Why bytes were not taken into the document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    #[error("not an update: {0}")]
    Malformed(String),
    #[error("too much waits for what came before it")]
    TooEarly,
    #[error("an update of {size_bytes} bytes is too big")]
    TooBig { size_bytes: usize },
}

/// What a change of the document changed, field by field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    pub fields: Vec<FieldChange>,
}

impl Changes {
    /// Whether nothing visible changed.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(FieldChange::is_empty)
    }

    /// What changed in one field.
    pub fn field(&self, name: &FieldName) -> Option<&FieldChange> {
        self.fields.iter().find(|change| change.field == *name)
    }

    fn absorb(&mut self, later: Changes) {
        for change in later.fields {
            match self
                .fields
                .iter_mut()
                .find(|known| known.field == change.field)
            {
                Some(known) => known.absorb(change),
                None => self.fields.push(change),
            }
        }
    }
}

/// What an operation of this person did.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    pub field: FieldName,
    /// What to send to the others; empty when only the selection moved.
    pub update: Vec<u8>,
    pub changes: Changes,
    /// Where every old place of the field went.
    pub map: OpMap,
    /// What is selected now; none when the operation says nothing about it.
    pub selection: Option<Selection>,
    /// Why an undo was given up after it had begun: the text is as before, made anew in part.
    pub refused: Option<EditRefused>,
}

struct Field {
    root: XmlFragmentRef,
    projection: Projection,
}

/// The live document of a proposal.
pub struct Draft {
    // Before the document: it leaves its observers when it is dropped.
    history: Option<History>,
    doc: Doc,
    fields: LiteMap<FieldName, Field>,
    nothing: Projection,
    /// What came before its predecessors did.
    early: Early,
    near: Near,
    moves: Moves,
}

/// The server keeps drafts in tasks that move between threads.
#[cfg(not(target_family = "wasm"))]
const _: fn() = || {
    fn moves<T: Send>() {}
    moves::<Draft>();
};

impl Draft {
    /// A person's copy. `client_id` is fresh for every tab, random, below 2⁵³, and never stored.
    pub fn for_browser(client_id: u64, clock: Clock) -> Draft {
        let mut draft = Draft::with(client_id);
        draft.history = Some(History::new(clock));
        draft
    }

    /// The server's copy: no undo, and formatting is left to those who wrote it.
    pub fn for_server(client_id: u64) -> Draft {
        Draft::with(client_id)
    }

    /// The server's copy of what the store holds, in any order; what is too deep or belongs to no
    /// field is left out. Parts whose predecessors are missing wait for them.
    pub fn load<'a>(
        client_id: u64,
        updates: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Draft, DocumentError> {
        let updates: Vec<&[u8]> = updates.into_iter().collect();
        let sifted = Outline::default().take_stored(updates.iter().copied());
        let sifted = sifted.map_err(malformed)?;
        let mut draft = Draft::for_server(client_id);
        for (_, update) in &sifted.taken {
            draft.apply(update)?;
        }
        for number in sifted.waiting {
            draft.apply(updates[number])?;
        }
        Ok(draft)
    }

    fn with(client_id: u64) -> Draft {
        Draft {
            history: None,
            doc: empty(ClientID::new(client_id & CLIENT_ID_MASK)),
            fields: LiteMap::new(),
            nothing: Projection::default(),
            early: Early::default(),
            near: Near::default(),
            moves: Moves::default(),
        }
    }

    /// The id under which this copy writes.
    pub fn client_id(&self) -> u64 {
        self.doc.client_id().get()
    }

    /// The number of what this copy writes next.
    fn clock(&self) -> u32 {
        self.doc
            .transact()
            .state_vector()
            .get(&self.doc.client_id())
    }

    /// What this copy has, as a lib0 state vector.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// Everything that a copy with this state vector lacks, also what waits here for predecessors.
    pub fn updates_since(&self, state_vector: &[u8]) -> Result<Vec<u8>, DocumentError> {
        guard::state_vector(state_vector).map_err(malformed)?;
        if !self.early.is_empty() {
            return yrs::diff_updates_v1(&self.whole(), state_vector).map_err(malformed);
        }
        let state = StateVector::decode_v1(state_vector).map_err(malformed)?;
        Ok(self.encoded(&state))
    }

    fn encoded(&self, state: &StateVector) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(state)
    }

    /// The whole document as one update.
    pub fn whole(&self) -> Vec<u8> {
        let whole = self.encoded(&StateVector::default());
        match self.early.is_empty() {
            true => whole,
            false => merge(std::iter::once(whole).chain(self.early.all()).collect()),
        }
    }

    /// Whether something waits here for what came before it.
    pub fn is_early(&self) -> bool {
        !self.early.is_empty()
    }

    /// Takes in an update from elsewhere. Parts whose predecessors are missing wait for them.
    pub fn apply(&mut self, update: &[u8]) -> Result<Changes, DocumentError> {
        let size_bytes = update.len();
        if size_bytes > limits::DOCUMENT_BYTES {
            return Err(DocumentError::TooBig { size_bytes });
        }
        let contents = guard::update(update).map_err(malformed)?;
        self.moves.expect();
        let state = self.doc.transact().state_vector();
        if early::leaves_holes(&contents, &state) {
            self.early.keep(contents, update)?;
            return Ok(Changes::default());
        }
        let mut changes = self.take_in(update)?;
        while !self.early.is_empty() {
            let state = self.doc.transact().state_vector();
            let Some(update) = self.early.next(&state) else {
                break;
            };
            changes.absorb(self.take_in(&update)?);
        }
        changes.fields.retain(|change| !change.is_empty());
        Ok(changes)
    }

    fn take_in(&mut self, update: &[u8]) -> Result<Changes, DocumentError> {
        let before = self.survey(update);
        let mut changes = self.merge_in(update)?;
        changes.absorb(self.keep_brought());
        if let Some(before) = before {
            let reunited = self.reunite(before, &changes);
            changes.absorb(reunited);
        }
        Ok(changes)
    }

    fn merge_in(&mut self, update: &[u8]) -> Result<Changes, DocumentError> {
        let update = Update::decode_v1(update).map_err(malformed)?;
        let mut txn = self.doc.transact_mut_with(REMOTE);
        txn.apply_update(update).map_err(malformed)?;
        let new = attach(&mut self.fields, &mut txn);
        txn.commit();
        let changed = txn.changed_parent_types();
        if changed.iter().any(moves::is_list) {
            self.moves.refresh(&txn);
        }
        let dirty = dirty(txn.changed_parent_types());
        let mut changes = refresh(&mut self.fields, dirty, &txn);
        for name in &new {
            changes.fields.retain(|change| change.field != *name);
            changes.fields.extend(
                self.fields
                    .get_mut(name)
                    .map(|field| field.rebuild(name, &txn)),
            );
        }
        drop(txn);
        self.track(&new);
        Ok(changes)
    }

    /// The fields that this copy knows, in the order of their names.
    pub fn fields(&self) -> impl Iterator<Item = &FieldName> {
        self.fields.keys()
    }

    /// A field as a plain tree; empty when nobody has written in it yet.
    pub fn projection(&self, field: &FieldName) -> &Projection {
        self.fields
            .get(field)
            .map_or(&self.nothing, |field| &field.projection)
    }

    /// A field read anew from the shared document, to compare with the projection.
    pub fn rebuilt(&self, field: &FieldName) -> Projection {
        let txn = self.doc.transact();
        self.fields
            .get(field)
            .map(|field| Projection::read(&field.root, &txn))
            .unwrap_or_default()
    }

    /// Carries out one operation of this person.
    pub fn edit(
        &mut self,
        field: &FieldName,
        op: &Op,
        selection: Selection,
    ) -> Result<Edited, EditRefused> {
        self.open(field);
        let boundary = op.is_boundary();
        // An empty paragraph to write in is nothing that anybody did.
        let begins = matches!(op, Op::Begin);
        if let Some(history) = self.history.as_mut().filter(|_| !begins) {
            history.before(&self.doc, &self.fields, field, selection, boundary);
        }
        let held = self.history.as_ref().is_some_and(History::is_held);
        if held {
            self.take_along(field, op);
        }
        let gone = self.about_to_go(field, op, selection);
        let first = self.clock();
        let origin = if begins { PLANTED } else { LOCAL };
        let mut editing = Editing::new(self, field.clone(), origin);
        let after = match edit::run(&mut editing, op, selection) {
            Err(refused) if editing.updates.is_empty() => return Err(refused),
            // Half of it is done and has to be told; the selection follows that half.
            Err(_) => editing.follow(selection),
            Ok(after) => after,
        };
        editing.trail();
        let after = editing.standing(after);
        let mut edited = editing.finish(Some(after));
        if held && matches!(op, Op::InsertSlice(_)) {
            let told = self.put_down(field, &edited.changes, first);
            edited.update = merge(vec![edited.update, told]);
        }
        if let Some(history) = &mut self.history {
            match begins {
                true => history.boundary(),
                false => history.after(&self.doc, &self.fields, &edited, gone, boundary),
            }
            self.near.wrote(&edited.changes);
            self.near.brought = 0;
        }
        Ok(edited)
    }

    /// Writes blocks, made legal, at the end of a field: a first text, an import. Undo
    /// does not know it.
    pub fn plant(&mut self, field: &FieldName, nodes: &[Node]) -> Edited {
        self.open(field);
        let mut editing = Editing::new(self, field.clone(), PLANTED);
        let end = editing.projection().roots().len();
        let nodes = mend(nodes.to_vec());
        editing.step(|surgery| surgery.insert_blocks(None, end, &nodes));
        editing.finish(None)
    }

    /// Repairs what `changes` left illegal: the server calls it after each update that it takes in,
    /// and sends update and repair as one. The update is empty when nothing was to be repaired.
    pub fn normalise(&mut self, changes: &Changes) -> Vec<u8> {
        self.repair(changes).0
    }

    /// As [`Draft::normalise`], and what the repair changed.
    pub fn repair(&mut self, changes: &Changes) -> (Vec<u8>, Changes) {
        let (single, mut repaired) = self.leave_single();
        let mut updates = vec![single];
        let mut touched = changes.clone();
        touched.absorb(repaired.clone());
        for change in &touched.fields {
            let mut editing = Editing::new(self, change.field.clone(), REPAIR);
            normalise::touched(&mut editing, change);
            updates.extend(editing.updates);
            repaired.absorb(editing.changes);
        }
        (merge(updates), repaired)
    }

    /// Repairs every field, for a document from elsewhere.
    pub fn normalise_all(&mut self) -> Vec<u8> {
        let names: Vec<FieldName> = self.fields.keys().cloned().collect();
        let mut updates = Vec::new();
        for name in names {
            let mut editing = Editing::new(self, name, REPAIR);
            normalise::whole(&mut editing);
            updates.extend(editing.updates);
        }
        merge(updates)
    }

    /// Makes a field known, so that it can be read and edited.
    pub fn open(&mut self, field: &FieldName) {
        if self.fields.contains_key(field) {
            return;
        }
        let mut txn = self.doc.transact_mut_with(REMOTE);
        let root = txn.get_or_insert_xml_fragment(field.to_string());
        let projection = Projection::read(&root, &txn);
        drop(txn);
        self.fields
            .insert(field.clone(), Field { root, projection });
        self.track(std::slice::from_ref(field));
    }

    /// Makes this copy anew from bytes of its own that were told to the others; its history is over.
    fn start_over(&mut self, before: &[u8]) {
        let clock = self.history.take().map(|history| history.clock());
        self.doc = empty(self.doc.client_id());
        let fields = std::mem::take(&mut self.fields);
        self.history = clock.map(History::new);
        // What this copy wrote itself it can read.
        let _ = self.merge_in(before);
        fields.keys().for_each(|name| self.open(name));
    }

    fn track(&mut self, new: &[FieldName]) {
        if let Some(history) = &mut self.history {
            for field in new.iter().filter_map(|name| self.fields.get(name)) {
                history.track(&self.doc, &field.root);
            }
        }
    }
}

/// A document without anything. Formatting is not cleaned up: that would be told to nobody.
fn empty(client_id: ClientID) -> Doc {
    let mut options = Options::with_client_id(client_id);
    options.offset_kind = OffsetKind::Utf16;
    options.cleanup_formatting = false;
    let doc = Doc::with_options(options);
    doc.get_or_insert_array(MOVES);
    doc
}

/// Yjs client ids are whole numbers that a JavaScript number holds.
const CLIENT_ID_MASK: u64 = (1 << 53) - 1;

fn malformed(error: impl std::fmt::Display) -> DocumentError {
    DocumentError::Malformed(error.to_string())
}

impl Field {
    fn rebuild(&mut self, name: &FieldName, txn: &TransactionMut) -> FieldChange {
        self.projection = Projection::read(&self.root, txn);
        let mut change = FieldChange::none(name.clone());
        change.created = self.projection.blocks().map(|block| block.id).collect();
        change.reshaped = vec![None];
        change
    }
}

/// Finds root fragments that came with an update, and answers their names.
fn attach(fields: &mut LiteMap<FieldName, Field>, txn: &mut TransactionMut) -> Vec<FieldName> {
    let new: Vec<FieldName> = txn
        .root_refs()
        .filter_map(|(name, _)| name.parse::<FieldName>().ok())
        .filter(|name| !fields.contains_key(name))
        .collect();
    for name in &new {
        let root = txn.get_or_insert_xml_fragment(name.to_string());
        fields.insert(
            name.clone(),
            Field {
                root,
                projection: Projection::default(),
            },
        );
    }
    new
}

/// A branch that a transaction changed: the name of its root, and its id unless it is the root.
type Dirty = (Arc<str>, Option<BlockId>);

/// yrs answers each changed branch followed by the branches around it, up to the root.
fn dirty(changed: &[BranchPtr]) -> Vec<Dirty> {
    let mut list: Vec<Dirty> = Vec::new();
    let mut rest = changed.iter().peekable();
    while let Some(start) = rest.next() {
        let mut top = *start;
        while let Some(parent) = rest.next_if(|next| around(top) == Some(next.id())) {
            top = *parent;
        }
        if let yrs::BranchID::Root(name) = top.id() {
            list.push((name, BlockId::of_branch(&start.id())));
        }
    }
    list
}

fn around(branch: BranchPtr) -> Option<yrs::BranchID> {
    use yrs::Xml;
    let parent = match XmlOut::try_from(branch).ok()? {
        XmlOut::Element(element) => Xml::parent(&element),
        XmlOut::Text(text) => Xml::parent(&text),
        XmlOut::Fragment(fragment) => fragment.parent(),
    };
    parent.map(|parent| parent.id())
}

fn refresh<T: ReadTxn>(
    fields: &mut LiteMap<FieldName, Field>,
    dirty: Vec<Dirty>,
    txn: &T,
) -> Changes {
    let mut by_field: LiteMap<FieldName, Vec<Option<BlockId>>> = LiteMap::new();
    for (root, id) in dirty {
        if let Ok(name) = root.parse::<FieldName>() {
            by_field.entry(name).or_default().push(id);
        }
    }
    let mut changes = Changes::default();
    for (name, ids) in by_field {
        if let Some(field) = fields.get_mut(&name) {
            changes
                .fields
                .push(field.projection.refresh(&name, &field.root, &ids, txn));
        }
    }
    changes
}

fn merge(mut updates: Vec<Vec<u8>>) -> Vec<u8> {
    updates.retain(|update| !update.is_empty());
    if updates.len() < 2 {
        return updates.pop().unwrap_or_default();
    }
    yrs::merge_updates_v1(&updates).unwrap_or_default()
}
