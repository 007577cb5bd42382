//! The demo's accounts and memberships.

use super::{DemoRole, account_of, ids};
use crate::{
    error::Result,
    store::{
        Store, Writing,
        entities::{account, member},
        json,
    },
};
use model::{
    ids::{AccountId, OrganisationId},
    language::Language,
    text::{Key, key, say},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// Someone of the demo: what they do is their name.
pub(super) struct Person {
    role: DemoRole,
    /// Stored in English: `model::text::person` says it in the viewer's language.
    name: Key,
    mail: &'static str,
    /// None for an external reviewer.
    pub(super) side: Option<OrganisationId>,
    /// Their own first.
    languages: &'static [Language],
}

const EVERYONE: [Person; 7] = [
    Person {
        role: DemoRole::Admin,
        name: key::DEMO_ADMIN,
        mail: "coordinator@daugavpils.example",
        side: Some(ids::DAUGAVPILS),
        languages: &[Language::Lv, Language::En],
    },
    Person {
        role: DemoRole::PartnerAdmin,
        name: key::DEMO_PARTNER_ADMIN,
        mail: "coordinator@leszno.example",
        side: Some(ids::LESZNO),
        languages: &[Language::Pl, Language::En],
    },
    Person {
        role: DemoRole::Editor,
        name: key::DEMO_EDITOR,
        mail: "specialist@daugavpils.example",
        side: Some(ids::DAUGAVPILS),
        languages: &[Language::Lv],
    },
    Person {
        role: DemoRole::PartnerEditor,
        name: key::DEMO_PARTNER_EDITOR,
        mail: "youth.worker@leszno.example",
        side: Some(ids::LESZNO),
        languages: &[Language::Pl, Language::En],
    },
    Person {
        role: DemoRole::Suggester,
        name: key::DEMO_SUGGESTER,
        mail: "expert@reviewers.example",
        side: None,
        languages: &[Language::En, Language::Pl],
    },
    Person {
        role: DemoRole::Commenter,
        name: key::DEMO_COMMENTER,
        mail: "volunteer@reviewers.example",
        side: None,
        languages: &[Language::En, Language::Lv],
    },
    Person {
        role: DemoRole::Reader,
        name: key::DEMO_READER,
        mail: "head@daugavpils.example",
        side: Some(ids::DAUGAVPILS),
        languages: &[Language::Lv],
    },
];

/// Who has this role.
pub(super) fn person(role: DemoRole) -> Option<&'static Person> {
    EVERYONE.iter().find(|person| person.role == role)
}

/// Whether everybody may sign in with this account.
pub(crate) fn is_of_demo(account: AccountId) -> bool {
    EVERYONE
        .iter()
        .any(|person| account_of(person.role) == account)
}

/// Writes all accounts and memberships.
pub(super) async fn insert(store: &Store, txn: &Writing) -> Result<()> {
    for (number, person) in EVERYONE.iter().enumerate() {
        let id = account_of(person.role).0;
        let language = person.languages.first().copied().unwrap_or_default();
        let row = account::ActiveModel {
            id: Set(id),
            mail: Set(person.mail.to_owned()),
            name: Set(say(Language::En, person.name)),
            language: Set(language.code().to_owned()),
            may_create: Set(person.role.role().may_administer()),
            created_at: Set(store.now().0),
            signed_in_at: Set(Some(store.now().0)),
        };
        account::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
        let row = member::ActiveModel {
            partnership: Set(ids::PARTNERSHIP.0),
            account: Set(id),
            role: Set(person.role.role().code().to_owned()),
            side: Set(person.side.map(|side| side.0)),
            languages: Set(json::to(&person.languages)?),
            joined_at: Set(store.now().0 + number as i64),
            accepted_at: Set(Some(store.now().0)),
            ..Default::default()
        };
        member::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
