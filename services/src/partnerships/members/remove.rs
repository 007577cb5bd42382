//! Leaving a partnership, by an admin's act or by oneself. What was written stays.

use super::{Circle, consent, finish, person, proposals_of};
use crate::{
    Services, access,
    error::Result,
    notices,
    store::{Writing, entities::member},
    versions,
};
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
    membership,
    partnership::Member,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

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
    let act = act_of(circle.member(member)?, account);
    let changed = remove_within(s, &txn, &circle, member).await?;
    let proposals = proposals_of(&txn, partnership).await?;
    if matches!(act, Act::MemberRemoved { .. }) {
        notices::removed(s, &txn, account, partnership, member, &proposals).await?;
    }
    finish(s, txn, &circle, changed).await?;
    Ok(())
}

/// As [`remove_member`], within a transaction that holds the partnership; which proposals got a new
/// version. The sign-offs of who is gone end with [`versions::end_lost`].
pub(crate) async fn remove_within(
    s: &Services,
    txn: &Writing,
    circle: &Circle,
    member: AccountId,
) -> Result<Vec<ProposalId>> {
    let gone = circle.member(member)?;
    membership::check_remove(&circle.me, &circle.members, gone)?;
    let (me, id) = (circle.me.account, circle.partnership);
    let mut changed = Vec::new();
    if gone.pending {
        consent::take_back(s, txn, member, id).await?;
    } else {
        let proposals = proposals_of(txn, id).await?;
        changed = keep_versions(s, txn, me, &proposals).await?;
        end_membership(s, txn, id, member).await?;
    }
    circle.note(s, txn, &act_of(gone, me)).await?;
    Ok(changed)
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
    txn: &Writing,
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
    txn: &Writing,
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
