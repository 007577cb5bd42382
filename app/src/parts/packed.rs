//! What an island gets from the server, in few bytes and with little code to read it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// A value that travels as postcard inside the JSON of an island's properties: one character, up to
/// U+00FF, for each byte.
pub struct Packed<T>(pub T);

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_allocvec(&self.0).map_err(serde::ser::Error::custom)?;
        let text: String = bytes.into_iter().map(char::from).collect();
        serializer.serialize_str(&text)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes: Vec<u8> = text.chars().map(|it| it as u8).collect();
        let value = postcard::from_bytes(&bytes).map_err(serde::de::Error::custom)?;
        Ok(Packed(value))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Packed;

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).collect();
        let json = serde_json::to_string(&Packed((bytes.clone(), "ķļņ"))).unwrap();
        let back: Packed<(Vec<u8>, String)> = serde_json::from_str(&json).unwrap();
        assert_eq!(back.0, (bytes, "ķļņ".to_owned()));
    }
}
