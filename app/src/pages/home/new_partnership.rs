//! The form that begins a partnership, for accounts that may.

use crate::{
    api::partnerships::{self, NewOrganisation, NewPartnership},
    parts::{
        alert::Alert,
        call::{call, refusal_of},
        input::Input,
        said::{language, said_in, say},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use model::{language::Language, text::key};

/// What the form asks for; texts are in the language of the page.
#[derive(Clone, Copy)]
struct Answers {
    title: RwSignal<String>,
    first_day: RwSignal<String>,
    last_day: RwSignal<String>,
    organisations: [(RwSignal<String>, RwSignal<String>); 2],
    name: RwSignal<String>,
}

impl Answers {
    fn new(name: String) -> Self {
        let organisation = || (RwSignal::default(), RwSignal::default());
        Answers {
            title: RwSignal::default(),
            first_day: RwSignal::default(),
            last_day: RwSignal::default(),
            organisations: [organisation(), organisation()],
            name: RwSignal::new(name),
        }
    }

    fn collect(self, language: Language) -> NewPartnership {
        let organisation =
            |(name, country): (RwSignal<String>, RwSignal<String>)| NewOrganisation {
                name: said_in(language, name.get_untracked()),
                country: country.get_untracked().trim().to_uppercase(),
            };
        NewPartnership {
            title: said_in(language, self.title.get_untracked()),
            first_day: self.first_day.get_untracked(),
            last_day: self.last_day.get_untracked(),
            organisations: self.organisations.map(organisation).to_vec(),
            creator_name: self.name.get_untracked(),
        }
    }
}

/// A folded form under the list.
#[component]
pub fn NewPartnershipForm(name: String) -> impl IntoView {
    let answers = Answers::new(name);
    let language = language();
    let navigate = use_navigate();
    let create = call(partnerships::create, move |id| {
        navigate(&format!("/partnerships/{id}"), Default::default());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        create.dispatch(answers.collect(language));
    };
    let [applicant, partner] = answers.organisations;
    view! {
        <details class="fold">
            <summary>{say(key::HOME_NEW_PARTNERSHIP)}</summary>
            <form class="form" on:submit=submit>
                <Input label=key::NEW_PARTNERSHIP_TITLE value=answers.title />
                <div class="pair">
                    <Input label=key::NEW_PARTNERSHIP_FIRST_DAY value=answers.first_day kind="date" />
                    <Input label=key::NEW_PARTNERSHIP_LAST_DAY value=answers.last_day kind="date" />
                </div>
                <div class="pair">
                    <Input label=key::NEW_PARTNERSHIP_APPLICANT value=applicant.0 />
                    <Input label=key::NEW_PARTNERSHIP_COUNTRY value=applicant.1 longest=2 />
                </div>
                <div class="pair">
                    <Input label=key::NEW_PARTNERSHIP_PARTNER value=partner.0 />
                    <Input label=key::NEW_PARTNERSHIP_COUNTRY value=partner.1 longest=2 />
                </div>
                <Input label=key::NEW_PARTNERSHIP_YOUR_NAME value=answers.name />
                <button class="primary" disabled=create.pending()>
                    {say(key::NEW_PARTNERSHIP_CREATE)}
                </button>
                <Alert refused=refusal_of(create) />
            </form>
        </details>
    }
    .into_any()
}
