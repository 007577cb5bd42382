//! What a member last saw, and versions that the server keeps by itself.

use super::{World, comment_id, in_every_store, opening, refusal, who};
use crate::{
    accounts,
    collab::tests::peer::Peer,
    demo::DemoRole,
    proposals,
    seen::{self, Since},
    store::entities::{seen as seen_rows, version},
    threads, versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    limits::{AUTOMATIC_VERSION_SECONDS, AUTOMATIC_VERSIONS_A_PROPOSAL, SEEN_PAUSE_SECONDS},
    thread::Severity,
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

const WORDS: &str = "pirmos";

async fn since(world: &World, role: DemoRole, id: ProposalId) -> Option<Since> {
    seen::since(&world.s, who(role), id).await.unwrap()
}

/// Writes a paragraph as somebody at a page does, until pages show it.
async fn write(world: &World, by: DemoRole, id: ProposalId, client: u64, words: &str) {
    let mut peer = Peer::join(&world.s.hub, id, who(by), client).await;
    peer.write(words).await;
    peer.until(|peer| peer.half.unsaved() == 0).await;
    world.s.hub.settle(id).await;
}

/// Somebody comments on words of the demo.
async fn comment(world: &World, by: DemoRole, id: ProposalId) -> model::ids::ThreadId {
    let anchor = world.on(id, "results.lv", WORDS).await;
    let field = "results.lv".parse().unwrap();
    let said = opening(field, anchor, Severity::Question, "Kāpēc?");
    threads::open(&world.s, who(by), id, said).await.unwrap().id
}

#[tokio::test]
async fn a_member_is_told_what_others_did_since_and_no_more_once_it_was_looked_at() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.proposal().await, DemoRole::Admin);
        assert_eq!(since(&world, admin, id).await, None, "never here before");
        let then = world.s.now();
        world.clock.advance_ms(SEEN_PAUSE_SECONDS * 1_000);
        write(&world, DemoRole::PartnerEditor, id, 51, "By the partner.").await;
        let thread = comment(&world, DemoRole::Commenter, id).await;
        threads::answer(
            s,
            who(DemoRole::PartnerAdmin),
            thread,
            "Tāpēc.",
            comment_id(),
        )
        .await
        .unwrap();
        // What one does oneself is no news.
        threads::answer(s, who(admin), thread, "Jā.", comment_id())
            .await
            .unwrap();
        let told = since(&world, admin, id).await.unwrap();
        assert_eq!(told.at, then);
        assert_eq!((told.sections, told.comments, told.decisions), (1, 2, 0));
        assert!(
            since(&world, admin, id).await.is_some(),
            "it was not looked at"
        );
        assert_eq!(since(&world, DemoRole::PartnerEditor, id).await, None);

        let looked = seen::look(s, who(admin), id).await.unwrap().unwrap();
        assert_eq!(looked, told);
        let version = looked.version.expect("what was seen was kept as a version");
        let said = seen::said_after(s, who(admin), id, looked.at)
            .await
            .unwrap();
        assert_eq!(said.commented.len(), 1);
        assert_eq!(
            said.commented[0].comments.len(),
            2,
            "the admin's own is none"
        );
        assert_eq!(since(&world, admin, id).await, None);
        let moments = [
            crate::comparisons::Moment::Version(version),
            crate::comparisons::Moment::Now,
        ];
        let language = model::language::Language::Lv;
        let compared = crate::comparisons::compare(s, who(admin), id, moments, None, language);
        let changed = compared.await.unwrap();
        let changed = changed.sections.iter().filter(|it| it.is_changed()).count();
        assert_eq!(changed, 1, "from then to now");
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_page_has_seen_what_came_unless_something_waits() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.proposal().await, DemoRole::Admin);
        assert_eq!(since(&world, admin, id).await, None);
        world.clock.advance_ms(1_000);
        let waits = seen::waits(s, who(admin), id).await;
        write(&world, DemoRole::PartnerEditor, id, 52, "Seen as it came.").await;
        world.clock.advance_ms(1_000);
        seen::leave(s, who(admin), id, waits).await;
        assert_eq!(since(&world, admin, id).await, None);

        world.clock.advance_ms(1_000);
        write(&world, DemoRole::PartnerEditor, id, 53, "While away.").await;
        let waits = seen::waits(s, who(admin), id).await;
        assert!(waits);
        world.clock.advance_ms(1_000);
        seen::leave(s, who(admin), id, waits).await;
        assert_eq!(since(&world, admin, id).await.unwrap().sections, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_is_of_members_only_and_goes_with_the_account() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let stranger = AccountId(Uuid::from_u128(78));
        assert_eq!(
            refusal(seen::since(s, stranger, id).await),
            Refusal::NotFound
        );
        assert_eq!(
            refusal(seen::look(s, stranger, id).await),
            Refusal::NotFound
        );
        seen::leave(s, stranger, id, false).await;
        assert_eq!(since(&world, DemoRole::Reader, id).await, None);
        let rows = seen_rows::Entity::find().all(&s.db).await.unwrap();
        assert_eq!(rows.len(), 1);
        let data = accounts::data(s, who(DemoRole::Reader)).await.unwrap();
        assert_eq!(data["seen"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn automatic_versions_are_kept_for_what_is_new_and_the_oldest_go() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let reader = who(DemoRole::Reader);
        let count = async || {
            let all = version::Entity::find().filter(version::Column::Proposal.eq(id.0));
            all.count(&s.db).await.unwrap()
        };
        let pause_ms = AUTOMATIC_VERSION_SECONDS as i64 * 1_000;
        write(&world, DemoRole::Editor, id, 60, "The first.").await;
        versions::automatic::keep_rarely(s, id, reader)
            .await
            .unwrap();
        assert_eq!(count().await, 1);
        versions::automatic::keep_rarely(s, id, reader)
            .await
            .unwrap();
        assert_eq!(count().await, 1, "the same text");
        write(&world, DemoRole::Editor, id, 61, "Soon after.").await;
        versions::automatic::keep_rarely(s, id, reader)
            .await
            .unwrap();
        assert_eq!(count().await, 1, "too soon");
        // What a member saw last stays.
        seen::look(s, reader, id).await.unwrap();
        for number in 0..AUTOMATIC_VERSIONS_A_PROPOSAL + 2 {
            world.clock.advance_ms(pause_ms);
            write(&world, DemoRole::Editor, id, 100 + number, "More.").await;
            versions::automatic::keep_rarely(s, id, reader)
                .await
                .unwrap();
        }
        assert_eq!(count().await, AUTOMATIC_VERSIONS_A_PROPOSAL + 1);
        let rows = versions::seen_by(s, reader, id).await.unwrap();
        assert!(rows.iter().all(|row| row.automatic));
        assert_eq!(rows.last().unwrap().number, 1, "it was seen last");
    })
    .await;
}

#[tokio::test]
async fn an_automatic_version_that_goes_to_review_or_gets_a_name_is_one_like_others() {
    in_every_store(async |world| {
        let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
        let reader = who(DemoRole::Reader);
        write(&world, DemoRole::Editor, id, 60, "The first.").await;
        versions::automatic::keep_rarely(s, id, reader)
            .await
            .unwrap();
        let moved = proposals::move_state(s, admin, id, State::InReview, "", None);
        let progress = moved.await.unwrap();
        assert_eq!(progress.versions.len(), 1, "the same text has one number");
        assert!(!progress.versions[0].automatic);
        assert_eq!(progress.versions[0].state, State::InReview);
    })
    .await;
}

#[tokio::test]
async fn a_version_has_the_name_that_an_admin_gives_it_or_that_it_was_kept_under() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.proposal().await);
        let (admin, editor) = (who(DemoRole::Admin), who(DemoRole::Editor));
        let reader = who(DemoRole::Reader);
        let keep = async |by, name: &str| versions::keep_named(s, by, id, name).await;
        assert_eq!(refusal(keep(reader, "Mine").await), Refusal::NotAllowed);
        assert_eq!(refusal(keep(editor, " \u{200b} ").await), Refusal::Empty);
        assert_eq!(keep(editor, "Before the meeting").await.unwrap(), 1);
        assert_eq!(refusal(keep(editor, "Again").await), Refusal::AlreadyKept);
        let name = async |by, name: &str| versions::name(s, by, id, 1, name).await;
        assert_eq!(refusal(name(editor, "Other").await), Refusal::NotAllowed);
        let long = "x".repeat(200);
        assert!(matches!(
            refusal(name(admin, &long).await),
            Refusal::TooLong { .. }
        ));
        name(admin, "After the meeting").await.unwrap();
        let rows = versions::seen_by(s, reader, id).await.unwrap();
        assert_eq!(rows[0].name, "After the meeting");
        let never = versions::name(s, admin, id, 9, "None").await;
        assert_eq!(refusal(never), Refusal::NoSuchVersion);
    })
    .await;
}

#[tokio::test]
async fn the_characters_of_all_who_wrote_a_version_are_all_of_its_characters() {
    in_every_store(async |world| {
        let (s, id, reader) = (&world.s, world.proposal().await, who(DemoRole::Reader));
        write(&world, DemoRole::Editor, id, 60, "Desmit rakstzīmes").await;
        write(&world, DemoRole::PartnerEditor, id, 61, "Trzy 🐝").await;
        let kept = versions::keep_named(s, who(DemoRole::Editor), id, "One");
        assert_eq!(kept.await.unwrap(), 1);
        let wrote = versions::wrote(s, reader, id).await.unwrap();
        let page = proposals::version_page(s, Some(reader), id, 1)
            .await
            .unwrap();
        let all: u32 = page.fields.iter().map(|view| view.chars).sum();
        let sum: usize = wrote[&1].iter().map(|it| it.chars).sum();
        assert_eq!(sum, all as usize);
        let parts: Vec<_> = wrote[&1].iter().map(|it| it.chars).collect();
        assert_eq!(parts[1..], [17, 6], "the demo's text is nobody's");
        let again = versions::wrote(s, reader, id).await.unwrap();
        assert_eq!(again, wrote, "as it was kept");
    })
    .await;
}
