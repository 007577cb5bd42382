//! What each page says about itself, as y-prosemirror spells it, with our own facts under `talka`.

use model::{
    ids::{AccountId, OrganisationId},
    json::{member, string, write_string},
    proposal::FieldName,
};

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
        let within = |name| member(state, name).unwrap_or_default();
        let (user, cursor, facts) = (within("user"), within("cursor"), within("talka"));
        let text = |object, name| member(object, name).and_then(string).unwrap_or_default();
        let position = |name| member(cursor, name).unwrap_or("null").to_owned();
        Presence {
            user: User {
                name: text(user, "name"),
                color: text(user, "color"),
            },
            cursor: cursor.starts_with('{').then(|| Cursor {
                anchor: position("anchor"),
                head: position("head"),
            }),
            talka: Facts {
                account: text(facts, "account").parse().ok(),
                side: text(facts, "side").parse().ok(),
                field: text(facts, "field").parse().ok(),
            },
        }
    }

    /// The state as JSON.
    pub fn write(&self) -> String {
        let mut json = String::from("{\"user\":{\"name\":");
        write_string(&mut json, &self.user.name);
        json.push_str(",\"color\":");
        write_string(&mut json, &self.user.color);
        json.push_str("},\"cursor\":");
        match &self.cursor {
            Some(Cursor { anchor, head }) => {
                for part in ["{\"anchor\":", anchor, ",\"head\":", head, "}"] {
                    json.push_str(part);
                }
            }
            None => json.push_str("null"),
        }
        let facts = &self.talka;
        write_fact(&mut json, ",\"talka\":{\"account\":", &facts.account);
        write_fact(&mut json, ",\"side\":", &facts.side);
        write_fact(&mut json, ",\"field\":", &facts.field);
        json.push_str("}}");
        json
    }
}

fn write_fact(json: &mut String, before: &str, fact: &Option<impl ToString>) {
    json.push_str(before);
    match fact {
        Some(fact) => write_string(json, &fact.to_string()),
        None => json.push_str("null"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::{Value, json};

    fn written(presence: &Presence) -> Value {
        serde_json::from_str(&presence.write()).unwrap()
    }

    #[test]
    fn what_is_written_is_what_other_editors_know() {
        let nobody = json!({
            "user": { "name": "", "color": "" },
            "cursor": null,
            "talka": { "account": null, "side": null, "field": null },
        });
        assert_eq!(written(&Presence::default()), nobody);
        let position = r#"{"item":{"client":1,"clock":3},"assoc":0}"#;
        let side: OrganisationId = "0191d0a5-0000-7000-8000-000000000001".parse().unwrap();
        let somebody = Presence {
            user: User {
                name: "Zane \"Zz\" Āboliņa\n".to_owned(),
                color: "#1f7a8c".to_owned(),
            },
            cursor: Some(Cursor {
                anchor: position.to_owned(),
                head: position.to_owned(),
            }),
            talka: Facts {
                account: None,
                side: Some(side),
                field: "summary.lv".parse().ok(),
            },
        };
        let at: Value = serde_json::from_str(position).unwrap();
        let expected = json!({
            "user": { "name": "Zane \"Zz\" Āboliņa\n", "color": "#1f7a8c" },
            "cursor": { "anchor": at, "head": at },
            "talka": { "account": null, "side": side.to_string(), "field": "summary.lv" },
        });
        assert_eq!(written(&somebody), expected);
        let back = Presence::read(&somebody.write());
        assert_eq!(back.user, somebody.user);
        assert_eq!(back.talka, somebody.talka);
        assert_eq!(back.cursor.unwrap().head, position);
    }

    #[test]
    fn a_strangers_state_is_read_as_far_as_it_fits() {
        for nonsense in [
            "null",
            "3",
            "[]",
            r#"{"user":3,"cursor":[1],"talka":"x"}"#,
            r#"{"user":{"name":{},"color":null},"cursor":null,"talka":{"side":"x","field":1}}"#,
        ] {
            let read = Presence::read(nonsense);
            assert_eq!(read.user, User::default(), "{nonsense}");
            assert!(read.cursor.is_none(), "{nonsense}");
            assert_eq!(read.talka, Facts::default(), "{nonsense}");
        }
        let half = Presence::read(
            r##"{"x":1, "user":{"name":"\ud83d!","color":"#000000"}, "cursor":{}}"##,
        );
        assert_eq!(half.user.name, "\u{fffd}!");
        assert_eq!(half.cursor.unwrap().anchor, "null");
    }
}
