//! Texts and lists are kept as JSON; conversion happens here, at the boundary.

use crate::error::Result;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A value as the database keeps it.
pub(crate) fn to<T: Serialize>(value: &T) -> Result<Value> {
    Ok(serde_json::to_value(value)?)
}

/// A value as it was kept.
pub(crate) fn from<T: DeserializeOwned>(value: Value) -> Result<T> {
    Ok(serde_json::from_value(value)?)
}
