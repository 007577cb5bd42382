//! The table of input types: who does what. Sources: Input Events Level 2, and what browsers send.

use super::command::Command;

/// What is known about the place where something is to be typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct InputContext {
    pub composing: bool,
    /// What would change stands within one textblock, and so does the selection.
    pub one_block: bool,
    pub is_caret: bool,
    /// The caret is at the start, or at the end, of its block.
    pub at_start: bool,
    pub at_end: bool,
    /// Nothing of the block's text would be left.
    pub takes_all: bool,
    /// A line break would go, which the browser removes in its own way.
    pub takes_break: bool,
    /// The next letter gets marks that the text around it has not.
    pub stored_marks: bool,
    /// The field has no block at all yet.
    pub no_text: bool,
}

/// Who does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The browser; we compare afterwards.
    Pass,
    /// Nobody.
    Refuse,
    /// The model.
    Do(Act),
}

/// What the model does instead of the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The event's data in place of the target.
    Type,
    /// Text with line ends: one paragraph a line.
    TypeLines,
    Enter,
    LineBreak,
    Backward,
    Forward,
    /// What the browser meant to delete, else one step in this direction.
    DeleteTarget {
        forward: bool,
    },
    DeleteSelection,
    Run(Command),
}

/// What is done about an input.
pub fn decide(kind: &str, data: Option<&str>, facts: &InputContext, shift: bool) -> Decision {
    use Decision::{Do, Pass, Refuse};
    let run = |command| Do(Act::Run(command));
    match kind {
        "insertCompositionText"
        | "insertFromComposition"
        | "deleteByComposition"
        | "deleteCompositionText" => Pass,
        "insertText" | "insertReplacementText" | "insertTranspose" | "insertFromYank" => {
            typing(data, facts)
        }
        "insertParagraph" if shift => Do(Act::LineBreak),
        "insertParagraph" => Do(Act::Enter),
        "insertLineBreak" => Do(Act::LineBreak),
        "insertOrderedList" => run(Command::OrderedList),
        "insertUnorderedList" => run(Command::BulletList),
        "insertHorizontalRule" => run(Command::Rule),
        "insertLink" => run(Command::Link),
        "insertFromPaste" | "insertFromPasteAsQuotation" | "insertFromDrop" => match data {
            Some(_) => Do(Act::TypeLines),
            None => Refuse,
        },
        _ if facts.composing && kind.starts_with("delete") => Pass,
        "deleteContentBackward" | "deleteContent" => deleting(facts, facts.at_start, Act::Backward),
        "deleteContentForward" => deleting(facts, facts.at_end, Act::Forward),
        "deleteWordBackward" | "deleteSoftLineBackward" | "deleteHardLineBackward" => {
            far(facts, facts.at_start, false)
        }
        "deleteWordForward"
        | "deleteSoftLineForward"
        | "deleteHardLineForward"
        | "deleteEntireSoftLine" => far(facts, facts.at_end, true),
        "deleteByCut" | "deleteByDrag" => Do(Act::DeleteSelection),
        "historyUndo" => run(Command::Undo),
        "historyRedo" => run(Command::Redo),
        "formatBold" => run(Command::Bold),
        "formatItalic" => run(Command::Italic),
        "formatUnderline" => run(Command::Underline),
        "formatStrikeThrough" => run(Command::Strike),
        "formatRemove" => run(Command::ClearMarks),
        "formatIndent" => run(Command::Indent),
        "formatOutdent" => run(Command::Outdent),
        _ if kind.starts_with("format") => Refuse,
        // Unknown or none, as on iOS: the comparison finds out.
        _ => Pass,
    }
}

fn typing(data: Option<&str>, facts: &InputContext) -> Decision {
    let lines = data.is_some_and(|data| data.contains('\n'));
    let ours = !facts.one_block || facts.stored_marks || facts.takes_break || facts.no_text;
    match (lines, ours) {
        (true, _) => Decision::Do(Act::TypeLines),
        (false, true) if !facts.composing && data.is_some() => Decision::Do(Act::Type),
        _ => Decision::Pass,
    }
}

fn deleting(facts: &InputContext, at_border: bool, step: Act) -> Decision {
    let forward = step == Act::Forward;
    match facts {
        InputContext { is_caret: true, .. } if at_border => Decision::Do(step),
        InputContext {
            is_caret: false,
            one_block: false,
            ..
        } => Decision::Do(Act::DeleteSelection),
        InputContext {
            takes_all: true, ..
        }
        | InputContext {
            takes_break: true, ..
        }
        | InputContext {
            one_block: false, ..
        } => Decision::Do(Act::DeleteTarget { forward }),
        _ => Decision::Pass,
    }
}

fn far(facts: &InputContext, at_border: bool, forward: bool) -> Decision {
    let step = if forward { Act::Forward } else { Act::Backward };
    deleting(facts, at_border, step)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const INSIDE: InputContext = InputContext {
        composing: false,
        one_block: true,
        is_caret: true,
        at_start: false,
        at_end: false,
        takes_all: false,
        takes_break: false,
        stored_marks: false,
        no_text: false,
    };

    fn check(kind: &str, data: Option<&str>, facts: InputContext, expected: Decision) {
        assert_eq!(decide(kind, data, &facts, false), expected, "{kind}");
    }

    #[test]
    fn the_browser_types_within_a_block() {
        check("insertText", Some("ā"), INSIDE, Decision::Pass);
        check("deleteContentBackward", None, INSIDE, Decision::Pass);
        check("deleteWordBackward", None, INSIDE, Decision::Pass);
        check("insertReplacementText", None, INSIDE, Decision::Pass);
    }

    #[test]
    fn the_model_changes_structure() {
        check("insertParagraph", None, INSIDE, Decision::Do(Act::Enter));
        let start = InputContext {
            at_start: true,
            ..INSIDE
        };
        check(
            "deleteContentBackward",
            None,
            start,
            Decision::Do(Act::Backward),
        );
        let across = InputContext {
            one_block: false,
            is_caret: false,
            ..INSIDE
        };
        check("insertText", Some("x"), across, Decision::Do(Act::Type));
        check(
            "deleteContentForward",
            None,
            across,
            Decision::Do(Act::DeleteSelection),
        );
    }

    #[test]
    fn an_emptied_block_keeps_its_element() {
        let all = InputContext {
            takes_all: true,
            ..INSIDE
        };
        check(
            "deleteContentBackward",
            None,
            all,
            Decision::Do(Act::DeleteTarget { forward: false }),
        );
    }

    #[test]
    fn a_composition_is_never_taken_from_the_browser() {
        let composing = InputContext {
            composing: true,
            at_start: true,
            ..INSIDE
        };
        check("deleteContentBackward", None, composing, Decision::Pass);
        check(
            "insertCompositionText",
            Some("ķ"),
            composing,
            Decision::Pass,
        );
    }

    #[test]
    fn lines_become_paragraphs() {
        check(
            "insertText",
            Some("a\nb"),
            INSIDE,
            Decision::Do(Act::TypeLines),
        );
    }

    #[test]
    fn an_unknown_input_is_compared_afterwards() {
        check("", None, INSIDE, Decision::Pass);
        check("insertSomethingNew", None, INSIDE, Decision::Pass);
        check("formatJustifyCenter", None, INSIDE, Decision::Refuse);
    }

    /// Inputs whose meaning does not depend on the place.
    #[test]
    fn each_input_with_one_meaning_has_it() {
        use Decision::{Do, Pass, Refuse};
        let run = |command| Do(Act::Run(command));
        let table = [
            ("insertFromComposition", Pass),
            ("deleteByComposition", Pass),
            ("deleteCompositionText", Pass),
            ("insertLineBreak", Do(Act::LineBreak)),
            ("insertOrderedList", run(Command::OrderedList)),
            ("insertUnorderedList", run(Command::BulletList)),
            ("insertHorizontalRule", run(Command::Rule)),
            ("insertLink", run(Command::Link)),
            ("deleteByCut", Do(Act::DeleteSelection)),
            ("deleteByDrag", Do(Act::DeleteSelection)),
            ("historyRedo", run(Command::Redo)),
            ("formatBold", run(Command::Bold)),
            ("formatItalic", run(Command::Italic)),
            ("formatUnderline", run(Command::Underline)),
            ("formatStrikeThrough", run(Command::Strike)),
            ("formatRemove", run(Command::ClearMarks)),
            ("formatIndent", run(Command::Indent)),
            ("formatOutdent", run(Command::Outdent)),
            ("formatSuperscript", Refuse),
            ("formatBackColor", Refuse),
            ("formatSetBlockTextDirection", Refuse),
        ];
        let composing = InputContext {
            composing: true,
            ..INSIDE
        };
        for (kind, expected) in table {
            check(kind, None, INSIDE, expected.clone());
            let kept = matches!(expected, Do(Act::DeleteSelection));
            check(kind, None, composing, if kept { Pass } else { expected });
        }
    }

    #[test]
    fn what_comes_from_elsewhere_comes_as_lines_or_not_at_all() {
        for kind in [
            "insertFromPaste",
            "insertFromPasteAsQuotation",
            "insertFromDrop",
        ] {
            check(kind, Some("a"), INSIDE, Decision::Do(Act::TypeLines));
            check(kind, None, INSIDE, Decision::Refuse);
        }
    }

    #[test]
    fn words_and_lines_are_deleted_by_the_browser_within_a_block_only() {
        let at_start = InputContext {
            at_start: true,
            ..INSIDE
        };
        let at_end = InputContext {
            at_end: true,
            ..INSIDE
        };
        let over = InputContext {
            one_block: false,
            ..INSIDE
        };
        for (kind, border, forward) in [
            ("deleteWordBackward", at_start, false),
            ("deleteSoftLineBackward", at_start, false),
            ("deleteHardLineBackward", at_start, false),
            ("deleteWordForward", at_end, true),
            ("deleteSoftLineForward", at_end, true),
            ("deleteHardLineForward", at_end, true),
            ("deleteEntireSoftLine", at_end, true),
        ] {
            let step = if forward { Act::Forward } else { Act::Backward };
            check(kind, None, INSIDE, Decision::Pass);
            check(kind, None, border, Decision::Do(step));
            check(
                kind,
                None,
                over,
                Decision::Do(Act::DeleteTarget { forward }),
            );
        }
    }

    #[test]
    fn letters_with_chosen_marks_and_over_a_break_are_ours() {
        let stored_marks = InputContext {
            stored_marks: true,
            ..INSIDE
        };
        let takes_break = InputContext {
            takes_break: true,
            ..INSIDE
        };
        let no_text = InputContext {
            no_text: true,
            ..INSIDE
        };
        for facts in [stored_marks, takes_break, no_text] {
            for kind in [
                "insertText",
                "insertReplacementText",
                "insertTranspose",
                "insertFromYank",
            ] {
                check(kind, Some("x"), facts, Decision::Do(Act::Type));
                check(kind, None, facts, Decision::Pass);
            }
        }
        let shift = decide("insertParagraph", None, &INSIDE, true);
        assert_eq!(shift, Decision::Do(Act::LineBreak));
    }

    #[test]
    fn the_browsers_own_undo_is_ours() {
        check(
            "historyUndo",
            None,
            INSIDE,
            Decision::Do(Act::Run(Command::Undo)),
        );
    }
}
