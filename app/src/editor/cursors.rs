//! Other people's carets with their names, in a layer of their own: a caret in the text would disturb
//! input methods, right-to-left text and extensions.

use super::{
    dom_selection,
    painting::PeerMark,
    places,
    state::px,
    view::{View, classed},
};
use web_sys::HtmlElement;

/// Paints these carets over one field and takes all others away.
pub fn paint<'a>(view: &View, marks: impl Iterator<Item = &'a PeerMark>) {
    let origin = places::of(&view.overlay);
    let mut index = 0;
    for mark in marks {
        let Some(point) = dom_selection::to_dom(&view.canvas, mark.head) else {
            continue;
        };
        let Some(place) = places::caret(&point.node, point.offset) else {
            continue;
        };
        let place = place.within(origin);
        let caret = nth(&view.overlay, index);
        index += 1;
        let style = format!(
            "--peer:{};left:{};top:{};height:{}",
            mark.color,
            px(place.left),
            px(place.top),
            px(place.height)
        );
        if caret
            .get_attribute("style")
            .is_some_and(|before| before != style)
        {
            show_name_again(&caret);
        }
        set(&caret, "style", &style);
        set(&caret, "data-client", &mark.client.to_string());
        if let Some(flag) = caret.first_element_child()
            && flag.text_content().as_deref() != Some(&mark.name)
        {
            flag.set_text_content(Some(&mark.name));
        }
    }
    while view.overlay.child_element_count() > index {
        match view.overlay.last_element_child() {
            Some(last) => last.remove(),
            None => break,
        }
    }
}

/// The style sheet shows the name for a while from each change of this mark.
fn show_name_again(caret: &web_sys::Element) {
    let moved = caret.get_attribute("data-moved");
    let next = match moved.as_deref() {
        Some("odd") => "even",
        _ => "odd",
    };
    let _ = caret.set_attribute("data-moved", next);
}

fn nth(overlay: &HtmlElement, index: u32) -> web_sys::Element {
    let there = overlay.children().item(index);
    there.unwrap_or_else(|| {
        let caret = classed("span", "tk-caret");
        let _ = caret.append_child(&classed("span", "tk-caret-name"));
        let _ = overlay.append_child(&caret);
        caret.into()
    })
}

fn set(element: &web_sys::Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        let _ = element.set_attribute(name, value);
    }
}
