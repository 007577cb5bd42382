//! A small set of our own icons: one stroke, on a grid of 20.

use leptos::prelude::*;

/// The path data of an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph(&'static str);

#[cfg(feature = "ssr")]
pub const ARROW_RIGHT: Glyph = Glyph("M4 10h12M11 5l5 5-5 5");
pub const ARROW_LEFT: Glyph = Glyph("M16 10H4M9 5l-5 5 5 5");
pub const ARROW_UP: Glyph = Glyph("M10 16V4M5 9l5-5 5 5");
pub const ARROW_DOWN: Glyph = Glyph("M10 4v12M5 11l5 5 5-5");
pub const FIND: Glyph = Glyph("M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5L17 17");
pub const HELP: Glyph = Glyph(
    "M7.500 7.500a2.500 2.500 0 1 1 3.600 2.200c-.8.4-1.100.9-1.100 1.800M10 14.500v.500M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15",
);
pub const CHECK: Glyph = Glyph("M4 10.5l4 4 8-9");
pub const CLOSE: Glyph = Glyph("M5 5l10 10M15 5L5 15");
pub const COMMENT: Glyph = Glyph("M3.5 4.5h13v9h-7l-3.5 3v-3h-2.5z");
#[cfg(feature = "ssr")]
pub const DOWNLOAD: Glyph = Glyph("M10 3v10M6 9.5l4 4 4-4M4 17h12");
pub const LINK_OFF: Glyph = Glyph(
    "M8 12l4-4M9 6l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 10.5M11 14l-1.5 1.5A3.2 3.2 0 0 1 5 11l1.5-1.5",
);
pub const LIST: Glyph = Glyph("M4 5.5h12M4 10h12M4 14.5h8");
pub const CALM: Glyph = Glyph("M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4");
pub const MORE: Glyph = Glyph("M4.500 10h.01M10 10h.01M15.500 10h.01");
pub const MOON: Glyph = Glyph("M16 11.5A6.5 6.5 0 1 1 8.5 4a5.2 5.2 0 0 0 7.5 7.5z");
pub const SUN: Glyph = Glyph(
    "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M16 4l-1.4 1.4M5.4 14.6L4 16",
);
pub const AUTO: Glyph = Glyph("M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 3v14M10 6l4.5 8M10 10l2 4");

/// An icon beside words; screen readers hear the words only.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <path d=glyph.0></path>
        </svg>
    }
}
