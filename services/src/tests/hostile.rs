//! Input that nobody means well with: refused or kept, never a failure.

use super::{in_every_empty_store, in_every_store, opening, refusal, who};
use crate::{
    accounts,
    demo::{self, DemoRole},
    export::{self, Format},
    partnerships,
    partnerships::{NewOrganisation, NewPartnership},
    proposals, threads,
};
use model::{
    error::Refusal,
    language::{Language, Texts},
    thread::Severity,
    workflow::State,
};

#[tokio::test]
async fn a_nul_is_kept_out_of_every_text() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let proposal = demo::new_proposal(s).await.unwrap();
        world.types(proposal, "summary.lv", "pirms\0pēc").await;
        let anchor = world.on(proposal, "summary.lv", "pirms\0pēc").await;
        let (field, severity) = ("summary.lv".parse().unwrap(), Severity::Remark);
        let thread = threads::open(
            s,
            admin,
            proposal,
            opening(field, anchor, severity, "Kas\0 tas?"),
        )
        .await
        .unwrap();
        assert_eq!(thread.comments[0].body, "Kas tas?");
        assert_eq!(thread.anchor.quote.exact, "pirmspēc");
        let reason = "Tā\0pat";
        let progress = proposals::move_state(s, admin, proposal, State::InReview, reason, None)
            .await
            .unwrap();
        assert_eq!(progress.moves[0].reason, "Tāpat");
        let file = export::file(s, Some(admin), proposal, Language::Lv, Format::Docx)
            .await
            .unwrap();
        assert!(docx_rs::read_docx(&file.bytes).is_ok());
        let title = Texts {
            lv: "A\0 B".to_owned(),
            ..Texts::default()
        };
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let languages = vec![Language::Lv];
        let new = proposals::create(s, admin, partnership, title, languages)
            .await
            .unwrap();
        let page = proposals::page(s, Some(admin), new).await.unwrap();
        assert_eq!(page.proposal.title.lv, "A B");
    })
    .await;
}

#[tokio::test]
async fn odd_addresses_and_tokens_are_refused() {
    in_every_empty_store(async |world| {
        let s = &world.s;
        for mail in [
            "a\0@b.example",
            "a@b\r\nBcc: c@d.example",
            "@",
            &"a".repeat(1_000_000),
        ] {
            let asked = accounts::request_link(s, mail, Language::Pl, "/").await;
            assert_eq!(refusal(asked), Refusal::NotAMailAddress);
        }
        for token in ["", "\0", "../../x", &"x".repeat(1_000_000)] {
            assert_eq!(
                refusal(accounts::peek_link(s, token).await),
                Refusal::LinkSpent
            );
            assert_eq!(accounts::session(s, token).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_partnership_begins_with_sensible_facts() {
    in_every_empty_store(async |world| {
        let s = &world.s;
        let link = accounts::invite_admin(s, "first@admin.example")
            .await
            .unwrap();
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
        let text = |en: &str| Texts {
            en: en.to_owned(),
            ..Texts::default()
        };
        let side = NewOrganisation {
            name: text("A municipality"),
            country: "lv".to_owned(),
            address: String::new(),
        };
        let good = NewPartnership {
            title: text("A partnership"),
            first_day: "2023-01-01".to_owned(),
            last_day: "2023-12-31".to_owned(),
            organisations: vec![side.clone()],
            creator_name: "Somebody".to_owned(),
        };
        let create = async |new| partnerships::create(s, me, new).await;
        let no_day = NewPartnership {
            first_day: "1.1.2023".to_owned(),
            ..good.clone()
        };
        assert_eq!(refusal(create(no_day).await), Refusal::Unfit);
        let no_sides = NewPartnership {
            organisations: Vec::new(),
            ..good.clone()
        };
        assert_eq!(refusal(create(no_sides).await), Refusal::Empty);
        let crowd = NewPartnership {
            organisations: vec![side; 13],
            ..good.clone()
        };
        assert_eq!(refusal(create(crowd).await), Refusal::TooMany { limit: 12 });
        let long = NewPartnership {
            title: text(&"x".repeat(251)),
            ..good.clone()
        };
        assert_eq!(refusal(create(long).await), Refusal::TooLong { limit: 250 });
        let id = create(good).await.unwrap();
        let page = partnerships::page(s, me, id).await.unwrap();
        assert_eq!(page.partnership.organisations[0].country, "LV");
    })
    .await;
}

#[tokio::test]
async fn a_list_says_when_a_text_was_written_last() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let changed_at = async || {
            let page = partnerships::page(s, admin, partnership).await.unwrap();
            page.proposals[0].changed_at
        };
        let before = changed_at().await;
        world.clock.advance_ms(5_000);
        world
            .types(world.proposal().await, "summary.lv", "Jauni vārdi. ")
            .await;
        assert_eq!(changed_at().await.0, before.0 + 5_000);
    })
    .await;
}
