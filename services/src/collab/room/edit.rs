//! Edits by the server in somebody's name: what is restored, imported or accepted.
//!
//! An edit is written under a replica of its own that belongs to its account, so that the text says
//! whose words they are, and is committed together with its line in the journal.

use super::{Output, Room, Thrown, commit::Origin};
use model::{
    document::{draft::Draft, edit::Op, position::Selection, projection::Node},
    ids::{AccountId, DecisionId, ThreadId},
    journal::Act,
    proposal::FieldName,
    sync::{
        ClientId, CloseCode, Malformed, Millis,
        guard::{self, Ranges},
    },
};

/// The number of an edit, never used before in its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditId(pub u64);

/// What a field is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Restated {
    pub field: FieldName,
    pub nodes: Vec<Node>,
}

/// What an edit does to the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Wording {
    /// Fields are made to say this.
    Restated(Vec<Restated>),
    /// Operations in one field, one after the other, on places of the text that was seen.
    Operations {
        field: FieldName,
        selection: Selection,
        ops: Vec<Op>,
    },
}

/// What is written beside the text in the same commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who does it: asked for the right to write, and named in the journal. Not always whose words
    /// they are.
    pub by: AccountId,
    pub act: Act,
    /// The decision that it carries out.
    pub decides: Option<Decided>,
}

/// That a suggestion is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    pub id: DecisionId,
    pub thread: ThreadId,
    pub reason: String,
}

/// An edit by the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub id: EditId,
    /// Whose words they are.
    pub account: AccountId,
    /// The Yjs client id under which it is written, never used before.
    pub replica: ClientId,
    pub wording: Wording,
    /// The clocks of the text that was seen by who asked for it: the edit is made to exactly that one.
    pub seen: Ranges,
    pub line: Line,
}

/// What came of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is on disk, and everybody sees it.
    Written,
    /// The fields say all of this already; nothing was written, and nothing stands in the journal.
    Nothing,
    /// Somebody wrote what was not seen by who asked, or what was seen did not come here yet from
    /// another instance; nothing was written.
    Unseen,
    /// The document cannot take it: a field is not there, or there is no room for so much.
    Refused,
}

impl Wording {
    fn fields(&self) -> Vec<&FieldName> {
        match self {
            Wording::Restated(fields) => fields.iter().map(|it| &it.field).collect(),
            Wording::Operations { field, .. } => vec![field],
        }
    }

    /// The updates that writing it into a draft makes.
    fn written(&self, draft: &mut Draft) -> Vec<Vec<u8>> {
        let mut updates = Vec::new();
        match self {
            Wording::Restated(fields) => {
                let written = fields.iter();
                updates.extend(written.map(|it| draft.restate(&it.field, &it.nodes).update));
            }
            Wording::Operations {
                field,
                selection,
                ops,
            } => {
                draft.open(field);
                let written = ops.iter();
                updates.extend(written.filter_map(|op| {
                    let edited = draft.edit(field, op, *selection);
                    edited.ok().map(|edited| edited.update)
                }));
            }
        }
        updates.retain(|update| !update.is_empty());
        updates
    }
}

impl Room {
    /// Takes an edit; what came of it is told at once, or when it is on disk.
    pub(super) fn edit(&mut self, edit: Edit, now: Millis, out: &mut Vec<Output>) {
        let id = edit.id;
        let edited = match self.write_edit(edit, now) {
            Ok(None) => return,
            Ok(Some(edited)) => edited,
            Err(Thrown(_, cause)) => {
                tracing::warn!(cause, "an edit by the server was not taken");
                Edited::Refused
            }
        };
        out.push(Output::Edited { id, edited });
    }

    /// What came of it at once; none where it waits for the disk.
    fn write_edit(&mut self, edit: Edit, now: Millis) -> Result<Option<Edited>, Thrown> {
        let unknown = |field: &&FieldName| !self.fields.contains(*field);
        if edit.wording.fields().iter().any(unknown) {
            return Err(Malformed::Root.into());
        }
        let here = &self.seen.inserts;
        if !here.beyond(&edit.seen).is_empty() || !edit.seen.beyond(here).is_empty() {
            return Ok(Some(Edited::Unseen));
        }
        let Some(update) = self.update_of(&edit)? else {
            return Ok(Some(Edited::Nothing));
        };
        if self.is_full(&update, now) {
            return Err(Thrown(CloseCode::TooLarge, "the document is full"));
        }
        let contents = guard::update(&update)?;
        let fresh = contents.inserts.beyond(&self.seen.inserts);
        let ordered = self.outline.order(&update)?;
        self.admit(ordered, &contents)?;
        let origin = Origin::Server {
            edit: edit.id,
            line: Box::new(edit.line),
        };
        self.take((edit.account, origin), &update, contents, fresh)?;
        Ok(None)
    }

    /// The edit as an update, made on a copy; none if the fields say all of it already.
    fn update_of(&self, edit: &Edit) -> Result<Option<Vec<u8>>, Malformed> {
        let whole = self.draft.whole();
        let copy = Draft::load(edit.replica, [&whole[..]]);
        let mut copy = copy.map_err(|_| Malformed::Update)?;
        let updates = edit.wording.written(&mut copy);
        if updates.is_empty() {
            return Ok(None);
        }
        let merged = yrs::merge_updates_v1(updates);
        merged.map(Some).map_err(|_| Malformed::Update)
    }
}
