//! Fills an empty database with the demo, in one transaction.

use super::{facts, ids, people, text, threads};
use crate::{
    Services,
    error::Result,
    proposals, search,
    store::{
        Writing,
        entities::{activity, draft_update, organisation, partnership, side},
        json,
    },
    template::texts,
};
use model::{
    document::{draft::Draft, plain},
    language::Language,
    partnership::{Activity, Organisation, Partnership},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, EntityTrait};

/// The Yjs client under which the demo's text was written.
const SEED_CLIENT: u64 = 2022;
/// The key of PostgreSQL's advisory lock around the seed ("demo" in ASCII).
const LOCK_KEY: i64 = 0x64_65_6d_6f;

/// Fills an empty database with the demo; the second of two instances finds it there.
pub(crate) async fn seed(s: &Services) -> Result<()> {
    let txn = s.begin().await?;
    if txn.get_database_backend() == DbBackend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({LOCK_KEY})");
        txn.execute_unprepared(&lock).await?;
    }
    if partnership::Entity::find().one(&txn).await?.is_some() {
        return Ok(());
    }
    insert_facts(s, &txn, facts::partnership()).await?;
    people::insert(s, &txn).await?;
    let title = texts([
        "Starptautiskais brīvprātīgais darbs Daugavpilī pēc Lešno parauga",
        "Wolontariat międzynarodowy w Daugavpils na wzór Leszna",
        "International volunteering in Daugavpils on the model of Leszno",
    ]);
    let languages = Language::ALL;
    proposals::insert(s, &txn, ids::PROPOSAL, ids::PARTNERSHIP, &title, &languages).await?;
    let draft = write_text(s, &txn).await?;
    threads::insert(s, &txn, &draft).await?;
    search::around(&txn, ids::PARTNERSHIP).await?;
    for (field, nodes) in text::fields() {
        let plain = plain::of_nodes(&nodes);
        search::field(&txn, ids::PROPOSAL, &field, &plain, Some(s.now().0)).await?;
    }
    txn.commit().await?;
    Ok(())
}

async fn insert_facts(s: &Services, txn: &Writing, facts: Partnership) -> Result<()> {
    let row = partnership::ActiveModel {
        id: Set(facts.id.0),
        title: Set(json::to(&facts.title)?),
        programme: Set(json::to(&facts.programme)?),
        first_day: Set(facts.first_day),
        last_day: Set(facts.last_day),
        budget_cents: Set(facts.budget_cents),
        budget_shares: Set(json::to(&facts.budget_shares)?),
        objective: Set(json::to(&facts.objective)?),
        target_groups: Set(json::to(&facts.target_groups)?),
        justification: Set(json::to(&facts.justification)?),
        created_at: Set(s.now().0),
    };
    partnership::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    for (position, side) in facts.organisations.into_iter().enumerate() {
        insert_side(txn, position, side).await?;
    }
    for (position, activity) in facts.activities.into_iter().enumerate() {
        insert_activity(txn, position, activity).await?;
    }
    Ok(())
}

async fn insert_side(txn: &Writing, position: usize, new: Organisation) -> Result<()> {
    let row = organisation::ActiveModel {
        id: Set(new.id.0),
        name: Set(json::to(&new.name)?),
        country: Set(new.country),
        address: Set(new.address),
    };
    organisation::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let row = side::ActiveModel {
        partnership: Set(ids::PARTNERSHIP.0),
        organisation: Set(new.id.0),
        applicant: Set(new.applicant),
        position: Set(position as i32),
    };
    side::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

async fn insert_activity(txn: &Writing, position: usize, new: Activity) -> Result<()> {
    let row = activity::ActiveModel {
        id: Set(new.id.0),
        partnership: Set(ids::PARTNERSHIP.0),
        kind: Set(new.kind.code().to_owned()),
        title: Set(json::to(&new.title)?),
        position: Set(position as i32),
    };
    activity::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Writes the text as the first update of the draft.
async fn write_text(s: &Services, txn: &Writing) -> Result<Draft> {
    let mut draft = Draft::for_server(SEED_CLIENT);
    for (field, nodes) in text::fields() {
        draft.plant(&field, &nodes);
    }
    let row = draft_update::ActiveModel {
        proposal: Set(ids::PROPOSAL.0),
        bytes: Set(draft.whole()),
        account: Set(None),
        at: Set(s.now().0),
        ..Default::default()
    };
    draft_update::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(draft)
}
