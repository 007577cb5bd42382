//! One side's agreement to one exact version. It counts only while the text is that version's.

use super::snapshot::{list, name, newest};
use crate::{
    Services, access, drafts,
    error::Result,
    partnerships::accounts_of,
    proposals::{publish_progress, rows},
    store::entities::{proposal, sign_off, version},
};
use model::{
    document::draft::Draft,
    error::Refusal,
    ids::{AccountId, OrganisationId, ProposalId, Timestamp, VersionId},
    proposal::{Progress, Proposal, SignOff},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;

/// Signs the present text off for the account's side; an act of an admin who stands for a side,
/// in the state Agreed. When the text changed since the newest version, a new one is made first.
pub async fn sign_off(s: &Services, account: AccountId, id: ProposalId) -> Result<Progress> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_administer()?;
    let side = rights
        .member
        .and_then(|me| me.side)
        .ok_or(Refusal::NoSide)?;
    match rights.state {
        State::Agreed => {}
        State::Draft | State::InReview => return Err(Refusal::StepSkipped.into()),
        State::Final => return Err(Refusal::Locked.into()),
    }
    let proposal = rows::proposal_of(&txn, id).await?;
    let draft = drafts::stored(&txn, id).await?;
    let version = exact_version(s, &txn, account, &proposal, &draft).await?;
    let row = sign_off::ActiveModel {
        id: Set(s.fresh_id()),
        proposal: Set(id.0),
        side: Set(side.0),
        version: Set(version.0),
        account: Set(account.0),
        at: Set(s.now().0),
    };
    sign_off::Entity::insert(row)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    publish_progress(s, id).await
}

/// The latest sign-off of each side, and in how many places the text has changed since.
pub(crate) async fn sign_offs<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    text: &drafts::Fields,
) -> Result<Vec<SignOff>> {
    let latest = latest_of_each_side(db, id).await?;
    let numbers: HashMap<_, _> = list(db, id)
        .await?
        .into_iter()
        .map(|row| (row.id, row.number))
        .collect();
    let accounts = accounts_of(db, latest.iter().map(|row| row.account).collect()).await?;
    let mut sign_offs = Vec::with_capacity(latest.len());
    for row in latest {
        let version = VersionId(row.version);
        sign_offs.push(SignOff {
            side: OrganisationId(row.side),
            version,
            version_number: numbers.get(&version).copied().unwrap_or_default(),
            account: AccountId(row.account),
            name: accounts
                .get(&row.account)
                .map(|by| by.name.clone())
                .unwrap_or_default(),
            at: Timestamp(row.at),
            changed_places: changed_since(db, version, text).await?,
        });
    }
    Ok(sign_offs)
}

/// Whether a side has signed the text off and it may still be changed.
pub(crate) async fn is_signed<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<bool> {
    let row = proposal::Entity::find_by_id(id.0).one(db).await?;
    if row.is_none_or(|row| row.state != State::Agreed.code()) {
        return Ok(false);
    }
    let signed = sign_off::Entity::find().filter(sign_off::Column::Proposal.eq(id.0));
    Ok(signed.one(db).await?.is_some())
}

/// The newest version when it is exactly this text, else a new one.
async fn exact_version<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    proposal: &Proposal,
    draft: &Draft,
) -> Result<VersionId> {
    let fields = drafts::fields_in(draft, rows::fields_of(proposal));
    if let Some(row) = newest(db, proposal.id).await?
        && drafts::is_newest_version(db, proposal.id, &fields).await?
    {
        return Ok(VersionId(row.id));
    }
    name(s, db, account, proposal, State::Agreed, draft).await
}

async fn latest_of_each_side<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<Vec<sign_off::Model>> {
    let newest_first = sign_off::Entity::find()
        .filter(sign_off::Column::Proposal.eq(id.0))
        .order_by_desc(sign_off::Column::At)
        .order_by_desc(sign_off::Column::Id)
        .all(db)
        .await?;
    let mut latest: Vec<sign_off::Model> = Vec::new();
    for row in newest_first {
        if latest.iter().all(|known| known.side != row.side) {
            latest.push(row);
        }
    }
    Ok(latest)
}

async fn changed_since<C: ConnectionTrait>(
    db: &C,
    version: VersionId,
    text: &drafts::Fields,
) -> Result<u32> {
    let row = version::Entity::find_by_id(version.0).one(db).await?;
    let kept = drafts::from_updates(vec![row.ok_or(Refusal::NotFound)?.bytes]).await?;
    Ok(drafts::changed_places(&kept, text))
}
