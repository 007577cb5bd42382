//! One committer an instance: the text that waits, of whichever proposals, is written in one
//! transaction, and while the disk works the next one gathers.
//!
//! A batch that cannot be written never stops the others: who may not write is left out of the
//! transaction, and where a transaction of several fails, each batch gets one of its own.

use super::{
    Store,
    drafts::notify,
    entities::{draft_client, draft_update, proposal},
    writing::Writing,
};
use crate::{
    access,
    collab::{
        bus::Signal,
        records::{CommitError, RowId},
        room::{Batch, Change},
    },
    error::{Error, Result},
    journal::{self, Scope},
    measures::MEASURES,
    threads,
};
use model::ids::{AccountId, ProposalId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{LockBehavior, LockType, OnConflict, Query},
};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Instant,
};
use tokio::sync::{
    mpsc::{self, error::TryRecvError},
    oneshot,
};
use uuid::Uuid;

/// Batches that wait before those who bring more wait too.
const WAITING: usize = 1_024;
/// Most batches in one transaction.
const BATCHES: usize = 256;
/// A transaction with this many bytes of text takes no further batch.
const BYTES: usize = 4 * 1024 * 1024;
/// SQLite takes 32 766 parameters in a statement, old versions 999; a row has four.
const ROWS_A_STATEMENT: usize = 200;

/// What came of a batch: the rows in which it stands.
type Answer = std::result::Result<Vec<RowId>, CommitError>;

/// The way to an instance's committer; cheap to clone.
#[derive(Clone)]
pub(super) struct Committer {
    requests: mpsc::Sender<Request>,
}

/// A batch that waits for the disk.
struct Request {
    proposal: ProposalId,
    batch: Batch,
    reply: oneshot::Sender<Answer>,
}

impl Committer {
    /// Starts the committer of an instance; to be called within a runtime. It ends when nobody can
    /// reach it any more.
    pub fn start(store: Store, instance: u64) -> Committer {
        let (requests, inbound) = mpsc::channel(WAITING);
        tokio::spawn(run(store, instance, inbound));
        Committer { requests }
    }

    /// Writes a batch, together with whatever else waits, and answers its rows when they are on disk.
    pub async fn commit(&self, proposal: ProposalId, batch: Batch) -> Answer {
        let (reply, answer) = oneshot::channel();
        let request = Request {
            proposal,
            batch,
            reply,
        };
        let ended = || Error::internal("the committer has ended");
        let (_waits, began) = (MEASURES.batch(), Instant::now());
        self.requests.send(request).await.map_err(|_| ended())?;
        let answer = answer.await.map_err(|_| ended())?;
        let is_written = !matches!(answer, Err(CommitError::Store(_)));
        MEASURES.committed(began.elapsed(), is_written);
        answer
    }
}

async fn run(store: Store, instance: u64, mut inbound: mpsc::Receiver<Request>) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            match inbound.recv().await {
                Some(request) => waiting.push_back(request),
                None => return,
            }
        }
        gather(&mut inbound, &mut waiting);
        let round = next_round(&mut waiting);
        // A panic costs its round: whoever waits for it hears that nothing was saved.
        let written = tokio::spawn(write(store.clone(), instance, round));
        if written.await.is_err() {
            tracing::error!("a round of commits failed");
        }
    }
}

/// Takes in everything that waits now.
fn gather(inbound: &mut mpsc::Receiver<Request>, waiting: &mut VecDeque<Request>) {
    while waiting.len() < BATCHES {
        match inbound.try_recv() {
            Ok(request) => waiting.push_back(request),
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
        }
    }
}

/// What is written together: of each proposal one batch, because the rows of a batch are told by its
/// proposal.
fn next_round(waiting: &mut VecDeque<Request>) -> Vec<Request> {
    let (mut round, mut later) = (Vec::new(), VecDeque::new());
    let (mut proposals, mut bytes) = (BTreeSet::new(), 0);
    for request in waiting.drain(..) {
        if bytes < BYTES && proposals.insert(request.proposal) {
            let changes = request.batch.changes.iter();
            bytes += changes.map(|change| change.bytes.len()).sum::<usize>();
            round.push(request);
        } else {
            later.push_back(request);
        }
    }
    *waiting = later;
    round
}

async fn write(store: Store, instance: u64, round: Vec<Request>) {
    if round.len() > 1 {
        match attempt(&store, instance, &round, Held::LeftOut).await {
            Ok(answers) => return tell_all(&store, instance, round, answers),
            Err(cause) => tracing::warn!(?cause, "batches are written one by one"),
        }
    }
    for request in round {
        let answers = attempt(&store, instance, one(&request), Held::LeftOut).await;
        tell_one(&store, instance, request, answers);
    }
}

fn one(request: &Request) -> &[Request] {
    std::slice::from_ref(request)
}

fn tell_one(
    store: &Store,
    instance: u64,
    request: Request,
    answers: std::result::Result<Answers, CommitError>,
) {
    match answers {
        Ok(answers) => tell_all(store, instance, vec![request], answers),
        Err(cause) => request.tell(Err(cause)),
    }
}

/// Tells each room what came of its batch. Those that an act holds wait on a task of their own.
fn tell_all(store: &Store, instance: u64, round: Vec<Request>, mut answers: Answers) {
    for request in round {
        match answers.remove(&request.proposal) {
            Some(answer) => request.tell(answer),
            None => drop(tokio::spawn(wait(store.clone(), instance, request))),
        }
    }
}

/// Writes a batch when the act that holds its proposal has ended.
async fn wait(store: Store, instance: u64, request: Request) {
    let answers = attempt(&store, instance, one(&request), Held::WaitedFor).await;
    let answer = answers.and_then(|mut answers| {
        let answer = answers.remove(&request.proposal);
        answer.unwrap_or(Err(CommitError::Refused))
    });
    request.tell(answer);
}

impl Request {
    fn tell(self, answer: Answer) {
        // An error means that the room is gone.
        let _ = self.reply.send(answer);
    }
}

/// What came of each batch, by proposal; those that are missing could not be held now.
type Answers = BTreeMap<ProposalId, Answer>;

/// One transaction for these batches. An error means that none of them is on disk.
async fn attempt(
    store: &Store,
    instance: u64,
    round: &[Request],
    others: Held,
) -> std::result::Result<Answers, CommitError> {
    let txn = store.begin().await?;
    let held = hold(&txn, round, others).await?;
    let writers = access::writers(&txn, &authors(round)).await?;
    let mut answers = Answers::new();
    let mut taken = Vec::new();
    for request in round.iter().filter(|it| held.contains(&it.proposal)) {
        let may = |change: &Change| writers.contains(&(request.proposal, change.writer()));
        let is_allowed = request.batch.changes.iter().all(may);
        if is_allowed && threads::are_open(&txn, &request.batch).await? {
            taken.push(request);
        } else {
            answers.insert(request.proposal, Err(CommitError::Refused));
        }
    }
    if taken.is_empty() {
        txn.rollback().await?;
        return Ok(answers);
    }
    let at = store.now().0;
    for request in &taken {
        for change in &request.batch.changes {
            claim(&txn, request.proposal, change, at).await?;
        }
    }
    for request in &taken {
        note(store, &txn, request).await?;
    }
    for (proposal, rows) in append(&txn, &taken, at).await? {
        if store.is_postgres() {
            let rows = rows.clone();
            let signal = Signal::Rows { proposal, rows };
            notify(&txn, &signal.payload(instance)).await?;
        }
        answers.insert(proposal, Ok(rows));
    }
    txn.commit().await?;
    Ok(answers)
}

fn authors(round: &[Request]) -> BTreeSet<(ProposalId, AccountId)> {
    let pairs = round.iter().flat_map(|request| {
        let changes = request.batch.changes.iter();
        changes.map(|change| (request.proposal, change.writer()))
    });
    pairs.collect()
}

/// What becomes of a proposal that an act holds just now.
#[derive(Clone, Copy)]
enum Held {
    /// Nobody else is to wait for it.
    LeftOut,
    WaitedFor,
}

/// Holds the rows of these proposals, so that no act changes state or rights before the commit. On
/// SQLite a transaction that writes is alone.
async fn hold(txn: &Writing, round: &[Request], others: Held) -> Result<BTreeSet<ProposalId>> {
    let proposals = round.iter().map(|request| request.proposal);
    if txn.get_database_backend() != DbBackend::Postgres {
        return Ok(proposals.collect());
    }
    // What writes a line in the journal holds its proposal alone, as every act does.
    let (acts, text): (Vec<_>, Vec<_>) = round.iter().partition(|it| it.batch.has_act());
    let mut held = BTreeSet::new();
    if matches!(others, Held::WaitedFor) {
        for request in acts {
            access::lock_proposal(txn, request.proposal).await?;
            held.insert(request.proposal);
        }
    }
    let ids: BTreeSet<_> = text.iter().map(|request| request.proposal).collect();
    let rows = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Id.is_in(ids.iter().map(|id| id.0)));
    let rows = match others {
        Held::WaitedFor => rows.lock_shared(),
        Held::LeftOut => rows.lock_with_behavior(LockType::Share, LockBehavior::SkipLocked),
    };
    let found: Vec<Uuid> = rows.into_tuple().all(txn).await?;
    held.extend(found.into_iter().map(ProposalId));
    Ok(held)
}

/// Writes the lines that the journal gets of a batch, and the decisions that it carries out.
async fn note(store: &Store, txn: &Writing, request: &Request) -> Result<()> {
    for change in &request.batch.changes {
        let Some(line) = &change.line else { continue };
        let rights = access::rights_within(txn, None, request.proposal).await?;
        let scope = Scope::Proposal(rights.partnership, request.proposal);
        let seq = journal::append(store, txn, scope, Some(line.by), &line.act).await?;
        if let Some(decided) = &line.decides {
            threads::note_accepted(store, txn, request.proposal, line.by, decided, seq).await?;
        }
    }
    Ok(())
}

/// Remembers which account brought a replica; refuses one that another account has brought.
async fn claim(
    txn: &Writing,
    proposal: ProposalId,
    change: &Change,
    at: i64,
) -> std::result::Result<(), CommitError> {
    for client in &change.replicas {
        let key = (proposal.0, *client as i64);
        let row = draft_client::ActiveModel {
            proposal: Set(key.0),
            client: Set(key.1),
            account: Set(change.account.0),
            at: Set(at),
        };
        draft_client::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([draft_client::Column::Proposal, draft_client::Column::Client])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(txn)
            .await
            .map_err(Error::from)?;
        let found = draft_client::Entity::find_by_id(key).one(txn).await;
        let owner = found.map_err(Error::from)?.map(|row| row.account);
        if owner != Some(change.account.0) {
            return Err(CommitError::Refused);
        }
    }
    Ok(())
}

/// Writes the rows of all batches, and answers their ids by proposal.
async fn append(
    txn: &Writing,
    taken: &[&Request],
    at: i64,
) -> Result<BTreeMap<ProposalId, Vec<RowId>>> {
    let changes: Vec<(ProposalId, &Change)> = taken
        .iter()
        .flat_map(|request| {
            let changes = request.batch.changes.iter();
            changes.map(|change| (request.proposal, change))
        })
        .collect();
    let mut rows: BTreeMap<ProposalId, Vec<RowId>> = BTreeMap::new();
    for some in changes.chunks(ROWS_A_STATEMENT) {
        let mut insert = Query::insert();
        insert.into_table(draft_update::Entity).columns([
            draft_update::Column::Proposal,
            draft_update::Column::Bytes,
            draft_update::Column::Account,
            draft_update::Column::At,
        ]);
        for (proposal, change) in some {
            let values = [
                proposal.0.into(),
                change.bytes.to_vec().into(),
                Some(change.account.0).into(),
                at.into(),
            ];
            insert.values(values).map_err(Error::internal)?;
        }
        let columns = [draft_update::Column::Id, draft_update::Column::Proposal];
        insert.returning(Query::returning().columns(columns));
        for row in txn.query_all(&insert).await? {
            let proposal = ProposalId(row.try_get("", "proposal")?);
            rows.entry(proposal)
                .or_default()
                .push(row.try_get("", "id")?);
        }
    }
    for ids in rows.values_mut() {
        ids.sort_unstable();
    }
    Ok(rows)
}
