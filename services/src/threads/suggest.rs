//! Suggestions: threads that say what is to become of their words. Typing grows them; accepting one is
//! an edit in its author's name, with the decision in the same commit.

use super::{
    acts::{done_before, record, thread_and_rights},
    open::{self, NewThread, on_its_words},
    rows, tell,
};
use crate::{
    Services, access, anchors,
    collab::room::{Batch, Decided, Edited, Line, Wording},
    error::{Error, Result},
    input, journal, search,
    store::{
        Store, Writing,
        entities::{anchor, decision, suggestion, thread},
        json,
    },
    texts, versions,
};
use model::{
    document::{
        anchor::{Anchor, resolve},
        draft::Draft,
        edit::Op,
        position::Selection,
    },
    error::Refusal,
    ids::{AccountId, CommentId, DecisionId, ProposalId, ThreadId},
    journal::Act,
    limits,
    proposal::FieldName,
    suggestion::{Piece, Suggestion, anchor_id},
    sync::guard::{self, Ranges},
    thread::{Outcome, Severity, Thread},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use std::time::Duration;
use tokio::time::sleep;

/// How often accepting is tried while others write, and how long they get to pause.
const ATTEMPTS: usize = 10;
const PAUSE: Duration = Duration::from_millis(50);

/// What somebody suggests.
#[derive(Clone, Debug)]
pub struct Suggesting {
    /// Chosen by who suggests: the same id again grows the suggestion.
    pub id: ThreadId,
    pub field: FieldName,
    pub anchor: Anchor,
    /// The words under the anchor.
    pub was: String,
    pub pieces: Vec<Piece>,
    /// Higher each time; what comes late or twice changes nothing.
    pub revision: u32,
}

/// Opens a suggestion, or grows one's own. Its anchor must stand on its words in the live draft.
///
/// # Errors
/// `Refusal::Unfit` for what is no suggestion, `Refusal::Outdated` when it is somebody else's, decided
/// or withdrawn.
pub async fn suggest(
    s: &Services,
    account: AccountId,
    proposal: ProposalId,
    wanted: Suggesting,
) -> Result<Thread> {
    let rights = access::proposal_rights(s, Some(account), proposal).await?;
    rights.check_suggest()?;
    let suggestion = Suggestion {
        revision: wanted.revision,
        was: wanted.was,
        pieces: wanted.pieces,
        withdrawn: false,
    };
    let fits_column = i32::try_from(suggestion.revision).is_ok();
    if !suggestion.is_sane() || !fits_column || input::storable(&suggestion.was) != suggestion.was {
        return Err(Refusal::Unfit.into());
    }
    let (id, field) = (wanted.id, wanted.field);
    let anchor = on_its_words(s, proposal, &field, wanted.anchor).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    rights.check_suggest()?;
    if thread::Entity::find_by_id(id.0).one(&txn).await?.is_some() {
        let known = own_open(&txn, proposal, account, id).await?;
        if known
            .suggestion
            .is_some_and(|it| it.revision >= suggestion.revision)
        {
            return done_before(s, id, true).await;
        }
        grow(&txn, (proposal, id), &field, anchor, &suggestion).await?;
    } else {
        open::check_count(&txn, proposal).await?;
        let act = Act::SuggestionOpened {
            thread: id,
            field: field.clone(),
            quote: input::storable(&anchor.quote.exact),
        };
        let new = NewThread {
            id,
            proposal,
            field,
            anchor,
            severity: Severity::Remark,
            next_edition: false,
            detached: false,
        };
        let anchor_id = anchor_id(id, suggestion.revision);
        open::insert_on(&txn, new, anchor_id, s.now().0).await?;
        insert(&txn, id, &suggestion).await?;
        let side = rights.member.as_ref().and_then(|member| member.side);
        let comment = CommentId(s.fresh_id());
        let no_reason = String::new();
        open::insert_comment(&txn, comment, id, account, side, no_reason, s.now().0).await?;
        record(s, &txn, &rights, (proposal, account), &act).await?;
    }
    txn.commit().await?;
    tell(s, proposal, id).await
}

/// Takes one's own suggestion back; what was said about it stays.
pub async fn withdraw(s: &Services, account: AccountId, id: ThreadId) -> Result<Thread> {
    let (row, _) = thread_and_rights(s, account, id).await?;
    let proposal = ProposalId(row.proposal);
    let txn = s.begin().await?;
    access::lock_proposal(&txn, proposal).await?;
    let rights = access::rights_within(&txn, Some(account), proposal).await?;
    rights.check_suggest()?;
    let known = rows::one(&txn, id).await?;
    if known.suggestion.is_none() || known.author() != Some(account) {
        return Err(Refusal::NotAllowed.into());
    }
    if known.is_withdrawn() {
        return done_before(s, id, true).await;
    }
    own_open(&txn, proposal, account, id).await?;
    suggestion::Entity::update_many()
        .col_expr(suggestion::Column::Withdrawn, Expr::value(true))
        .filter(suggestion::Column::Thread.eq(id.0))
        .exec(&txn)
        .await?;
    let act = Act::SuggestionWithdrawn {
        thread: id,
        quote: rows::quote_of(&txn, &row).await?,
    };
    record(s, &txn, &rights, (proposal, account), &act).await?;
    txn.commit().await?;
    tell(s, proposal, id).await
}

/// Puts a suggestion into the text, in its author's name; an editor's act. Whoever asks chose the
/// decision's id: sent twice, it is done once. The reason may be empty: the words are the answer.
///
/// # Errors
/// `Refusal::SuggestionStale` where other words stand by now, `Refusal::OwnSuggestion` while a review is
/// open, `Refusal::Outdated` when somebody decided before or others do not stop writing.
pub async fn accept(
    s: &Services,
    account: AccountId,
    id: ThreadId,
    reason: &str,
    decision: DecisionId,
) -> Result<Thread> {
    let (row, _) = thread_and_rights(s, account, id).await?;
    let proposal = ProposalId(row.proposal);
    let reason = match reason.trim() {
        "" => String::new(),
        reason => input::text(reason, limits::REASON_CHARS, Refusal::ReasonMissing)?,
    };
    for _ in 0..ATTEMPTS {
        let rights = access::proposal_rights(s, Some(account), proposal).await?;
        rights.check_decide()?;
        rights.check_write()?;
        if let Some(known) = decision::Entity::find_by_id(decision.0).one(&s.db).await? {
            let is_it = known.thread == id.0 && known.account == account.0;
            return done_before(s, id, is_it).await;
        }
        let thread = rows::one(&s.db, id).await?;
        let author = thread.author().ok_or(Refusal::NotFound)?;
        if !thread.is_open() {
            return Err(Refusal::Outdated.into());
        }
        if !thread.may_be_decided_by(account, rights.state) {
            return Err(Refusal::OwnSuggestion.into());
        }
        let line = Line {
            by: account,
            act: Act::ThreadDecided {
                thread: id,
                outcome: Outcome::Taken,
                quote: thread.anchor.quote.exact.clone(),
            },
            decides: Some(Decided {
                id: decision,
                thread: id,
                reason: reason.clone(),
            }),
        };
        let Some(wanted) = compiled(s, proposal, thread).await? else {
            return Err(missed(s, id).await?.into());
        };
        match s.hub.edit(proposal, author, wanted, line).await? {
            Edited::Written => return tell(s, proposal, id).await,
            Edited::Nothing => return Err(missed(s, id).await?.into()),
            Edited::Refused => return Err(Refusal::DocumentFull.into()),
            Edited::Unseen => sleep(PAUSE).await,
        }
    }
    Err(Refusal::Outdated.into())
}

/// Why a suggestion does not fit the text: somebody else accepted it just now, or the words are others.
async fn missed(s: &Services, id: ThreadId) -> Result<Refusal> {
    Ok(match rows::one(&s.db, id).await?.is_open() {
        true => Refusal::SuggestionStale,
        false => Refusal::Outdated,
    })
}

/// What accepting it does to the text that is on disk, and the clocks of that text; none when it is stale.
async fn compiled(
    s: &Services,
    proposal: ProposalId,
    thread: Thread,
) -> Result<Option<(Wording, Ranges)>> {
    let field = thread.field.clone();
    let compile = move |draft: &Draft| {
        let (ops, selection) = operations(draft, &thread)?;
        Some((ops, selection, draft.whole()))
    };
    let Some((ops, selection, whole)) = texts::look(s, proposal, compile).await? else {
        return Ok(None);
    };
    let seen = guard::update(&whole).map_err(Error::internal)?.inserts;
    let wording = Wording::Operations {
        field,
        selection,
        ops,
    };
    Ok(Some((wording, seen)))
}

fn operations(draft: &Draft, thread: &Thread) -> Option<(Vec<Op>, Selection)> {
    let suggestion = thread.suggestion.as_ref()?;
    let range = resolve(draft, &thread.field, &thread.anchor).range()?;
    let place = suggestion.place(draft.projection(&thread.field), range)?;
    Some((suggestion.ops(place), Selection::at(place)))
}

/// Whether all suggestions that a batch accepts are still open.
pub(crate) async fn are_open<C: ConnectionTrait>(db: &C, batch: &Batch) -> Result<bool> {
    let lines = batch.changes.iter().filter_map(|it| it.line.as_ref());
    for decided in lines.filter_map(|line| line.decides.as_ref()) {
        if !rows::one(db, decided.thread).await?.is_open() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes the decision that accepts a suggestion, in the transaction that writes its words.
pub(crate) async fn note_accepted(
    store: &Store,
    txn: &Writing,
    proposal: ProposalId,
    account: AccountId,
    decided: &Decided,
    seq: i64,
) -> Result<()> {
    let decision = decision::ActiveModel {
        id: Set(decided.id.0),
        thread: Set(decided.thread.0),
        outcome: Set(Outcome::Taken.code().to_owned()),
        reason: Set(decided.reason.clone()),
        account: Set(account.0),
        at: Set(store.now().0),
        version_number: Set(versions::newest_number(txn, proposal).await? as i32),
        reopened_at: Set(None),
    };
    decision::Entity::insert(decision)
        .exec_without_returning(txn)
        .await?;
    thread::Entity::update_many()
        .col_expr(thread::Column::Seq, Expr::value(seq))
        .filter(thread::Column::Id.eq(decided.thread.0))
        .exec(txn)
        .await?;
    // Its line in the journal came before it.
    search::thread(txn, decided.thread).await
}

/// The account's own suggestion, if nobody decided on it yet and it was not withdrawn.
async fn own_open(
    txn: &Writing,
    proposal: ProposalId,
    account: AccountId,
    id: ThreadId,
) -> Result<Thread> {
    let row = rows::row_of(txn, id).await?;
    let known = rows::one(txn, id).await?;
    let is_own = known.suggestion.is_some() && known.author() == Some(account);
    match is_own && row.proposal == proposal.0 && known.is_open() {
        true => Ok(known),
        false => Err(Refusal::Outdated.into()),
    }
}

/// Growing has no line in the journal: who was away learns it as it learns where words went.
async fn grow(
    txn: &Writing,
    (proposal, id): (ProposalId, ThreadId),
    field: &FieldName,
    put: Anchor,
    new: &Suggestion,
) -> Result<()> {
    let before = rows::row_of(txn, id).await?.anchor;
    let now = anchor_id(id, new.revision);
    anchors::insert(txn, proposal, now, field, put, false).await?;
    let next = journal::newest_seq(txn, proposal.0).await? + 1;
    anchor::Entity::update_many()
        .col_expr(anchor::Column::MovedSeq, Expr::value(next))
        .filter(anchor::Column::Id.eq(now.0))
        .exec(txn)
        .await?;
    thread::Entity::update_many()
        .col_expr(thread::Column::Anchor, Expr::value(now.0))
        .filter(thread::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    anchor::Entity::delete_by_id(before).exec(txn).await?;
    suggestion::Entity::update_many()
        .set(columns(new)?)
        .filter(suggestion::Column::Thread.eq(id.0))
        .exec(txn)
        .await?;
    search::thread(txn, id).await
}

async fn insert(txn: &Writing, id: ThreadId, new: &Suggestion) -> Result<()> {
    let row = suggestion::ActiveModel {
        thread: Set(id.0),
        ..columns(new)?
    };
    suggestion::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

fn columns(new: &Suggestion) -> Result<suggestion::ActiveModel> {
    Ok(suggestion::ActiveModel {
        revision: Set(new.revision as i32),
        was: Set(new.was.clone()),
        pieces: Set(json::to(&new.pieces)?),
        withdrawn: Set(new.withdrawn),
        ..Default::default()
    })
}
