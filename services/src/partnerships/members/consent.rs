//! The invited person's own word: nobody is a member who has not agreed.

use super::{members_of, person};
use crate::{
    Services, access,
    error::Result,
    journal::{self, Scope},
    store::entities::member,
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId},
    journal::Act,
    partnership::Member,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Makes the invited account a member. Refused as not found where no invitation waits.
pub async fn accept_invitation(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    let txn = s.begin().await?;
    let me = waiting(&txn, account, partnership).await?;
    let row = member::ActiveModel {
        accepted_at: Set(Some(s.now().0)),
        joined_at: Set(s.now().0),
        removed_at: Set(None),
        ..Default::default()
    };
    member::Entity::update_many()
        .set(row)
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(account.0))
        .exec(&txn)
        .await?;
    let act = Act::MemberAccepted {
        member: person(&me),
    };
    journal::append(
        s,
        &txn,
        Scope::Partnership(partnership),
        Some(account),
        &act,
    )
    .await?;
    txn.commit().await?;
    super::tell_rooms(s, partnership).await?;
    access::member(s, account, partnership).await
}

/// Takes the invitation away at the invited person's wish.
pub async fn decline_invitation(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
    let txn = s.begin().await?;
    let me = waiting(&txn, account, partnership).await?;
    take_back(&txn, account, partnership).await?;
    let act = Act::MemberDeclined {
        member: person(&me),
    };
    journal::append(
        s,
        &txn,
        Scope::Partnership(partnership),
        Some(account),
        &act,
    )
    .await?;
    txn.commit().await?;
    Ok(())
}

/// Takes an invitation that waits away; who was a member before is a former member again.
pub(super) async fn take_back(
    txn: &DatabaseTransaction,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
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

async fn waiting(
    txn: &DatabaseTransaction,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Member> {
    access::lock_partnership(txn, partnership).await?;
    let members = members_of(txn, partnership).await?;
    let mut waiting = members.into_iter().filter(|it| it.pending);
    let me = waiting.find(|it| it.account == account);
    Ok(me.ok_or(Refusal::NotFound)?)
}
