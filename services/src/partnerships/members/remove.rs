//! Leaving a partnership, by an admin's act or by oneself. What was written stays.

use super::{Circle, consent, person, proposals_of, tell_progress, tell_rooms};
use crate::{
    Services, access,
    error::Result,
    journal::{self, Scope},
    notices,
    store::entities::member,
    versions,
};
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
    membership,
    partnership::Member,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};

/// Takes somebody out, or withdraws an invitation that waits: an act of an admin of that person's
/// side, of any admin for outside reviewers. Of every proposal a version is kept: a former member
/// reads and exports what was there on the last day.
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
    let act = act_of(gone, account);
    let proposals = proposals_of(&txn, partnership).await?;
    let mut changed = Vec::new();
    if gone.pending {
        consent::take_back(s, &txn, member, partnership).await?;
    } else {
        changed = keep_versions(s, &txn, account, &proposals).await?;
        end_membership(s, &txn, partnership, member).await?;
    }
    journal::append(
        s,
        &txn,
        Scope::Partnership(partnership),
        Some(account),
        &act,
    )
    .await?;
    changed.extend(versions::end_lost(s, &txn, account, partnership).await?);
    txn.commit().await?;
    tell_rooms(s, partnership).await?;
    tell_progress(s, &changed).await;
    if matches!(act, Act::MemberRemoved { .. }) {
        notices::removed(s, account, partnership, member, &proposals).await;
    }
    Ok(())
}

/// Leaves the partnership; the last admin of a side that has other members stays.
pub async fn leave(s: &Services, account: AccountId, partnership: PartnershipId) -> Result<()> {
    remove_member(s, account, partnership, account).await
}

fn act_of(gone: &Member, by: AccountId) -> Act {
    let member = person(gone);
    match (gone.pending, gone.account == by) {
        (true, _) => Act::InvitationWithdrawn { member },
        (false, true) => Act::MemberLeft { member },
        (false, false) => Act::MemberRemoved { member },
    }
}

/// Keeps what is there now of every proposal; which ones got a new version.
async fn keep_versions(
    s: &Services,
    txn: &DatabaseTransaction,
    account: AccountId,
    proposals: &[ProposalId],
) -> Result<Vec<ProposalId>> {
    let mut changed = Vec::new();
    for id in proposals {
        access::lock_proposal(txn, *id).await?;
        if versions::keep_changed(s, txn, account, *id).await? {
            changed.push(*id);
        }
    }
    Ok(changed)
}

async fn end_membership(
    s: &Services,
    txn: &DatabaseTransaction,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<()> {
    member::Entity::update_many()
        .col_expr(member::Column::RemovedAt, Expr::value(s.now().0))
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(member.0))
        .exec(txn)
        .await?;
    Ok(())
}
