//! How the drafting page comes alive: the server writes it whole, and the browser puts live parts in
//! the place of the written ones. The text comes first, in the file that every page at work loads;
//! all that stands around it follows a moment later, in a file of its own.
//!
//! A part is built anew instead of being taken over node by node: by the time the second file is
//! there, the draft has moved on from what the server wrote.

#[cfg(feature = "hydrate")]
mod open_draft;
#[cfg(feature = "hydrate")]
mod start;

#[cfg(feature = "hydrate")]
pub use open_draft::{HandedOver, Mounted, OpenDraft, put};

use leptos::prelude::*;

/// A live part of a page: the name of its place there, and how it is made.
pub type Part = (&'static str, fn() -> AnyView);

/// A part as the server writes it, by the name of its place. It is in the reader's language already: a browser
/// that translates the page would put nodes of its own in the place of those that the program changes.
#[cfg(feature = "ssr")]
pub fn written((name, view): Part) -> AnyView {
    view! {
        <div class="part" data-part=name translate="no">
            {view()}
        </div>
    }
    .into_any()
}

/// A value as text for an attribute: its postcard, a character for each byte. Most of it stands in
/// the page a second time, so letters stay as they are, which compresses to nothing.
#[cfg(feature = "ssr")]
pub fn packed<T: serde::Serialize>(value: &T) -> String {
    let bytes = postcard::to_allocvec(value).unwrap_or_default();
    bytes.into_iter().map(packed_byte).collect()
}

/// Control characters do not survive in HTML: they stand 256 higher.
#[cfg(feature = "ssr")]
fn packed_byte(byte: u8) -> char {
    match byte {
        0..b' ' => char::from_u32(0x100 + u32::from(byte)).unwrap_or(' '),
        _ => char::from(byte),
    }
}

/// Reads what `packed` wrote; none when it is something else.
#[cfg(any(feature = "hydrate", test))]
pub fn unpacked<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let bytes: Vec<u8> = text.chars().map(|it| it as u8).collect();
    postcard::from_bytes(&bytes).ok()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{packed, unpacked};

    #[test]
    fn every_byte_comes_back_and_none_is_lost_in_html() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = packed(&(bytes.clone(), "ķļņ\r\n"));
        assert!(text.chars().all(|it| it >= ' '), "{text:?}");
        let back: (Vec<u8>, String) = unpacked(&text).unwrap();
        assert_eq!(back, (bytes, "ķļņ\r\n".to_owned()));
    }
}
