//! A field with its label, its help and why it was refused.

use super::Form;
use leptos::prelude::*;

/// How a control of a form, or a group of controls, is tied to the words around it.
#[derive(Clone)]
pub struct Tied {
    pub id: String,
    /// The ids of help and refusal, as `aria-describedby` has them.
    pub described_by: Option<String>,
    /// Whether the reader begins here.
    pub comes_first: bool,
    refused: Option<String>,
}

impl Tied {
    /// For the control of this name; what is refused may be a part of it.
    pub fn of(form: &Form, name: &str, has_help: bool) -> Tied {
        Tied::new(form, name, has_help, form.is_at_part_of(name))
    }

    /// For a group whose parts have controls of their own.
    pub fn of_group(form: &Form, name: &str, has_help: bool) -> Tied {
        Tied::new(form, name, has_help, form.is_at(name))
    }

    fn new(form: &Form, name: &str, has_help: bool, comes_first: bool) -> Tied {
        let mut tied = Tied {
            id: form.id(name),
            described_by: None,
            comes_first,
            refused: form.sentence().filter(|_| comes_first),
        };
        let help = has_help.then(|| tied.help_id());
        let why = tied.refused.is_some().then(|| tied.why_id());
        let words: Vec<String> = help.into_iter().chain(why).collect();
        tied.described_by = (!words.is_empty()).then(|| words.join(" "));
        tied
    }

    /// `aria-invalid`, where it is.
    pub fn invalid(&self) -> Option<&'static str> {
        self.refused.is_some().then_some("true")
    }

    /// The id of the help.
    pub fn help_id(&self) -> String {
        format!("{}-help", self.id)
    }

    fn why_id(&self) -> String {
        format!("{}-why", self.id)
    }
}

/// The label above, the control, then help and refusal.
#[component]
pub fn Field(
    tied: Tied,
    #[prop(into)] label: String,
    /// The language of the label, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    #[prop(optional_no_strip)] help: Option<String>,
    children: Children,
) -> impl IntoView {
    let help = help.map(|help| view! { <p class="field-help" id=tied.help_id()>{help}</p> });
    view! {
        <div class="field">
            <label for=tied.id.clone() lang=lang>
                {label}
            </label>
            {children()}
            {help}
            <Why tied />
        </div>
    }
    .into_any()
}

/// Why a field was refused; nothing when it was not.
#[component]
pub fn Why(tied: Tied) -> impl IntoView {
    let id = tied.why_id();
    let why = |why| {
        view! {
            <p class="alert" role="alert" id=id>
                {why}
            </p>
        }
    };
    tied.refused.map(why)
}
