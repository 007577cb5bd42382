//! What `server` knows of a request before the first page or call runs, as Leptos context.
//!
//! Two contexts stand beside every page and every server function: `services::Services` and
//! [`Visit`]. Both are there or the server has a defect, so calls use `expect_context`.

use crate::parts::theme_switch::Theme;
use model::{language::Language, partnership::Viewer};
use std::sync::Arc;

/// Who asks, in which language, and what the page's head needs.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Who is signed in.
    pub viewer: Option<Viewer>,
    /// The viewer's language, else the language cookie's, else what the browser asks for.
    pub language: Language,
    /// In which language this browser showed a proposal last.
    pub text_language: Option<Language>,
    /// Light or dark, as this browser was told last.
    pub theme: Theme,
    /// Whether this server offers the demo's one-click sign-in.
    pub demo: bool,
    pub assets: Arc<AssetPaths>,
}

/// Where the page's own files are, by absolute path with their hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssetPaths {
    pub style: String,
    pub script: String,
    pub wasm: String,
    /// The script that loads `around`, which `script` imports.
    pub loader: String,
    pub around: String,
    /// The script that opens the search field on every page.
    pub search: String,
    pub icon: String,
    pub manifest: String,
}
