//! Rectangles in place of highlights, where the browser has no CSS Custom Highlight API: Firefox
//! before 140, Safari before 17.2.
//!
//! They lie in a layer over the text, like the carets of others: the text itself is never touched.

use super::{DomRange, document, element_of};
use crate::editor::{dom_selection::Point, places, view::classed};
use web_sys::{Element, Node};

/// Paints ranges under a name, which is the rectangles' class; what was painted so before is gone.
pub fn paint(name: &str, ranges: &[DomRange]) {
    let old = document().get_elements_by_class_name(name);
    while let Some(mark) = old.item(0) {
        mark.remove();
    }
    for (start, from, end, to) in ranges {
        let Some(layer) = layer(start) else { continue };
        let (from, to) = (
            Point::new(start.clone(), *from),
            Point::new(end.clone(), *to),
        );
        let origin = places::of(&layer);
        for place in places::between(&from, &to) {
            let place = place.within(origin);
            let mark = classed("span", name);
            let style = format!(
                "left:{:.1}px;top:{:.1}px;width:{:.1}px;height:{:.1}px",
                place.left, place.top, place.width, place.height
            );
            let _ = mark.set_attribute("style", &style);
            let _ = layer.append_child(&mark);
        }
    }
}

/// The layer over the text that a node stands in.
fn layer(node: &Node) -> Option<Element> {
    let frame = element_of(node)?.closest(".tk-frame").ok()??;
    let there = frame.query_selector(":scope > .tk-marks").ok()?;
    there.or_else(|| {
        let layer = classed("div", "tk-marks");
        layer.set_attribute("aria-hidden", "true").ok()?;
        frame.append_child(&layer).ok()?;
        Some(layer.into())
    })
}
