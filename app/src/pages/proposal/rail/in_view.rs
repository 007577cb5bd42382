//! Which section is at the top of the screen.

use crate::pages::proposal::context::ProposalContext;
use gloo_events::EventListener;
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc};

/// A section that begins above this part of the screen is the one that is read.
const READING_LINE: f64 = 0.35;

/// Keeps `context.in_view` up to date, once a frame at most.
pub fn watch(context: ProposalContext) {
    let asked = Rc::new(Cell::new(false));
    let look = move || {
        if asked.replace(true) {
            return;
        }
        let asked = Rc::clone(&asked);
        request_animation_frame(move || {
            asked.set(false);
            // The page may have been left, or be out of the document, meanwhile.
            let Some(known) = context.in_view.try_get_untracked() else {
                return;
            };
            let here = section_in_view(context);
            if here.is_some() && known != here {
                context.in_view.set(here);
            }
        });
    };
    look();
    let heard = EventListener::new(&document(), "scroll", move |_| look());
    let heard = StoredValue::new_local(Some(heard));
    on_cleanup(move || heard.set_value(None));
}

/// The last section that begins above the line; at the end of the page the last one.
fn section_in_view(context: ProposalContext) -> Option<model::proposal::SectionKey> {
    let root = document().document_element()?;
    let height = f64::from(root.client_height());
    let end = f64::from(root.scroll_height()) - f64::from(root.scroll_top()) - height;
    let line = if end < 2.0 {
        height
    } else {
        height * READING_LINE
    };
    let mut sections = context.sections();
    let begins_above = |section: &model::proposal::Section| {
        let place = document().get_element_by_id(&format!("section-{}", section.key));
        place.is_some_and(|place| place.get_bounding_client_rect().top() < line)
    };
    let first = sections.first()?;
    document().get_element_by_id(&format!("section-{}", first.key))?;
    let here = sections.iter().rposition(begins_above).unwrap_or(0);
    Some(sections.swap_remove(here).key)
}
