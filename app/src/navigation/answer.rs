//! A page as the server answers it.

use crate::editor::browser::{document, now_ms, window};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, DomParser, Element, Headers, HtmlElement, RequestInit, Response, SupportedType,
};

/// A page that was asked for longer ago may be another one by now.
const AHEAD_MS: f64 = 2_000.0;

/// Stands on the document of a page that was kept (`public/offline.js`).
pub const KEPT_AT: &str = "data-kept-at";

/// An answer in HTML.
pub struct Answer {
    document: Document,
    status: u16,
    /// Where it comes from, without a fragment.
    pub address: String,
    pub is_redirected: bool,
}

/// What a page was written for: another program, another account or another language cannot go on
/// with what is open here.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    program: Option<String>,
    account: Option<String>,
    language: Option<String>,
}

impl Written {
    /// As a document says it.
    pub fn of(document: &Document) -> Written {
        let root = document.document_element();
        let says = |name: &str| root.as_ref().and_then(|root| root.get_attribute(name));
        Written {
            program: says("data-program"),
            account: says("data-account"),
            language: says("lang"),
        }
    }

    /// Whether this program may show it.
    pub fn is_ours(&self, ours: &Written) -> bool {
        (&self.program, &self.account) == (&ours.program, &ours.account)
    }

    /// What this program goes on with: it stays what it was loaded as.
    pub fn into_ours(self, ours: &Written) -> Written {
        Written {
            program: ours.program.clone(),
            ..self
        }
    }

    /// Whether it is for the same person.
    pub fn is_mine(&self, ours: &Written) -> bool {
        self.account == ours.account
    }

    /// Says it on the document.
    pub fn mark_language(&self, root: &Element) {
        if let Some(language) = &self.language {
            let _ = root.set_attribute("lang", language);
        }
    }

    /// Whether what is open here is in its language.
    pub fn speaks(&self, ours: &Written) -> bool {
        self.language == ours.language
    }
}

/// A page that was asked for before it is wanted.
pub struct Ahead {
    address: String,
    asked_ms: f64,
    coming: Result<Promise, JsValue>,
}

impl Ahead {
    /// Asks for it.
    pub fn ask(address: &str) -> Ahead {
        Ahead {
            address: address.to_owned(),
            asked_ms: now_ms(),
            coming: fetch(address, None),
        }
    }

    /// Whether it is this page, and as it is now.
    pub fn is_for(&self, address: &str) -> bool {
        self.address == address && now_ms() - self.asked_ms < AHEAD_MS
    }

    /// The page; none where no page came.
    pub async fn into_answer(self) -> Option<Answer> {
        read(self.coming).await
    }
}

/// Sends a form; none where no page came.
pub async fn send(address: &str, form: &str) -> Option<Answer> {
    read(fetch(address, Some(form))).await
}

async fn read(coming: Result<Promise, JsValue>) -> Option<Answer> {
    let response = JsFuture::from(coming.ok()?).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let kind = response.headers().get("content-type").ok().flatten();
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return None;
    }
    let (status, is_redirected) = (response.status(), response.redirected());
    let address = response.url();
    let text = JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    let parser = DomParser::new().ok()?;
    let document = parser
        .parse_from_string(&text, SupportedType::TextHtml)
        .ok()?;
    Some(Answer {
        document,
        status,
        address,
        is_redirected,
    })
}

fn fetch(address: &str, form: Option<&str>) -> Result<Promise, JsValue> {
    let init = RequestInit::new();
    let headers = Headers::new()?;
    headers.set("accept", "text/html")?;
    if let Some(form) = form {
        init.set_method("POST");
        init.set_body(&form.into());
        headers.set("content-type", "application/x-www-form-urlencoded")?;
    }
    init.set_headers(&headers);
    Ok(window().fetch_with_str_and_init(address, &init))
}

impl Answer {
    /// Whether it is a page, and not the word of a server, or of a proxy, that has too much to do.
    pub fn is_page(&self) -> bool {
        self.status < 500 && self.status != 429 && self.main().is_some()
    }

    /// Why there is no page, as the server says it.
    pub fn sentence(&self) -> Option<String> {
        self.document
            .query_selector("main h1")
            .ok()??
            .text_content()
    }

    pub fn written(&self) -> Written {
        Written::of(&self.document)
    }

    pub fn title(&self) -> String {
        self.document.title()
    }

    pub fn main(&self) -> Option<HtmlElement> {
        main_of(&self.document)
    }

    /// Takes the page out of the answer, for the present document.
    pub fn into_main(self) -> Option<HtmlElement> {
        let main = self.main()?;
        document().adopt_node(&main).ok()?.dyn_into().ok()
    }

    /// What frames the page.
    pub fn frame(&self) -> Vec<Element> {
        frame_of(&self.document)
    }

    /// Light or dark.
    pub fn theme(&self) -> Option<String> {
        self.document
            .document_element()?
            .get_attribute("data-theme")
    }

    /// From when it is, where it was kept for want of a network.
    pub fn kept_at(&self) -> Option<String> {
        self.document.document_element()?.get_attribute(KEPT_AT)
    }

    /// Whether the page says what a form has done.
    pub fn says_done(&self) -> bool {
        self.document.get_element_by_id("done").is_some()
    }
}

/// The page in a document.
pub fn main_of(document: &Document) -> Option<HtmlElement> {
    document
        .query_selector("body > main")
        .ok()??
        .dyn_into()
        .ok()
}

/// What stands before the page: the header and what else frames every page.
pub fn frame_of(document: &Document) -> Vec<Element> {
    let mut frame = Vec::new();
    let mut before = main_of(document).and_then(|main| main.previous_element_sibling());
    while let Some(element) = before {
        before = element.previous_element_sibling();
        frame.insert(0, element);
    }
    frame
}
