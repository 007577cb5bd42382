//! `POST /partnerships/{id}/edit`: the facts of a partnership, with lists that grow and shrink.

use super::Sent;
use crate::site::Site;
use app::{
    ADD, MARK, REMOVE,
    api::{done::Done, tried::Filled},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use model::{error::Refusal, ids::PartnershipId, partnership::ActivityKind};
use services::{
    Services,
    partnerships::{
        self, ChangedActivity, ChangedOrganisation, ChangedShare, Facts, NewOrganisation,
    },
};
use std::str::FromStr;

/// Keeps the facts, or gives the form back with a row more or less.
pub async fn facts(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let list = sent.text(ADD);
    if !list.is_empty() {
        let place = format!("{list}.{}{}", sent.filled.rows(&list), first_field(&list));
        return sent.grown(&site, place).await;
    }
    let row = sent.text(REMOVE);
    if let Some((list, index)) = row.rsplit_once('.')
        && let Ok(index) = index.parse()
    {
        let less = sent.filled.without_row(list, index);
        return sent.with(less).grown(&site, list.to_owned()).await;
    }
    let kept = keep(&site.services, &id, &sent).await;
    sent.answer(&site, kept).await
}

/// Where one begins to fill in a row.
fn first_field(list: &str) -> &'static str {
    match list {
        "activities" | "budget_shares" => ".title",
        "organisations" => ".name",
        _ => "",
    }
}

async fn keep(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: PartnershipId = id.parse().map_err(|_| Refusal::NotFound)?;
    partnerships::set_facts(s, me, id, typed(sent)?, sent.filled.get(MARK)).await?;
    Ok(Done::Kept.address(id))
}

fn typed(sent: &Sent) -> Result<Facts, Refusal> {
    let rows = |list: &str| 0..sent.filled.rows(list);
    let share = |index| {
        let name = |field: &str| format!("budget_shares.{index}.{field}");
        ChangedShare {
            title: sent.texts(&name("title")),
            percent: sent.text(&name("percent")),
            when: sent.texts(&name("when")),
        }
    };
    let paragraph = |list: &'static str| move |index| sent.texts(&format!("{list}.{index}"));
    Ok(Facts {
        title: sent.texts("title"),
        programme: sent.texts("programme"),
        first_day: sent.text("first_day"),
        last_day: sent.text("last_day"),
        budget: sent.text("budget"),
        budget_shares: rows("budget_shares").map(share).collect(),
        objective: sent.texts("objective"),
        target_groups: rows("target_groups")
            .map(paragraph("target_groups"))
            .collect(),
        justification: rows("justification")
            .map(paragraph("justification"))
            .collect(),
        activities: rows("activities")
            .map(|index| activity(sent, index))
            .collect::<Result<_, _>>()?,
        organisations: rows("organisations")
            .map(|index| organisation(sent, index))
            .collect::<Result<_, _>>()?,
    })
}

fn activity(sent: &Sent, index: usize) -> Result<ChangedActivity, Refusal> {
    let name = |field: &str| format!("activities.{index}.{field}");
    let kind = ActivityKind::from_code(sent.filled.get(&name("kind")));
    Ok(ChangedActivity {
        id: id_in(&sent.filled, &name("id"))?,
        kind: kind.ok_or(Refusal::Unfit)?,
        title: sent.texts(&name("title")),
    })
}

fn organisation(sent: &Sent, index: usize) -> Result<ChangedOrganisation, Refusal> {
    let name = |field: &str| format!("organisations.{index}.{field}");
    Ok(ChangedOrganisation {
        id: id_in(&sent.filled, &name("id"))?,
        organisation: NewOrganisation {
            name: sent.texts(&name("name")),
            country: sent.text(&name("country")),
            address: sent.text(&name("address")),
        },
    })
}

/// None for a new row.
fn id_in<T: FromStr>(filled: &Filled, name: &str) -> Result<Option<T>, Refusal> {
    match filled.get(name) {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Refusal::Unfit),
    }
}
