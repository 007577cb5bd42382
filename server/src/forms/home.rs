//! `POST /`: begins a partnership.

use super::Sent;
use crate::site::Site;
use axum::{extract::State, response::Response};
use services::{
    Services,
    partnerships::{self, NewOrganisation, NewPartnership},
};

/// Organisations that the form asks for, the applicant first.
const ORGANISATIONS: usize = 2;

/// Begins the partnership and opens its page.
pub async fn new_partnership(State(site): State<Site>, sent: Sent) -> Response {
    let made = make(&site.services, &sent).await;
    sent.answer(&site, made).await
}

async fn make(services: &Services, sent: &Sent) -> services::Result<String> {
    let organisation = |index: usize| NewOrganisation {
        name: sent.said(&format!("organisations.{index}.name")),
        country: sent.text(&format!("organisations.{index}.country")),
        address: String::new(),
    };
    let new = NewPartnership {
        title: sent.said("title"),
        first_day: sent.text("first_day"),
        last_day: sent.text("last_day"),
        organisations: (0..ORGANISATIONS).map(organisation).collect(),
        creator_name: sent.text("creator_name"),
    };
    let id = partnerships::create(services, sent.account()?, new).await?;
    Ok(format!("/partnerships/{id}"))
}
