//! Partnerships: facts, first admin, members.

use super::{World, fresh_databases, in_every_empty_store, in_every_store, refusal, who};
use crate::{
    accounts,
    demo::DemoRole,
    partnerships::{self, NewOrganisation, NewPartnership},
    proposals,
};
use model::{
    error::Refusal,
    language::{Language, Texts},
    role::Role,
};

pub(super) fn new_partnership() -> NewPartnership {
    let side = |name: &str, country: &str| NewOrganisation {
        name: Texts {
            en: name.to_owned(),
            ..Texts::default()
        },
        country: country.to_owned(),
        address: String::new(),
    };
    NewPartnership {
        title: Texts {
            en: "A partnership".to_owned(),
            ..Texts::default()
        },
        first_day: "2023-01-01".to_owned(),
        last_day: "2023-12-31".to_owned(),
        organisations: vec![side("A municipality", "LV"), side("An NGO", "PL")],
        creator_name: "The coordinator".to_owned(),
    }
}

#[tokio::test]
async fn whoever_is_invited_first_creates_the_partnership() {
    in_every_empty_store(async |world| {
        let s = &world.s;
        let link = accounts::invite_admin(s, "first@admin.example")
            .await
            .unwrap();
        assert!(link.starts_with("https://talka.example/sign-in/"));
        let session = accounts::open_link(
            s,
            link.rsplit('/').next().unwrap(),
            accounts::Browser::default(),
        )
        .await
        .unwrap();
        let me = accounts::session(s, &session.session.0)
            .await
            .unwrap()
            .unwrap()
            .account;
        assert!(partnerships::list(s, me).await.unwrap().is_empty());
        let id = partnerships::create(s, me, new_partnership())
            .await
            .unwrap();
        let page = partnerships::page(s, me, id).await.unwrap();
        assert_eq!(
            (page.me.role, page.me.name.as_str()),
            (Role::Admin, "The coordinator")
        );
        assert_eq!(page.me.side, Some(page.partnership.organisations[0].id));
        assert!(page.partnership.organisations[0].applicant);
        let title = Texts {
            en: "A proposal".to_owned(),
            ..Texts::default()
        };
        let languages = vec![Language::En, Language::Pl, Language::En];
        let proposal = proposals::create(s, me, id, title, languages)
            .await
            .unwrap();
        let page = proposals::page(s, Some(me), proposal).await.unwrap();
        assert_eq!(page.proposal.languages, [Language::En, Language::Pl]);
        assert_eq!(page.fields.len(), 20);
        assert_eq!(partnerships::list(s, me).await.unwrap()[0].proposals, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_creates_one() {
    in_every_store(async |world| {
        let refused = partnerships::create(&world.s, who(DemoRole::Editor), new_partnership());
        assert_eq!(refusal(refused.await), Refusal::NotAllowed);
    })
    .await;
}

#[tokio::test]
async fn the_demo_holds_the_facts_of_the_project() {
    in_every_store(async |world| {
        let (s, reader) = (&world.s, who(DemoRole::Reader));
        let row = partnerships::list(s, reader).await.unwrap().remove(0);
        let page = partnerships::page(s, reader, row.id).await.unwrap();
        let facts = page.partnership;
        assert_eq!(facts.budget_cents, 3_000_000);
        let shares: i64 = facts
            .budget_shares
            .iter()
            .map(|share| share.amount_cents)
            .sum();
        assert_eq!(shares, facts.budget_cents);
        assert_eq!(facts.activities.len(), 4);
        assert_eq!(facts.target_groups.len(), 3);
        assert_eq!(facts.justification.len(), 5);
        for language in Language::ALL {
            let texts = facts.justification.iter().chain(&facts.target_groups);
            assert!(
                texts
                    .chain([&facts.objective])
                    .all(|text| !text.get(language).is_empty())
            );
        }
        assert_eq!(page.members.len(), 7);
        assert_eq!(page.proposals[0].open_threads, 2);
    })
    .await;
}

#[tokio::test]
async fn only_admins_see_the_mail_addresses_of_others() {
    in_every_store(async |world| {
        let s = &world.s;
        let proposal = world.proposal().await;
        let partnership = partnerships::list(s, who(DemoRole::Admin)).await.unwrap()[0].id;
        let rows = [
            (DemoRole::Admin, 7),
            (DemoRole::PartnerAdmin, 7),
            (DemoRole::Editor, 1),
            (DemoRole::Suggester, 1),
            (DemoRole::Commenter, 1),
            (DemoRole::Reader, 1),
        ];
        for (role, expected) in rows {
            let viewer = who(role);
            let page = partnerships::page(s, viewer, partnership).await.unwrap();
            let beside = proposals::page(s, Some(viewer), proposal).await.unwrap();
            assert!(!page.me.mail.is_empty(), "{role:?}");
            for members in [page.members, beside.members] {
                let seen = members.iter().filter(|member| !member.mail.is_empty());
                let seen: Vec<_> = seen.map(|member| member.account).collect();
                assert_eq!((members.len(), seen.len()), (7, expected), "{role:?}");
                assert!(seen.contains(&viewer), "{role:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn many_instances_may_start_at_once_and_a_restart_finds_everything() {
    for url in fresh_databases().await {
        let (one, two, three) = tokio::join!(
            World::open(url.clone(), true),
            World::open(url.clone(), true),
            World::open(url.clone(), true),
        );
        for world in [one, two, three] {
            let rows = partnerships::list(&world.s, who(DemoRole::Admin))
                .await
                .unwrap();
            assert_eq!(rows.len(), 1);
        }
        super::clean_up(&url);
    }
}

#[tokio::test]
async fn a_backup_of_a_live_database_is_one_whole_file() {
    use sea_orm::ConnectionTrait;
    let url = fresh_databases().await.remove(0);
    let world = World::open(url.clone(), true).await;
    let proposal = world.proposal().await;
    world
        .types(proposal, "summary.lv", "Tas ir WAL failā. ")
        .await;
    let copy = format!("{url}.backup");
    let into = format!("VACUUM INTO '{}'", copy.strip_prefix("sqlite:").unwrap());
    world.s.raw.execute_unprepared(&into).await.unwrap();
    let restored = World::open(copy.clone(), true).await;
    let reader = Some(who(DemoRole::Reader));
    let page = proposals::page(&world.s, reader, proposal).await.unwrap();
    assert!(page.fields[0].html.contains("WAL"));
    assert_eq!(
        proposals::page(&restored.s, reader, proposal)
            .await
            .unwrap(),
        page
    );
    super::clean_up(&url);
    super::clean_up(&copy);
}
