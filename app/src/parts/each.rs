//! Keyed lists. All of them are one and the same list of names, since every other kind of list would
//! be some more to download.

use leptos::prelude::*;

/// One view for each name; a view stays as long as its name does.
pub fn each(
    names: impl Fn() -> Vec<String> + Send + Sync + 'static,
    show: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    list(Signal::derive(names), Callback::new(show))
}

fn list(names: Signal<Vec<String>>, show: Callback<String, AnyView>) -> AnyView {
    view! {
        <For each=move || names.get() key=String::clone let:name>
            {show.run(name)}
        </For>
    }
    .into_any()
}
