//! What was typed becomes facts, or is refused at its place.

use super::{ChangedActivity, ChangedOrganisation, ChangedShare, Facts};
use crate::{
    Store,
    error::{At, Result},
    input,
    partnerships::create::{checked_organisation, checked_period},
};
use model::{
    error::Refusal,
    ids::{ActivityId, OrganisationId},
    language::{Language, Texts},
    limits,
    partnership::{Activity, BudgetShare, Organisation, Partnership},
};

/// The facts that come after the old ones.
pub(super) fn checked(s: &Store, old: &Partnership, new: Facts) -> Result<Partnership> {
    let title = input::title(&new.title).at("title")?;
    let (first_day, last_day) = checked_period(&new.first_day, &new.last_day)?;
    let budget_cents = input::cents(&new.budget).at("budget")?;
    let text = |place: &str, texts: &Texts, limit| input::paragraph(texts, limit).at(place);
    Ok(Partnership {
        id: old.id,
        title,
        programme: text("programme", &new.programme, limits::PROGRAMME_CHARS)?,
        first_day,
        last_day,
        budget_cents,
        budget_shares: shares(new.budget_shares, budget_cents)?,
        objective: text("objective", &new.objective, limits::OBJECTIVE_CHARS)?,
        target_groups: paragraphs(
            "target_groups",
            &new.target_groups,
            limits::TARGET_GROUP_CHARS,
            limits::TARGET_GROUPS_A_PARTNERSHIP,
        )?,
        justification: paragraphs(
            "justification",
            &new.justification,
            limits::JUSTIFICATION_PARAGRAPH_CHARS,
            limits::PARAGRAPHS_A_JUSTIFICATION,
        )?,
        activities: activities(s, old, new.activities)?,
        organisations: organisations(s, old, new.organisations)?,
    })
}

fn is_blank(texts: &Texts) -> bool {
    let mut languages = Language::ALL.into_iter();
    languages.all(|language| texts.get(language).trim().is_empty())
}

fn paragraphs(list: &str, typed: &[Texts], chars: usize, most: usize) -> Result<Vec<Texts>> {
    let rows = typed.iter().enumerate().filter(|(_, row)| !is_blank(row));
    let rows: Vec<Texts> = rows
        .map(|(index, row)| input::paragraph(row, chars).at(format!("{list}.{index}")))
        .collect::<Result<_>>()?;
    input::at_most(rows.len(), most)?;
    Ok(rows)
}

fn shares(typed: Vec<ChangedShare>, budget_cents: i64) -> Result<Vec<BudgetShare>> {
    let mut shares = Vec::new();
    let mut total = 0;
    for (index, row) in typed.into_iter().enumerate() {
        if is_blank(&row.title) && row.percent.trim().is_empty() && is_blank(&row.when) {
            continue;
        }
        let place = |field: &str| format!("budget_shares.{index}.{field}");
        let percent = input::percent(&row.percent).at(place("percent"))?;
        total += i64::from(percent);
        if total > 100 {
            return Err(Refusal::SharesOver).at(place("percent"));
        }
        shares.push(BudgetShare {
            title: input::title(&row.title).at(place("title"))?,
            percent,
            // Rounded to the nearest cent; a budget is far from where this would overflow.
            amount_cents: (budget_cents * i64::from(percent) + 50) / 100,
            when: input::paragraph(&row.when, limits::SHARE_WHEN_CHARS).at(place("when"))?,
        });
    }
    input::at_most(shares.len(), limits::SHARES_A_BUDGET)?;
    Ok(shares)
}

fn activities(s: &Store, old: &Partnership, typed: Vec<ChangedActivity>) -> Result<Vec<Activity>> {
    let mut activities: Vec<Activity> = Vec::new();
    for (index, row) in typed.into_iter().enumerate() {
        if is_blank(&row.title) {
            continue;
        }
        let is_known = |id: ActivityId| old.activities.iter().any(|it| it.id == id);
        let is_twice = |id: ActivityId| activities.iter().any(|it| it.id == id);
        let id = match row.id {
            Some(id) if !is_known(id) || is_twice(id) => return Err(Refusal::Outdated.into()),
            Some(id) => id,
            None => ActivityId(s.fresh_id()),
        };
        activities.push(Activity {
            id,
            kind: row.kind,
            title: input::title(&row.title).at(format!("activities.{index}.title"))?,
        });
    }
    input::at_most(activities.len(), limits::ACTIVITIES_A_PARTNERSHIP)?;
    Ok(activities)
}

/// The sides in their order, the applicant first, then the new ones.
fn organisations(
    s: &Store,
    old: &Partnership,
    typed: Vec<ChangedOrganisation>,
) -> Result<Vec<Organisation>> {
    let mut organisations = old.organisations.clone();
    for (index, ChangedOrganisation { id, organisation }) in typed.into_iter().enumerate() {
        if id.is_none() && is_blank(&organisation.name) && organisation.address.trim().is_empty() {
            continue;
        }
        let new = checked_organisation(index, organisation)?;
        let (name, country, address) = (new.name, new.country, new.address);
        let Some(id) = id else {
            organisations.push(Organisation {
                id: OrganisationId(s.fresh_id()),
                name,
                country,
                address,
                applicant: false,
            });
            continue;
        };
        let known = old.organisations.iter().position(|it| it.id == id);
        let known = known.and_then(|position| organisations.get_mut(position));
        let known = known.ok_or(Refusal::Outdated)?;
        (known.name, known.country, known.address) = (name, country, address);
    }
    input::at_most(organisations.len(), limits::SIDES_A_PARTNERSHIP)?;
    Ok(organisations)
}
