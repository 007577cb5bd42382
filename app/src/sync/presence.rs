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

/// Who it is, as every Yjs editor shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub name: String,
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
    pub account: Option<AccountId>,
    pub side: Option<OrganisationId>,
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
                color: text(&user["color"]),
            },
            cursor: cursor.is_object().then(|| Cursor {
                anchor: cursor["anchor"].to_string(),
                head: cursor["head"].to_string(),
            }),
            talka: Facts {
                account: text(&facts["account"]).parse().ok(),
                side: text(&facts["side"]).parse().ok(),
                field: text(&facts["field"]).parse().ok(),
            },
        }
    }

    /// The state as JSON.
    pub fn write(&self) -> String {
        let text = |text: &str| Value::from(text);
        let position = |json: &str| serde_json::from_str(json).unwrap_or_default();
        let cursor = self.cursor.as_ref().map(|cursor| {
            object([
                ("anchor", position(&cursor.anchor)),
                ("head", position(&cursor.head)),
            ])
        });
        let facts = [
            ("account", self.talka.account.map(|it| it.to_string())),
            ("side", self.talka.side.map(|it| it.to_string())),
            ("field", self.talka.field.as_ref().map(|it| it.to_string())),
        ];
        let user = [
            ("name", text(&self.user.name)),
            ("color", text(&self.user.color)),
        ];
        let state = [
            ("user", object(user)),
            ("cursor", cursor.unwrap_or_default()),
            ("talka", object(facts.map(|(name, it)| (name, it.into())))),
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
