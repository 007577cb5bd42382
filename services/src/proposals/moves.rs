//! The way of a proposal: moving its state, and publishing a final.
//!
//! A move is one transaction over the rows that are on disk. The room writes its updates in
//! transactions that check the state as well, so whichever comes first, a final holds exactly the
//! text that was signed, and nothing is written after it.

use super::{
    progress::{newest_round, publish_progress},
    rows,
};
use crate::{
    Services, access, drafts,
    error::Result,
    input,
    store::{
        Store,
        entities::{proposal, round, state_move},
    },
    threads, versions,
};
use model::{
    document::draft::Draft,
    error::Refusal,
    ids::{AccountId, ProposalId},
    limits,
    partnership::Member,
    proposal::{FieldName, Progress, Proposal},
    workflow::{self, Facts, State},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::Expr,
};

/// Moves the state; an admin's act. `last_day` (ISO 8601) is the round's, when it goes to review.
pub async fn move_state(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    to: State,
    reason: &str,
    last_day: Option<String>,
) -> Result<Progress> {
    let reason = input::optional(reason, limits::REASON_CHARS)?;
    let last_day = last_day.map(|day| input::day(&day)).transpose()?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_administer()?;
    let me = rights.member.ok_or(Refusal::NotFound)?;
    let proposal = rows::proposal_of(&txn, id).await?;
    let draft = drafts::stored(&txn, id).await?;
    check(&txn, &me, &proposal, &draft, to, &reason).await?;
    carry_out(s, &txn, account, &proposal, to, reason).await?;
    versions::name(s, &txn, account, &proposal, to, &draft).await?;
    set_round(s, &txn, id, proposal.state, to, last_day).await?;
    txn.commit().await?;
    s.hub.rights_changed(id).await;
    publish_progress(s, id).await
}

/// Says whether a final may be read without an account; an admin's act.
pub async fn publish(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    published: bool,
) -> Result<Progress> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.check_administer()?;
    proposal::Entity::update_many()
        .col_expr(proposal::Column::Published, Expr::value(published))
        .filter(proposal::Column::Id.eq(id.0))
        .exec(&s.db)
        .await?;
    publish_progress(s, id).await
}

async fn check<C: ConnectionTrait>(
    db: &C,
    me: &Member,
    proposal: &Proposal,
    draft: &Draft,
    to: State,
    reason: &str,
) -> Result<()> {
    let fields = drafts::fields_in(draft, rows::fields_of(proposal));
    let sides = crate::partnerships::organisations_of(db, proposal.partnership).await?;
    let sides: Vec<_> = sides.into_iter().map(|side| side.id).collect();
    let sign_offs = versions::sign_offs(db, proposal.id, &fields).await?;
    let counting = sign_offs
        .iter()
        .filter(|sign_off| sign_off.changed_places == 0);
    let signed: Vec<_> = counting.map(|sign_off| sign_off.side).collect();
    let facts = Facts {
        role: me.role,
        sides: &sides,
        signed: &signed,
        open_blocking_threads: threads::open_blocking(db, proposal.id).await?,
        empty_required_sections: empty_required(proposal, draft),
        reason,
    };
    Ok(workflow::check_move(proposal.state, to, &facts)?)
}

/// Required sections without text in the proposal's first language.
fn empty_required(proposal: &Proposal, draft: &Draft) -> u32 {
    let Some(first) = proposal.languages.first() else {
        return 0;
    };
    let required = proposal.sections.iter().filter(|section| section.required);
    let empty = required.filter(|section| {
        let field = FieldName {
            section: section.key.clone(),
            language: *first,
        };
        draft.projection(&field).chars() == 0
    });
    empty.count() as u32
}

/// Writes the new state and the move.
async fn carry_out(
    s: &Services,
    txn: &DatabaseTransaction,
    account: AccountId,
    proposal: &Proposal,
    to: State,
    reason: String,
) -> Result<()> {
    let now = s.now().0;
    let moved = proposal::Entity::update_many()
        .col_expr(proposal::Column::State, Expr::value(to.code()))
        .col_expr(proposal::Column::ChangedAt, Expr::value(now))
        .filter(proposal::Column::Id.eq(proposal.id.0))
        .filter(proposal::Column::State.eq(proposal.state.code()))
        .exec(txn)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Refusal::Outdated.into());
    }
    let row = state_move::ActiveModel {
        id: Set(s.fresh_id()),
        proposal: Set(proposal.id.0),
        from_state: Set(proposal.state.code().to_owned()),
        to_state: Set(to.code().to_owned()),
        reason: Set(reason),
        account: Set(account.0),
        at: Set(now),
    };
    state_move::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// A round opens when the review begins and closes when it is left.
async fn set_round(
    s: &Store,
    txn: &DatabaseTransaction,
    id: ProposalId,
    from: State,
    to: State,
    last_day: Option<String>,
) -> Result<()> {
    if from == State::InReview {
        round::Entity::update_many()
            .col_expr(round::Column::ClosedAt, Expr::value(s.now().0))
            .filter(round::Column::Proposal.eq(id.0))
            .filter(round::Column::ClosedAt.is_null())
            .exec(txn)
            .await?;
    }
    if to == State::InReview {
        let last = newest_round(txn, id).await?;
        let row = round::ActiveModel {
            id: Set(s.fresh_id()),
            proposal: Set(id.0),
            number: Set(last.map_or(1, |round| round.number as i32 + 1)),
            last_day: Set(last_day),
            opened_at: Set(s.now().0),
            closed_at: Set(None),
        };
        round::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
