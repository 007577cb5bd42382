//! The proposal as a file, in plain words.

#[cfg(feature = "ssr")]
use crate::parts::icon::{DOWNLOAD, Icon};
use crate::parts::said::{language as said_in, say};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    language::Language,
    text::{Key, key, say_with},
};

/// The formats with their words.
pub const FORMATS: [(&str, Key); 6] = [
    ("pdf", key::EXPORT_PDF),
    ("docx", key::EXPORT_DOCX),
    ("odt", key::EXPORT_ODT),
    ("html", key::EXPORT_HTML),
    ("md", key::EXPORT_MD),
    ("json", key::EXPORT_JSON),
];

/// A button that opens the list of the formats.
#[cfg(feature = "ssr")]
#[component]
pub fn Exports(
    proposal: ProposalId,
    #[prop(into)] language: Signal<Language>,
    /// Whether the files hold the version that every side signed off last.
    of_final: bool,
    /// Whether the viewer may take everything.
    whole: bool,
) -> impl IntoView {
    view! {
        <button type="button" class="menu-button exports" popovertarget="exports">
            <Icon glyph=DOWNLOAD />
            {say(key::PROPOSAL_DOWNLOAD)}
        </button>
        <div id="exports" class="menu exports-list" popover="auto">
            <ExportList proposal language of_final whole />
        </div>
    }
    .into_any()
}

/// The formats; files are in the language that is shown.
#[component]
pub fn ExportList(
    proposal: ProposalId,
    #[prop(into)] language: Signal<Language>,
    /// Whether the files hold the version that every side signed off last.
    #[prop(optional)]
    of_final: bool,
    /// Whether the viewer may take everything: the archive.
    whole: bool,
) -> impl IntoView {
    let said_in = said_in();
    let name = move || {
        let code = language.get().code();
        say_with(said_in, key::LANGUAGE_NAME, &[("language", code.into())])
    };
    let of = if of_final { "&version=final" } else { "" };
    let link = move |(ending, words): (&'static str, Key)| {
        let place = move || {
            format!(
                "/proposals/{proposal}/export.{ending}?lang={}{of}",
                language.get().code()
            )
        };
        view! {
            <li>
                <a href=place rel="external" download>
                    {say(words)}
                </a>
            </li>
        }
    };
    let archive = move || {
        view! {
            <li>
                <a href=format!("/proposals/{proposal}/export.zip") rel="external" download>
                    {say(key::ARCHIVE_DOWNLOAD_PROPOSAL)}
                </a>
            </li>
        }
    };
    view! {
        <p class="faint">
            {move || say_with(said_in, key::PROPOSAL_DOWNLOAD_LANGUAGE, &[("language", (&name()).into())])}
        </p>
        <ul>
            {FORMATS.into_iter().map(link).collect_view()}
            {whole.then(archive)}
        </ul>
    }
    .into_any()
}
