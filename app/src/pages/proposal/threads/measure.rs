//! How high the cards are, and where the first may stand: the browser knows, and says when one grows.

use leptos::{html, prelude::*};

/// What a card's element carries in `data-card`.
pub type CardName = String;

/// What the browser made of the cards, in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// The top of the list: no card stands above it.
    pub limit: f64,
    pub heights: Vec<(CardName, f64)>,
}

/// The measures of all cards in the list, kept up to date. Empty on the server.
pub fn measured(list: NodeRef<html::Ul>) -> RwSignal<Measured> {
    let heights = RwSignal::new(Measured::default());
    #[cfg(feature = "hydrate")]
    browser::observe(list, heights);
    #[cfg(not(feature = "hydrate"))]
    let _ = list;
    heights
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{CardName, Measured};
    use leptos::{html, prelude::*};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, ResizeObserver};

    type Heights = RwSignal<Measured>;

    /// Watches the cards' sizes, and the list for new cards.
    pub fn observe(list: NodeRef<html::Ul>, heights: Heights) {
        let watched = StoredValue::new_local(None::<Watch>);
        Effect::new(move |_| {
            let Some(list) = list.get() else { return };
            let list: Element = list.unchecked_into();
            watched.update_value(|watch| *watch = Watch::start(&list, heights));
        });
        on_cleanup(move || {
            watched.update_value(|watch| {
                if let Some(watch) = watch.take() {
                    watch.sizes.disconnect();
                    watch.children.disconnect();
                }
            });
        });
    }

    struct Watch {
        sizes: ResizeObserver,
        children: MutationObserver,
        _on_size: Closure<dyn FnMut()>,
        _on_children: Closure<dyn FnMut()>,
    }

    impl Watch {
        fn start(list: &Element, heights: Heights) -> Option<Watch> {
            let measured = list.clone();
            let on_size = Closure::<dyn FnMut()>::new(move || measure(&measured, heights));
            let sizes = ResizeObserver::new(on_size.as_ref().unchecked_ref()).ok()?;
            let (watched, watcher) = (list.clone(), sizes.clone());
            let on_children = Closure::<dyn FnMut()>::new(move || watch_all(&watcher, &watched));
            let children = MutationObserver::new(on_children.as_ref().unchecked_ref()).ok()?;
            let wanted = MutationObserverInit::new();
            wanted.set_child_list(true);
            children.observe_with_options(list, &wanted).ok()?;
            watch_all(&sizes, list);
            Some(Watch {
                sizes,
                children,
                _on_size: on_size,
                _on_children: on_children,
            })
        }
    }

    fn watch_all(sizes: &ResizeObserver, list: &Element) {
        sizes.disconnect();
        for card in cards(list) {
            sizes.observe(&card);
        }
    }

    fn measure(list: &Element, heights: Heights) {
        let heights_found: Vec<(CardName, f64)> = cards(list)
            .filter_map(|card| {
                let name = card.get_attribute("data-card")?;
                let height = card.dyn_ref::<HtmlElement>()?.offset_height();
                Some((name, f64::from(height)))
            })
            .collect();
        let found = Measured {
            limit: list
                .dyn_ref()
                .map_or(0.0, |list: &HtmlElement| f64::from(list.offset_top())),
            heights: heights_found,
        };
        if heights.with_untracked(|heights| *heights != found) {
            heights.set(found);
        }
    }

    fn cards(list: &Element) -> impl Iterator<Item = Element> + use<> {
        let children = list.children();
        (0..children.length()).filter_map(move |index| children.item(index))
    }
}
