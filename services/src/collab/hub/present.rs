//! Who has which proposal open, on this instance and on others, for the lists that say so.

use model::{
    ids::{AccountId, ProposalId},
    limits::PRESENCE_GONE_MS,
    sync::{Awareness, Millis, awareness, json},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Who is here and who is elsewhere.
#[derive(Default)]
pub(super) struct Present {
    /// How many connections of this instance each account has to each proposal.
    here: Mutex<HashMap<ProposalId, BTreeMap<AccountId, usize>>>,
    elsewhere: Mutex<Elsewhere>,
}

/// What other instances tell of the pages that are connected there.
#[derive(Default)]
struct Elsewhere {
    pages: HashMap<ProposalId, Awareness>,
    /// When those that nobody speaks of any more were last let go.
    swept: Millis,
}

impl Present {
    /// The accounts, in the order of their ids.
    pub fn in_proposal(&self, proposal: ProposalId, now: Millis) -> Vec<AccountId> {
        let mut accounts = self.elsewhere(proposal, now);
        let rooms = self.lock();
        accounts.extend(rooms.get(&proposal).into_iter().flat_map(BTreeMap::keys));
        accounts.into_iter().collect()
    }

    /// Another instance tells of its pages, in an awareness update.
    pub fn hear(&self, proposal: ProposalId, states: &[u8], now: Millis) {
        let Ok(entries) = awareness::decode(states) else {
            return;
        };
        let mut elsewhere = lock(&self.elsewhere);
        let pages = elsewhere.pages.entry(proposal).or_default();
        for entry in &entries {
            pages.take(entry, now);
        }
        if now.since(elsewhere.swept) >= PRESENCE_GONE_MS {
            elsewhere.swept = now;
            elsewhere.pages.retain(|_, pages| {
                pages.expire(None, now);
                !pages.peers().is_empty()
            });
        }
    }

    fn elsewhere(&self, proposal: ProposalId, now: Millis) -> BTreeSet<AccountId> {
        let mut elsewhere = lock(&self.elsewhere);
        let Some(pages) = elsewhere.pages.get_mut(&proposal) else {
            return BTreeSet::new();
        };
        pages.expire(None, now);
        let states = pages.peers().values().map(|peer| &peer.state[..]);
        states.filter_map(account).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ProposalId, BTreeMap<AccountId, usize>>> {
        lock(&self.here)
    }
}

/// Whose page says this; its own instance has put that in.
fn account(state: &str) -> Option<AccountId> {
    let account = json::member(json::member(state, "user")?, "account")?;
    json::text(account)?.parse().ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
    use model::sync::guard::PresenceEntry;
    use uuid::Uuid;

    const NOW: Millis = Millis(1_000);

    fn account_id(id: u128) -> AccountId {
        AccountId(Uuid::from_u128(id))
    }

    #[test]
    fn an_account_is_here_until_its_last_connection_ends() {
        let present = Arc::new(Present::default());
        let proposal = ProposalId(Uuid::from_u128(1));
        let [one, two] = [2, 3].map(account_id);
        let here = |account| Here::new(present.clone(), proposal, account);
        let (first, second, other) = (here(one), here(one), here(two));
        assert_eq!(present.in_proposal(proposal, NOW), [one, two]);
        drop(first);
        assert_eq!(present.in_proposal(proposal, NOW), [one, two]);
        drop(second);
        assert_eq!(present.in_proposal(proposal, NOW), [two]);
        drop(other);
        assert_eq!(present.in_proposal(proposal, NOW), []);
        assert!(present.lock().is_empty());
    }

    #[test]
    fn an_account_is_elsewhere_until_its_page_says_so_or_nothing_any_more() {
        let present = Present::default();
        let [proposal, other] = [1, 9].map(|id| ProposalId(Uuid::from_u128(id)));
        let [one, two] = [2, 3].map(account_id);
        let hear = |proposal, client, clock, who: Option<AccountId>, at| {
            let state = who.map(|who| format!("{{\"user\":{{\"account\":\"{who}\"}}}}"));
            let state = state.as_deref();
            let said = awareness::encode(&[PresenceEntry {
                client,
                clock,
                state,
            }]);
            present.hear(proposal, &said, at);
        };
        hear(proposal, 11, 1, Some(two), NOW);
        hear(proposal, 12, 1, Some(one), NOW);
        hear(other, 13, 1, Some(one), NOW);
        assert_eq!(present.in_proposal(proposal, NOW), [one, two]);
        hear(proposal, 12, 2, None, NOW);
        assert_eq!(present.in_proposal(proposal, NOW), [two]);
        let later = Millis(NOW.0 + PRESENCE_GONE_MS);
        assert_eq!(present.in_proposal(proposal, later), []);
        hear(proposal, 11, 2, Some(two), later);
        assert_eq!(present.in_proposal(proposal, later), [two]);
        assert_eq!(lock(&present.elsewhere).pages.len(), 1, "others are let go");
        present.hear(proposal, b"nonsense", later);
        assert_eq!(present.in_proposal(proposal, later), [two]);
    }
}
