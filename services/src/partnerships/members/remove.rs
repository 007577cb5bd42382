//! Leaving a partnership, by an admin's act or by oneself. What was written stays.

use super::{Circle, consent, person, tell_rooms};
use crate::{
    Services,
    error::Result,
    journal::{self, Scope},
    store::entities::member,
};
use model::{
    ids::{AccountId, PartnershipId},
    journal::Act,
    membership,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Takes somebody out, or withdraws an invitation that waits: an act of an admin of that person's
/// side, of any admin for outside reviewers.
pub async fn remove_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<()> {
    let txn = s.begin().await?;
    let circle = Circle::held(&txn, account, partnership).await?;
    let gone = circle.member(member)?;
    membership::check_remove(&circle.me, &circle.members, gone)?;
    let act = match (gone.pending, account == member) {
        (true, _) => Act::InvitationWithdrawn {
            member: person(gone),
        },
        (false, true) => Act::MemberLeft {
            member: person(gone),
        },
        (false, false) => Act::MemberRemoved {
            member: person(gone),
        },
    };
    if gone.pending {
        consent::take_back(s, &txn, member, partnership).await?;
    } else {
        member::Entity::update_many()
            .col_expr(member::Column::RemovedAt, Expr::value(s.now().0))
            .filter(member::Column::Partnership.eq(partnership.0))
            .filter(member::Column::Account.eq(member.0))
            .exec(&txn)
            .await?;
    }
    journal::append(
        s,
        &txn,
        Scope::Partnership(partnership),
        Some(account),
        &act,
    )
    .await?;
    txn.commit().await?;
    tell_rooms(s, partnership).await
}

/// Leaves the partnership; the last admin of a side that has other members stays.
pub async fn leave(s: &Services, account: AccountId, partnership: PartnershipId) -> Result<()> {
    remove_member(s, account, partnership, account).await
}
