//! Who gets a place in a room, and whose place goes for it.

use super::super::present::Here;
use super::{Joining, Outbox, SeatId, SessionKey, Task};
use crate::{
    Result,
    collab::room::{Access, Input, Room, Seat},
};
use model::{
    error::Refusal,
    ids::AccountId,
    limits::{
        CONNECTIONS_A_ROOM, CONNECTIONS_AN_ACCOUNT, CONNECTIONS_AN_INSTANCE,
        CONNECTIONS_FOR_WRITERS,
    },
    sync::CloseCode,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// Where a connection sits: the way to it, whose it is, and the session that opened it.
pub(super) struct Place {
    pub outbox: Outbox,
    pub account: AccountId,
    pub session: Option<SessionKey>,
    pub _counted: Counted,
    /// None for what is over at once.
    pub _here: Option<Here>,
}

/// One of the connections of the instance, until it is dropped.
pub(super) struct Counted(Arc<AtomicUsize>);

impl Counted {
    pub fn new(connections: Arc<AtomicUsize>) -> Counted {
        connections.fetch_add(1, Ordering::Relaxed);
        Counted(connections)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Task {
    /// Refuses a connection for which there is no place, or closes another one for it: an account's
    /// own oldest, or one that only reads where somebody comes who writes.
    pub(super) async fn make_room(&mut self, joining: &Joining, access: Access) -> Result<()> {
        let writes = access.may_write();
        let reserved = |limit: usize, kept: usize| if writes { limit } else { limit - kept };
        let everywhere = self.shared.connections.load(Ordering::Relaxed);
        if everywhere >= reserved(CONNECTIONS_AN_INSTANCE, CONNECTIONS_AN_INSTANCE / 5) {
            return Err(Refusal::Unavailable.into());
        }
        let own = |who: &Seat| who.account == joining.account;
        if self.count(own) >= CONNECTIONS_AN_ACCOUNT {
            return self.close_oldest(own, CloseCode::TooManyPages).await;
        }
        let reads = |who: &Seat| !who.access.may_write();
        let limit = CONNECTIONS_A_ROOM as u32;
        if !writes && self.count(reads) >= CONNECTIONS_A_ROOM - CONNECTIONS_FOR_WRITERS {
            return Err(Refusal::TooMany { limit }.into());
        }
        if self.count(|_| true) < CONNECTIONS_A_ROOM {
            return Ok(());
        }
        match writes && self.count(reads) > 0 {
            true => self.close_oldest(reads, CloseCode::MadeRoom).await,
            false => Err(Refusal::TooMany { limit }.into()),
        }
    }

    fn count(&self, is_meant: impl Fn(&Seat) -> bool) -> usize {
        let seats = self.room.iter().flat_map(Room::seats);
        seats.filter(|(_, who)| is_meant(who)).count()
    }

    async fn close_oldest(
        &mut self,
        is_meant: impl Fn(&Seat) -> bool,
        code: CloseCode,
    ) -> Result<()> {
        let mut seats = self.room.iter().flat_map(Room::seats);
        let oldest = seats.find(|(_, who)| is_meant(who)).map(|(seat, _)| seat);
        drop(seats);
        match oldest {
            Some(seat) => self.close(seat, code).await,
            None => Ok(()),
        }
    }

    /// Closes a connection; the room hears that it left.
    pub(super) async fn close(&mut self, seat: SeatId, code: CloseCode) -> Result<()> {
        if let Some(place) = self.seats.remove(&seat) {
            place.outbox.close(code);
        }
        self.step(Input::Left { seat }).await
    }
}
