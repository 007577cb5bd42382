//! A store with one proposal and the people of it.

use super::peer::field;
use crate::{
    accounts::{SessionKey, SessionToken},
    clock::SetClock,
    collab::Hub,
    store::{
        Store,
        entities::{account, member, partnership, proposal, section, session},
    },
};
use model::{
    ids::{AccountId, ProposalId, Timestamp},
    language::Texts,
    role::Role,
    workflow::State,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use std::{env, fs, path::PathBuf, sync::Arc};
use uuid::Uuid;

/// A store, a hub over it, and one proposal.
pub struct World {
    pub store: Store,
    pub hub: Hub,
    pub proposal: ProposalId,
    partnership: Uuid,
    _file: Option<File>,
}

/// A database file, removed when dropped.
struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

/// Runs a story on SQLite and, when `TALKA_TEST_POSTGRES_URL` names a server, on PostgreSQL.
pub async fn in_every_store(story: impl AsyncFn(World)) {
    story(World::on("sqlite::memory:").await).await;
    if let Some(url) = fresh_postgres().await {
        story(World::on(&url).await).await;
    }
}

/// A database of its own on the PostgreSQL server, if there is one.
pub async fn fresh_postgres() -> Option<String> {
    let server = env::var("TALKA_TEST_POSTGRES_URL").ok()?;
    Some(crate::tests::fresh_postgres(&server).await)
}

impl World {
    /// A world on SQLite in memory.
    pub async fn new() -> World {
        World::on("sqlite::memory:").await
    }

    /// A world on a fresh database.
    pub async fn on(url: &str) -> World {
        let clock = Arc::new(SetClock::at(Timestamp(1_641_556_800_000)));
        let store = Store::open(url, clock).await.unwrap();
        let (partnership, proposal) = (Uuid::now_v7(), Uuid::now_v7());
        plant(&store, partnership, proposal).await;
        World {
            hub: Hub::new(store.clone()),
            store,
            proposal: ProposalId(proposal),
            partnership,
            _file: None,
        }
    }

    /// A world on SQLite in a file, which many connections read.
    pub async fn in_a_file() -> World {
        let file = env::temp_dir().join(format!("talka-world-{}.db", Uuid::now_v7()));
        let mut world = World::on(&format!("sqlite:{}", file.display())).await;
        world._file = Some(File(file));
        world
    }

    /// One more proposal of the same people.
    pub async fn another_proposal(&self) -> ProposalId {
        let proposal = Uuid::now_v7();
        plant_proposal(&self.store, self.partnership, proposal).await;
        ProposalId(proposal)
    }

    /// Another instance over the same store.
    pub fn another_instance(&self) -> Hub {
        Hub::new(self.store.clone())
    }

    /// A new member with this role.
    pub async fn member(&self, role: Role) -> AccountId {
        let id = Uuid::now_v7();
        account::ActiveModel {
            id: Set(id),
            mail: Set(format!("{id}@example.org")),
            name: Set("Zane".to_owned()),
            language: Set("lv".to_owned()),
            may_create: Set(false),
            created_at: Set(0),
            signed_in_at: Set(None),
        }
        .insert(&self.store.raw)
        .await
        .unwrap();
        member::ActiveModel {
            partnership: Set(self.partnership),
            account: Set(id),
            role: Set(role.code().to_owned()),
            side: Set(None),
            languages: Set(json!(["lv"])),
            joined_at: Set(0),
            accepted_at: Set(Some(0)),
            ..Default::default()
        }
        .insert(&self.store.raw)
        .await
        .unwrap();
        AccountId(id)
    }

    /// Signs somebody in.
    pub async fn session(&self, account: AccountId) -> SessionKey {
        let key = SessionToken(Uuid::now_v7().to_string()).key();
        session::ActiveModel {
            hash: Set(key.hash().to_vec()),
            account: Set(account.0),
            created_at: Set(0),
            seen_at: Set(self.store.now().0),
            device: Set(String::new()),
            program: Set(false),
            fresh_at: Set(self.store.now().0),
        }
        .insert(&self.store.raw)
        .await
        .unwrap();
        key
    }

    /// Lets a session be as old as none may be, in the store only.
    pub async fn age(&self, session: &SessionKey) {
        let found = session::Entity::find_by_id(session.hash());
        let mut row: session::ActiveModel =
            found.one(&self.store.db).await.unwrap().unwrap().into();
        row.fresh_at = Set(0);
        row.update(&self.store.db).await.unwrap();
    }

    /// Ends a session, in the store only.
    pub async fn end(&self, session: &SessionKey) {
        let gone = session::Entity::delete_by_id(session.hash());
        gone.exec(&self.store.raw).await.unwrap();
    }

    /// Changes a member's role, in the store only.
    pub async fn set_role(&self, account: AccountId, role: Role) {
        self.role_taken(account, role).await;
    }

    /// The same, to be done later.
    pub fn role_taken(
        &self,
        account: AccountId,
        role: Role,
    ) -> impl Future<Output = ()> + Send + 'static {
        let (store, key) = (self.store.clone(), (self.partnership, account.0));
        async move {
            let found = member::Entity::find_by_id(key).one(&store.db).await;
            let mut row: member::ActiveModel = found.unwrap().unwrap().into();
            row.role = Set(role.code().to_owned());
            row.update(&store.raw).await.unwrap();
        }
    }

    /// Ends a membership, in the store only.
    pub async fn remove(&self, account: AccountId) {
        let gone = member::Entity::delete_by_id((self.partnership, account.0));
        gone.exec(&self.store.raw).await.unwrap();
    }

    /// Moves the proposal, in the store only.
    pub async fn set_state(&self, state: State) {
        let found = proposal::Entity::find_by_id(self.proposal.0);
        let mut row: proposal::ActiveModel =
            found.one(&self.store.db).await.unwrap().unwrap().into();
        row.state = Set(state.code().to_owned());
        row.update(&self.store.raw).await.unwrap();
    }
}

async fn plant(store: &Store, id: Uuid, proposal_id: Uuid) {
    let none = json!(Texts::default());
    partnership::ActiveModel {
        id: Set(id),
        title: Set(none.clone()),
        programme: Set(none.clone()),
        first_day: Set("2022-01-01".to_owned()),
        last_day: Set("2022-12-31".to_owned()),
        budget_cents: Set(0),
        budget_shares: Set(json!([])),
        objective: Set(none),
        target_groups: Set(json!([])),
        justification: Set(json!([])),
        created_at: Set(0),
    }
    .insert(&store.raw)
    .await
    .unwrap();
    plant_proposal(store, id, proposal_id).await;
}

async fn plant_proposal(store: &Store, partnership: Uuid, proposal_id: Uuid) {
    proposal::ActiveModel {
        id: Set(proposal_id),
        partnership: Set(partnership),
        title: Set(json!(Texts::default())),
        state: Set(State::Draft.code().to_owned()),
        languages: Set(json!(["lv"])),
        final_version: Set(None),
        published_version: Set(None),
        created_at: Set(0),
        changed_at: Set(0),
        every_comment: Set(false),
        settings: Set(0),
    }
    .insert(&store.raw)
    .await
    .unwrap();
    section::ActiveModel {
        proposal: Set(proposal_id),
        key: Set(field().section.0),
        position: Set(0),
        heading: Set(json!(Texts::default())),
        help: Set(json!(Texts::default())),
        required: Set(false),
        limit_chars: Set(5_000),
        owner: Set(None),
        is_off: Set(false),
    }
    .insert(&store.raw)
    .await
    .unwrap();
}
