//! Keys of a hardware keyboard.
//!
//! Windows sends AltGr as Ctrl+Alt, and with it people type ą ć ę ł ń ó ś ż ź and č ģ ķ ļ ņ š ž: a key
//! that makes a letter is never a shortcut. Enter is not handled here but in `beforeinput`, because
//! phones lose their automatic capitals otherwise.

use super::{browser, clipboard, command::Command, session::Desk, shortcut::Pressed};
use model::proposal::FieldName;
use std::cell::Cell;
use web_sys::KeyboardEvent;

thread_local! {
    static SHIFT: Cell<bool> = const { Cell::new(false) };
}

/// Safari ends a composition before it sends the key that ended it.
const AFTER_COMPOSITION_MS: f64 = 500.0;

/// Whether the last key went down with Shift held; iOS says so whenever it capitalises.
pub fn shift_is_held() -> bool {
    let platform = browser::platform();
    platform.mac && !platform.ios && SHIFT.get()
}

/// `keydown`.
pub fn down(desk: &mut Desk, field: &FieldName, event: &KeyboardEvent) {
    SHIFT.set(event.shift_key());
    desk.triple_click = false;
    desk.end_asked();
    if event.is_composing() || event.key_code() == 229 {
        return;
    }
    if browser::platform().webkit
        && desk.composed_within(AFTER_COMPOSITION_MS)
        && event.key() == "Enter"
    {
        return event.prevent_default();
    }
    let held = event.ctrl_key() || event.meta_key();
    clipboard::next_is_plain(held && event.shift_key() && event.key().eq_ignore_ascii_case("v"));
    if let Some(command) = shortcut(event) {
        event.prevent_default();
        if desk.is_editable(field) {
            desk.read_back();
            desk.notice_selection();
            desk.run(command);
        }
        return;
    }
    if event.key() != "Tab" && event.key() != "Shift" {
        desk.tab_leaves = event.key() == "Escape";
    }
    desk.move_by_key(field, event);
}

/// The command of a key, if it is one.
pub fn shortcut(event: &KeyboardEvent) -> Option<Command> {
    let pressed = Pressed {
        key: event.key(),
        code: event.code(),
        control: event.ctrl_key(),
        meta: event.meta_key(),
        alt: event.alt_key() || event.get_modifier_state("AltGraph"),
        shift: event.shift_key(),
    };
    pressed.command(browser::platform().mac)
}
