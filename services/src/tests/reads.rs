//! What a page costs in statements does not grow with what a partnership holds.

use super::{World, in_every_store, opening, who};
use crate::{
    accounts,
    demo::DemoRole,
    journal,
    partnerships::{self, NewOrganisation, NewPartnership},
    proposals,
    store::entities::{account, member, version},
    texts::tests::settled,
    threads, waiting,
};
use model::{
    ids::{PartnershipId, ProposalId},
    language::{Language, Texts},
    role::Role,
    thread::Severity,
    workflow::State,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;
use uuid::Uuid;

/// The statements of one page each.
#[derive(Debug, PartialEq, Eq)]
struct Statements {
    home: usize,
    partnership: usize,
    proposal: usize,
    reading: usize,
    decisions: usize,
    log: usize,
}

/// Counts them, with the texts made already.
async fn counted(world: &World, partnership: PartnershipId, id: ProposalId) -> Statements {
    let (s, admin, reader) = (&world.s, who(DemoRole::Admin), who(DemoRole::Reader));
    proposals::page(s, Some(admin), id).await.unwrap();
    // A reader who finds no read model writes it, beside what is counted.
    settled(s, id).await;
    Statements {
        home: count(world, async {
            partnerships::list(s, admin).await.unwrap();
            accounts::may_create(s, admin).await.unwrap();
            waiting::list(s, admin).await.unwrap();
        })
        .await,
        partnership: count(world, async {
            partnerships::page(s, admin, partnership).await.unwrap();
        })
        .await,
        proposal: count(world, async {
            proposals::page(s, Some(admin), id).await.unwrap();
        })
        .await,
        reading: count(world, async {
            proposals::page(s, Some(reader), id).await.unwrap();
        })
        .await,
        decisions: count(world, async {
            threads::ledger(s, admin, id).await.unwrap();
        })
        .await,
        log: count(world, async {
            let page = journal::of_partnership(s, admin, partnership, None, 0);
            page.await.unwrap();
        })
        .await,
    }
}

async fn count(world: &World, page: impl Future<Output = ()>) -> usize {
    let before = world.s.db.statements();
    page.await;
    world.s.db.statements() - before
}

/// As many more of everything that a page lists.
async fn grow(world: &World, partnership: PartnershipId, id: ProposalId) {
    for number in 0..6 {
        more_to_list(world, partnership).await;
        more_members(world, partnership).await;
        more_threads(world, id).await;
        more_versions(world, id, number).await;
    }
}

fn texts(text: &str) -> Texts {
    Texts {
        lv: text.to_owned(),
        en: text.to_owned(),
        pl: text.to_owned(),
    }
}

async fn more_to_list(world: &World, partnership: PartnershipId) {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let proposal = proposals::create(s, admin, partnership, texts("A"), vec![Language::Lv]);
    let proposal = proposal.await.unwrap();
    world.types(proposal, "summary.lv", "Vārdi").await;
    more_threads(world, proposal).await;
    // As the room, or whoever reads it first, has left it.
    proposals::page(s, Some(admin), proposal).await.unwrap();
    settled(s, proposal).await;
    let side = NewOrganisation {
        name: texts("A municipality"),
        country: "LV".to_owned(),
        address: String::new(),
    };
    let new = NewPartnership {
        title: texts("A partnership"),
        first_day: "2023-01-01".to_owned(),
        last_day: "2023-12-31".to_owned(),
        organisations: vec![side],
        creator_name: "Coordinator".to_owned(),
    };
    partnerships::create(s, admin, new).await.unwrap();
}

async fn more_members(world: &World, partnership: PartnershipId) {
    let id = Uuid::now_v7();
    let account = account::ActiveModel {
        id: Set(id),
        mail: Set(format!("{id}@account.example")),
        name: Set("Somebody".to_owned()),
        language: Set("lv".to_owned()),
        may_create: Set(false),
        created_at: Set(0),
        signed_in_at: Set(None),
    };
    account.insert(&world.s.raw).await.unwrap();
    let member = member::ActiveModel {
        partnership: Set(partnership.0),
        account: Set(id),
        role: Set(Role::Editor.code().to_owned()),
        side: Set(None),
        languages: Set(json!(["lv"])),
        joined_at: Set(0),
        accepted_at: Set(Some(0)),
        ..Default::default()
    };
    member.insert(&world.s.raw).await.unwrap();
}

async fn more_threads(world: &World, id: ProposalId) {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    world.types(id, "budget.lv", "Vārdi. ").await;
    let anchor = world.on(id, "budget.lv", "Vārdi").await;
    let field = "budget.lv".parse().unwrap();
    let thread = threads::open(
        s,
        admin,
        id,
        opening(field, anchor, Severity::Remark, "Kas?"),
    );
    thread.await.unwrap();
}

async fn more_versions(world: &World, id: ProposalId, number: i32) {
    let version = version::ActiveModel {
        id: Set(Uuid::now_v7()),
        proposal: Set(id.0),
        number: Set(100 + number),
        state: Set(State::Draft.code().to_owned()),
        account: Set(who(DemoRole::Admin).0),
        at: Set(world.s.now().0),
        bytes: Set(vec![0, 0]),
        hash: Set(number.to_string()),
        prints: Set(json!({})),
        ..Default::default()
    };
    let insert = version::Entity::insert(version);
    insert.exec_without_returning(&world.s.raw).await.unwrap();
}

#[tokio::test]
async fn what_a_page_reads_does_not_grow_with_what_there_is() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let admin = who(DemoRole::Admin);
        let partnership = partnerships::list(&world.s, admin).await.unwrap()[0].id;
        let before = counted(&world, partnership, id).await;
        let wanted = Statements {
            home: 21,
            partnership: 13,
            proposal: 45,
            reading: 45,
            decisions: 17,
            log: 5,
        };
        assert_eq!(before, wanted);
        grow(&world, partnership, id).await;
        assert_eq!(counted(&world, partnership, id).await, before);
    })
    .await;
}
