//! Undo and redo of one person after another did something at the same words, in the same block,
//! beside it, or took the block away: only the own act goes, only the own act comes again.

use super::{
    LIST, PROSE,
    act::{self, Done, Gesture},
    room::Room,
};
use crate::document::edit::EditRefused;

const MINE: [Gesture; 10] = [
    Gesture::Type,
    Gesture::DeleteWord,
    Gesture::Bold,
    Gesture::Enter,
    Gesture::Heading,
    Gesture::List,
    Gesture::Quote,
    Gesture::Paste,
    Gesture::PasteBlocks,
    Gesture::Move,
];

const THEIRS: [Gesture; 15] = [
    Gesture::Type,
    Gesture::TypeAtEnd,
    Gesture::DeleteWord,
    Gesture::Bold,
    Gesture::Enter,
    Gesture::Backspace,
    Gesture::Delete,
    Gesture::Heading,
    Gesture::List,
    Gesture::Tab,
    Gesture::Quote,
    Gesture::Paste,
    Gesture::PasteBlocks,
    Gesture::Move,
    Gesture::DeleteBlock,
];

/// Where the other acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    SameWord,
    SameBlock,
    Beside,
}

/// When the other acts: after what is taken back and known to it, at the same moment as that, while it
/// is being taken back, or before it is done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Afterwards,
    AtOnce,
    DuringUndo,
    BeforeRedo,
}

const WHENS: [When; 4] = [
    When::Afterwards,
    When::AtOnce,
    When::DuringUndo,
    When::BeforeRedo,
];

/// What became of an undo or a redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Refused,
}

fn take_back(room: &mut Room, undoing: bool) -> Outcome {
    let draft = &mut room.people[0].draft;
    let done = match undoing {
        true => draft.undo(),
        false => draft.redo(),
    };
    match done {
        Ok(edited) => {
            let refused = edited.refused == Some(EditRefused::OthersWroteHere);
            room.says(0, edited.update);
            if refused {
                Outcome::Refused
            } else {
                Outcome::Done
            }
        }
        Err(_) => Outcome::Refused,
    }
}

struct Case {
    line: &'static str,
    mine: Gesture,
    theirs: Gesture,
    place: Where,
    when: When,
}

impl Case {
    /// What is wrong after it was played; none when it cannot be.
    fn play(&self) -> Option<Result<(), String>> {
        let mut room = Room::new(self.line, 2);
        let mine = act::act(&mut room, 0, self.mine, "charlie")?;
        if self.when != When::AtOnce {
            room.settle();
        }
        let own = mine.typed.first().map_or("charlie", String::as_str);
        let target = match self.place {
            Where::SameWord if self.when == When::Afterwards => own,
            Where::SameWord => "charlie",
            Where::SameBlock => "delta",
            Where::Beside => "echo",
        };
        let mut theirs = None;
        let mut acts = |room: &mut Room| {
            let done = act::act(room, 1, self.theirs, target)?;
            theirs = Some(done);
            Some(())
        };
        if matches!(self.when, When::Afterwards | When::AtOnce) {
            acts(&mut room)?;
            room.settle();
        }
        if self.when == When::DuringUndo {
            acts(&mut room)?;
        }
        let undone = take_back(&mut room, true);
        room.settle();
        if self.when == When::BeforeRedo {
            acts(&mut room)?;
            room.settle();
        }
        let theirs = theirs?;
        let after = self.check(&room, &mine, &theirs, undone, true);
        if let Err(fault) = after {
            return Some(Err(format!("after undo ({undone:?}): {fault}")));
        }
        let redone = take_back(&mut room, false);
        room.settle();
        let stands = undone == Outcome::Refused;
        let after = match (stands, redone) {
            (true, _) => self.check(&room, &mine, &theirs, Outcome::Refused, true),
            (false, outcome) => self.check(&room, &mine, &theirs, outcome, false),
        };
        Some(after.map_err(|fault| format!("after redo ({redone:?}): {fault}")))
    }

    /// Everybody's words but these stand once; these stand, or not.
    fn check(
        &self,
        room: &Room,
        mine: &Done,
        theirs: &Done,
        outcome: Outcome,
        undone: bool,
    ) -> Result<(), String> {
        room.agree()?;
        let text = room.words();
        let gone = |word: &String| theirs.gone.iter().any(|gone| gone.contains(word));
        let deleted = !theirs.gone.is_empty();
        let letters = [Gesture::Type, Gesture::DeleteWord, Gesture::Paste].contains(&self.mine);
        if outcome == Outcome::Refused && letters && !deleted {
            return Err(format!("refused: {}", room.text()));
        }
        // As it was before the undo, or before the redo.
        let stand = undone == (outcome == Outcome::Refused);
        let wanted = |word: &String| match (mine.typed.contains(word), mine.gone.contains(word)) {
            (true, _) => usize::from(stand),
            (_, true) => usize::from(!stand),
            _ => 1,
        };
        let words = room.original.iter().chain(&mine.typed).chain(&theirs.typed);
        for word in words {
            let count = text.matches(word.as_str()).count();
            let may_be_gone = gone(word) || (deleted && mine.gone.contains(word));
            // A deletion that meets a move at one moment loses; of blocks that were pasted only those
            // go that the other left as they were.
            let may_stay = mine.typed.contains(word)
                && (self.when == When::DuringUndo || self.mine == Gesture::PasteBlocks);
            let fine =
                count == wanted(word) || (count == 0 && may_be_gone) || (count < 2 && may_stay);
            if !fine {
                return Err(format!("{word} stands {count} times: {}", room.text()));
            }
        }
        Ok(())
    }
}

#[test]
fn undo_and_redo_take_and_bring_only_the_own_act_whatever_the_other_did() {
    let (mut played, mut failed) = (0, Vec::new());
    let places = [Where::SameWord, Where::SameBlock, Where::Beside];
    for (scene, line) in [("paragraphs", PROSE), ("items", LIST)] {
        for mine in MINE {
            for theirs in THEIRS {
                for (place, when) in places.iter().flat_map(|it| WHENS.map(|when| (*it, when))) {
                    let case = Case {
                        line,
                        mine,
                        theirs,
                        place,
                        when,
                    };
                    let Some(outcome) = case.play() else { continue };
                    played += 1;
                    let name = format!("{scene}: {mine:?}, then {theirs:?} {place:?} {when:?}");
                    failed.extend(outcome.err().map(|fault| format!("{name}\n    {fault}")));
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{}\n{} of {played} cases fail",
        failed.join("\n"),
        failed.len()
    );
}
