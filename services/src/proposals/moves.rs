//! The way of a proposal: moving its state, and publishing a final.
//!
//! A move is one transaction over the rows that are on disk. The room writes its updates in
//! transactions that check the state as well, so whichever comes first, a final holds exactly the
//! text that was signed, and nothing is written after it. A final version stays final when the
//! proposal is unlocked; publishing belongs to a version and not to the proposal.

use super::{
    progress::{newest_round, publish_progress},
    rows,
};
use crate::{
    Services, access,
    error::Result,
    input,
    journal::{self, Scope},
    notices,
    partnerships::members_of,
    rounds::{self, Asking},
    store::{
        Acts, Store, Writing,
        entities::{proposal, round, state_move, version},
        json,
    },
    texts::{self, TextView},
    threads, versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, RoundId, VersionId},
    journal::Act,
    limits, membership,
    proposal::{FieldName, Progress, Proposal, VersionRow},
    role::Role,
    workflow::{self, Facts, State},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

/// What somebody had before them when they decided to move a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    pub state: State,
    /// The fingerprint of the text, where the move is about exactly this text.
    pub hash: Option<&'a str>,
}

/// Moves the state: an admin's act; who signs off for a side may send back what is for sign-off.
/// `last_day` (ISO 8601) is the round's, when it goes to review.
pub async fn move_state(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    to: State,
    reason: &str,
    last_day: Option<String>,
) -> Result<Progress> {
    let asked = Asking {
        last_day,
        ..Asking::default()
    };
    moved(s, account, id, None, (to, reason, asked)).await
}

/// As [`move_state`], only if state and text are still what was seen; a review that it opens asks whom
/// `asked` says.
pub async fn move_seen(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    seen: Seen<'_>,
    to: State,
    reason: &str,
    asked: Asking,
) -> Result<Progress> {
    moved(s, account, id, Some(seen), (to, reason, asked)).await
}

async fn moved(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    seen: Option<Seen<'_>>,
    (to, reason, asked): (State, &str, Asking),
) -> Result<Progress> {
    let reason = input::optional(reason, limits::REASON_CHARS)?;
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.check_read()?;
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    versions::prepare(s, id, &fields).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    let me = rights.member.ok_or(Refusal::NotFound)?;
    let proposal = rows::proposal_of(&txn, id).await?;
    let text = texts::view_within(s, &txn, id, fields).await?;
    let members = members_of(&txn, proposal.partnership).await?;
    let mover = Mover {
        role: me.role,
        signs: membership::may_sign(&members, &me),
    };
    check_seen(seen, mover, &proposal, &text)?;
    check(&txn, mover, &proposal, &text, to, &reason).await?;
    let asked = match to {
        State::InReview => rounds::check_asked(s, &txn, id, asked).await?,
        State::Draft | State::Agreed | State::Final => Asking::default(),
    };
    carry_out(s, &txn, account, &proposal, to, &reason).await?;
    // Unlocking begins a draft; the text is still the final version's.
    let named = match proposal.state {
        State::Final => State::Draft,
        _ => to,
    };
    let version = versions::keep(s, &txn, account, &proposal, named, &text).await?;
    let scope = Scope::Proposal(proposal.partnership, id);
    match (proposal.state, to) {
        (_, State::Final) => finalise(s, &txn, &proposal, &version).await?,
        (State::Agreed, _) => versions::send_back(s, &txn, scope, account, id).await?,
        _ => {}
    }
    let act = act_of(proposal.state, to, &reason, &version);
    journal::append(s, &txn, scope, Some(account), &act).await?;
    set_round(s, &txn, id, proposal.state, to, &asked).await?;
    match to < proposal.state {
        true => notices::came_back(s, &txn, account, &proposal, to, &reason).await?,
        false => notices::went_on(s, &txn, account, &proposal, to, &asked).await?,
    }
    let done = txn.commit().await?;
    s.mailer.wake();
    s.hub.rights_changed(id).await;
    publish_progress(s, id, done.of(id)).await
}

/// The version becomes the final one, with what it prints as it is now and the sign-offs that it has.
async fn finalise(
    s: &Store,
    txn: &Writing,
    proposal: &Proposal,
    version: &version::Head,
) -> Result<()> {
    versions::print_again(txn, VersionId(version.id), proposal).await?;
    versions::seal(s, txn, version).await?;
    proposal::Entity::update_many()
        .col_expr(proposal::Column::FinalVersion, Expr::value(version.id))
        .filter(proposal::Column::Id.eq(proposal.id.0))
        .exec(txn)
        .await?;
    Ok(())
}

fn act_of(from: State, to: State, reason: &str, version: &version::Head) -> Act {
    let (reason, version_number) = (reason.to_owned(), version.number as u32);
    match from {
        State::Final => Act::Unlocked {
            to,
            reason,
            version_number,
        },
        State::Draft | State::InReview | State::Agreed => Act::Moved {
            from,
            to,
            reason,
            version_number,
        },
    }
}

/// Lets everybody read the final version, or nobody any more: an act of an admin who stands for a
/// side. The other admins are told by mail and can take it back.
pub async fn publish(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    published: bool,
) -> Result<Progress> {
    set_published(s, account, id, published, None).await
}

/// As [`publish`], only if the version is still the one with this fingerprint.
pub async fn publish_seen(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    published: bool,
    hash: &str,
) -> Result<Progress> {
    set_published(s, account, id, published, Some(hash)).await
}

async fn set_published(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    published: bool,
    seen: Option<&str>,
) -> Result<Progress> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_administer()?;
    if rights.member.is_none_or(|me| me.side.is_none()) {
        return Err(Refusal::NoSide.into());
    }
    let row = proposal::Entity::find_by_id(id.0).one(&txn).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let to = match published {
        true if rights.state != State::Final => return Err(Refusal::NotFinal.into()),
        true => row.final_version,
        false => None,
    };
    let done = if to == row.published_version {
        // Whatever is told next may have to be written.
        drop(txn);
        Acts::default()
    } else {
        proposal::Entity::update_many()
            .col_expr(proposal::Column::PublishedVersion, Expr::value(to))
            .filter(proposal::Column::Id.eq(id.0))
            .exec(&txn)
            .await?;
        let version = version_of(&txn, id, to.or(row.published_version)).await?;
        if seen.is_some_and(|seen| seen != version.hash) {
            return Err(Refusal::TextChanged.into());
        }
        let act = published_act(version, published);
        let scope = Scope::Proposal(rights.partnership, id);
        journal::append(s, &txn, scope, Some(account), &act).await?;
        notices::published(s, &txn, account, id, published).await?;
        let done = txn.commit().await?;
        s.mailer.wake();
        done
    };
    publish_progress(s, id, done.of(id)).await
}

async fn version_of(txn: &Writing, id: ProposalId, version: Option<Uuid>) -> Result<VersionRow> {
    let rows = versions::list(txn, id).await?;
    let found = rows.into_iter().find(|row| Some(row.id.0) == version);
    Ok(found.ok_or(Refusal::NotFound)?)
}

fn published_act(version: VersionRow, published: bool) -> Act {
    let version_number = version.number;
    match published {
        true => Act::Published {
            version_number,
            hash: version.hash,
        },
        false => Act::Unpublished { version_number },
    }
}

/// Who moves a proposal.
#[derive(Clone, Copy)]
pub(super) struct Mover {
    pub role: Role,
    /// Whether they sign off for their side.
    pub signs: bool,
}

/// Who may not move it learns nothing else.
fn check_seen(
    seen: Option<Seen<'_>>,
    mover: Mover,
    proposal: &Proposal,
    text: &TextView,
) -> Result<(), Refusal> {
    let Some(seen) = seen.filter(|_| mover.role.may_administer() || mover.signs) else {
        return Ok(());
    };
    if seen.state != proposal.state {
        return Err(Refusal::Outdated);
    }
    match seen.hash.is_none_or(|hash| hash == text.hash) {
        true => Ok(()),
        false => Err(Refusal::TextChanged),
    }
}

/// Whether they may move the proposal with this text to that state.
pub(super) async fn check<C: ConnectionTrait>(
    db: &C,
    mover: Mover,
    proposal: &Proposal,
    text: &TextView,
    to: State,
    reason: &str,
) -> Result<()> {
    let sides = crate::partnerships::organisations_of(db, proposal.partnership).await?;
    let sides: Vec<_> = sides.into_iter().map(|side| side.id).collect();
    let signed = versions::counting(db, proposal.partnership, proposal.id, &text.hash).await?;
    let facts = Facts {
        role: mover.role,
        signs: mover.signs,
        sides: &sides,
        signed: &signed,
        open_blocking_threads: threads::open_blocking(db, proposal.id).await?,
        open_threads: match proposal.every_comment {
            true => threads::open_now(db, proposal.id).await?,
            false => 0,
        },
        empty_required_sections: empty_required(proposal, text),
        reason,
    };
    Ok(workflow::check_move(proposal.state, to, &facts)?)
}

/// Required sections without text in the proposal's first language.
fn empty_required(proposal: &Proposal, text: &TextView) -> u32 {
    let Some(first) = proposal.languages.first() else {
        return 0;
    };
    let required = proposal.sections.iter().filter(|section| section.required);
    let empty = required.filter(|section| {
        let field = FieldName {
            section: section.key.clone(),
            language: *first,
        };
        text.chars(&field) == 0
    });
    empty.count() as u32
}

/// Writes the new state and the move.
async fn carry_out(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    proposal: &Proposal,
    to: State,
    reason: &str,
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
        reason: Set(reason.to_owned()),
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
    txn: &Writing,
    id: ProposalId,
    from: State,
    to: State,
    asked: &Asking,
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
        let id_of_round = s.fresh_id();
        let row = round::ActiveModel {
            id: Set(id_of_round),
            proposal: Set(id.0),
            number: Set(last.map_or(1, |round| round.number as i32 + 1)),
            last_day: Set(asked.last_day.clone()),
            opened_at: Set(s.now().0),
            closed_at: Set(None),
            languages: Set(json::to(&asked.languages)?),
            summary: Set(String::new()),
            by_itself: Set(false),
        };
        round::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
        rounds::invite(txn, RoundId(id_of_round), asked).await?;
    }
    Ok(())
}
