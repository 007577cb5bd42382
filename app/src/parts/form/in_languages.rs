//! One text in the three languages, side by side where there is room.

use super::{Field, Form, Tied, Why, area::in_text_area};
use leptos::prelude::*;
use model::language::{Language, Texts};

/// A line, or where `rows` says so some lines, for each language; none of them alone is required.
#[component]
pub fn InLanguages(
    form: Form,
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(optional, into)] help: Option<String>,
    /// What stands there at first.
    texts: Texts,
    #[prop(default = 1)] rows: usize,
) -> impl IntoView {
    let tied = Tied::of_group(&form, &name, help.is_some());
    let mut comes_first = tied.comes_first;
    let each = |language: Language| {
        let name = format!("{name}.{}", language.code());
        let value = form.value(&name, texts.get(language));
        let comes_first = std::mem::take(&mut comes_first);
        view! { <InLanguage form=form.clone() language name value rows comes_first /> }
    };
    let each = Language::ALL.into_iter().map(each).collect_view();
    view! {
        <fieldset class="field" aria-describedby=tied.described_by.clone()>
            <legend>{legend}</legend>
            {help.map(|help| view! { <p class="field-help" id=tied.help_id()>{help}</p> })}
            <div class="in-languages">{each}</div>
            <Why tied=tied.clone() />
        </fieldset>
    }
    .into_any()
}

#[component]
fn InLanguage(
    form: Form,
    language: Language,
    name: String,
    value: String,
    rows: usize,
    comes_first: bool,
) -> impl IntoView {
    let tied = Tied::of(&form, &name, false);
    let lang = language.code();
    let autofocus = comes_first || tied.comes_first;
    let (id, described_by) = (tied.id.clone(), tied.described_by.clone());
    let invalid = tied.invalid();
    let control = match rows {
        1 => view! {
            <input
                id=id
                type="text"
                name=name
                value=value
                lang=lang
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=invalid
                autofocus=autofocus
            />
        }
        .into_any(),
        _ => view! {
            <textarea
                id=id
                name=name
                lang=lang
                rows=rows
                aria-describedby=described_by
                aria-invalid=invalid
                autofocus=autofocus
                inner_html=in_text_area(&value)
            ></textarea>
        }
        .into_any(),
    };
    view! {
        <Field tied label=language.own_name() lang>
            {control}
        </Field>
    }
    .into_any()
}
