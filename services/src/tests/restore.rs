//! A version is put back in the draft: everybody sees it, and what stood there is kept.

use super::{World, in_every_store, refusal, who};
use crate::{
    anchors, collab::tests::peer::Peer, demo::DemoRole, error::Result, proposals,
    store::entities::journal, versions,
};
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::{Progress, SectionKey},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::Duration;

/// Words of the demo on which somebody commented.
const WORDS: &str = "pirmos";
const LINES: u64 = 20;

/// The demo proposal in review, whose text is version 1.
async fn reviewed(world: &World) -> ProposalId {
    let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
    let moved = proposals::move_state(s, admin, id, State::InReview, "", None);
    assert_eq!(moved.await.unwrap().versions[0].number, 1);
    id
}

async fn restore(
    world: &World,
    role: DemoRole,
    id: ProposalId,
    number: u32,
    section: Option<&str>,
) -> Result<Progress> {
    let section = section.map(|key| SectionKey(key.to_owned()));
    versions::restore(&world.s, who(role), id, number, section).await
}

/// The kinds of the acts on the proposal, newest first.
async fn acts(world: &World, id: ProposalId) -> Vec<String> {
    let rows = journal::Entity::find()
        .filter(journal::Column::Scope.eq(id.0))
        .order_by_desc(journal::Column::Seq);
    let rows = rows.all(&world.s.db).await.unwrap();
    rows.into_iter().map(|row| row.kind).collect()
}

#[tokio::test]
async fn a_version_put_back_is_seen_by_all_and_what_stood_there_is_kept() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, reviewed(&world).await);
        let mut partner = Peer::join(&s.hub, id, who(DemoRole::PartnerEditor), 41).await;
        partner.write("Written after the review began.").await;
        partner.until(|peer| peer.half.unsaved() == 0).await;
        let anchors_before = anchors::of_proposal(&s.db, id).await.unwrap();

        let now = restore(&world, DemoRole::Editor, id, 1, None)
            .await
            .unwrap();
        assert_eq!(now.present_hash, now.versions[1].hash, "version 1 again");
        assert_eq!((now.versions[0].number, now.versions.len()), (2, 2));
        partner.until(|peer| !peer.text().contains("after")).await;
        assert_eq!(acts(&world, id).await[0], "restored");
        let anchors = anchors::of_proposal(&s.db, id).await.unwrap();
        assert_eq!(
            anchors, anchors_before,
            "nobody touched the commented words"
        );

        let again = restore(&world, DemoRole::Editor, id, 1, None).await;
        assert_eq!(refusal(again), Refusal::NothingToRestore);
        assert_eq!(
            acts(&world, id).await.len(),
            2,
            "it was opened and restored"
        );
        let back = restore(&world, DemoRole::Editor, id, 2, None)
            .await
            .unwrap();
        assert_eq!(back.present_hash, back.versions[0].hash, "no third version");
        partner.until(|peer| peer.text().contains("after")).await;
    })
    .await;
}

#[tokio::test]
async fn one_section_is_put_back_and_the_others_stay() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, reviewed(&world).await);
        world.types(id, "results.lv", "Newer results. ").await;
        world.types(id, "budget.lv", "Newer budget. ").await;
        let admin = DemoRole::PartnerAdmin;
        restore(&world, admin, id, 1, Some("results"))
            .await
            .unwrap();
        let page = proposals::page(s, Some(who(admin)), id).await.unwrap();
        let html = |field: &str| {
            let mut fields = page.fields.iter();
            let found = fields.find(|it| it.field == field.parse().unwrap());
            found.unwrap().html.clone()
        };
        assert!(!html("results.lv").contains("Newer"));
        assert!(html("results.lv").contains(WORDS));
        assert!(html("budget.lv").contains("Newer budget."));
        let before = page.progress.versions.len();
        let same = restore(&world, admin, id, 1, Some("results")).await;
        assert_eq!(refusal(same), Refusal::NothingToRestore);
        let page = proposals::page(s, Some(who(admin)), id).await.unwrap();
        assert_eq!(
            page.progress.versions.len(),
            before,
            "no version for nothing"
        );
        let nowhere = restore(&world, admin, id, 1, Some("nowhere")).await;
        assert_eq!(refusal(nowhere), Refusal::NotFound);
        let never = restore(&world, admin, id, 9, None).await;
        assert_eq!(refusal(never), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn only_who_may_write_now_puts_a_version_back() {
    in_every_store(async |world| {
        let id = reviewed(&world).await;
        world.types(id, "results.lv", "Newer results. ").await;
        for role in [DemoRole::Reader, DemoRole::Commenter, DemoRole::Suggester] {
            let refused = restore(&world, role, id, 1, None).await;
            assert_eq!(refusal(refused), Refusal::NotAllowed, "{role:?}");
        }
    })
    .await;
    in_every_store(async |world| {
        let id = world.finalise().await;
        let refused = restore(&world, DemoRole::Admin, id, 1, None).await;
        assert_eq!(refusal(refused), Refusal::Locked);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_types_meanwhile_stands_in_the_draft_or_in_a_version() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, reviewed(&world).await);
        let mut partner = Peer::join(&s.hub, id, who(DemoRole::PartnerEditor), 42).await;
        let typing = async {
            for number in 1..=LINES {
                partner.write(&format!("[line {number}]")).await;
                partner.until(|peer| peer.half.unsaved() == 0).await;
                tokio::time::sleep(Duration::from_millis(number * 7 % 20)).await;
            }
            partner
        };
        let restoring = async {
            tokio::time::sleep(Duration::from_millis(60)).await;
            restore(&world, DemoRole::Editor, id, 1, None).await
        };
        let (partner, restored) = tokio::join!(typing, restoring);
        assert!(restored.is_ok() || refusal(restored) == Refusal::Outdated);
        drop(partner);
        let (account, admin) = (Some(who(DemoRole::Admin)), who(DemoRole::Admin));
        let page = proposals::page(s, account, id).await.unwrap();
        let mut said: String = page.fields.iter().map(|it| &*it.html).collect();
        for version in page.progress.versions {
            let text = versions::at(s, Some(admin), version.id).await.unwrap();
            said.extend(text.fields.iter().map(|it| &*it.html));
        }
        for number in 1..=LINES {
            let line = format!("[line {number}]");
            assert!(said.contains(&line), "{line} is nowhere");
        }
    })
    .await;
}
