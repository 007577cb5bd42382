//! Numbered, immutable snapshots of a draft.

use crate::{
    Services, access,
    error::Result,
    input,
    partnerships::accounts_of,
    proposals::rows,
    store::{
        Store,
        entities::{version, version_field},
    },
};
use model::{
    document::{draft::Draft, html, plain},
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp, VersionId},
    proposal::{FieldView, Proposal, VersionRow},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

/// A version as it is read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionText {
    pub row: VersionRow,
    /// In the proposal's order.
    pub fields: Vec<FieldView>,
}

/// The text of a version; a visitor may read that of a published final only.
pub async fn at(
    s: &Services,
    account: Option<AccountId>,
    version: VersionId,
) -> Result<VersionText> {
    let found = version::Entity::find_by_id(version.0).one(&s.db).await?;
    let proposal = ProposalId(found.ok_or(Refusal::NotFound)?.proposal);
    let rights = access::proposal_rights(s, account, proposal).await?;
    rights.check_read()?;
    let rows = list(&s.db, proposal).await?;
    let newest = rows.first().map(|row| row.id);
    let row = rows.into_iter().find(|row| row.id == version);
    let row = row.ok_or(Refusal::NotFound)?;
    if rights.member.is_none() && newest != Some(row.id) {
        return Err(Refusal::NotFound.into());
    }
    let proposal = rows::proposal_of(&s.db, proposal).await?;
    let fields = fields_of(&s.db, version, &proposal).await?;
    Ok(VersionText { row, fields })
}

/// The versions, newest first.
pub(crate) async fn list<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<VersionRow>> {
    let rows = version::Entity::find()
        .filter(version::Column::Proposal.eq(id.0))
        .order_by_desc(version::Column::Number)
        .all(db)
        .await?;
    let accounts = accounts_of(db, rows.iter().map(|row| row.account).collect()).await?;
    let to_row = |row: version::Model| {
        Ok(VersionRow {
            id: VersionId(row.id),
            number: row.number as u32,
            state: rows::state_of(&row.state)?,
            by: accounts
                .get(&row.account)
                .map(|by| by.name.clone())
                .unwrap_or_default(),
            at: Timestamp(row.at),
        })
    };
    rows.into_iter().map(to_row).collect()
}

/// The newest version, with its bytes.
pub(crate) async fn newest<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<Option<version::Model>> {
    Ok(version::Entity::find()
        .filter(version::Column::Proposal.eq(id.0))
        .order_by_desc(version::Column::Number)
        .one(db)
        .await?)
}

/// The number of the newest version; 0 before the first.
pub(crate) async fn newest_number<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<u32> {
    Ok(newest(db, id).await?.map_or(0, |row| row.number as u32))
}

/// Makes a version of this text, named for a state.
pub(crate) async fn name<C: ConnectionTrait>(
    s: &Store,
    db: &C,
    account: AccountId,
    proposal: &Proposal,
    state: State,
    draft: &Draft,
) -> Result<VersionId> {
    let id = VersionId(s.fresh_id());
    let row = version::ActiveModel {
        id: Set(id.0),
        proposal: Set(proposal.id.0),
        number: Set(newest_number(db, proposal.id).await? as i32 + 1),
        state: Set(state.code().to_owned()),
        account: Set(account.0),
        at: Set(s.now().0),
        bytes: Set(draft.whole()),
    };
    version::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    for field in rows::fields_of(proposal) {
        let text = draft.projection(&field);
        let row = version_field::ActiveModel {
            version: Set(id.0),
            field: Set(field.to_string()),
            html: Set(input::storable(&html::of_field(text))),
            plain: Set(input::storable(&plain::of_field(text))),
            chars: Set(text.chars() as i32),
        };
        version_field::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    Ok(id)
}

async fn fields_of<C: ConnectionTrait>(
    db: &C,
    version: VersionId,
    proposal: &Proposal,
) -> Result<Vec<FieldView>> {
    let kept = version_field::Entity::find()
        .filter(version_field::Column::Version.eq(version.0))
        .all(db)
        .await?;
    let view = |field: model::proposal::FieldName| {
        let name = field.to_string();
        let kept = kept.iter().find(|kept| kept.field == name)?;
        Some(FieldView {
            field,
            html: kept.html.clone(),
            chars: kept.chars as u32,
        })
    };
    Ok(rows::fields_of(proposal)
        .into_iter()
        .filter_map(view)
        .collect())
}
