//! Sticky positions as JSON: Yjs relative positions, as y-prosemirror writes them.

use crate::json;
use yrs::{Assoc, ClientID, ID, IndexScope, StickyIndex};

/// The item that relative position JSON names, if it names one.
pub(crate) fn item_of(json: &str) -> Option<ID> {
    read(json)?.id().copied()
}

/// What y-prosemirror writes: `item`, `tname` or `type` says where, the others are left away or null.
pub fn read(position: &str) -> Option<StickyIndex> {
    json::check(position).ok()?;
    let said = |name| json::member(position, name).filter(|it| *it != "null");
    let scope = match (said("item"), said("tname"), said("type")) {
        (Some(item), ..) => IndexScope::Relative(read_id(item)?),
        (_, Some(name), _) => IndexScope::Root(json::string(name)?.into()),
        (.., Some(nested)) => IndexScope::Nested(read_id(nested)?),
        _ => return None,
    };
    let assoc = match said("assoc") {
        None | Some("0") => Assoc::After,
        Some("-1") => Assoc::Before,
        Some(_) => return None,
    };
    Some(StickyIndex::new(scope, assoc))
}

fn read_id(id: &str) -> Option<ID> {
    let client: u64 = json::member(id, "client")?.parse().ok()?;
    let clock = json::member(id, "clock")?.parse().ok()?;
    (client < 1 << 53).then(|| ID::new(ClientID::new(client), clock))
}

pub fn write(index: &StickyIndex) -> String {
    let mut json = String::new();
    let (name, id) = match index.scope() {
        IndexScope::Relative(id) => ("item", id),
        IndexScope::Nested(id) => ("type", id),
        IndexScope::Root(name) => {
            json.push_str("{\"tname\":");
            json::write_string(&mut json, name);
            return end(json, index.assoc);
        }
    };
    let (client, clock) = (id.client.get(), id.clock);
    json = format!("{{\"{name}\":{{\"client\":{client},\"clock\":{clock}}}");
    end(json, index.assoc)
}

fn end(mut json: String, assoc: Assoc) -> String {
    json.push_str(match assoc {
        Assoc::After => ",\"assoc\":0}",
        Assoc::Before => ",\"assoc\":-1}",
    });
    json
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What yrs itself makes of it; it refuses names that it does not know, which are none of ours.
    #[test]
    fn positions_are_read_and_written_as_yrs_does() {
        let item = r#"{"item":{"client":9007199254740991,"clock":4294967295},"assoc":0}"#;
        let nested = r#"{"type":{"client":1,"clock":0},"assoc":-1}"#;
        let root = r#"{"tname":"summary.en \"ā\"","assoc":0}"#;
        for json in [item, nested, root] {
            let index: StickyIndex = serde_json::from_str(json).unwrap();
            assert_eq!(read(json), Some(index.clone()));
            assert_eq!(write(&index), json);
        }
        let item = r#" { "assoc" : null, "type":{"client":2,"clock":2}, "tname": null,
            "item": { "clock" : 3, "client" : 1 } } "#;
        assert_eq!(read(item), serde_json::from_str(item).ok());
        assert_eq!(item_of(item), Some(ID::new(ClientID::new(1), 3)));
    }

    #[test]
    fn what_is_no_position_is_none() {
        for nonsense in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"item":null,"assoc":0}"#,
            r#"{"item":{"client":1},"assoc":0}"#,
            r#"{"item":{"client":-1,"clock":3}}"#,
            r#"{"item":{"client":1,"clock":4294967296}}"#,
            r#"{"item":{"client":9007199254740992,"clock":3}}"#,
            r#"{"item":{"client":1,"clock":3},"assoc":2}"#,
            r#"{"item":{"client":1,"clock":3},"assoc":0"#,
            r#"{"item":"1","assoc":0}"#,
            r#"{"tname":3,"assoc":0}"#,
        ] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
