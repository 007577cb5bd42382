//! Calls about partnerships and their members.

use super::Refused;
use leptos::{prelude::*, server_fn::codec::Json};
use model::{
    ids::{AccountId, OrganisationId, PartnershipId},
    language::{Language, Texts},
    partnership::{Member, PartnershipPage, PartnershipRow},
    role::Role,
};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::context::{account, services};
#[cfg(feature = "ssr")]
use services::partnerships;

/// Someone to be taken into a partnership.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invitation {
    pub mail: String,
    pub name: String,
    pub role: Role,
    pub side: Option<OrganisationId>,
    pub languages: Vec<Language>,
}

/// An organisation that is not in Talka yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewOrganisation {
    pub name: Texts,
    pub country: String,
}

/// What a partnership begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewPartnership {
    pub title: Texts,
    pub first_day: String,
    pub last_day: String,
    /// The applicant first.
    pub organisations: Vec<NewOrganisation>,
    pub creator_name: String,
}

/// The viewer's partnerships.
#[server(endpoint = "partnerships/list")]
pub async fn list() -> Result<Vec<PartnershipRow>, Refused> {
    Ok(partnerships::list(&services(), account()?).await?)
}

/// Everything the partnership's page shows.
#[server(endpoint = "partnerships/page")]
pub async fn page(id: PartnershipId) -> Result<PartnershipPage, Refused> {
    Ok(partnerships::page(&services(), account()?, id).await?)
}

/// Creates a partnership with the viewer as its first admin.
#[server(endpoint = "partnerships/create", input = Json)]
pub async fn create(new: NewPartnership) -> Result<PartnershipId, Refused> {
    Ok(partnerships::create(&services(), account()?, new.into()).await?)
}

/// Takes someone into the partnership and writes them a mail.
#[server(endpoint = "partnerships/invite", input = Json)]
pub async fn invite(id: PartnershipId, invitation: Invitation) -> Result<Member, Refused> {
    Ok(partnerships::invite_member(&services(), account()?, id, invitation.into()).await?)
}

/// Changes a member's role, side and languages.
#[server(endpoint = "partnerships/set-member", input = Json)]
pub async fn set_member(
    id: PartnershipId,
    member: AccountId,
    role: Role,
    side: Option<OrganisationId>,
    languages: Vec<Language>,
) -> Result<Member, Refused> {
    let me = account()?;
    Ok(partnerships::set_member(&services(), me, id, member, role, side, languages).await?)
}

/// Takes someone out of the partnership.
#[server(endpoint = "partnerships/remove-member")]
pub async fn remove_member(id: PartnershipId, member: AccountId) -> Result<(), Refused> {
    Ok(partnerships::remove_member(&services(), account()?, id, member).await?)
}

#[cfg(feature = "ssr")]
impl From<Invitation> for partnerships::NewMember {
    fn from(invitation: Invitation) -> Self {
        partnerships::NewMember {
            mail: invitation.mail,
            name: invitation.name,
            role: invitation.role,
            side: invitation.side,
            languages: invitation.languages,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<NewPartnership> for partnerships::NewPartnership {
    fn from(new: NewPartnership) -> Self {
        let organisation = |new: NewOrganisation| partnerships::NewOrganisation {
            name: new.name,
            country: new.country,
            address: String::new(),
        };
        partnerships::NewPartnership {
            title: new.title,
            first_day: new.first_day,
            last_day: new.last_day,
            organisations: new.organisations.into_iter().map(organisation).collect(),
            creator_name: new.creator_name,
        }
    }
}
