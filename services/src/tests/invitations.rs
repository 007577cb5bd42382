//! Invitations: their link, their days, how many a day, and what is left when somebody goes.

use super::{
    World, in_every_store,
    members::{new, partnership},
    refusal, who,
};
use crate::{
    accounts::{self, Browser},
    demo::DemoRole,
    journal, mail, partnerships,
};
use model::{error::Refusal, limits, partnership::Member, role::Role};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn invited(world: &World, address: &str) -> Member {
    let (s, id) = (&world.s, partnership(world).await);
    let new = new(address, Role::Reader, None);
    partnerships::invite_member(s, who(DemoRole::Admin), id, new)
        .await
        .unwrap()
}

async fn token(world: &World) -> String {
    let body = mail::kept(&world.s).await.unwrap().remove(0).body;
    let (_, rest) = body.split_once("/sign-in/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn an_invitation_is_answered_within_its_days_and_renewed_for_more() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let member = invited(&world, "new@leszno.example").await;
        let first = token(&world).await;
        world.clock.advance_ms(limits::INVITATION_DAYS * DAY_MS);
        let late = accounts::peek_link(s, &first).await;
        assert_eq!(refusal(late), Refusal::LinkSpent);
        let late = partnerships::accept_invitation(s, member.account, id).await;
        assert_eq!(refusal(late), Refusal::LinkSpent);
        let (admin, editor) = (who(DemoRole::Admin), who(DemoRole::Editor));
        let refused = partnerships::renew_invitation(s, editor, id, member.account).await;
        assert_eq!(refusal(refused), Refusal::NotAllowed);
        partnerships::renew_invitation(s, admin, id, member.account)
            .await
            .unwrap();
        let (second, anew) = (token(&world).await, Browser::default());
        assert_ne!(first, second);
        accounts::accept_by_link(s, &second, "Zofia", anew)
            .await
            .unwrap();
        let renewed = partnerships::renew_invitation(s, admin, id, member.account).await;
        assert_eq!(refusal(renewed), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_was_withdrawn_opens_nothing() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let member = invited(&world, "new@leszno.example").await;
        let link = token(&world).await;
        partnerships::remove_member(s, who(DemoRole::Admin), id, member.account)
            .await
            .unwrap();
        let browser = Browser::default();
        let late = accounts::accept_by_link(s, &link, "Zofia", browser).await;
        assert_eq!(refusal(late.map(|_| ())), Refusal::LinkSpent);
    })
    .await;
}

#[tokio::test]
async fn one_admin_invites_so_many_a_day_withdrawn_ones_included() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let admin = who(DemoRole::Admin);
        for _ in 0..limits::INVITATIONS_A_DAY {
            let member = invited(&world, "new@leszno.example").await;
            partnerships::remove_member(s, admin, id, member.account)
                .await
                .unwrap();
        }
        let again = || new("new@leszno.example", Role::Reader, None);
        let refused = partnerships::invite_member(s, admin, id, again()).await;
        let limit = limits::INVITATIONS_A_DAY as u32;
        assert_eq!(refusal(refused), Refusal::TooMany { limit });
        world.clock.advance_ms(DAY_MS + 1);
        partnerships::invite_member(s, admin, id, again())
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn signing_in_leaves_invitations_to_be_answered() {
    in_every_store(async |world| {
        let s = &world.s;
        let member = invited(&world, "new@leszno.example").await;
        let invitation = token(&world).await;
        world.clock.advance_ms(1);
        let language = model::language::Language::Pl;
        accounts::request_link(s, &member.mail, language, "/")
            .await
            .unwrap();
        let opened = accounts::open_link(s, &invitation, Browser::default()).await;
        assert_eq!(refusal(opened.map(|_| ())), Refusal::Unfit);
        let plain = token(&world).await;
        accounts::open_link(s, &plain, Browser::default())
            .await
            .unwrap();
        let waiting = partnerships::invitations(s, member.account).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert!(accounts::peek_link(s, &invitation).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn two_of_one_name_are_told_apart() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let impostor = crate::partnerships::NewMember {
            name: "coordinator, Leszno".to_owned(),
            ..new("impostor@leszno.example", Role::Reader, None)
        };
        partnerships::invite_member(s, who(DemoRole::Admin), id, impostor)
            .await
            .unwrap();
        let page = partnerships::page(s, who(DemoRole::Reader), id)
            .await
            .unwrap();
        let names: Vec<_> = page.members.iter().map(|it| it.name.as_str()).collect();
        assert!(
            names.contains(&"Coordinator, Leszno (coordinator)"),
            "{names:?}"
        );
        assert!(
            names.contains(&"coordinator, Leszno (impostor)"),
            "{names:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_leaves_no_name_and_no_way_in() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let member = invited(&world, "new@leszno.example").await;
        let link = token(&world).await;
        let signed_in = accounts::accept_by_link(s, &link, "Zofia Nowak", Browser::default());
        let session = signed_in.await.unwrap().session;
        accounts::erase(s, member.account).await.unwrap();
        assert_eq!(accounts::session(s, &session.0).await.unwrap(), None);
        assert!(mail::kept(s).await.unwrap().is_empty());
        let page = journal::of_partnership(s, who(DemoRole::Admin), id, None, 0);
        let lines = format!("{:?}", page.await.unwrap());
        assert!(
            !lines.contains("Zofia") && !lines.contains("Nowa osoba"),
            "{lines}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_of_a_side_with_members_is_not_erased() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let side = partnerships::page(s, who(DemoRole::Admin), id)
            .await
            .unwrap();
        let side = side.me.side;
        let new_admin = new("second@daugavpils.example", Role::Admin, side);
        partnerships::invite_member(s, who(DemoRole::Admin), id, new_admin)
            .await
            .unwrap();
        let link = token(&world).await;
        accounts::accept_by_link(s, &link, "Second", Browser::default())
            .await
            .unwrap();
        let second = partnerships::page(s, who(DemoRole::Admin), id)
            .await
            .unwrap();
        let second = second
            .members
            .iter()
            .find(|it| it.name == "Second")
            .unwrap();
        let reader = who(DemoRole::Admin);
        partnerships::leave(s, reader, id).await.unwrap();
        let refused = accounts::erase(s, second.account).await;
        assert_eq!(refusal(refused), Refusal::LastAdmin);
        let still = partnerships::page(s, second.account, id).await.unwrap();
        assert_eq!(still.me.name, "Second");
    })
    .await;
}
