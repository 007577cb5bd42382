//! What the forms of "My account" do, as their `act` says it.

use crate::pages::UnknownAct;
use model::ids::{PartnershipId, SessionId};
use std::{fmt, str::FromStr};

/// What a form of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountAct {
    /// The own name, and the language of pages and mails.
    Change,
    /// Signs out on one device, or takes a program's token back.
    EndDevice(SessionId),
    /// Signs out everywhere but here.
    EndOthers,
    AddProgram,
    Accept(PartnershipId),
    Decline(PartnershipId),
    Leave(PartnershipId),
    Erase,
}

impl fmt::Display for AccountAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AccountAct::Change => f.write_str("change"),
            AccountAct::EndDevice(id) => write!(f, "end-{id}"),
            AccountAct::EndOthers => f.write_str("end_others"),
            AccountAct::AddProgram => f.write_str("add_program"),
            AccountAct::Accept(id) => write!(f, "accept-{id}"),
            AccountAct::Decline(id) => write!(f, "decline-{id}"),
            AccountAct::Leave(id) => write!(f, "leave-{id}"),
            AccountAct::Erase => f.write_str("erase"),
        }
    }
}

impl From<AccountAct> for String {
    fn from(act: AccountAct) -> String {
        act.to_string()
    }
}

impl FromStr for AccountAct {
    type Err = UnknownAct;

    fn from_str(text: &str) -> Result<AccountAct, UnknownAct> {
        let partnership = |id: &str| id.parse().map_err(|_| UnknownAct);
        match text.split_once('-').ok_or(text) {
            Ok(("end", id)) => Ok(AccountAct::EndDevice(id.parse().map_err(|_| UnknownAct)?)),
            Ok(("accept", id)) => partnership(id).map(AccountAct::Accept),
            Ok(("decline", id)) => partnership(id).map(AccountAct::Decline),
            Ok(("leave", id)) => partnership(id).map(AccountAct::Leave),
            Err("change") => Ok(AccountAct::Change),
            Err("end_others") => Ok(AccountAct::EndOthers),
            Err("add_program") => Ok(AccountAct::AddProgram),
            Err("erase") => Ok(AccountAct::Erase),
            _ => Err(UnknownAct),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_act_is_read_as_it_is_written() {
        let id = "0195e0a0-0000-7000-8000-000000000001";
        let partnership = id.parse().unwrap();
        for act in [
            AccountAct::Change,
            AccountAct::EndDevice(id.parse().unwrap()),
            AccountAct::EndOthers,
            AccountAct::AddProgram,
            AccountAct::Accept(partnership),
            AccountAct::Decline(partnership),
            AccountAct::Leave(partnership),
            AccountAct::Erase,
        ] {
            assert_eq!(act.to_string().parse(), Ok(act));
        }
        for other in ["", "end", "end-", "end-1", "change-1"] {
            assert_eq!(other.parse::<AccountAct>(), Err(UnknownAct), "{other}");
        }
    }
}
