//! Numbered, immutable snapshots of a draft. The same text has one number, whatever the proposal went
//! through meanwhile.

use super::prints;
use crate::{
    Services, access,
    error::{Error, Result},
    input,
    partnerships::accounts_of,
    proposals::rows,
    store::{
        entities::{proposal, version, version_field},
        json,
    },
    texts::{self, Text, TextView},
};
use model::{
    document::plain,
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp, VersionId},
    proposal::{FieldName, FieldView, Proposal, VersionRow},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A version as it is read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionText {
    pub row: VersionRow,
    /// In the proposal's order.
    pub fields: Vec<FieldView>,
}

/// The text of a version. A visitor may read the published one only, a former member those that
/// were there on the last day.
pub async fn at(
    s: &Services,
    account: Option<AccountId>,
    version: VersionId,
) -> Result<VersionText> {
    let found = version::Head::of(&s.db, version.0).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    let proposal = ProposalId(found.proposal);
    let rights = access::proposal_rights(s, account, proposal).await?;
    rights.check_see()?;
    let row = proposal::Entity::find_by_id(proposal.0).one(&s.db).await?;
    let published = row.and_then(|row| row.published_version);
    let may_read = rights.member.is_some()
        || published == Some(version.0)
        || rights.former.is_some_and(|until| found.at <= until.0);
    if !may_read {
        return Err(Refusal::NotFound.into());
    }
    let rows = list(&s.db, proposal).await?;
    let row = rows.into_iter().find(|row| row.id == version);
    let row = row.ok_or(Refusal::NotFound)?;
    let names = prints::fields(&prints::of(&found)?);
    let fields = fields_of(&s.db, version, names).await?;
    Ok(VersionText { row, fields })
}

/// The versions, newest first.
pub(crate) async fn list<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<VersionRow>> {
    type Row = (Uuid, i32, String, Uuid, i64, String, String, bool);
    // Without the bytes: they are large, and a list shows none of them.
    let rows: Vec<Row> = version::Entity::find()
        .select_only()
        .columns([
            version::Column::Id,
            version::Column::Number,
            version::Column::State,
            version::Column::Account,
            version::Column::At,
            version::Column::Hash,
            version::Column::Name,
            version::Column::Automatic,
        ])
        .filter(version::Column::Proposal.eq(id.0))
        .order_by_desc(version::Column::Number)
        .into_tuple()
        .all(db)
        .await?;
    let accounts = accounts_of(db, rows.iter().map(|row| row.3).collect()).await?;
    let to_row = |(id, number, state, account, at, hash, name, automatic): Row| {
        Ok(VersionRow {
            id: VersionId(id),
            number: number as u32,
            state: rows::state_of(&state)?,
            by: accounts
                .get(&account)
                .map(|by| by.name.clone())
                .unwrap_or_default(),
            at: Timestamp(at),
            hash,
            name,
            automatic,
        })
    };
    rows.into_iter().map(to_row).collect()
}

/// The versions that a member may read, or a former member from before their last day; newest first.
pub async fn seen_by(s: &Services, account: AccountId, id: ProposalId) -> Result<Vec<VersionRow>> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    let mut rows = list(&s.db, id).await?;
    match (&rights.member, rights.former) {
        (Some(_), _) => {}
        (None, Some(until)) => rows.retain(|row| row.at <= until),
        (None, None) => return Err(Refusal::NotFound.into()),
    }
    Ok(rows)
}

/// The newest version, without its text.
async fn newest<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Option<version::Head>> {
    Ok(version::Entity::find()
        .filter(version::Column::Proposal.eq(id.0))
        .order_by_desc(version::Column::Number)
        .into_partial_model()
        .one(db)
        .await?)
}

/// The number of the newest version; 0 before the first.
pub(crate) async fn newest_number<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<u32> {
    Ok(newest(db, id).await?.map_or(0, |row| row.number as u32))
}

/// The number of a version.
pub(super) async fn number<C: ConnectionTrait>(db: &C, id: VersionId) -> Result<u32> {
    let numbers = numbers(db, &[id]).await?;
    Ok(*numbers.get(&id).ok_or(Refusal::NotFound)?)
}

/// The numbers of these versions.
pub(super) async fn numbers<C: ConnectionTrait>(
    db: &C,
    ids: &[VersionId],
) -> Result<HashMap<VersionId, u32>> {
    let rows: Vec<(Uuid, i32)> = version::Entity::find()
        .select_only()
        .columns([version::Column::Id, version::Column::Number])
        .filter(version::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(db)
        .await?;
    let numbered = |(id, number): (Uuid, i32)| (VersionId(id), number as u32);
    Ok(rows.into_iter().map(numbered).collect())
}

/// The version of this text, which has this fingerprint: the newest one if it is the same text, else a
/// new one. A version is named for the furthest state that its text has come to. What is to be signed
/// after unlocking gets a new number even if no letter has changed: a final version, with the names
/// and sign-offs on it, never becomes another final.
pub(crate) async fn keep<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    proposal: &Proposal,
    state: State,
    text: &TextView,
) -> Result<version::Head> {
    let newest = newest(db, proposal.id).await?;
    let number = newest.as_ref().map_or(0, |row| row.number);
    if let Some(row) = newest.filter(|row| row.hash == text.hash)
        && (row.state != State::Final.code() || state < State::Agreed)
    {
        if row.automatic || state > rows::state_of(&row.state)? {
            let state = state.max(rows::state_of(&row.state)?);
            // Whoever wrote or looked last did not ask for an automatic one.
            let by = if row.automatic {
                account.0
            } else {
                row.account
            };
            version::Entity::update_many()
                .col_expr(version::Column::State, Expr::value(state.code()))
                .col_expr(version::Column::Automatic, Expr::value(false))
                .col_expr(version::Column::Account, Expr::value(by))
                .filter(version::Column::Id.eq(row.id))
                .exec(db)
                .await?;
        }
        return Ok(row);
    }
    let head = version::Head {
        id: s.fresh_id(),
        proposal: proposal.id.0,
        number: number + 1,
        state: state.code().to_owned(),
        account: account.0,
        at: s.now().0,
        hash: text.hash.clone(),
        prints: json::to(&prints::now(db, proposal).await?)?,
        automatic: false,
    };
    insert_text(s, db, proposal.id, head, text).await
}

/// Keeps the text as a version that nobody asked for.
pub(super) async fn insert_automatic<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    proposal: &Proposal,
    text: &TextView,
) -> Result<version::Head> {
    let head = version::Head {
        id: s.fresh_id(),
        proposal: proposal.id.0,
        number: newest(db, proposal.id).await?.map_or(0, |row| row.number) + 1,
        state: proposal.state.code().to_owned(),
        account: account.0,
        at: s.now().0,
        hash: text.hash.clone(),
        prints: json::to(&prints::now(db, proposal).await?)?,
        automatic: true,
    };
    insert_text(s, db, proposal.id, head, text).await
}

async fn insert_text<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    id: ProposalId,
    head: version::Head,
    text: &TextView,
) -> Result<version::Head> {
    let whole = Box::pin(texts::within(s, db, id, text.names())).await?;
    if whole.view.hash != text.hash {
        return Err(Error::internal("the text changed under a version"));
    }
    insert(db, &head, &whole).await?;
    Ok(head)
}

/// Has the text decoded before a transaction that may keep it as a version, where [`keep`] will need
/// it.
pub(crate) async fn prepare(s: &Services, id: ProposalId, fields: &[FieldName]) -> Result<()> {
    let text = texts::view(s, id, fields.to_vec()).await?;
    let newest = newest(&s.db, id).await?;
    let is_kept = |row: version::Head| row.hash == text.hash && row.state != State::Final.code();
    if !newest.is_some_and(is_kept) {
        texts::live(s, id, fields.to_vec()).await?;
    }
    Ok(())
}

async fn insert<C: ConnectionTrait>(db: &C, head: &version::Head, text: &Text) -> Result<()> {
    let row = version::ActiveModel {
        id: Set(head.id),
        proposal: Set(head.proposal),
        number: Set(head.number),
        state: Set(head.state.clone()),
        account: Set(head.account),
        at: Set(head.at),
        bytes: Set(text.whole.clone()),
        hash: Set(head.hash.clone()),
        prints: Set(head.prints.clone()),
        name: Set(String::new()),
        automatic: Set(head.automatic),
        wrote: Set(None),
    };
    version::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    insert_fields(db, head.id, text).await
}

async fn insert_fields<C: ConnectionTrait>(db: &C, version: Uuid, text: &Text) -> Result<()> {
    for (view, (field, text)) in text.view.fields.iter().zip(&text.fields) {
        let row = version_field::ActiveModel {
            version: Set(version),
            field: Set(field.to_string()),
            html: Set(view.html.clone()),
            plain: Set(input::storable(&plain::of_field(text))),
            chars: Set(view.chars as i32),
        };
        version_field::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What the version prints from now on is as it is now: both sides have just agreed to it.
pub(crate) async fn print_again<C: ConnectionTrait>(
    db: &C,
    version: VersionId,
    proposal: &Proposal,
) -> Result<()> {
    let prints = json::to(&prints::now(db, proposal).await?)?;
    version::Entity::update_many()
        .col_expr(version::Column::Prints, Expr::value(prints))
        .filter(version::Column::Id.eq(version.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The newest version that was there then, for who was a member until then.
pub(crate) async fn newest_until<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    until: Timestamp,
) -> Result<Option<VersionId>> {
    let rows = list(db, id).await?;
    Ok(rows
        .into_iter()
        .find(|row| row.at <= until)
        .map(|row| row.id))
}

/// Keeps a version if the text is not the newest version's; whether one was made.
pub(crate) async fn keep_changed<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    id: ProposalId,
) -> Result<bool> {
    let proposal = rows::proposal_of(db, id).await?;
    let text = texts::view_within(s, db, id, rows::fields_of(&proposal)).await?;
    let before = newest_number(db, id).await?;
    let kept = keep(s, db, account, &proposal, State::Draft, &text).await?;
    Ok(kept.number as u32 > before)
}

async fn fields_of<C: ConnectionTrait>(
    db: &C,
    version: VersionId,
    names: Vec<FieldName>,
) -> Result<Vec<FieldView>> {
    let kept = version_field::Entity::find()
        .filter(version_field::Column::Version.eq(version.0))
        .all(db)
        .await?;
    let view = |field: FieldName| {
        let name = field.to_string();
        let kept = kept.iter().find(|kept| kept.field == name)?;
        Some(FieldView {
            field,
            html: kept.html.clone(),
            chars: kept.chars as u32,
        })
    };
    Ok(names.into_iter().filter_map(view).collect())
}
