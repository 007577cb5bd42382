//! The pages by address.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

/// Everything inside the document's body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Talka"/>
        <Router>
            <Routes fallback=|| view! { <h1>"404"</h1> }>
                <Route path=path!("/") view=|| view! { <h1>"Talka"</h1> }/>
            </Routes>
        </Router>
    }
}
