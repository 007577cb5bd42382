//! The facts of a partnership as they are kept.

use crate::{
    access::unknown,
    error::Result,
    store::{
        entities::{activity, organisation, partnership, side},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{ActivityId, OrganisationId, PartnershipId},
    partnership::{Activity, ActivityKind, Organisation, Partnership},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The facts with organisations and activities in their order.
pub(crate) async fn facts_of<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<Partnership> {
    let row = partnership::Entity::find_by_id(id.0).one(db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    Ok(Partnership {
        id,
        title: json::from(row.title)?,
        programme: json::from(row.programme)?,
        first_day: row.first_day,
        last_day: row.last_day,
        budget_cents: row.budget_cents,
        budget_shares: json::from(row.budget_shares)?,
        objective: json::from(row.objective)?,
        target_groups: json::from(row.target_groups)?,
        justification: json::from(row.justification)?,
        activities: activities_of(db, id).await?,
        organisations: organisations_of(db, id).await?,
    })
}

/// The sides, the applicant first.
pub(crate) async fn organisations_of<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
) -> Result<Vec<Organisation>> {
    let sides = side::Entity::find()
        .filter(side::Column::Partnership.eq(id.0))
        .order_by_asc(side::Column::Position)
        .all(db)
        .await?;
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.is_in(sides.iter().map(|side| side.organisation)))
        .all(db)
        .await?;
    let mut rows: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let to_organisation = |side: side::Model| {
        let row = rows.remove(&side.organisation).ok_or(Refusal::NotFound)?;
        Ok(Organisation {
            id: OrganisationId(row.id),
            name: json::from(row.name)?,
            country: row.country,
            address: row.address,
            applicant: side.applicant,
        })
    };
    sides.into_iter().map(to_organisation).collect()
}

async fn activities_of<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<Vec<Activity>> {
    let rows = activity::Entity::find()
        .filter(activity::Column::Partnership.eq(id.0))
        .order_by_asc(activity::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(to_activity).collect()
}

fn to_activity(row: activity::Model) -> Result<Activity> {
    Ok(Activity {
        id: ActivityId(row.id),
        kind: ActivityKind::from_code(&row.kind).ok_or_else(|| unknown("kind", &row.kind))?,
        title: json::from(row.title)?,
    })
}
