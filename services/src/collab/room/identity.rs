//! Who somebody is in the eyes of the others: written by the server, whatever the page says.

use super::Seat;
use model::limits::AWARENESS_BYTES;
use serde_json::{Map, Value, json};

/// Most bytes of a colour as pages write it.
const COLOR_BYTES: usize = 32;

impl Seat {
    /// What a page says about itself, with the name, account and side of its seat in it.
    ///
    /// Of what the page says its cursor, its field and its colours are passed on and nothing else, so
    /// that a page of any Yjs editor is seen, and nobody is seen as somebody else.
    pub(super) fn presence(&self, said: &str) -> String {
        let said: Value = serde_json::from_str(said).unwrap_or_default();
        let mut user = json!({
            "name": self.name,
            "account": self.account,
            "side": self.access.side,
        });
        for key in ["color", "colorLight"] {
            let color = said["user"][key].as_str();
            if let Some(color) = color.filter(|color| color.len() <= COLOR_BYTES) {
                user[key] = color.into();
            }
        }
        let mut state = Map::new();
        state.insert("user".to_owned(), user);
        if let Some(field) = said["talka"]["field"].as_str() {
            state.insert("talka".to_owned(), json!({ "field": field }));
        }
        let mut written = Value::Object(state.clone()).to_string();
        if let Some(cursor) = said.get("cursor") {
            state.insert("cursor".to_owned(), cursor.clone());
            let whole = Value::Object(state).to_string();
            if whole.len() <= AWARENESS_BYTES {
                written = whole;
            }
        }
        match written.len() <= AWARENESS_BYTES {
            true => written,
            false => json!({ "user": user_only(self) }).to_string(),
        }
    }
}

/// The least that the others are told.
fn user_only(seat: &Seat) -> Value {
    json!({ "name": seat.name, "account": seat.account, "side": seat.access.side })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::collab::room::Access;
    use model::{
        ids::{AccountId, OrganisationId},
        role::Role,
        workflow::State,
    };
    use uuid::Uuid;

    fn zane() -> Seat {
        let access = Access {
            role: Role::Reader,
            state: State::Draft,
            side: Some(OrganisationId(Uuid::from_u128(2))),
        };
        Seat::new(
            AccountId(Uuid::from_u128(1)),
            "Zane".to_owned(),
            true,
            access,
        )
    }

    #[test]
    fn name_account_and_side_are_those_of_the_seat_and_the_cursor_is_that_of_the_page() {
        let other = Uuid::from_u128(9);
        let said = json!({
            "user": { "name": "The coordinator", "account": other, "side": other, "color": "#0b6e6e" },
            "talka": { "account": other, "side": other, "field": "summary.lv" },
            "cursor": { "anchor": 1, "head": 2 },
            "anything": "else",
        });
        let written: Value = serde_json::from_str(&zane().presence(&said.to_string())).unwrap();
        assert_eq!(
            written,
            json!({
                "user": {
                    "name": "Zane",
                    "account": Uuid::from_u128(1),
                    "side": Uuid::from_u128(2),
                    "color": "#0b6e6e",
                },
                "talka": { "field": "summary.lv" },
                "cursor": { "anchor": 1, "head": 2 },
            })
        );
    }

    #[test]
    fn whatever_a_page_says_the_state_stays_within_its_limit() {
        let long = "x".repeat(AWARENESS_BYTES - 20);
        for said in [
            json!({ "cursor": long }).to_string(),
            json!({ "talka": { "field": long } }).to_string(),
            json!([long]).to_string(),
            "7".to_owned(),
        ] {
            let written = zane().presence(&said);
            assert!(written.len() <= AWARENESS_BYTES);
            assert!(written.contains("Zane"));
        }
    }
}
