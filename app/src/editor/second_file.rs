//! What the editor has in the second file, which the text does not wait for (decision 6): undo, pasted
//! HTML, and suggesting.
//!
//! The editor calls it through a table that the second file fills in. What a person asks for before that is
//! done as soon as the table is there.

use super::{clipboard, diff::Splice, drafting::Drafting, session::Desk};
use leptos::prelude::*;
use model::{
    document::{
        draft::{Draft, Edited},
        edit::{EditRefused, Op},
        position::{BlockId, Selection},
        projection::Slice,
    },
    proposal::FieldName,
    suggestion::ShownRun,
};
use std::{cell::Cell, collections::HashMap, hint::black_box};

type ShownIn = fn(&Desk, &FieldName) -> HashMap<BlockId, Vec<ShownRun>>;
type Typed = fn(&mut Desk, &FieldName, BlockId, &Splice);
type Does = fn(&mut Desk, &FieldName, &Op, Selection) -> bool;
type TakesBack = fn(&mut Desk, bool);
type Acts = fn(&mut Desk);
type Restores = fn(&mut Draft) -> Result<Edited, EditRefused>;
type Reads = fn(&str) -> Option<Slice>;

/// The functions of the second file.
#[derive(Clone, Copy)]
pub struct SecondFile {
    pub undo: Restores,
    pub redo: Restores,
    pub pasted: Reads,
    pub suggestions_in: ShownIn,
    pub suggest_typed: Typed,
    pub suggest_op: Does,
    pub take_back_suggested: TakesBack,
    pub recall_outbox: Acts,
    pub flush_outbox: Acts,
}

thread_local! {
    static SECOND_FILE: Cell<Option<SecondFile>> = const { Cell::new(None) };
}

/// The functions of the second file, once it is there.
pub fn second_file() -> Option<SecondFile> {
    SECOND_FILE.get()
}

/// The second file is there. Called from that file only, so that whatever the table names is in it. A
/// compiler that saw which functions these are would call them directly, and move them to the first: hence
/// the black boxes.
pub fn arrive(drafting: Drafting) {
    SECOND_FILE.set(Some(SecondFile {
        undo: black_box::<Restores>(Draft::undo),
        redo: black_box::<Restores>(Draft::redo),
        pasted: black_box::<Reads>(clipboard::read::slice),
        suggestions_in: black_box::<ShownIn>(Desk::shown_suggestions),
        suggest_typed: black_box::<Typed>(Desk::type_suggested),
        suggest_op: black_box::<Does>(Desk::suggest),
        take_back_suggested: black_box::<TakesBack>(Desk::take_back_suggestion),
        recall_outbox: black_box::<Acts>(Desk::recall_outbox),
        flush_outbox: black_box::<Acts>(Desk::flush),
    }));
    if !drafting.can_suggest.get_untracked() {
        drafting.with(Desk::recall_suggestions);
        drafting.can_suggest.set(true);
    }
    drafting.with(|desk| {
        for act in std::mem::take(&mut desk.until_second_file) {
            act(desk);
        }
    });
}
