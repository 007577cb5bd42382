//! Where the account is signed in, and the way out of each place.

use super::{PLACE, act::AccountAct};
use crate::parts::{
    form::{Form, Posted},
    said::{say, say_with},
    when::When,
};
use leptos::prelude::*;
use model::{ids::SessionId, limits, text::key};
use services::accounts::Device;

/// Every browser, last used first.
#[component]
pub fn Devices(devices: Vec<Device>, here: Option<SessionId>) -> impl IntoView {
    let has_others = devices.iter().any(|it| Some(it.id) != here);
    let row = |device: Device| {
        let is_here = Some(device.id) == here;
        view! { <Row device is_here /> }
    };
    let others = Form::new(AccountAct::EndOthers);
    let others = has_others.then(|| {
        view! {
            <Posted form=others to=PLACE send=key::ACCOUNT_END_OTHERS look="">
                ""
            </Posted>
        }
    });
    let values = [
        ("idle", limits::SESSION_DAYS.into()),
        ("days", limits::SESSION_DAYS_IN_ALL.into()),
    ];
    let help = say_with(key::ACCOUNT_DEVICES_HELP, &values);
    view! {
        <section aria-labelledby="account-devices">
            <h2 id="account-devices">{say(key::ACCOUNT_DEVICES)}</h2>
            <p class="faint">{help}</p>
            <ul class="rows plain">{devices.into_iter().map(row).collect_view()}</ul>
            {others}
        </section>
    }
    .into_any()
}

#[component]
fn Row(device: Device, is_here: bool) -> impl IntoView {
    let name = match device.name.is_empty() {
        true => say(key::ACCOUNT_DEVICE_UNKNOWN),
        false => device.name,
    };
    let seen = say(key::ACCOUNT_SEEN);
    let way_out = match is_here {
        true => view! { <p class="faint">{say(key::ACCOUNT_HERE)}</p> }.into_any(),
        false => {
            let form = Form::new(AccountAct::EndDevice(device.id));
            view! {
                <Posted form to=PLACE send=key::ACCOUNT_END look="small-button">
                    ""
                </Posted>
            }
            .into_any()
        }
    };
    view! {
        <li class="account-row">
            <div>
                <p><strong>{name}</strong></p>
                <p class="faint">{seen} " " <When at=device.seen_at /></p>
            </div>
            {way_out}
        </li>
    }
    .into_any()
}
