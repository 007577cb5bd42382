//! A row of the database as a line of JSON, and back: values by the names of their columns, ids and
//! bytes (base64) as text.

use crate::database::tables::{ColumnKind, Table};
use base64::{Engine, engine::general_purpose::STANDARD};
use sea_orm::Value;
use serde_json::{Map, Value as Json};
use uuid::Uuid;

/// The line of a row.
pub(super) fn line(table: &Table, values: Vec<Value>) -> Result<String, serde_json::Error> {
    let mut row = Map::new();
    for ((name, kind), value) in table.columns.iter().zip(values) {
        row.insert(name.clone(), written(*kind, value)?);
    }
    Ok(Json::Object(row).to_string() + "\n")
}

fn written(kind: ColumnKind, value: Value) -> Result<Json, serde_json::Error> {
    Ok(match (kind, value) {
        (ColumnKind::Json, Value::String(Some(text))) => serde_json::from_str(&text)?,
        (_, Value::String(Some(text))) => text.into(),
        (_, Value::BigInt(Some(number))) => number.into(),
        (_, Value::Bool(Some(is))) => is.into(),
        (_, Value::Bytes(Some(bytes))) => STANDARD.encode(bytes).into(),
        (_, Value::Uuid(Some(id))) => id.to_string().into(),
        _ => Json::Null,
    })
}

/// The row of a line, in the order of the table's columns; or what is wrong with it.
pub(super) fn values(table: &Table, line: &str) -> Result<Vec<Value>, String> {
    let row: Json = serde_json::from_str(line).map_err(|_| "it is no JSON".to_owned())?;
    let Json::Object(mut row) = row else {
        return Err("it is no object".to_owned());
    };
    let value = |(name, kind): &(String, ColumnKind)| {
        let value = row.remove(name);
        let value = value.ok_or_else(|| format!("{name} is missing"))?;
        read(*kind, value).ok_or_else(|| format!("{name} is of a wrong kind"))
    };
    let values = table.columns.iter().map(value).collect::<Result<_, _>>()?;
    match row.keys().next() {
        Some(other) => Err(format!(
            "it has {}, which no row has",
            other.escape_default()
        )),
        None => Ok(values),
    }
}

fn read(kind: ColumnKind, value: Json) -> Option<Value> {
    Some(match (kind, value) {
        (ColumnKind::Integer, Json::Null) => Value::BigInt(None),
        (ColumnKind::Boolean, Json::Null) => Value::Bool(None),
        (ColumnKind::Text | ColumnKind::Json, Json::Null) => Value::String(None),
        (ColumnKind::Bytes, Json::Null) => Value::Bytes(None),
        (ColumnKind::Uuid, Json::Null) => Value::Uuid(None),
        (ColumnKind::Integer, Json::Number(number)) => number.as_i64()?.into(),
        (ColumnKind::Boolean, Json::Bool(is)) => is.into(),
        (ColumnKind::Text, Json::String(text)) if !text.contains('\0') => text.into(),
        (ColumnKind::Json, value) => value.to_string().into(),
        (ColumnKind::Bytes, Json::String(text)) => STANDARD.decode(text).ok()?.into(),
        (ColumnKind::Uuid, Json::String(text)) => text.parse::<Uuid>().ok()?.into(),
        _ => return None,
    })
}
