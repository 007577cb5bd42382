//! A seat: what a room knows of one connection.

use super::rates::{Bucket, Rate};
use model::{
    ids::{AccountId, OrganisationId},
    limits::{
        PRESENCES_A_SECOND, PRESENCES_AT_ONCE, PRESENCES_TOO_MANY, QUESTIONS_A_SECOND,
        QUESTIONS_AT_ONCE, UPDATES_A_SECOND, UPDATES_AT_ONCE,
    },
    role::Role,
    sync::{ClientId, Millis},
    workflow::{self, State},
};
use std::collections::{BTreeSet, VecDeque};

/// A connection's number within its room, never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeatId(pub u64);

/// What an account may do with the proposal now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub role: Role,
    pub state: State,
    /// The side for which it speaks.
    pub side: Option<OrganisationId>,
}

impl Access {
    /// Whether updates of the text are taken.
    pub fn may_write(self) -> bool {
        workflow::may_write(self.role, self.state)
    }
}

/// One connection.
#[derive(Debug)]
pub struct Seat {
    pub account: AccountId,
    pub name: String,
    /// Whether it is sent acknowledgements and events.
    pub talka: bool,
    pub access: Access,
    /// How many step 2 and update messages came.
    pub(super) messages: u64,
    /// Whether content was refused or lost since, so that only a whole step 2 can be built upon.
    pub(super) adrift: bool,
    /// How many messages in a row built upon what is not here.
    pub(super) holes: u32,
    /// The replicas whose presence it speaks for.
    pub(super) replicas: BTreeSet<ClientId>,
    /// Frames that wait for a second look at the store.
    pub(super) parked: VecDeque<Vec<u8>>,
    /// How much it may still send.
    pub(super) allowance: Allowance,
}

/// How much a connection may send, by kind of message.
#[derive(Debug)]
pub(super) struct Allowance {
    pub updates: Bucket,
    pub questions: Bucket,
    /// Presences that are shown as they come.
    pub presences: Bucket,
    /// Presences of which only the newest is shown.
    pub excess: Bucket,
}

impl Allowance {
    fn full() -> Allowance {
        let full = |burst, a_second| Bucket::full(Rate { burst, a_second }, Millis(0));
        Allowance {
            updates: full(UPDATES_AT_ONCE, UPDATES_A_SECOND),
            questions: full(QUESTIONS_AT_ONCE, QUESTIONS_A_SECOND),
            presences: full(PRESENCES_AT_ONCE, PRESENCES_A_SECOND),
            excess: full(PRESENCES_TOO_MANY, PRESENCES_A_SECOND),
        }
    }
}

impl Seat {
    /// The seat of a connection that has just come.
    pub fn new(account: AccountId, name: String, talka: bool, access: Access) -> Self {
        Seat {
            account,
            name,
            talka,
            access,
            messages: 0,
            adrift: false,
            holes: 0,
            replicas: BTreeSet::new(),
            parked: VecDeque::new(),
            allowance: Allowance::full(),
        }
    }
}
