//! Facts that were checked go into their rows.

use crate::{
    error::Result,
    store::{
        Writing,
        entities::{activity, organisation, partnership, side},
        json,
    },
};
use model::partnership::{Activity, Organisation, Partnership};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

/// Writes the new facts over the old ones.
pub(super) async fn write(txn: &Writing, old: &Partnership, new: &Partnership) -> Result<()> {
    let row = partnership::ActiveModel {
        title: Set(json::to(&new.title)?),
        programme: Set(json::to(&new.programme)?),
        first_day: Set(new.first_day.clone()),
        last_day: Set(new.last_day.clone()),
        budget_cents: Set(new.budget_cents),
        budget_shares: Set(json::to(&new.budget_shares)?),
        objective: Set(json::to(&new.objective)?),
        target_groups: Set(json::to(&new.target_groups)?),
        justification: Set(json::to(&new.justification)?),
        ..Default::default()
    };
    partnership::Entity::update_many()
        .set(row)
        .filter(partnership::Column::Id.eq(new.id.0))
        .exec(txn)
        .await?;
    write_activities(txn, old, new).await?;
    for (position, side) in new.organisations.iter().enumerate() {
        match old.organisations.get(position) {
            Some(before) if before == side => {}
            Some(_) => update_side(txn, side).await?,
            None => insert_side(txn, new, position, side).await?,
        }
    }
    Ok(())
}

/// An activity that stays keeps its row: evidence may point to it.
async fn write_activities(txn: &Writing, old: &Partnership, new: &Partnership) -> Result<()> {
    let stays = |id| new.activities.iter().any(|it| it.id == id);
    let gone = old.activities.iter().filter(|it| !stays(it.id));
    let gone: Vec<_> = gone.map(|it| it.id.0).collect();
    activity::Entity::delete_many()
        .filter(activity::Column::Id.is_in(gone))
        .exec(txn)
        .await?;
    for (position, it) in new.activities.iter().enumerate() {
        let row = activity_row(new, position, it)?;
        match old.activities.iter().any(|before| before.id == it.id) {
            true => {
                activity::Entity::update(row.into_active_model().reset_all())
                    .exec(txn)
                    .await?;
            }
            false => {
                activity::Entity::insert(row.into_active_model().reset_all())
                    .exec_without_returning(txn)
                    .await?;
            }
        }
    }
    Ok(())
}

fn activity_row(of: &Partnership, position: usize, it: &Activity) -> Result<activity::Model> {
    Ok(activity::Model {
        id: it.id.0,
        partnership: of.id.0,
        kind: it.kind.code().to_owned(),
        title: json::to(&it.title)?,
        position: position as i32,
    })
}

async fn update_side(txn: &Writing, it: &Organisation) -> Result<()> {
    organisation::Entity::update(organisation_row(it)?.into_active_model().reset_all())
        .exec(txn)
        .await?;
    Ok(())
}

async fn insert_side(
    txn: &Writing,
    of: &Partnership,
    position: usize,
    it: &Organisation,
) -> Result<()> {
    organisation::Entity::insert(organisation_row(it)?.into_active_model().reset_all())
        .exec_without_returning(txn)
        .await?;
    let row = side::ActiveModel {
        partnership: Set(of.id.0),
        organisation: Set(it.id.0),
        applicant: Set(it.applicant),
        position: Set(position as i32),
    };
    side::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

fn organisation_row(it: &Organisation) -> Result<organisation::Model> {
    Ok(organisation::Model {
        id: it.id.0,
        name: json::to(&it.name)?,
        country: it.country.clone(),
        address: it.address.clone(),
    })
}
