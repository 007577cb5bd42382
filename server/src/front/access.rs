//! Who may use a route, as far as its path and the session say it.

use crate::site::Site;
use model::{error::Refusal, ids::AccountId, limits};
use services::{Result, access, accounts};
use std::str::FromStr;

/// Who may send something to a route. The handler's service asks again, within its transaction;
/// this is asked before a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody's session is even looked up.
    Open,
    /// Visitors too.
    Anybody,
    /// Who is signed in.
    Account,
    /// Who may begin partnerships.
    Founder,
    /// Members of the partnership in the path.
    Member,
    /// Admins of the partnership in the path.
    Admin,
    /// Who may read the proposal in the path, and is signed in. Who may not write it has little to
    /// send: where it is, and what it has.
    Reader,
}

impl Access {
    /// The most bytes that this account may send here, of at most so many. Refuses who may not send
    /// anything; as if there were nothing where they may not know of it.
    pub async fn check(
        self,
        site: &Site,
        account: Option<AccountId>,
        path: Option<&str>,
        most_bytes: usize,
    ) -> Result<usize> {
        if matches!(self, Access::Open | Access::Anybody) {
            return Ok(most_bytes);
        }
        let me = account.ok_or(Refusal::NotSignedIn)?;
        let store = &site.services.store;
        match self {
            Access::Open | Access::Anybody | Access::Account => {}
            Access::Founder if accounts::may_create(store, me).await? => {}
            Access::Founder => return Err(Refusal::NotAllowed.into()),
            Access::Member => {
                access::member(store, me, id(path)?).await?;
            }
            Access::Admin => {
                access::admin(store, me, id(path)?).await?;
            }
            Access::Reader => {
                let rights = access::proposal_rights(store, Some(me), id(path)?).await?;
                rights.check_read()?;
                if !rights.may_write {
                    return Ok(most_bytes.min(limits::CALL_BYTES));
                }
            }
        }
        Ok(most_bytes)
    }
}

/// The path's first id.
fn id<T: FromStr>(path: Option<&str>) -> Result<T, Refusal> {
    path.and_then(|id| id.parse().ok()).ok_or(Refusal::NotFound)
}
