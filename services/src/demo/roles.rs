//! The people of the demo, named by what they do: nobody is invented.

use super::ids;
use model::{ids::AccountId, role::Role};

/// Whom a visitor of the demo may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DemoRole {
    Reader,
    Commenter,
    Suggester,
    Editor,
    Admin,
    PartnerEditor,
    PartnerAdmin,
}

impl DemoRole {
    /// All of them, in the order in which they are offered.
    pub const ALL: [DemoRole; 7] = [
        DemoRole::Admin,
        DemoRole::PartnerAdmin,
        DemoRole::Editor,
        DemoRole::PartnerEditor,
        DemoRole::Suggester,
        DemoRole::Commenter,
        DemoRole::Reader,
    ];

    /// The stable name, as in `/demo/{code}`.
    pub fn code(self) -> &'static str {
        match self {
            DemoRole::Reader => "reader",
            DemoRole::Commenter => "commenter",
            DemoRole::Suggester => "suggester",
            DemoRole::Editor => "editor",
            DemoRole::Admin => "admin",
            DemoRole::PartnerEditor => "partner-editor",
            DemoRole::PartnerAdmin => "partner-admin",
        }
    }

    /// The demo role of a stable name.
    pub fn from_code(code: &str) -> Option<DemoRole> {
        DemoRole::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The role of its membership.
    pub fn role(self) -> Role {
        match self {
            DemoRole::Reader => Role::Reader,
            DemoRole::Commenter => Role::Commenter,
            DemoRole::Suggester => Role::Suggester,
            DemoRole::Editor | DemoRole::PartnerEditor => Role::Editor,
            DemoRole::Admin | DemoRole::PartnerAdmin => Role::Admin,
        }
    }
}

/// The demo account of a role; the id is fixed.
pub fn account_of(role: DemoRole) -> AccountId {
    let number = match role {
        DemoRole::Admin => 1,
        DemoRole::PartnerAdmin => 2,
        DemoRole::Editor => 3,
        DemoRole::PartnerEditor => 4,
        DemoRole::Suggester => 5,
        DemoRole::Commenter => 6,
        DemoRole::Reader => 7,
    };
    AccountId(ids::numbered(ids::ACCOUNTS, number))
}
