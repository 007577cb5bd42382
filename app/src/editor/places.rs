//! Rectangles on the screen: where a caret, some words, a column are.

use super::{browser::document, dom_selection::Point, state::Place};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Node, Range};

impl From<&DomRect> for Place {
    fn from(rect: &DomRect) -> Place {
        Place {
            left: rect.left(),
            top: rect.top(),
            width: rect.width(),
            height: rect.height(),
        }
    }
}

impl Place {
    /// The same place as seen from the top left corner of another one.
    pub fn within(self, outer: Place) -> Place {
        Place {
            left: self.left - outer.left,
            top: self.top - outer.top,
            ..self
        }
    }
}

/// Where an element is, in the viewport.
pub fn of(element: &Element) -> Place {
    Place::from(&element.get_bounding_client_rect())
}

/// What places on the page are measured from: the nearest ancestor with `data-column`, else the host.
pub fn column(host: &HtmlElement) -> Place {
    let column = host.closest("[data-column]").ok().flatten();
    column.map_or_else(|| of(host), |column| of(&column))
}

/// The rectangles of everything between two points, in the viewport.
pub fn between(from: &Point, to: &Point) -> Vec<Place> {
    let Some(range) = range(from, to) else {
        return Vec::new();
    };
    let Some(list) = range.get_client_rects() else {
        return Vec::new();
    };
    let rects = (0..list.length()).filter_map(|index| list.item(index));
    rects.map(|rect| Place::from(&rect)).collect()
}

fn range(from: &Point, to: &Point) -> Option<Range> {
    let range = document().create_range().ok()?;
    range.set_start(&from.node, from.offset).ok()?;
    range.set_end(&to.node, to.offset).ok()?;
    Some(range)
}

/// Where a caret would stand, in the viewport; `width` is 0.
pub fn caret(node: &Node, offset: u32) -> Option<Place> {
    let point = Point::new(node.clone(), offset);
    // At a wrap there are two places; the caret is painted at the later one.
    if let Some(place) = between(&point, &point).last() {
        return Some(Place {
            width: 0.0,
            ..*place
        });
    }
    if node.node_type() == Node::TEXT_NODE {
        return beside_letter(node, offset);
    }
    let child = node.child_nodes().item(offset);
    let element: Element = match child.and_then(|child| child.dyn_into().ok()) {
        Some(element) => element,
        None => node.clone().dyn_into().ok()?,
    };
    let block = element
        .closest("[data-b]")
        .ok()
        .flatten()
        .unwrap_or_else(|| element.clone());
    let place = of(&element);
    let height = if place.height > 0.0 {
        place.height
    } else {
        of(&block).height
    };
    Some(Place {
        width: 0.0,
        height,
        ..place
    })
}

/// Collapsed ranges have no rectangle in some places; the letter before has.
fn beside_letter(node: &Node, offset: u32) -> Option<Place> {
    let before = Point::new(node.clone(), offset.checked_sub(1)?);
    let rects = between(&before, &Point::new(node.clone(), offset));
    let last = rects.last()?;
    Some(Place {
        left: last.left + last.width,
        width: 0.0,
        ..*last
    })
}
