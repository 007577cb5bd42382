//! Who has which proposal open on this instance, for the lists that say so.

use model::ids::{AccountId, ProposalId};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many connections each account has to each proposal.
#[derive(Default)]
pub(super) struct Present(Mutex<HashMap<ProposalId, BTreeMap<AccountId, usize>>>);

impl Present {
    /// The accounts, in the order of their ids.
    pub fn in_proposal(&self, proposal: ProposalId) -> Vec<AccountId> {
        let rooms = self.lock();
        let accounts = rooms.get(&proposal);
        accounts.map_or_else(Vec::new, |it| it.keys().copied().collect())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ProposalId, BTreeMap<AccountId, usize>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One connection that counts as long as this is there.
pub(super) struct Here {
    present: Arc<Present>,
    proposal: ProposalId,
    account: AccountId,
}

impl Here {
    /// Counts a connection.
    pub fn new(present: Arc<Present>, proposal: ProposalId, account: AccountId) -> Here {
        let mut rooms = present.lock();
        *rooms
            .entry(proposal)
            .or_default()
            .entry(account)
            .or_default() += 1;
        drop(rooms);
        Here {
            present,
            proposal,
            account,
        }
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        let mut rooms = self.present.lock();
        let Some(accounts) = rooms.get_mut(&self.proposal) else {
            return;
        };
        if let Some(connections) = accounts.get_mut(&self.account) {
            *connections -= 1;
            if *connections == 0 {
                accounts.remove(&self.account);
            }
        }
        if accounts.is_empty() {
            rooms.remove(&self.proposal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_account_is_here_until_its_last_connection_ends() {
        let present = Arc::new(Present::default());
        let proposal = ProposalId(Uuid::from_u128(1));
        let [one, two] = [2, 3].map(|id| AccountId(Uuid::from_u128(id)));
        let here = |account| Here::new(present.clone(), proposal, account);
        let (first, second, other) = (here(one), here(one), here(two));
        assert_eq!(present.in_proposal(proposal), [one, two]);
        drop(first);
        assert_eq!(present.in_proposal(proposal), [one, two]);
        drop(second);
        assert_eq!(present.in_proposal(proposal), [two]);
        drop(other);
        assert_eq!(present.in_proposal(proposal), []);
        assert!(present.lock().is_empty());
    }
}
