//! What the present text differs in from a version. In how many places is counted when somebody
//! writes or first asks, and kept in the database: no page counts what was counted before.

use crate::{
    Services,
    error::Result,
    store::entities::text_change,
    texts::{self, Text, TextView},
};
use model::{
    document::{diff, projection::Projection},
    ids::{ProposalId, VersionId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use std::{collections::HashMap, sync::Arc};

/// In how many places the text differs from each of these versions: read, or counted in a place for
/// such work and kept. Not to be called within a transaction.
pub(crate) async fn places_since(
    s: &Services,
    id: ProposalId,
    versions: &[VersionId],
    text: &TextView,
) -> Result<HashMap<VersionId, u32>> {
    let mut places = kept(&s.db, versions, &text.hash).await?;
    let is_uncounted = |version: &&VersionId| !places.contains_key(version);
    let uncounted: Vec<_> = versions.iter().filter(is_uncounted).copied().collect();
    if uncounted.is_empty() {
        return Ok(places);
    }
    // It may be newer than what was asked about; it is kept as what it is.
    let after = texts::live(s, id, text.names()).await?;
    for version in uncounted {
        places.insert(version, count(s, version, after.clone()).await?);
    }
    Ok(places)
}

async fn count(s: &Services, version: VersionId, after: Arc<Text>) -> Result<u32> {
    let before = texts::version(s, version, after.names()).await?;
    let hash = after.view.hash.clone();
    let counting = s.workers.run(move || changed_places(&before, &after));
    let places = counting.await?;
    // Where nothing can be written it is counted again.
    if let Err(cause) = keep(s, version, hash, places).await {
        tracing::warn!(%cause, "a number of changed places was not kept");
    }
    Ok(places)
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
    hash: &str,
) -> Result<HashMap<VersionId, u32>> {
    if versions.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = versions.iter().map(|version| version.0);
    let rows = text_change::Entity::find()
        .filter(text_change::Column::Version.is_in(ids))
        .filter(text_change::Column::Mark.eq(hash))
        .all(db)
        .await?;
    let places = |row: text_change::Model| (VersionId(row.version), row.places as u32);
    Ok(rows.into_iter().map(places).collect())
}

async fn keep(s: &Services, version: VersionId, hash: String, places: u32) -> Result<()> {
    let row = text_change::ActiveModel {
        version: Set(version.0),
        mark: Set(hash),
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
