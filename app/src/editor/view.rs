//! One field on the page: its host element, what is drawn in it, and the ears on it.

use super::{
    browser,
    draw::{Canvas, create},
    input, keys, mutation,
    session::{Desk, Later, Waiting},
};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use model::{document::projection::Projection, proposal::FieldName};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, HtmlElement, InputEvent, KeyboardEvent, MouseEvent,
    MutationObserver, MutationObserverInit, ResizeObserver,
};

/// One field on the page.
pub struct View {
    pub canvas: Canvas,
    /// The layer over the text that carets are painted in.
    pub overlay: HtmlElement,
    pub editable: bool,
    /// How many characters the field has.
    pub chars: isize,
    observer: Option<MutationObserver>,
    resize: Option<ResizeObserver>,
    _listeners: Vec<EventListener>,
    _mutated: Closure<dyn FnMut(js_sys::Array)>,
    _resized: Closure<dyn FnMut()>,
}

impl View {
    /// Makes a host live.
    pub fn adopt(
        later: &Later,
        field: &FieldName,
        waiting: Waiting,
        projection: &Projection,
    ) -> View {
        let Waiting {
            host,
            overlay,
            editable,
        } = waiting;
        let listeners = listen(later, field, &host);
        let canvas = Canvas::adopt(host.clone(), projection);
        let (this, name) = (later.clone(), field.clone());
        let mutated = Closure::new(move |records: js_sys::Array| {
            this.with(|desk| mutation::seen(desk, &name, &records));
        });
        let this = later.clone();
        let resized = Closure::new(move || {
            this.with(Desk::places_changed);
        });
        let observer = MutationObserver::new(mutated.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            let init = MutationObserverInit::new();
            init.set_child_list(true);
            init.set_character_data(true);
            init.set_subtree(true);
            let _ = observer.observe_with_options(&host, &init);
        }
        let resize = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(resize) = &resize {
            resize.observe(&host);
        }
        View {
            canvas,
            overlay,
            editable,
            chars: projection.chars() as isize,
            observer,
            resize,
            _listeners: listeners,
            _mutated: mutated,
            _resized: resized,
        }
    }

    /// What we wrote ourselves is no news.
    pub fn forget_mutations(&self) {
        if let Some(observer) = &self.observer {
            observer.take_records();
        }
    }

    /// Whether keys go to this field, or, where nobody can type, whether the selection is in it.
    pub fn has_focus(&self) -> bool {
        let active = browser::document().active_element();
        active.is_some_and(|active| &active == self.canvas.host.unchecked_ref::<Element>())
    }

    /// Gives the field the focus without scrolling.
    pub fn focus(&self) {
        if !self.has_focus() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = self.canvas.host.focus_with_options(&options);
        }
    }

    /// Scrolls as little as needed to show the caret.
    pub fn reveal_caret(&self) {
        let Ok(Some(selection)) = browser::window().get_selection() else {
            return;
        };
        let Some(node) = selection.focus_node() else {
            return;
        };
        let Some(rect) = super::places::caret(&node, selection.focus_offset()) else {
            return;
        };
        let visible = rect.top >= 0.0 && rect.top + rect.height <= browser::seen_height();
        if !visible && let Some(element) = browser::element_of(&node) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }
}

impl Drop for View {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        if let Some(resize) = &self.resize {
            resize.disconnect();
        }
        self.overlay.set_text_content(None);
    }
}

/// Hears everything that can change the field.
fn listen(later: &Later, field: &FieldName, host: &HtmlElement) -> Vec<EventListener> {
    let ear = Ear { later, field, host };
    vec![
        ear.on("beforeinput", |desk, field, event: &InputEvent| {
            input::before(desk, field, event)
        }),
        ear.on("input", |desk, _, event: &InputEvent| {
            input::after(desk, event)
        }),
        ear.on("compositionstart", |desk, field, _: &Event| {
            desk.composition_starts(field)
        }),
        ear.on("compositionend", |desk, _, _: &Event| {
            desk.composition_ends()
        }),
        ear.on("keydown", |desk, field, event: &KeyboardEvent| {
            keys::down(desk, field, event)
        }),
        ear.on("focus", |desk, _, _: &Event| desk.focus_changed()),
        ear.on("blur", |desk, _, _: &Event| desk.blurred()),
        ear.on("mousedown", |desk, _, event: &MouseEvent| {
            desk.triple_click = event.detail() >= 3
        }),
        ear.on("click", |desk, field, event: &MouseEvent| {
            desk.clicked(field, event)
        }),
        ear.on("copy", |desk, field, event: &ClipboardEvent| {
            desk.copy(field, event)
        }),
        ear.on("cut", |desk, field, event: &ClipboardEvent| {
            desk.cut(field, event)
        }),
        ear.on("paste", |desk, field, event: &ClipboardEvent| {
            desk.paste(field, event)
        }),
        ear.on("dragstart", |desk, field, event: &DragEvent| {
            desk.drag_starts(field, event)
        }),
        ear.on("dragend", |desk, _, _: &Event| desk.dragged = None),
        ear.on("drop", |desk, field, event: &DragEvent| {
            desk.dropped(field, event)
        }),
    ]
}

struct Ear<'a> {
    later: &'a Later,
    field: &'a FieldName,
    host: &'a HtmlElement,
}

impl Ear<'_> {
    fn on<E: JsCast + 'static>(
        &self,
        name: &'static str,
        act: fn(&mut Desk, &FieldName, &E),
    ) -> EventListener {
        let (this, field) = (self.later.clone(), self.field.clone());
        let options = EventListenerOptions {
            phase: EventListenerPhase::Bubble,
            passive: false,
        };
        EventListener::new_with_options(self.host, name, options, move |event| {
            this.with(|desk| act(desk, &field, event.unchecked_ref()));
        })
    }
}

/// An element with a class.
pub fn classed(tag: &str, class: &str) -> HtmlElement {
    let element = create(tag);
    element.set_class_name(class);
    element.unchecked_into()
}
