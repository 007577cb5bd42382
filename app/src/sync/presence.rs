//! What each page says about itself, as y-prosemirror spells it, with our own facts under `talka`.

use model::{
    ids::{AccountId, OrganisationId},
    proposal::FieldName,
};
use serde_json::{Map, Value};

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
        let state: Value = serde_json::from_str(state).unwrap_or_default();
        let (user, cursor, facts) = (&state["user"], &state["cursor"], &state["talka"]);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Presence {
            user: User {
                name: text(&user["name"]),
                account: text(&user["account"]).parse().ok(),
                side: text(&user["side"]).parse().ok(),
                color: text(&user["color"]),
            },
            cursor: cursor.is_object().then(|| Cursor {
                anchor: cursor["anchor"].to_string(),
                head: cursor["head"].to_string(),
            }),
            talka: Facts {
                field: text(&facts["field"]).parse().ok(),
            },
        }
    }

    /// The state as JSON.
    pub fn write(&self) -> String {
        let position = |json: &str| serde_json::from_str(json).unwrap_or_default();
        let cursor = self.cursor.as_ref().map(|cursor| {
            object([
                ("anchor", position(&cursor.anchor)),
                ("head", position(&cursor.head)),
            ])
        });
        let field = self.talka.field.as_ref().map(|it| it.to_string());
        let facts = [("field", field.into())];
        // Name, account and side are the server's to say.
        let user = [("color", Value::from(&self.user.color[..]))];
        let state = [
            ("user", object(user)),
            ("cursor", cursor.unwrap_or_default()),
            ("talka", object(facts)),
        ];
        object(state).to_string()
    }
}

fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in pairs {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}
