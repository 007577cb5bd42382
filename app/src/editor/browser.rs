//! What differs between browsers, and what `web-sys` does not bind. Work-arounds live here only, each
//! with the browser it is for.

mod marks;

use js_sys::Uint8Array;
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Document, Element, InputEvent, Node, StaticRange, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_randomly(bytes: &Uint8Array);

    /// CSS Custom Highlight API: Chrome 105, Safari 17.2, Firefox 140.
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &JsValue);
    #[wasm_bindgen(method, js_name = delete)]
    fn remove(this: &Highlight, range: &JsValue) -> bool;
    #[wasm_bindgen(method, setter, js_name = priority)]
    fn set_priority(this: &Highlight, priority: i32);

    type HighlightRegistry;
    #[wasm_bindgen(method)]
    fn get(this: &HighlightRegistry, name: &str) -> Option<Highlight>;
    #[wasm_bindgen(method)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight);
    #[wasm_bindgen(method)]
    fn delete(this: &HighlightRegistry, name: &str) -> bool;

    #[wasm_bindgen(js_name = StaticRange)]
    type FixedRange;
    #[wasm_bindgen(constructor, js_class = "StaticRange", catch)]
    fn new(init: &JsValue) -> Result<FixedRange, JsValue>;
}

/// What the editor asks of the machine it runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Platform {
    pub mac: bool,
    pub ios: bool,
    pub android: bool,
    /// Safari and everything on iOS.
    pub webkit: bool,
}

thread_local! {
    static PLATFORM: OnceCell<Platform> = const { OnceCell::new() };
}

/// The machine this page runs on.
pub fn platform() -> Platform {
    PLATFORM.with(|cell| *cell.get_or_init(detect))
}

fn detect() -> Platform {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let touch = window().navigator().max_touch_points() > 1;
    let apple = agent.contains("Mac");
    // An iPad says that it is a Mac.
    let ios = agent.contains("iPhone") || agent.contains("iPad") || (apple && touch);
    Platform {
        mac: apple || ios,
        ios,
        android: agent.contains("Android"),
        webkit: ios || (agent.contains("AppleWebKit") && !agent.contains("Chrom")),
    }
}

/// The window. The editor is compiled for pages only.
pub fn window() -> Window {
    js_sys::global().unchecked_into()
}

/// The document of the window.
pub fn document() -> Document {
    window()
        .document()
        .unwrap_or_else(|| JsValue::NULL.unchecked_into())
}

/// Milliseconds since the page was opened; only goes forward.
pub fn now_ms() -> f64 {
    window().performance().map_or(0.0, |it| it.now())
}

/// A fresh Yjs client id: 53 random bits, because an id that somebody had before is refused.
pub fn client_id() -> u64 {
    (u64::from_le_bytes(random_bytes()) >> 11).max(1)
}

/// Bytes that nobody can guess.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    // Not a slice of ours: at some levels of optimisation the compiler takes it as still zero.
    let random = Uint8Array::new_with_length(N as u32);
    fill_randomly(&random);
    std::array::from_fn(|index| random.get_index(index as u32))
}

/// The ranges an input event says it will change, as (start node, offset, end node, offset).
///
/// Empty where the browser has none to give: they are hints, the DOM afterwards is the truth.
pub fn target_range(event: &InputEvent) -> Option<(Node, u32, Node, u32)> {
    let known = js_sys::Reflect::has(event, &"getTargetRanges".into()).unwrap_or(false);
    if !known {
        return None;
    }
    let first = event.get_target_ranges().get(0);
    if first.is_undefined() {
        return None;
    }
    let range: StaticRange = first.unchecked_into();
    let range: web_sys::AbstractRange = range.unchecked_into();
    Some((
        range.start_container(),
        range.start_offset(),
        range.end_container(),
        range.end_offset(),
    ))
}

/// Which text node and offset stands under a point of the viewport.
///
/// `caretPositionFromPoint` came to Chrome with 128 and to Safari with 26.2; before, both have
/// `caretRangeFromPoint`.
pub fn caret_from_point(x: f64, y: f64) -> Option<(Node, u32)> {
    let document = document();
    let has = |name: &str| js_sys::Reflect::has(&document, &name.into()).unwrap_or(false);
    if has("caretPositionFromPoint") {
        let place = document.caret_position_from_point(x as f32, y as f32)?;
        return Some((place.offset_node()?, place.offset()));
    }
    if !has("caretRangeFromPoint") {
        return None;
    }
    let method = js_sys::Reflect::get(&document, &"caretRangeFromPoint".into()).ok()?;
    let method: js_sys::Function = method.dyn_into().ok()?;
    let range = method.call2(&document, &x.into(), &y.into()).ok()?;
    let range: web_sys::Range = range.dyn_into().ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

fn registry() -> Option<HighlightRegistry> {
    let css = js_sys::Reflect::get(&window(), &"CSS".into()).ok()?;
    let registry = js_sys::Reflect::get(&css, &"highlights".into()).ok()?;
    (!registry.is_undefined()).then(|| registry.unchecked_into())
}

/// Two boundary points in the DOM.
pub type DomRange = (Node, u32, Node, u32);

/// Paints ranges under a highlight's name; none takes the name away. Where there are no highlights,
/// rectangles are painted, which stay where they are until they are painted again.
pub fn highlight(name: &str, priority: i32, ranges: &[DomRange]) {
    let Some(registry) = registry() else {
        return marks::paint(name, ranges);
    };
    if ranges.is_empty() {
        registry.delete(name);
        return;
    }
    let Ok(highlight) = Highlight::new() else {
        return;
    };
    highlight.set_priority(priority);
    for range in ranges {
        if let Some(fixed) = fixed_range(range) {
            highlight.add(&fixed);
        }
    }
    registry.set(name, &highlight);
}

/// Whether single words can be painted and taken away beside others.
pub fn has_highlights() -> bool {
    registry().is_some()
}

/// Words that were painted one by one.
pub struct Mark(FixedRange);

/// Paints one range more under a highlight's name, where there are highlights.
pub fn mark(name: &str, priority: i32, range: &DomRange) -> Option<Mark> {
    let registry = registry()?;
    let highlight = match registry.get(name) {
        Some(highlight) => highlight,
        None => {
            let highlight = Highlight::new().ok()?;
            highlight.set_priority(priority);
            registry.set(name, &highlight);
            highlight
        }
    };
    let fixed = fixed_range(range)?;
    highlight.add(&fixed);
    Some(Mark(fixed))
}

/// Takes away one range that was painted under this name.
pub fn unmark(name: &str, Mark(fixed): Mark) {
    if let Some(highlight) = registry().and_then(|it| it.get(name)) {
        highlight.remove(&fixed);
    }
}

fn fixed_range((start, start_offset, end, end_offset): &DomRange) -> Option<FixedRange> {
    let init = js_sys::Object::new();
    let put = |key: &str, value: &JsValue| js_sys::Reflect::set(&init, &key.into(), value).is_ok();
    let whole = put("startContainer", start)
        && put("startOffset", &(*start_offset).into())
        && put("endContainer", end)
        && put("endOffset", &(*end_offset).into());
    whole.then(|| FixedRange::new(&init).ok()).flatten()
}

/// Whether the person asked for less motion.
pub fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

/// Up to where a person sees the page: a keyboard on the screen may lie over the rest of it.
pub fn seen_height() -> f64 {
    let seen = window().visual_viewport();
    let whole = || window().inner_height().ok()?.as_f64();
    let seen = seen.map(|it| it.offset_top() + it.height());
    seen.or_else(whole).unwrap_or(f64::MAX)
}

/// Tells the style sheet as `--keyboard` how much of the bottom a keyboard on the screen hides: on iOS
/// and in Chrome on Android, what is fixed to the bottom of the page lies below it.
pub fn leave_room_for_keyboard() {
    let Some(seen) = window().visual_viewport() else {
        return;
    };
    let height = window().inner_height().ok().and_then(|it| it.as_f64());
    let hidden = height.unwrap_or_default() - seen.offset_top() - seen.height();
    // Somebody who looks at a part of the page through a glass has no keyboard there.
    let hidden = if seen.scale() > 1.01 {
        0.0
    } else {
        hidden.max(0.0)
    };
    let root = document().document_element();
    if let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) {
        let length = format!("{hidden:.0}px");
        let _ = root.style().set_property("--keyboard", &length);
    }
}

/// Runs something before the next paint.
pub fn next_frame(run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    let _ = window().request_animation_frame(callback.unchecked_ref());
}

/// The element that a node is or stands in.
pub fn element_of(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>()
        .cloned()
        .or_else(|| node.parent_element())
}
