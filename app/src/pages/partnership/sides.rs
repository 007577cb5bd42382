//! Who does it together, when, and with how much money.

use super::budget::Budget;
use crate::parts::{
    country::country_name,
    said::{best, language, say},
    side::side_class,
};
use leptos::prelude::*;
use model::{
    partnership::{Organisation, Partnership},
    text::{day::day_text, key},
};

/// The organisations, the period and the budget.
#[component]
pub fn Sides(partnership: Partnership) -> impl IntoView {
    let organisations = partnership.organisations.clone();
    let side = |organisation: &Organisation| {
        let class = side_class(&organisations, Some(organisation.id));
        view! { <Side organisation=organisation.clone() class /> }
    };
    let day = |iso: &str| day_text(language(), iso);
    let (first, last) = (day(&partnership.first_day), day(&partnership.last_day));
    view! {
        <section aria-label=say(key::PARTNERSHIP_ABOUT)>
            <ul class="sides plain">{organisations.iter().map(side).collect_view()}</ul>
            <dl class="facts">
                <dt>{say(key::PARTNERSHIP_PERIOD)}</dt>
                <dd>
                    <time datetime=partnership.first_day.clone()>{first}</time>
                    " – "
                    <time datetime=partnership.last_day.clone()>{last}</time>
                </dd>
            </dl>
            <Budget total_cents=partnership.budget_cents shares=partnership.budget_shares />
        </section>
    }
    .into_any()
}

#[component]
fn Side(organisation: Organisation, class: &'static str) -> impl IntoView {
    let part = match organisation.applicant {
        true => key::PARTNERSHIP_APPLICANT,
        false => key::PARTNERSHIP_PARTNER,
    };
    let country = country_name(&organisation.country);
    let place = match organisation.address.is_empty() {
        true => country,
        false => format!("{}, {country}", organisation.address),
    };
    view! {
        <li class=format!("side-card {class}")>
            <p class="side-part">{say(part)}</p>
            <h2>{best(&organisation.name)}</h2>
            <p class="faint">{place}</p>
        </li>
    }
    .into_any()
}
