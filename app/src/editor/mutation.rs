//! Changes of the DOM that no input announced: keyboards that ignore a cancelled event, spell checkers,
//! extensions, translation.
//!
//! Changed text in a block we know is taken in as if it had been typed, however often it changes: it
//! may be typing that nobody announced. Anything else is put right from the model; somebody who keeps
//! at it is left alone for a while, so that two programs do not fight.

use super::{browser, session::Desk};
use model::{document::position::BlockId, proposal::FieldName};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{MutationRecord, Node};

/// So many mutations within [`WINDOW_MS`] are somebody who keeps at it.
const MANY: u32 = 10;
const WINDOW_MS: f64 = 1_000.0;
/// How long we stand back then.
const TRUCE_MS: f64 = 2_000.0;

#[derive(Default)]
struct Watch {
    since_ms: f64,
    count: u32,
    truce_until_ms: f64,
}

thread_local! {
    static WATCH: RefCell<Watch> = RefCell::default();
}

/// Mutations that we did not make.
pub fn seen(desk: &mut Desk, field: &FieldName, records: &js_sys::Array) {
    if desk.composition.is_some() || desk.typing.is_some() {
        // An input event will come and be compared, or the watchdog will do it.
        return;
    }
    if desk.distrusted.as_ref() == Some(field) {
        return desk.restore(field);
    }
    let (blocks, shape) = changed(desk, field, records);
    if !shape && desk.is_editable(field) {
        for block in blocks {
            desk.read_block(field, block);
        }
    } else if may_interfere() {
        desk.restore(field);
    } else {
        let later = desk.later();
        later.after(TRUCE_MS as u32, |desk| desk.restore_all());
    }
}

/// The text blocks that changed, and whether anything else did.
fn changed(desk: &Desk, field: &FieldName, records: &js_sys::Array) -> (Vec<BlockId>, bool) {
    let mut blocks: Vec<BlockId> = Vec::new();
    let mut shape = false;
    for record in records.iter() {
        let record: MutationRecord = record.unchecked_into();
        let Some(target) = record.target() else {
            continue;
        };
        match text_block(desk, field, &target) {
            Some(block) if !blocks.contains(&block) => blocks.push(block),
            Some(_) => {}
            // What is no longer in the page was taken out of something that is: that tells.
            None if !target.is_connected() => {}
            None => shape = true,
        }
    }
    (blocks, shape)
}

fn text_block(desk: &Desk, field: &FieldName, target: &Node) -> Option<BlockId> {
    let block = desk.views.get(field)?.canvas.block_at(target)?;
    desk.projection(field)
        .block(block)
        .filter(|it| it.is_textblock())?;
    Some(block)
}

fn may_interfere() -> bool {
    let now = browser::now_ms();
    WATCH.with_borrow_mut(|watch| {
        if now < watch.truce_until_ms {
            return false;
        }
        if now - watch.since_ms > WINDOW_MS {
            *watch = Watch {
                since_ms: now,
                ..Watch::default()
            };
        }
        watch.count += 1;
        if watch.count > MANY {
            watch.truce_until_ms = now + TRUCE_MS;
        }
        watch.count <= MANY
    })
}

impl Desk {
    /// Draws a field as the model has it.
    pub fn restore(&mut self, field: &FieldName) {
        if self.is_renewing() {
            return;
        }
        let projection = self.draft.projection(field);
        if let Some(view) = self.views.get_mut(field) {
            view.canvas.restore(projection);
            view.forget_mutations();
        }
        self.show_selection();
        self.paint_all();
    }

    fn restore_all(&mut self) {
        let fields: Vec<FieldName> = self.views.keys().cloned().collect();
        for field in fields {
            if self.composition.is_none() {
                self.restore(&field);
            }
        }
    }
}
