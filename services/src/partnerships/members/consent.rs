//! The invited person's own word: nobody is a member who has not agreed.

use super::{accounts_of, called_in, members_of, organisations_of, person};
use crate::{
    Services, access, accounts,
    error::Result,
    journal::{self, Scope},
    store::{
        Writing,
        entities::{member, partnership},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId},
    journal::Act,
    limits,
    partnership::{Invitation, Member},
    role::Role,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

/// Makes the invited account a member. Refused as not found where no invitation waits.
pub async fn accept_invitation(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    let txn = s.begin().await?;
    accept_within(s, &txn, account, partnership).await?;
    txn.commit().await?;
    super::tell_rooms(s, partnership).await?;
    access::member(s, account, partnership).await
}

/// As [`accept_invitation`], within a transaction.
pub(crate) async fn accept_within(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
    waiting(s, txn, account, partnership).await?;
    let row = member::ActiveModel {
        accepted_at: Set(Some(s.now().0)),
        joined_at: Set(s.now().0),
        removed_at: Set(None),
        invited_name: Set(String::new()),
        ..Default::default()
    };
    member::Entity::update_many()
        .set(row)
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(account.0))
        .exec(txn)
        .await?;
    accounts::spend_invitation(s, txn, account, partnership).await?;
    let act = Act::MemberAccepted {
        member: called_in(txn, account, partnership).await?,
    };
    let scope = Scope::Partnership(partnership);
    journal::append(s, txn, scope, Some(account), &act)
        .await
        .map(drop)
}

/// The invitation into this partnership that waits for the account's word, if there is one.
pub async fn invitation(
    s: &Services,
    account: AccountId,
    id: PartnershipId,
) -> Result<Option<Invitation>> {
    let found = invitations(s, account).await?;
    Ok(found.into_iter().find(|it| it.partnership == id))
}

/// The invitations that wait for the account's word, newest first.
pub async fn invitations(s: &Services, account: AccountId) -> Result<Vec<Invitation>> {
    let rows = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .filter(member::Column::AcceptedAt.is_null())
        .filter(member::Column::InvitedAt.gt(oldest(s)))
        .order_by_desc(member::Column::InvitedAt)
        .all(&s.db)
        .await?;
    let mut invitations = Vec::with_capacity(rows.len());
    for row in rows {
        invitations.push(to_invitation(s, row).await?);
    }
    Ok(invitations)
}

async fn to_invitation(s: &Services, row: member::Model) -> Result<Invitation> {
    let id = PartnershipId(row.partnership);
    let ids = [Some(row.account), row.invited_by].into_iter().flatten();
    let accounts = accounts_of(&s.db, ids.collect()).await?;
    let inviter = row.invited_by.and_then(|id| accounts.get(&id));
    let is_new = accounts
        .get(&row.account)
        .is_some_and(|me| me.signed_in_at.is_none());
    let sides = organisations_of(&s.db, id).await?;
    let side = sides.into_iter().find(|it| Some(it.id.0) == row.side);
    let facts = partnership::Entity::find_by_id(id.0).one(&s.db).await?;
    Ok(Invitation {
        partnership: id,
        title: json::from(facts.ok_or(Refusal::NotFound)?.title)?,
        inviter: inviter.map(|it| it.name.clone()).unwrap_or_default(),
        role: Role::from_code(&row.role).ok_or_else(|| access::unknown("role", &row.role))?,
        side: side.map(|side| side.name),
        name: is_new.then_some(row.invited_name),
    })
}

/// What was sent before cannot be answered any more.
fn oldest(s: &Services) -> i64 {
    s.now().0 - limits::INVITATION_DAYS * accounts::DAY_MS
}

/// Takes the invitation away at the invited person's wish.
pub async fn decline_invitation(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
    let txn = s.begin().await?;
    let me = waiting(s, &txn, account, partnership).await?;
    decline_within(s, &txn, &me, partnership).await?;
    txn.commit().await?;
    Ok(())
}

async fn decline_within(
    s: &Services,
    txn: &Writing,
    me: &Member,
    partnership: PartnershipId,
) -> Result<()> {
    take_back(s, txn, me.account, partnership).await?;
    let act = Act::MemberDeclined { member: person(me) };
    let scope = Scope::Partnership(partnership);
    journal::append(s, txn, scope, Some(me.account), &act)
        .await
        .map(drop)
}

/// Declines every invitation that waits for the account, expired ones too, when it is erased.
pub(crate) async fn decline_all(s: &Services, txn: &Writing, account: AccountId) -> Result<()> {
    let waiting = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .filter(member::Column::AcceptedAt.is_null())
        .order_by_asc(member::Column::Partnership);
    for row in waiting.all(txn).await? {
        let id = PartnershipId(row.partnership);
        access::lock_partnership(txn, id).await?;
        // Withdrawn before it was held: nothing to decline.
        let members = members_of(txn, id).await?;
        let mut pending = members.iter().filter(|it| it.pending);
        if let Some(me) = pending.find(|it| it.account == account) {
            decline_within(s, txn, me, id).await?;
        }
    }
    Ok(())
}

/// Takes an invitation that waits away; who was a member before is a former member again.
pub(super) async fn take_back(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
    accounts::spend_invitation(s, txn, account, partnership).await?;
    member::Entity::delete_many()
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(account.0))
        .filter(member::Column::AcceptedAt.is_null())
        .filter(member::Column::RemovedAt.is_null())
        .exec(txn)
        .await?;
    member::Entity::update_many()
        .col_expr(
            member::Column::AcceptedAt,
            Expr::col(member::Column::JoinedAt),
        )
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(account.0))
        .filter(member::Column::AcceptedAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The membership that waits, while it can still be answered.
async fn waiting(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    access::lock_partnership(txn, partnership).await?;
    let row = member::Entity::find_by_id((partnership.0, account.0))
        .filter(member::Column::AcceptedAt.is_null())
        .one(txn)
        .await?;
    let row = row.ok_or(Refusal::NotFound)?;
    if row.invited_at.is_none_or(|at| at <= oldest(s)) {
        return Err(Refusal::LinkSpent.into());
    }
    let members = members_of(txn, partnership).await?;
    let me = members.into_iter().find(|it| it.account == account);
    Ok(me.ok_or(Refusal::NotFound)?)
}
