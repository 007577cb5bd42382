//! What each page says about itself, as y-prosemirror spells it, with our own facts under `talka`.

use model::{
    ids::{AccountId, OrganisationId},
    proposal::FieldName,
    sync::json,
};

/// A page's own state.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    pub user: User,
    /// Where the caret is; none while the text has no focus.
    pub cursor: Option<Cursor>,
    pub talka: Facts,
}

/// Who it is, as every Yjs editor shows it. The server writes all of it but the colour, whatever a
/// page says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub name: String,
    pub account: Option<AccountId>,
    pub side: Option<OrganisationId>,
    /// `#rrggbb`.
    pub color: String,
}

/// Both ends of the selection, as JSON of Yjs relative positions.
#[derive(Clone, Debug)]
pub struct Cursor {
    pub anchor: String,
    pub head: String,
}

/// What only Talka's own pages say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub field: Option<FieldName>,
}

impl Presence {
    /// Reads a stranger's state; what does not fit is left away.
    pub fn read(state: &str) -> Presence {
        let within = |name: &'static str| {
            let object = json::member(state, name).unwrap_or_default();
            move |name: &str| json::member(object, name)
        };
        let (user, cursor, facts) = (within("user"), within("cursor"), within("talka"));
        let text = |value: Option<&str>| value.and_then(json::text).unwrap_or_default();
        let position = |name| cursor(name).map(str::to_owned);
        Presence {
            user: User {
                name: text(user("name")),
                account: text(user("account")).parse().ok(),
                side: text(user("side")).parse().ok(),
                color: text(user("color")),
            },
            cursor: position("anchor")
                .zip(position("head"))
                .map(|(anchor, head)| Cursor { anchor, head }),
            talka: Facts {
                field: text(facts("field")).parse().ok(),
            },
        }
    }

    /// The state as JSON. Name, account and side are the server's to say.
    pub fn write(&self) -> String {
        let color = json::quote(&self.user.color);
        let cursor = match &self.cursor {
            Some(Cursor { anchor, head }) => format!("{{\"anchor\":{anchor},\"head\":{head}}}"),
            None => "null".to_owned(),
        };
        let field = match &self.talka.field {
            Some(field) => json::quote(&field.to_string()),
            None => "null".to_owned(),
        };
        format!(
            "{{\"user\":{{\"color\":{color}}},\"cursor\":{cursor},\"talka\":{{\"field\":{field}}}}}"
        )
    }
}
