//! `POST /partnerships/{id}`: the forms of a partnership's page, told apart by their `act`.

use super::Sent;
use crate::site::Site;
use app::{MAY_SIGN, NO_SIDE, PartnershipAct, api::done::Done};
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
    Services, access,
    partnerships::{self, NewMember},
    proposals,
};

/// Does what the form's `act` says and leads to where it can be seen.
pub async fn act(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let Ok(act) = sent.filled.get("act").parse::<PartnershipAct>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let done = perform(&site.services, &id, act, &sent).await;
    sent.answer(&site, done).await
}

async fn perform(
    s: &Services,
    id: &str,
    act: PartnershipAct,
    sent: &Sent,
) -> services::Result<String> {
    let me = sent.account()?;
    let id: PartnershipId = id.parse().map_err(|_| Refusal::NotFound)?;
    if changes_admins(s, id, act, sent).await? {
        sent.check_fresh(s).await?;
    }
    let done = match act {
        PartnershipAct::NewProposal => {
            let proposal =
                proposals::create(s, me, id, sent.texts("title"), languages(sent)).await?;
            return Ok(format!("/proposals/{proposal}"));
        }
        PartnershipAct::Invite => invite(s, me, id, sent).await?,
        PartnershipAct::ChangeMember(member) => change(s, me, id, member, sent).await?,
        PartnershipAct::NameSigner(member) => {
            let may_sign = !sent.filled.get(MAY_SIGN).is_empty();
            partnerships::set_signer(s, me, id, member, may_sign).await?;
            Done::Changed(member)
        }
        PartnershipAct::RenewInvitation(member) => {
            partnerships::renew_invitation(s, me, id, member).await?;
            Done::Invited(member)
        }
        PartnershipAct::RemoveMember(member) => {
            partnerships::remove_member(s, me, id, member).await?;
            Done::Removed
        }
    };
    Ok(done.address(id))
}

/// Whether somebody becomes an admin, or an admin is changed or goes.
async fn changes_admins(
    s: &Services,
    id: PartnershipId,
    act: PartnershipAct,
    sent: &Sent,
) -> services::Result<bool> {
    let becomes_admin = Role::from_code(sent.filled.get("role")) == Some(Role::Admin);
    let member = match act {
        PartnershipAct::NewProposal
        | PartnershipAct::RenewInvitation(_)
        | PartnershipAct::NameSigner(_) => return Ok(false),
        PartnershipAct::Invite => return Ok(becomes_admin),
        PartnershipAct::ChangeMember(_) if becomes_admin => return Ok(true),
        PartnershipAct::ChangeMember(member) | PartnershipAct::RemoveMember(member) => member,
    };
    match access::member(s, member, id).await {
        Ok(member) => Ok(member.role.may_administer()),
        // Who has not agreed yet is no admin.
        Err(services::Error::Refused(Refusal::NotFound)) => Ok(false),
        Err(cause) => Err(cause),
    }
}

async fn invite(
    s: &Services,
    me: AccountId,
    id: PartnershipId,
    sent: &Sent,
) -> services::Result<Done> {
    // Who may not invite is not told what the form lacks.
    access::admin(s, me, id).await?;
    let name = sent.given("name", Refusal::Empty)?;
    let mail = sent.given("mail", Refusal::NotAMailAddress)?;
    let new = NewMember {
        mail,
        name,
        role: role(sent)?,
        side: chosen_side(sent)?,
        languages: languages(sent),
        language: Language::from_code(sent.filled.get("mail_language"))
            .unwrap_or(sent.visit.language),
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
        "" | NO_SIDE => Ok(None),
        side => side.parse().map(Some).map_err(|_| Refusal::Unfit),
    }
}

/// Nobody is put onto a side, or onto none, by not choosing.
fn chosen_side(sent: &Sent) -> services::Result<Option<OrganisationId>> {
    match sent.filled.get("side") {
        "" => Err(services::Error::RefusedAt {
            place: "side".to_owned(),
            refusal: Refusal::Empty,
        }),
        _ => Ok(side(sent)?),
    }
}

fn languages(sent: &Sent) -> Vec<Language> {
    let codes = sent.filled.all("languages");
    codes.filter_map(Language::from_code).collect()
}
