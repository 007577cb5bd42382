//! What each page says about itself, as y-prosemirror spells it, with our own facts under `talka`.

use model::{
    ids::{AccountId, OrganisationId},
    proposal::FieldName,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A page's own state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Presence {
    #[serde(default)]
    pub user: User,
    /// Where the caret is; none while the text has no focus.
    #[serde(default)]
    pub cursor: Option<Cursor>,
    #[serde(default)]
    pub talka: Facts,
}

/// Who it is, as every Yjs editor shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct User {
    #[serde(default)]
    pub name: String,
    /// `#rrggbb`.
    #[serde(default)]
    pub color: String,
}

/// Both ends of the selection, as Yjs relative positions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cursor {
    pub anchor: Value,
    pub head: Value,
}

/// What only Talka's own pages say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    #[serde(default)]
    pub account: Option<AccountId>,
    #[serde(default)]
    pub side: Option<OrganisationId>,
    #[serde(default)]
    pub field: Option<FieldName>,
}

impl Cursor {
    /// From two relative positions as JSON text.
    pub fn from_json(anchor: &str, head: &str) -> Option<Cursor> {
        Some(Cursor {
            anchor: serde_json::from_str(anchor).ok()?,
            head: serde_json::from_str(head).ok()?,
        })
    }
}

impl Presence {
    /// Reads a stranger's state; what does not fit is left away.
    pub fn read(state: &str) -> Presence {
        let value: Value = serde_json::from_str(state).unwrap_or_default();
        let part = |key: &str| value.get(key).cloned().unwrap_or_default();
        Presence {
            user: serde_json::from_value(part("user")).unwrap_or_default(),
            cursor: serde_json::from_value(part("cursor")).unwrap_or_default(),
            talka: serde_json::from_value(part("talka")).unwrap_or_default(),
        }
    }

    /// The state as JSON.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
