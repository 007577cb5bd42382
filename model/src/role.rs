//! What a member may do. Roles answer questions; nobody compares them by hand.

use serde::{Deserialize, Serialize};

/// A member's role, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Reader,
    Commenter,
    Suggester,
    Editor,
    Admin,
}

impl Role {
    /// All roles, weakest first.
    pub const ALL: [Role; 5] = [
        Role::Reader,
        Role::Commenter,
        Role::Suggester,
        Role::Editor,
        Role::Admin,
    ];

    /// The stable name, as stored and as in demo links.
    pub fn code(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Commenter => "commenter",
            Role::Suggester => "suggester",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// The role of a stable name.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role may open threads and answer in them.
    pub fn may_comment(self) -> bool {
        match self {
            Role::Reader => false,
            Role::Commenter | Role::Suggester | Role::Editor | Role::Admin => true,
        }
    }

    /// Whether the role may propose changes.
    pub fn may_suggest(self) -> bool {
        match self {
            Role::Reader | Role::Commenter => false,
            Role::Suggester | Role::Editor | Role::Admin => true,
        }
    }

    /// Whether the role may change the text and decide on threads.
    pub fn may_edit(self) -> bool {
        match self {
            Role::Reader | Role::Commenter | Role::Suggester => false,
            Role::Editor | Role::Admin => true,
        }
    }

    /// Whether the role may invite members, move the state, sign off and unlock.
    pub fn may_administer(self) -> bool {
        match self {
            Role::Reader | Role::Commenter | Role::Suggester | Role::Editor => false,
            Role::Admin => true,
        }
    }
}
