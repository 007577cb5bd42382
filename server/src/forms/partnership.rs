//! `POST /partnerships/{id}`: the forms of a partnership's page, told apart by their `act`.

use super::Sent;
use crate::site::Site;
use app::{Act, api::done::Done};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId},
    language::Language,
    role::Role,
};
use services::{
    Services,
    partnerships::{self, NewMember},
    proposals,
};

/// Does what the form's `act` says and leads to where it can be seen.
pub async fn act(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let Ok(act) = sent.filled.get("act").parse::<Act>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let done = perform(&site.services, &id, act, &sent).await;
    sent.answer(&site, done).await
}

async fn perform(s: &Services, id: &str, act: Act, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: PartnershipId = id.parse().map_err(|_| Refusal::NotFound)?;
    let done = match act {
        Act::NewProposal => {
            let proposal =
                proposals::create(s, me, id, sent.texts("title"), languages(sent)).await?;
            return Ok(format!("/proposals/{proposal}"));
        }
        Act::Invite => invite(s, me, id, sent).await?,
        Act::ChangeMember(member) => change(s, me, id, member, sent).await?,
        Act::RemoveMember(member) => {
            partnerships::remove_member(s, me, id, member).await?;
            Done::Removed
        }
    };
    Ok(done.address(id))
}

async fn invite(
    s: &Services,
    me: AccountId,
    id: PartnershipId,
    sent: &Sent,
) -> services::Result<Done> {
    let new = NewMember {
        mail: sent.text("mail"),
        name: sent.text("name"),
        role: role(sent)?,
        side: side(sent)?,
        languages: languages(sent),
    };
    let member = partnerships::invite_member(s, me, id, new).await?;
    Ok(Done::Invited(member.account))
}

async fn change(
    s: &Services,
    me: AccountId,
    id: PartnershipId,
    member: AccountId,
    sent: &Sent,
) -> services::Result<Done> {
    let (role, side) = (role(sent)?, side(sent)?);
    partnerships::set_member(s, me, id, member, role, side, languages(sent)).await?;
    Ok(Done::Changed(member))
}

/// The page offers nothing else than the roles.
fn role(sent: &Sent) -> Result<Role, Refusal> {
    Role::from_code(sent.filled.get("role")).ok_or(Refusal::Unfit)
}

fn side(sent: &Sent) -> Result<Option<OrganisationId>, Refusal> {
    match sent.filled.get("side") {
        "" => Ok(None),
        side => side.parse().map(Some).map_err(|_| Refusal::Unfit),
    }
}

fn languages(sent: &Sent) -> Vec<Language> {
    let codes = sent.filled.all("languages");
    codes.filter_map(Language::from_code).collect()
}
