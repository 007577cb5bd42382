//! The form that chooses which two texts to compare.

use crate::parts::said::{language, say};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    proposal::VersionRow,
    text::{Key, key},
};
use services::comparisons::{self, Moment};

/// Any two of the versions and the working text.
#[component]
pub fn Choose(
    id: ProposalId,
    versions: Vec<VersionRow>,
    older: Option<Moment>,
    newer: Option<Moment>,
) -> impl IntoView {
    let versions = versions.iter().map(|it| Moment::Version(it.number));
    let moments: Vec<_> = std::iter::once(Moment::Now).chain(versions).collect();
    let older = older.or(moments.get(1).copied());
    let newer = newer.unwrap_or(Moment::Now);
    view! {
        <form class="compare-form" data-rel="external" method="get" action=format!("/proposals/{id}/compare")>
            <Moments name="older" label=key::COMPARE_OLDER moments=moments.clone() chosen=older />
            <Moments name="newer" label=key::COMPARE_NEWER moments chosen=Some(newer) />
            <button>{say(key::COMPARE_SHOW)}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Moments(
    name: &'static str,
    label: Key,
    moments: Vec<Moment>,
    chosen: Option<Moment>,
) -> impl IntoView {
    let id = format!("compare-{name}");
    let option = |moment: Moment| {
        view! {
            <option value=moment.to_string() selected=Some(moment) == chosen>
                {comparisons::moment_name(language(), moment)}
            </option>
        }
    };
    let options = moments.into_iter().map(option).collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{say(label)}</label>
            <select id=id name=name>{options}</select>
        </div>
    }
    .into_any()
}
