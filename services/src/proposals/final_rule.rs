//! What a final needs besides sign-offs: a decision on every objection, or on every comment.

use super::progress::publish_progress;
use crate::{
    Services, access,
    error::Result,
    journal::{self, Scope},
    store::entities::proposal,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    journal::Act,
    proposal::Progress,
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Asks for a decision on every comment before the final, or on every objection only; an admin's act.
/// Nothing changes on a final: its next draft has the rule that it had.
pub async fn set_final_rule(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    every_comment: bool,
) -> Result<Progress> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_administer()?;
    if rights.state == State::Final {
        return Err(Refusal::Locked.into());
    }
    let changed = proposal::Entity::update_many()
        .col_expr(proposal::Column::EveryComment, Expr::value(every_comment))
        .filter(proposal::Column::Id.eq(id.0))
        .filter(proposal::Column::EveryComment.ne(every_comment))
        .exec(&txn)
        .await?;
    if changed.rows_affected == 0 {
        // Whatever is told next may have to be written.
        drop(txn);
        return publish_progress(s, id, Vec::new()).await;
    }
    let scope = Scope::Proposal(rights.partnership, id);
    let act = Act::FinalRuleChanged { every_comment };
    journal::append(s, &txn, scope, Some(account), &act).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await
}
