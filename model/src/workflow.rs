//! The way of a proposal: which state may follow which, who may move it, and what must be true.

use crate::{
    error::Refusal,
    ids::{AccountId, OrganisationId},
    role::Role,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    InReview,
    Agreed,
    Final,
}

impl State {
    /// All states in their order.
    pub const ALL: [State; 4] = [State::Draft, State::InReview, State::Agreed, State::Final];

    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::InReview => "in_review",
            State::Agreed => "agreed",
            State::Final => "final",
        }
    }

    /// The state of a stable name.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The next state on the way to the final.
    pub fn next(self) -> Option<State> {
        match self {
            State::Draft => Some(State::InReview),
            State::InReview => Some(State::Agreed),
            State::Agreed => Some(State::Final),
            State::Final => None,
        }
    }

    /// Whether the text may be changed by those whose role allows it.
    pub fn is_open(self) -> bool {
        match self {
            State::Draft | State::InReview | State::Agreed => true,
            State::Final => false,
        }
    }
}

/// Whether a member may change the text now: the one rule that room, calls and pages share.
pub fn may_write(role: Role, state: State) -> bool {
    role.may_edit() && state.is_open()
}

/// Whether a member may suggest changes of the text now.
pub fn may_suggest(role: Role, state: State) -> bool {
    role.may_suggest() && state.is_open()
}

/// What a move depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    pub role: Role,
    /// Whether who moves it signs off for a side.
    pub signs: bool,
    /// Every side of the partnership.
    pub sides: &'a [OrganisationId],
    /// The sides whose sign-off counts for the present text, and who gave it.
    pub signed: &'a [(OrganisationId, AccountId)],
    pub open_blocking_threads: u32,
    /// Open threads of every severity, where the admins ask for a decision on each; else 0.
    pub open_threads: u32,
    /// Required sections without text in the proposal's first language.
    pub empty_required_sections: u32,
    pub reason: &'a str,
}

/// Whether the state may be moved.
///
/// Forward goes one step at a time; back goes to any earlier state and needs a written reason. Admins
/// move it; who is asked to sign off may instead send it back.
pub fn check_move(from: State, to: State, facts: &Facts<'_>) -> Result<(), Refusal> {
    let returns = facts.signs && from == State::Agreed && to < from;
    if !facts.role.may_administer() && !returns {
        return Err(Refusal::NotAllowed);
    }
    if to < from {
        return if facts.reason.trim().is_empty() {
            Err(Refusal::ReasonMissing)
        } else {
            Ok(())
        };
    }
    if from.next() != Some(to) {
        return Err(Refusal::StepSkipped);
    }
    if to >= State::Agreed && facts.empty_required_sections > 0 {
        return Err(Refusal::SectionsEmpty {
            sections: facts.empty_required_sections,
        });
    }
    if to == State::Final {
        if facts.open_blocking_threads > 0 {
            return Err(Refusal::BlockingThreads {
                threads: facts.open_blocking_threads,
            });
        }
        if facts.open_threads > 0 {
            return Err(Refusal::OpenThreads {
                threads: facts.open_threads,
            });
        }
        if !all_signed(facts) {
            return Err(Refusal::SignOffMissing);
        }
    }
    Ok(())
}

/// Whether every side has signed, each by a person of its own.
fn all_signed(facts: &Facts<'_>) -> bool {
    let signer = |side: &OrganisationId| {
        let signed = facts.signed.iter().find(|(signed, _)| signed == side);
        signed.map(|(_, account)| *account)
    };
    let signers: Vec<AccountId> = facts.sides.iter().filter_map(signer).collect();
    let people: HashSet<AccountId> = signers.iter().copied().collect();
    !facts.sides.is_empty() && people.len() == facts.sides.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    fn sides() -> [OrganisationId; 2] {
        [
            OrganisationId(Uuid::from_u128(1)),
            OrganisationId(Uuid::from_u128(2)),
        ]
    }

    /// Each side's sign-off, by a person of its own.
    fn signed() -> [(OrganisationId, AccountId); 2] {
        let person = |number| AccountId(Uuid::from_u128(number));
        let [one, other] = sides();
        [(one, person(1)), (other, person(2))]
    }

    fn facts<'a>(
        sides: &'a [OrganisationId],
        signed: &'a [(OrganisationId, AccountId)],
    ) -> Facts<'a> {
        Facts {
            role: Role::Admin,
            signs: false,
            sides,
            signed,
            open_blocking_threads: 0,
            open_threads: 0,
            empty_required_sections: 0,
            reason: "",
        }
    }

    #[test]
    fn one_side_alone_cannot_finalise() {
        let sides = sides();
        let signed = signed();
        let one = facts(&sides, &signed[..1]);
        assert_eq!(
            check_move(State::Agreed, State::Final, &one),
            Err(Refusal::SignOffMissing)
        );
        assert_eq!(
            check_move(State::Agreed, State::Final, &facts(&sides, &signed)),
            Ok(())
        );
        let by_one = [signed[0], (signed[1].0, signed[0].1)];
        assert_eq!(
            check_move(State::Agreed, State::Final, &facts(&sides, &by_one)),
            Err(Refusal::SignOffMissing),
            "one person for both"
        );
    }

    #[test]
    fn an_open_blocking_thread_holds_the_final() {
        let (sides, signed) = (sides(), signed());
        let held = Facts {
            open_blocking_threads: 2,
            ..facts(&sides, &signed)
        };
        let refused = Err(Refusal::BlockingThreads { threads: 2 });
        assert_eq!(check_move(State::Agreed, State::Final, &held), refused);
    }

    #[test]
    fn any_open_thread_holds_the_final_where_that_is_asked() {
        let (sides, signed) = (sides(), signed());
        let held = Facts {
            open_threads: 3,
            ..facts(&sides, &signed)
        };
        let refused = Err(Refusal::OpenThreads { threads: 3 });
        assert_eq!(check_move(State::Agreed, State::Final, &held), refused);
        assert_eq!(check_move(State::InReview, State::Agreed, &held), Ok(()));
    }

    #[test]
    fn an_empty_required_section_holds_the_final_too() {
        let (sides, signed) = (sides(), signed());
        let emptied = Facts {
            empty_required_sections: 1,
            ..facts(&sides, &signed)
        };
        let refused = Err(Refusal::SectionsEmpty { sections: 1 });
        assert_eq!(check_move(State::Agreed, State::Final, &emptied), refused);
    }

    #[test]
    fn only_an_admin_moves_and_never_skips() {
        let sides = sides();
        let editor = Facts {
            role: Role::Editor,
            ..facts(&sides, &[])
        };
        assert_eq!(
            check_move(State::Draft, State::InReview, &editor),
            Err(Refusal::NotAllowed)
        );
        let admin = facts(&sides, &[]);
        assert_eq!(
            check_move(State::Draft, State::Agreed, &admin),
            Err(Refusal::StepSkipped)
        );
        assert_eq!(check_move(State::Draft, State::InReview, &admin), Ok(()));
    }

    #[test]
    fn the_way_back_needs_a_reason() {
        let sides = sides();
        let back = facts(&sides, &[]);
        assert_eq!(
            check_move(State::Final, State::Draft, &back),
            Err(Refusal::ReasonMissing)
        );
        let reasoned = Facts {
            reason: "The budget was wrong",
            ..back
        };
        assert_eq!(check_move(State::Final, State::Draft, &reasoned), Ok(()));
    }

    #[test]
    fn who_signs_off_may_send_back_and_moves_nothing_else() {
        let sides = sides();
        let head = Facts {
            role: Role::Reader,
            signs: true,
            reason: "The budget was wrong",
            ..facts(&sides, &[])
        };
        assert_eq!(check_move(State::Agreed, State::Draft, &head), Ok(()));
        let silent = Facts {
            reason: " ",
            ..head.clone()
        };
        let refused = Err(Refusal::ReasonMissing);
        assert_eq!(check_move(State::Agreed, State::Draft, &silent), refused);
        for (from, to) in [
            (State::Final, State::Draft),
            (State::InReview, State::Draft),
            (State::Agreed, State::Final),
        ] {
            assert_eq!(check_move(from, to, &head), Err(Refusal::NotAllowed));
        }
        let reader = Facts {
            signs: false,
            ..head
        };
        assert_eq!(
            check_move(State::Agreed, State::Draft, &reader),
            Err(Refusal::NotAllowed)
        );
    }

    #[test]
    fn a_final_is_written_by_nobody() {
        assert!(
            Role::ALL
                .into_iter()
                .all(|role| !may_write(role, State::Final))
        );
        assert!(may_write(Role::Editor, State::InReview));
        assert!(!may_write(Role::Suggester, State::Draft));
        assert!(may_suggest(Role::Suggester, State::Draft));
        assert!(!may_suggest(Role::Commenter, State::Draft));
        assert!(!may_suggest(Role::Admin, State::Final));
    }
}
