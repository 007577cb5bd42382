//! A form as the browser would send it.

use crate::{
    editor::{browser::document, view::classed},
    parts::said::language,
};
use model::{error::Refusal, text::refusal};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlElement, HtmlFormElement, SubmitEvent, Url, UrlSearchParams};

/// While its answer is awaited; who presses twice sends once.
const SENDING: &str = "aria-busy";
/// The sentence of a form that could not be sent.
const UNSENT: &str = "unsent";

/// A form that somebody sends.
pub struct Sending {
    pub form: HtmlFormElement,
    /// The whole address it is sent to.
    pub action: String,
    pub is_post: bool,
    pub target: String,
    pub rel: String,
    /// Names and values, as the address or the body of a request has them.
    pub fields: String,
}

impl Sending {
    /// What the event of a form says.
    pub fn of(event: &SubmitEvent) -> Option<Sending> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        let button = event.submitter();
        let says = |name: &str, of_button: &str| {
            let button = button.as_ref().and_then(|it| it.get_attribute(of_button));
            button
                .or_else(|| form.get_attribute(name))
                .unwrap_or_default()
        };
        let base = document().base_uri().ok().flatten()?;
        let action = Url::new_with_base(&says("action", "formaction"), &base).ok()?;
        let method = says("method", "formmethod").to_lowercase();
        let is_plain = matches!(&method[..], "" | "get" | "post");
        let is_plain = is_plain && says("enctype", "formenctype").is_empty();
        let (target, rel) = (says("target", "formtarget"), says("data-rel", "data-rel"));
        is_plain.then(|| Sending {
            action: action.href(),
            is_post: method == "post",
            target,
            rel,
            fields: fields(&form, button.as_ref()).unwrap_or_default(),
            form,
        })
    }

    /// Whether it is on its way already.
    pub fn is_sending(&self) -> bool {
        self.form.has_attribute(SENDING)
    }

    /// It is on its way.
    pub fn begin(&self) {
        self.end();
        let _ = self.form.set_attribute(SENDING, "true");
    }

    /// Its answer is there, or will not come.
    pub fn end(&self) {
        let _ = self.form.remove_attribute(SENDING);
        if let Ok(Some(sentence)) = self.form.query_selector(&format!(".{UNSENT}")) {
            sentence.remove();
        }
    }

    /// Says that it was not done, and why if the server said so. What was typed stays.
    pub fn refuse(&self, sentence: Option<String>) {
        self.end();
        let sentence =
            sentence.unwrap_or_else(|| refusal::sentence(language(), &Refusal::Unavailable));
        let alert = classed("p", &format!("alert {UNSENT}"));
        let _ = alert.set_attribute("role", "alert");
        alert.set_text_content(Some(&sentence));
        let _ = self.form.append_child(&alert);
    }
}

/// Every field of the form, and the button that was pressed. Lines end as forms send them.
fn fields(form: &HtmlFormElement, button: Option<&HtmlElement>) -> Option<String> {
    let fields = UrlSearchParams::new().ok()?;
    let data = FormData::new_with_form(form).ok()?;
    for pair in js_sys::try_iter(&data).ok()??.flatten() {
        let pair: js_sys::Array = pair.unchecked_into();
        let (name, value) = (pair.get(0).as_string()?, pair.get(1).as_string());
        let value = value.unwrap_or_default().replace("\r\n", "\n");
        fields.append(&name, &value.replace('\n', "\r\n"));
    }
    let name = button.and_then(|button| button.get_attribute("name"));
    if let (Some(name), Some(button)) = (name.filter(|name| !name.is_empty()), button) {
        fields.append(&name, &button.get_attribute("value").unwrap_or_default());
    }
    Some(fields.to_string().into())
}
