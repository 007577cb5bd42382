//! What pages of a large partnership cost: `PAGES_MEASURED=200 cargo xtask test --only store measured`
//! prints it. Without the variable a small one is made.

use super::{World, in_every_store, opening, who};
use crate::{
    Services, accounts,
    collab::tests::peer::Peer,
    demo::DemoRole,
    partnerships, proposals,
    store::entities::{draft_update, version},
    threads,
};
use model::{
    document::{draft::Draft, projection::Node},
    ids::{PartnershipId, ProposalId},
    language::{Language, Texts},
    thread::Severity,
    workflow::State,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use std::{
    env,
    io::{self, Write},
    time::Instant,
};
use uuid::Uuid;

/// A version's bytes, and about as many letters in the text.
const TEXT_BYTES: usize = 300 * 1024;
const FIELD: &str = "summary.lv";

/// Prints also while the output of tests is kept back.
macro_rules! say {
    ($($words:tt)*) => {{
        let _ = writeln!(io::stderr(), $($words)*);
    }};
}

struct Size {
    proposals: usize,
    versions: i32,
    threads: usize,
    text_bytes: usize,
}

impl Size {
    fn wanted() -> Size {
        let proposals = env::var("PAGES_MEASURED").ok();
        match proposals.and_then(|it| it.parse().ok()) {
            Some(proposals) => Size {
                proposals,
                versions: 40,
                threads: 500,
                text_bytes: TEXT_BYTES,
            },
            None => Size {
                proposals: 2,
                versions: 2,
                threads: 2,
                text_bytes: TEXT_BYTES / 100,
            },
        }
    }
}

async fn fill(world: &World, partnership: PartnershipId, id: ProposalId, size: &Size) {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    world.types(id, FIELD, "Vārdi. ").await;
    let anchor = world.on(id, FIELD, "Vārdi").await;
    for _ in 0..size.threads {
        let field = FIELD.parse().unwrap();
        let thread = opening(field, anchor.clone(), Severity::Remark, "Kas?");
        threads::open(s, admin, id, thread).await.unwrap();
    }
    plant(world, id, size.text_bytes).await;
    for number in 0..size.versions {
        let row = version::ActiveModel {
            id: Set(Uuid::now_v7()),
            proposal: Set(id.0),
            number: Set(number + 1),
            state: Set(State::Draft.code().to_owned()),
            account: Set(admin.0),
            at: Set(s.now().0),
            bytes: Set(vec![7; size.text_bytes]),
            hash: Set(number.to_string()),
            prints: Set(json!({})),
            ..Default::default()
        };
        let insert = version::Entity::insert(row);
        insert.exec_without_returning(&s.raw).await.unwrap();
    }
    let title = || Texts {
        lv: "A".to_owned(),
        en: "A".to_owned(),
        pl: "A".to_owned(),
    };
    for _ in 1..size.proposals {
        let new = proposals::create(s, admin, partnership, title(), Language::ALL.to_vec());
        let new = new.await.unwrap();
        plant(world, new, 2_000).await;
    }
}

/// Text in paragraphs of about 500 bytes, a row each.
async fn plant(world: &World, id: ProposalId, size_bytes: usize) {
    let mut draft = Draft::for_server(rand::random());
    for number in 0..size_bytes / 500 {
        let words = format!("{number} {}", "vārdi un teikumi ".repeat(28));
        let planted = draft.plant(&FIELD.parse().unwrap(), &[Node::paragraph(&words)]);
        let row = draft_update::ActiveModel {
            proposal: Set(id.0),
            bytes: Set(planted.update),
            account: Set(None),
            at: Set(world.s.now().0),
            ..Default::default()
        };
        let insert = draft_update::Entity::insert(row);
        insert.exec_without_returning(&world.s.raw).await.unwrap();
    }
}

async fn measured(s: &Services, what: &str, page: impl Future<Output = ()>) {
    let (before, began) = (s.db.statements(), Instant::now());
    page.await;
    let took = began.elapsed();
    let statements = s.db.statements() - before;
    say!("{what:40} {took:>10.1?} {statements:>4} statements");
}

fn resident_kb() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.unwrap_or_default().to_owned()
}

async fn pages(s: &Services, how: &str, partnership: PartnershipId, id: ProposalId) {
    let (admin, reader) = (who(DemoRole::Admin), who(DemoRole::Reader));
    measured(s, &format!("{how}: proposal"), async {
        proposals::page(s, Some(admin), id).await.unwrap();
    })
    .await;
    measured(s, &format!("{how}: reading"), async {
        proposals::page(s, Some(reader), id).await.unwrap();
    })
    .await;
    measured(s, &format!("{how}: partnership"), async {
        partnerships::page(s, admin, partnership).await.unwrap();
    })
    .await;
    measured(s, &format!("{how}: home"), async {
        partnerships::list(s, admin).await.unwrap();
        accounts::may_create(s, admin).await.unwrap();
        partnerships::invitations(s, admin).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_large_partnership_are_shown() {
    in_every_store(async |world| {
        let (id, admin) = (world.proposal().await, who(DemoRole::Admin));
        let partnership = partnerships::list(&world.s, admin).await.unwrap()[0].id;
        fill(&world, partnership, id, &Size::wanted()).await;
        say!("postgres: {}, {}", world.s.is_postgres(), resident_kb());
        pages(&world.s, "nobody has read it", partnership, id).await;
        // What is written beside is there.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        pages(&world.s, "again", partnership, id).await;
        say!("{}", resident_kb());
        let config = (*world.s.config).clone();
        let fresh = Services::open_with(config, world.clock.clone());
        let s = fresh.await.unwrap();
        pages(&s, "a fresh instance", partnership, id).await;
        say!("{}", resident_kb());
        let mut peer = Peer::join(&s.hub, id, admin, 11).await;
        for _ in 0..3 {
            let planted = peer
                .draft
                .plant(&FIELD.parse().unwrap(), &[Node::paragraph("Vēl")]);
            let frame = peer.half.local(planted.update).unwrap();
            peer.send(frame).await;
            peer.until(|peer| peer.half.unsaved() == 0).await;
            pages(&s, "while somebody types", partnership, id).await;
        }
        say!("{}", resident_kb());
        drop(peer);
        s.close().await;
    })
    .await;
}
