//! Who may do what: the only place that knows.

use crate::{
    error::Result,
    store::{
        Store, Writing,
        entities::{account, member, partnership, proposal},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, Timestamp},
    partnership::Member,
    role::Role,
    workflow::{self, State},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType, Query},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What an account, or a visitor without one, may do with a proposal now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    pub partnership: PartnershipId,
    /// None for a visitor.
    pub member: Option<Member>,
    /// Until when the account was a member: what was there then, it still reads and exports.
    pub former: Option<Timestamp>,
    pub state: State,
    pub published: bool,
    pub may_read: bool,
    pub may_comment: bool,
    pub may_suggest: bool,
    pub may_write: bool,
    pub may_decide: bool,
    pub may_administer: bool,
}

impl Rights {
    fn of(
        partnership: PartnershipId,
        member: Option<Member>,
        state: State,
        published: bool,
    ) -> Rights {
        let role = member.as_ref().map(|member| member.role);
        Rights {
            partnership,
            may_read: role.is_some() || published,
            may_comment: role.is_some_and(Role::may_comment),
            may_suggest: role.is_some_and(|role| workflow::may_suggest(role, state)),
            may_write: role.is_some_and(|role| workflow::may_write(role, state)),
            may_decide: role.is_some_and(Role::may_edit),
            may_administer: role.is_some_and(Role::may_administer),
            member,
            former: None,
            state,
            published,
        }
    }

    /// As `check_read`, and lets a former member see what was there on the last day.
    pub fn check_see(&self) -> Result<(), Refusal> {
        match self.former {
            Some(_) => Ok(()),
            None => self.check_read(),
        }
    }

    /// Refuses as if there were no such proposal: a stranger does not learn that it is there.
    pub fn check_read(&self) -> Result<(), Refusal> {
        allowed(self.may_read, Refusal::NotFound)
    }

    /// Refuses who may not open threads or answer.
    pub fn check_comment(&self) -> Result<(), Refusal> {
        self.check_read()?;
        allowed(self.may_comment, Refusal::NotAllowed)
    }

    /// Refuses who may not change the text, with the reason: the role or the lock.
    pub fn check_write(&self) -> Result<(), Refusal> {
        self.check_read()?;
        let by_role = self.member.as_ref().is_some_and(|me| me.role.may_edit());
        allowed(by_role, Refusal::NotAllowed)?;
        allowed(self.may_write, Refusal::Locked)
    }

    /// Refuses who may not suggest changes of the text, with the reason: the role or the lock.
    pub fn check_suggest(&self) -> Result<(), Refusal> {
        self.check_read()?;
        let by_role = self.member.as_ref().is_some_and(|me| me.role.may_suggest());
        allowed(by_role, Refusal::NotAllowed)?;
        allowed(self.may_suggest, Refusal::Locked)
    }

    /// Refuses who may not decide on threads.
    pub fn check_decide(&self) -> Result<(), Refusal> {
        self.check_read()?;
        allowed(self.may_decide, Refusal::NotAllowed)
    }

    /// Refuses who may not move the state, sign off or publish.
    pub fn check_administer(&self) -> Result<(), Refusal> {
        self.check_read()?;
        allowed(self.may_administer, Refusal::NotAllowed)
    }
}

fn allowed(yes: bool, refusal: Refusal) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(refusal) }
}

/// The account's membership; to others the partnership does not exist.
pub async fn member(
    store: &Store,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    member_within(&store.db, account, partnership).await
}

/// As [`member`], within a transaction.
pub(crate) async fn member_within<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    let found = find_member(db, account, partnership).await?;
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The account's membership with the admin role.
pub async fn admin(
    store: &Store,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    admin_within(&store.db, account, partnership).await
}

/// As [`admin`], within a transaction.
pub(crate) async fn admin_within<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    let me = member_within(db, account, partnership).await?;
    allowed(me.role.may_administer(), Refusal::NotAllowed)?;
    Ok(me)
}

/// What the account, or a visitor, may do with the proposal now.
pub async fn proposal_rights(
    store: &Store,
    account: Option<AccountId>,
    proposal: ProposalId,
) -> Result<Rights> {
    rights_within(&store.db, account, proposal).await
}

/// As [`proposal_rights`], within a transaction.
pub(crate) async fn rights_within<C: ConnectionTrait>(
    db: &C,
    account: Option<AccountId>,
    proposal: ProposalId,
) -> Result<Rights> {
    let row = proposal::Entity::find_by_id(proposal.0).one(db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let partnership = PartnershipId(row.partnership);
    let member = match account {
        Some(account) => find_member(db, account, partnership).await?,
        None => None,
    };
    let state = State::from_code(&row.state).ok_or_else(|| unknown("state", &row.state))?;
    let published = row.published_version.is_some();
    let mut rights = Rights::of(partnership, member, state, published);
    if let (Some(account), None) = (account, &rights.member) {
        rights.former = former_until(db, account, partnership).await?;
    }
    Ok(rights)
}

/// Which of these accounts may change the text of these proposals, asked at once for many.
pub(crate) async fn writers<C: ConnectionTrait>(
    db: &C,
    asked: &BTreeSet<(ProposalId, AccountId)>,
) -> Result<BTreeSet<(ProposalId, AccountId)>> {
    let mut may_write = Condition::any();
    for state in State::ALL {
        let roles = Role::ALL.into_iter();
        let roles = roles.filter(|role| workflow::may_write(*role, state));
        let roles: Vec<&str> = roles.map(Role::code).collect();
        if !roles.is_empty() {
            let rule = Condition::all()
                .add(proposal::Column::State.eq(state.code()))
                .add(member::Column::Role.is_in(roles));
            may_write = may_write.add(rule);
        }
    }
    let proposals: BTreeSet<Uuid> = asked.iter().map(|(proposal, _)| proposal.0).collect();
    let accounts: BTreeSet<Uuid> = asked.iter().map(|(_, account)| account.0).collect();
    let same = Expr::col((member::Entity, member::Column::Partnership))
        .equals((proposal::Entity, proposal::Column::Partnership));
    let mut query = Query::select();
    query
        .expr_as(
            Expr::col((proposal::Entity, proposal::Column::Id)),
            "proposal",
        )
        .expr_as(
            Expr::col((member::Entity, member::Column::Account)),
            "account",
        )
        .from(proposal::Entity)
        .inner_join(member::Entity, same)
        .cond_where(
            Condition::all()
                .add(proposal::Column::Id.is_in(proposals))
                .add(member::Column::Account.is_in(accounts))
                .add(is_active())
                .add(may_write),
        );
    let mut writers = BTreeSet::new();
    for row in db.query_all(&query).await? {
        let pair = (
            ProposalId(row.try_get("", "proposal")?),
            AccountId(row.try_get("", "account")?),
        );
        if asked.contains(&pair) {
            writers.insert(pair);
        }
    }
    Ok(writers)
}

/// How a row is held: nobody else holds it, and rows that refer to it can be written meanwhile. What
/// refers to a partnership is written by who holds a proposal of it, and who holds the partnership
/// may want that proposal next: with `FOR UPDATE` each would wait for the other (PostgreSQL, 13.3.2).
const HELD: LockType = LockType::NoKeyUpdate;

/// Holds the proposal's row until the transaction ends: what is decided on it stays true.
pub(crate) async fn lock_proposal(txn: &Writing, id: ProposalId) -> Result<()> {
    let row = proposal::Entity::find_by_id(id.0)
        .lock(HELD)
        .one(txn)
        .await?;
    row.map(|_| ()).ok_or(Refusal::NotFound.into())
}

/// Holds the partnership's row until the transaction ends: whatever is asked about its members,
/// sides and numbers stays true.
pub(crate) async fn lock_partnership(txn: &Writing, id: PartnershipId) -> Result<()> {
    let row = partnership::Entity::find_by_id(id.0)
        .lock(HELD)
        .one(txn)
        .await?;
    row.map(|_| ()).ok_or(Refusal::NotFound.into())
}

async fn find_member<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Option<Member>> {
    let found = member::Entity::find_by_id((partnership.0, account.0))
        .filter(is_active())
        .one(db)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let account = account::Entity::find_by_id(account.0).one(db).await?;
    account.map(|account| to_member(row, account)).transpose()
}

/// Until when the account was a member.
async fn former_until<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Option<Timestamp>> {
    let row = member::Entity::find_by_id((partnership.0, account.0))
        .one(db)
        .await?;
    Ok(row.and_then(|row| row.removed_at).map(Timestamp))
}

/// Members who have agreed and were not removed: nobody else has any right.
pub(crate) fn is_active() -> Condition {
    Condition::all()
        .add(member::Column::AcceptedAt.is_not_null())
        .add(member::Column::RemovedAt.is_null())
}

/// A membership as `model` says it.
pub(crate) fn to_member(row: member::Model, account: account::Model) -> Result<Member> {
    Ok(Member {
        account: AccountId(account.id),
        // Until they agree, only their own inviter's words are known of them.
        name: match row.accepted_at {
            None if !row.invited_name.is_empty() => row.invited_name,
            _ => account.name,
        },
        mail: account.mail,
        role: Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?,
        side: row.side.map(OrganisationId),
        languages: json::from(row.languages)?,
        may_sign: row.may_sign,
        pending: row.accepted_at.is_none(),
        mail_refused: false,
    })
}

/// A stored name that this version of Talka does not know.
pub(crate) fn unknown(what: &str, code: &str) -> crate::Error {
    crate::Error::internal(format!("unknown {what} in the database: {code}"))
}
