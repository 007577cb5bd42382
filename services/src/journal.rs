//! The journal: what was done in a partnership and its proposals, in order, for both sides to see.
//!
//! An act writes its line in its own transaction, while it holds the proposal's or the
//! partnership's row: so a line stands for every act that happened, for none that did not, and the
//! numbers have no holes. Nothing is changed or taken away later, except the name of somebody who
//! has their account erased.

mod table;

pub use table::table;

use crate::{
    access,
    error::{Error, Result},
    partnerships::{accounts_of, called_in},
    search,
    security_event::{About, SecurityEvent},
    store::{
        Store, Writing,
        entities::{journal, proposal},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, Timestamp},
    journal::{Act, Entry, JournalPage, Person, Topic},
    language::Texts,
    limits,
    membership::may_read_journal,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::Value;
use std::collections::HashSet;
use uuid::Uuid;

/// Which numbered list a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Needs the partnership's row to be held.
    Partnership(PartnershipId),
    /// Needs the proposal's row to be held.
    Proposal(PartnershipId, ProposalId),
}

impl Scope {
    fn id(self) -> Uuid {
        match self {
            Scope::Partnership(id) => id.0,
            Scope::Proposal(_, id) => id.0,
        }
    }

    fn proposal(self) -> Option<ProposalId> {
        match self {
            Scope::Partnership(_) => None,
            Scope::Proposal(_, id) => Some(id),
        }
    }

    pub(crate) fn partnership(self) -> PartnershipId {
        match self {
            Scope::Partnership(id) | Scope::Proposal(id, _) => id,
        }
    }
}

/// Writes a line for an act, within the act's transaction and under the lock that it holds, and gives
/// its number. `account` is who did it; none for what the server did by itself.
pub(crate) async fn append(
    s: &Store,
    txn: &Writing,
    scope: Scope,
    account: Option<AccountId>,
    act: &Act,
) -> Result<i64> {
    let (kind, data) = stored(act)?;
    let by = match account {
        Some(account) => Some(called_in(txn, account, scope.partnership()).await?),
        None => None,
    };
    let seq = newest_seq(txn, scope.id()).await? + 1;
    let row = journal::ActiveModel {
        scope: Set(scope.id()),
        seq: Set(seq),
        partnership: Set(scope.partnership().0),
        at: Set(s.now().0),
        account: Set(account.map(|account| account.0)),
        kind: Set(kind),
        subject: Set(act.member().map(|member| member.account.0)),
        data: Set(serde_json::json!({ "by": by, "act": data })),
    };
    journal::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    search::follow(txn, scope, act).await?;
    txn.holds(scope.id(), seq as u64);
    if let Some(event) = SecurityEvent::of_act(act) {
        let about = About {
            by: account,
            account: act.member().map(|member| member.account),
            partnership: Some(scope.partnership()),
            proposal: scope.proposal(),
            detail: None,
        };
        txn.logs(event, about);
    }
    Ok(seq)
}

/// An account as it is called now.
pub(crate) async fn named<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Person> {
    let mut found = accounts_of(db, HashSet::from([account.0])).await?;
    Ok(Person {
        account,
        name: found
            .remove(&account.0)
            .map(|row| row.name)
            .unwrap_or_default(),
    })
}

/// A page of the journal of a partnership and all its proposals, newest first, of one topic or of all;
/// for members who stand for a side and for admins.
pub async fn of_partnership(
    s: &Store,
    account: AccountId,
    id: PartnershipId,
    topic: Option<Topic>,
    page: u32,
) -> Result<JournalPage> {
    check_reader(s, account, id).await?;
    let asked = match topic {
        Some(topic) => lines_of(id).filter(journal::Column::Kind.is_in(topic.kinds().to_vec())),
        None => lines_of(id),
    };
    let lines = asked.clone().count(&s.db).await?;
    let pages = lines.div_ceil(limits::JOURNAL_LINES_A_PAGE).max(1) as u32;
    let page = page.min(pages - 1);
    let rows = asked
        .offset(u64::from(page) * limits::JOURNAL_LINES_A_PAGE)
        .limit(limits::JOURNAL_LINES_A_PAGE)
        .all(&s.db)
        .await?;
    let entries: Vec<Entry> = rows.into_iter().map(to_entry).collect::<Result<_>>()?;
    Ok(JournalPage {
        proposals: titles_of(&s.db, id).await?,
        entries,
        page,
        pages,
    })
}

/// Takes somebody's name out of every line, when their account is erased. The lines stay.
pub(crate) async fn forget<C: ConnectionTrait>(txn: &C, account: AccountId) -> Result<()> {
    let rows = journal::Entity::find()
        .filter(
            Condition::any()
                .add(journal::Column::Account.eq(account.0))
                .add(journal::Column::Subject.eq(account.0)),
        )
        .all(txn)
        .await?;
    let id = account.to_string();
    for mut row in rows {
        without_name(&mut row.data, &id);
        let nameless = journal::ActiveModel {
            scope: Set(row.scope),
            seq: Set(row.seq),
            data: Set(row.data),
            ..Default::default()
        };
        journal::Entity::update(nameless).exec(txn).await?;
    }
    Ok(())
}

/// Whether every line of a partnership can be read.
pub(crate) async fn read_all<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<()> {
    let rows = lines_of(id).all(db).await?;
    rows.into_iter().try_for_each(|row| to_entry(row).map(drop))
}

/// Lets those pass who stand for a side, and admins.
pub(crate) async fn check_reader(s: &Store, account: AccountId, id: PartnershipId) -> Result<()> {
    let me = access::member(s, account, id).await?;
    match may_read_journal(&me) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed.into()),
    }
}

/// Every line, newest first.
fn lines_of(id: PartnershipId) -> Select<journal::Entity> {
    journal::Entity::find()
        .filter(journal::Column::Partnership.eq(id.0))
        .order_by_desc(journal::Column::At)
        .order_by_desc(journal::Column::Scope)
        .order_by_desc(journal::Column::Seq)
}

async fn titles_of<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
) -> Result<Vec<(ProposalId, Texts)>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(id.0))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((ProposalId(row.id), json::from(row.title)?)))
        .collect()
}

/// The number of the newest line; 0 before the first.
pub(crate) async fn newest_seq<C: ConnectionTrait>(txn: &C, scope: Uuid) -> Result<i64> {
    let newest = journal::Entity::find()
        .select_only()
        .column(journal::Column::Seq)
        .filter(journal::Column::Scope.eq(scope))
        .order_by_desc(journal::Column::Seq)
        .into_tuple::<i64>()
        .one(txn)
        .await?;
    Ok(newest.unwrap_or(0))
}

/// The stable name of an act, and its details.
fn stored(act: &Act) -> Result<(String, Value)> {
    let mut value = json::to(act)?;
    let kind = value.get("kind").and_then(Value::as_str);
    let kind = kind
        .ok_or_else(|| Error::internal("an act without a kind"))?
        .to_owned();
    Ok((kind, value["data"].take()))
}

fn to_entry(mut row: journal::Model) -> Result<Entry> {
    let act = serde_json::json!({ "kind": row.kind, "data": row.data["act"].take() });
    Ok(Entry {
        seq: row.seq as u64,
        proposal: (row.scope != row.partnership).then_some(ProposalId(row.scope)),
        at: Timestamp(row.at),
        by: json::from(row.data["by"].take())?,
        act: json::from(act)?,
    })
}

fn without_name(value: &mut Value, account: &str) {
    match value {
        Value::Object(object) => {
            if object.get("account").and_then(Value::as_str) == Some(account) {
                object.insert("name".to_owned(), Value::from(""));
            }
            object
                .values_mut()
                .for_each(|inner| without_name(inner, account));
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|inner| without_name(inner, account)),
        _ => {}
    }
}
