//! What the forms of a partnership's page do, as their `act` says it.

use crate::{api::tried::Tried, pages::UnknownAct};
use leptos::prelude::use_context;
use model::{
    ids::AccountId,
    membership,
    partnership::{Member, PartnershipPage},
};
use std::{fmt, str::FromStr};

/// What a form of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnershipAct {
    NewProposal,
    Invite,
    ChangeMember(AccountId),
    RemoveMember(AccountId),
    /// Names somebody as one who signs off for their side, or no longer.
    NameSigner(AccountId),
    /// Sends an invitation that waits once more.
    RenewInvitation(AccountId),
}

impl PartnershipAct {
    /// Whether the page has this form for its viewer.
    fn is_on(self, page: &PartnershipPage) -> bool {
        let role = page.me.role;
        match self {
            PartnershipAct::NewProposal => role.may_edit(),
            PartnershipAct::Invite => role.may_administer(),
            PartnershipAct::ChangeMember(member)
            | PartnershipAct::RemoveMember(member)
            | PartnershipAct::NameSigner(member)
            | PartnershipAct::RenewInvitation(member) => {
                let mut members = page.members.iter();
                let found = members.find(|it| it.account == member);
                found.is_some_and(|it| may_change(&page.me, &page.members, it))
            }
        }
    }
}

/// Whether the page has the forms of this member for its viewer: on the own side, for outside
/// reviewers, and where an invitation may be withdrawn.
pub fn may_change(me: &Member, members: &[Member], member: &Member) -> bool {
    membership::decides_for(me, member.side)
        || (member.pending && membership::check_remove(me, members, member).is_ok())
}

impl fmt::Display for PartnershipAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PartnershipAct::NewProposal => f.write_str("new-proposal"),
            PartnershipAct::Invite => f.write_str("invite"),
            PartnershipAct::ChangeMember(member) => write!(f, "change-{member}"),
            PartnershipAct::RemoveMember(member) => write!(f, "remove-{member}"),
            PartnershipAct::NameSigner(member) => write!(f, "signer-{member}"),
            PartnershipAct::RenewInvitation(member) => write!(f, "renew-{member}"),
        }
    }
}

impl From<PartnershipAct> for String {
    fn from(act: PartnershipAct) -> String {
        act.to_string()
    }
}

impl FromStr for PartnershipAct {
    type Err = UnknownAct;

    fn from_str(text: &str) -> Result<PartnershipAct, UnknownAct> {
        let member = |id: &str| id.parse().map_err(|_| UnknownAct);
        match text.split_once('-').ok_or(text) {
            Ok(("change", id)) => member(id).map(PartnershipAct::ChangeMember),
            Ok(("remove", id)) => member(id).map(PartnershipAct::RemoveMember),
            Ok(("signer", id)) => member(id).map(PartnershipAct::NameSigner),
            Ok(("renew", id)) => member(id).map(PartnershipAct::RenewInvitation),
            Ok(("new", "proposal")) => Ok(PartnershipAct::NewProposal),
            Err("invite") => Ok(PartnershipAct::Invite),
            _ => Err(UnknownAct),
        }
    }
}

/// Whether what was tried has its form on the page, so that the refusal stands there.
pub fn is_shown(page: &PartnershipPage) -> bool {
    let tried = use_context::<Tried>();
    let act = tried.and_then(|tried| tried.act.parse::<PartnershipAct>().ok());
    act.is_some_and(|act| act.is_on(page))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_act_is_read_as_it_is_written() {
        let member = "0195e0a0-0000-7000-8000-000000000001".parse().unwrap();
        let acts = [
            PartnershipAct::NewProposal,
            PartnershipAct::Invite,
            PartnershipAct::ChangeMember(member),
            PartnershipAct::RemoveMember(member),
            PartnershipAct::NameSigner(member),
            PartnershipAct::RenewInvitation(member),
        ];
        for act in acts {
            assert_eq!(act.to_string().parse(), Ok(act));
        }
        for other in ["", "change", "change-", "new", "promote-1", "invite-"] {
            assert_eq!(other.parse::<PartnershipAct>(), Err(UnknownAct), "{other}");
        }
    }
}
