//! What the present text differs in from a version. In how many places is counted when somebody
//! writes or first asks, and kept in the database: no page counts what was counted before.

use super::snapshot;
use crate::{
    Services, access,
    error::Result,
    proposals::rows,
    store::entities::text_change,
    texts::{self, Mark, Text},
    workers::beside,
};
use model::{
    document::{
        diff::{self, Change, Diff},
        projection::Projection,
    },
    error::Refusal,
    ids::{AccountId, ProposalId, VersionId},
    proposal::FieldName,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use std::{collections::HashMap, sync::Arc};

/// A field whose text differs, with the way from the one to the other.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChanges {
    pub field: FieldName,
    pub changes: Vec<Change>,
}

/// What the present text differs in from the version of this number, in the proposal's order; for
/// members.
pub async fn changes_since(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    number: u32,
) -> Result<Vec<FieldChanges>> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let rows = snapshot::list(&s.db, id).await?;
    let since = rows.into_iter().find(|it| it.number == number);
    let since = since.ok_or(Refusal::NotFound)?.id;
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    let after = texts::live(s, id, fields).await?;
    let before = texts::version(s, since, after.names()).await?;
    s.workers.run(move || differences(&before, &after)).await
}

fn differences(before: &Text, after: &Text) -> Vec<FieldChanges> {
    let nothing = Projection::default();
    let changes = after.fields.iter().filter_map(|(field, text)| {
        let old = before.field(field).unwrap_or(&nothing);
        (old.nodes() != text.nodes()).then(|| FieldChanges {
            field: field.clone(),
            changes: Diff::between(old, text).changes,
        })
    });
    changes.collect()
}

/// In how many places the text differs from each of these versions.
pub(crate) async fn places_since<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    versions: &[VersionId],
    text: &Arc<Text>,
) -> Result<HashMap<VersionId, u32>> {
    let mut places = kept(db, versions, text.mark).await?;
    for version in versions {
        if !places.contains_key(version) {
            let before = texts::version_within(s, db, *version, text.names()).await?;
            let text = text.clone();
            let counted = beside(move || changed_places(&before, &text)).await?;
            places.insert(*version, counted);
        }
    }
    Ok(places)
}

/// Counts what is not counted yet and keeps it, in a place for such work. Not to be called within a
/// transaction.
pub(crate) async fn count(s: &Services, versions: &[VersionId], text: &Arc<Text>) -> Result<()> {
    let known = kept(&s.db, versions, text.mark).await?;
    for version in versions
        .iter()
        .filter(|version| !known.contains_key(version))
    {
        let before = texts::version(s, *version, text.names()).await?;
        let after = text.clone();
        let counting = s.workers.run(move || changed_places(&before, &after));
        let places = counting.await?;
        // Where nothing can be written it is counted again.
        if let Err(cause) = keep(s, *version, text.mark, places).await {
            tracing::warn!(%cause, "a number of changed places was not kept");
        }
    }
    Ok(())
}

fn changed_places(before: &Text, after: &Text) -> u32 {
    let nothing = Projection::default();
    let places = after
        .fields
        .iter()
        .map(|(name, text)| diff::changed_places(before.field(name).unwrap_or(&nothing), text));
    places.fold(0, u32::saturating_add)
}

async fn kept<C: ConnectionTrait>(
    db: &C,
    versions: &[VersionId],
    mark: Mark,
) -> Result<HashMap<VersionId, u32>> {
    if versions.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = versions.iter().map(|version| version.0);
    let rows = text_change::Entity::find()
        .filter(text_change::Column::Version.is_in(ids))
        .filter(text_change::Column::Mark.eq(mark.to_string()))
        .all(db)
        .await?;
    let places = |row: text_change::Model| (VersionId(row.version), row.places as u32);
    Ok(rows.into_iter().map(places).collect())
}

async fn keep(s: &Services, version: VersionId, mark: Mark, places: u32) -> Result<()> {
    let row = text_change::ActiveModel {
        version: Set(version.0),
        mark: Set(mark.to_string()),
        places: Set(i32::try_from(places).unwrap_or(i32::MAX)),
    };
    let newer = OnConflict::column(text_change::Column::Version)
        .update_columns([text_change::Column::Mark, text_change::Column::Places])
        .to_owned();
    let txn = s.begin().await?;
    text_change::Entity::insert(row)
        .on_conflict(newer)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}
