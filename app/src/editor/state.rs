//! What the editor tells the page around it: plain values, carried by the signals of `Drafting`.

use super::command::Command;
use model::{
    document::anchor::Anchor,
    ids::{AccountId, OrganisationId},
    proposal::FieldName,
};

/// How safe what was typed is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// The server has not answered yet: nobody knows.
    #[default]
    Opening,
    /// The server has it on disk.
    Saved,
    /// On its way to the server; kept in the browser until then.
    Saving,
    /// No connection: kept in this browser, `changes` of it not on the server yet.
    Offline { changes: u32 },
    /// The server cannot write to its disk now; what it lacks is kept in this browser.
    CannotSave,
    /// The server does not have it, and this device keeps it neither: it is in this page only.
    OnlyHere,
    /// The server is of another release than this page; what the server lacks is kept in this browser.
    NewVersion,
    /// The session has ended; what the server lacks is kept in this browser.
    SignedOut,
    /// This person could change the text before and cannot now.
    Denied { why: Denial },
}

/// Why somebody cannot change the text any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The role does not allow it.
    Role,
    /// The proposal is final.
    Final,
    /// They are no member of the partnership any more.
    Removed,
    /// The server does not take what this page sends.
    Refused,
}

/// Someone else who has this proposal open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The Yjs client id: one for every open page.
    pub client: u64,
    /// None for a foreign client that does not say.
    pub account: Option<AccountId>,
    pub name: String,
    pub side: Option<OrganisationId>,
    /// `#rrggbb`.
    pub color: String,
    /// Where the caret is.
    pub field: Option<FieldName>,
}

/// A rectangle in CSS pixels, relative to the nearest ancestor that carries `data-column`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// How often the words that are looked for stand in the text, and which of the places is shown,
/// counted from 1; 0 when there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub here: usize,
    pub count: usize,
}

/// A length in CSS pixels as a style spells it, to a tenth.
pub fn px(length: f64) -> String {
    let tenths = (length * 10.0).round() as i64;
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{whole}.{tenth}px")
}

/// The words that are selected now.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    pub field: FieldName,
    pub words: String,
    pub place: Place,
    /// Whether they stand so low that what lies over the bottom of a phone's page would cover them.
    pub low: bool,
}

/// Where a thread's words stand on the page now.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub field: FieldName,
    /// Top of the first word in CSS pixels, relative to the nearest ancestor that carries
    /// `data-column`; for detached words the top of the field.
    pub top: f64,
    pub detached: bool,
    /// The words that stand there now, where a suggestion was made on others.
    pub stale: Option<String>,
}

/// The words of the selection and where they stand, for a new thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
    pub field: FieldName,
    pub anchor: Anchor,
}

/// What the toolbar shows as pressed and as possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToolbarState {
    /// Whether a field that may be edited holds the caret.
    pub enabled: bool,
    /// The commands whose effect the selection shows already: marks, block type, list.
    pub pressed: Vec<Command>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// The address under the caret, empty when there is none.
    pub link: String,
    /// Whether the caret is in a table.
    pub in_table: bool,
}

/// Something that the person is told in passing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A step cannot be taken back, because somebody else has written there since.
    UndoRefused,
    /// The caret has come into commented words; told to screen readers, everybody else sees it.
    CommentHere,
    /// The caret has come into words that somebody suggests to change.
    SuggestionHere,
    /// What was asked for cannot be suggested.
    NotSuggested,
    /// There are no words here that a suggestion could stand on.
    NothingToSuggestTo,
    SuggestionTooLong,
    /// The letters are suggested only: they are not in the text yet.
    NotInText,
}
