//! Whose account was erased, and who shares a name: what the others read then.

use super::{World, comment_id, decision_id, in_every_store, members, who};
use crate::{
    accounts,
    demo::DemoRole,
    export::{self, Format},
    journal, partnerships, proposals,
    store::entities::sign_off,
    threads, versions,
};
use model::{
    ids::{AccountId, ProposalId},
    language::Language,
    role::Role,
    thread::Outcome,
    workflow::State,
};
use sea_orm::EntityTrait;

const NAME: &str = "Nowa osoba";

/// Somebody new, who signs for the first side.
async fn signer(world: &World) -> AccountId {
    let (s, admin, id) = (
        &world.s,
        who(DemoRole::Admin),
        members::partnership(world).await,
    );
    let side = partnerships::page(s, admin, id).await.unwrap().me.side;
    let new = members::new("new@daugavpils.example", Role::Editor, side);
    let invited = partnerships::invite_member(s, admin, id, new)
        .await
        .unwrap();
    partnerships::accept_invitation(s, invited.account, id)
        .await
        .unwrap();
    partnerships::set_signer(s, admin, id, invited.account, true)
        .await
        .unwrap();
    invited.account
}

async fn markdown(world: &World, by: Option<AccountId>, id: ProposalId) -> String {
    let (language, format) = (Language::En, Format::Markdown);
    let file = export::file(&world.s, by, id, language, format).await;
    String::from_utf8(file.unwrap().bytes).unwrap()
}

#[tokio::test]
async fn a_published_final_keeps_the_name_of_a_signer_whose_account_is_erased() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let signer = signer(&world).await;
        let id = world.agree().await;
        for account in [signer, who(DemoRole::PartnerAdmin)] {
            versions::sign_off(s, account, id).await.unwrap();
        }
        proposals::move_state(s, admin, id, State::Final, "", None)
            .await
            .unwrap();
        proposals::publish(s, admin, id, true).await.unwrap();
        let page = proposals::page(s, None, id).await.unwrap();
        let file = markdown(&world, None, id).await;
        assert!(file.contains(NAME), "{file}");
        accounts::erase(s, signer).await.unwrap();
        assert_eq!(proposals::page(s, None, id).await.unwrap(), page);
        assert_eq!(markdown(&world, None, id).await, file);
        let lines = journal::of_partnership(s, admin, members::partnership(&world).await, None, 0);
        assert!(!format!("{:?}", lines.await.unwrap()).contains(NAME));
    })
    .await;
}

#[tokio::test]
async fn nothing_else_says_who_it_was() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let gone = signer(&world).await;
        let id = world.agree().await;
        versions::sign_off(s, gone, id).await.unwrap();
        let open = threads::list(s, admin, id).await.unwrap();
        let thread = open.iter().find(|it| it.is_open()).unwrap().id;
        threads::answer(s, gone, thread, "An answer", comment_id())
            .await
            .unwrap();
        threads::decide(s, gone, thread, Outcome::Taken, "A reason", decision_id())
            .await
            .unwrap();
        assert!(markdown(&world, Some(admin), id).await.contains(NAME));
        accounts::erase(s, gone).await.unwrap();
        let file = markdown(&world, Some(admin), id).await;
        assert!(!file.contains(NAME), "{file}");
        assert!(file.contains("Former member"), "{file}");
        let page = proposals::page(s, Some(admin), id).await.unwrap();
        assert!(!format!("{page:?}").contains(NAME));
        let rows = sign_off::Entity::find().all(&s.db).await.unwrap();
        assert!(rows.iter().all(|row| row.name != NAME), "{rows:?}");
        let partnership = members::partnership(&world).await;
        let log = journal::table(s, admin, partnership, Language::En).await;
        let log = String::from_utf8(log.unwrap().bytes).unwrap();
        assert!(
            !log.contains(NAME) && log.contains("\"Former member\""),
            "{log}"
        );
    })
    .await;
}

#[tokio::test]
async fn two_of_one_name_are_told_apart_in_threads_carets_and_the_log() {
    in_every_store(async |world| {
        let (s, admin, second) = (&world.s, who(DemoRole::Admin), who(DemoRole::Editor));
        let (id, proposal) = (members::partnership(&world).await, world.proposal().await);
        accounts::set_name(s, second, "COORDINATOR, Daugavpils")
            .await
            .unwrap();
        let called = partnerships::called(s, second, proposal).await.unwrap();
        assert_eq!(called, "COORDINATOR, Daugavpils (specialist)");
        let open = threads::list(s, admin, proposal).await.unwrap();
        let answered = threads::answer(s, second, open[1].id, "Yes", comment_id())
            .await
            .unwrap();
        let mut comments = answered.comments.iter();
        let mine = comments.find(|it| it.account == second).unwrap();
        assert_eq!(mine.name, called);
        partnerships::set_signer(s, admin, id, second, true)
            .await
            .unwrap();
        let log = journal::of_partnership(s, admin, id, None, 0)
            .await
            .unwrap();
        let named = |line: &&model::journal::Entry| line.act.member().is_some();
        let line = log.entries.iter().find(named).unwrap();
        let by = &line.by.as_ref().unwrap().name;
        assert_eq!(by, "Coordinator, Daugavpils (coordinator)");
        assert_eq!(line.act.member().unwrap().name, called);
    })
    .await;
}
