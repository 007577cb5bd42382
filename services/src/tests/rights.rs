//! Every role and every call: who may do what.

use super::{
    World, comment_id, decision_id, in_every_store, opening, refusal, suggestions::more_words, who,
};
use crate::{
    Error, Result, access, accounts, anchors,
    demo::DemoRole,
    export::{self, Format},
    partnerships,
    partnerships::NewMember,
    proposals, rounds, threads, versions,
};
use model::{
    error::Refusal,
    event::MovedAnchor,
    ids::AccountId,
    language::{Language, Texts},
    ledger::LedgerFilter,
    role::Role,
    thread::{Outcome, Severity},
    workflow::State,
};
use uuid::Uuid;

/// Who asks, weakest first.
const ASKING: [DemoRole; 5] = [
    DemoRole::Reader,
    DemoRole::Commenter,
    DemoRole::Suggester,
    DemoRole::Editor,
    DemoRole::Admin,
];

/// What the reader, commenter, suggester, editor and admin are answered: `+` or `-`; a stranger is
/// always told that there is nothing.
async fn check(call: &str, expected: &str, ask: impl AsyncFn(&World, AccountId) -> Result<()>) {
    in_every_store(async |world| {
        let mut answers = String::new();
        for role in ASKING {
            answers.push(match ask(&world, who(role)).await {
                Ok(()) => '+',
                Err(Error::Refused(
                    Refusal::NotAllowed | Refusal::NoSide | Refusal::NotASigner,
                )) => '-',
                Err(Error::Refused(refusal) | Error::RefusedAt { refusal, .. }) => {
                    panic!("{call} by {role:?}: {refusal}")
                }
                Err(cause) => panic!("{call} by {role:?} failed: {cause}"),
            });
        }
        assert_eq!(answers, expected, "{call}");
        let stranger = AccountId(Uuid::from_u128(99));
        match ask(&world, stranger).await {
            Err(Error::Refused(Refusal::NotFound)) => {}
            other => panic!("{call} by a stranger: {other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn reading_is_for_members() {
    check("page", "+++++", async |world, account| {
        let proposal = world.proposal().await;
        proposals::page(&world.s, Some(account), proposal)
            .await
            .map(drop)
    })
    .await;
    check("progress", "+++++", async |world, account| {
        let proposal = world.proposal().await;
        proposals::progress(&world.s, Some(account), proposal)
            .await
            .map(drop)
    })
    .await;
    check("list of threads", "+++++", async |world, account| {
        threads::list(&world.s, account, world.proposal().await)
            .await
            .map(drop)
    })
    .await;
    check("ledger", "+++++", async |world, account| {
        threads::ledger(&world.s, account, world.proposal().await)
            .await
            .map(drop)
    })
    .await;
    check("export", "+++++", async |world, account| {
        let proposal = world.proposal().await;
        export::file(
            &world.s,
            Some(account),
            proposal,
            Language::Lv,
            Format::Html,
        )
        .await
        .map(drop)
    })
    .await;
    check("version", "+++++", async |world, account| {
        let (proposal, admin) = (world.proposal().await, who(DemoRole::Admin));
        if access::proposal_rights(&world.s, None, proposal)
            .await?
            .state
            == State::Draft
        {
            world.agree().await;
        }
        let progress = proposals::progress(&world.s, Some(admin), proposal).await?;
        versions::at(&world.s, Some(account), progress.versions[0].id)
            .await
            .map(drop)
    })
    .await;
    check("partnership", "+++++", async |world, account| {
        let proposal = world.proposal().await;
        let rights = access::proposal_rights(&world.s, None, proposal).await?;
        partnerships::page(&world.s, account, rights.partnership)
            .await
            .map(drop)
    })
    .await;
}

#[tokio::test]
async fn commenting_begins_with_the_commenter() {
    check("open a thread", "-++++", async |world, account| {
        let proposal = world.proposal().await;
        let anchor = world
            .on(proposal, "results.lv", "pirmos brīvprātīgos")
            .await;
        let field = "results.lv".parse().unwrap();
        let (severity, body) = (Severity::Remark, "Cik?");
        threads::open(
            &world.s,
            account,
            proposal,
            opening(field, anchor, severity, body),
        )
        .await
        .map(drop)
    })
    .await;
    check("answer", "-++++", async |world, account| {
        let proposal = world.proposal().await;
        let thread = threads::list(&world.s, who(DemoRole::Admin), proposal)
            .await?
            .remove(1);
        threads::answer(&world.s, account, thread.id, "Es arī.", comment_id())
            .await
            .map(drop)
    })
    .await;
}

#[tokio::test]
async fn suggesting_begins_with_suggesters_and_accepting_with_editors() {
    check("suggest", "--+++", async |world, account| {
        let id = world.proposal().await;
        let wanted = more_words(world, id).await;
        let suggested = threads::suggest(&world.s, account, id, wanted).await;
        suggested.map(drop)
    })
    .await;
    check("withdraw", "--+++", async |world, account| {
        let (id, suggester) = (world.proposal().await, who(DemoRole::Suggester));
        let wanted = more_words(world, id).await;
        let by = match threads::suggest(&world.s, account, id, wanted.clone()).await {
            Ok(_) => account,
            Err(_) => suggester,
        };
        if by == suggester {
            threads::suggest(&world.s, by, id, wanted.clone()).await?;
        }
        let withdrawn = threads::withdraw(&world.s, account, wanted.id).await;
        withdrawn.map(drop)
    })
    .await;
    check("accept", "---++", async |world, account| {
        let (id, suggester) = (world.proposal().await, who(DemoRole::Suggester));
        let wanted = more_words(world, id).await;
        let suggested = threads::suggest(&world.s, suggester, id, wanted).await?;
        let accepted = threads::accept(&world.s, account, suggested.id, "", decision_id());
        accepted.await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn deciding_and_reopening_is_for_editors() {
    check("decide", "---++", async |world, account| {
        let (proposal, admin) = (world.proposal().await, who(DemoRole::Admin));
        let anchor = world
            .on(proposal, "results.lv", "pirmos brīvprātīgos")
            .await;
        let field = "results.lv".parse().unwrap();
        let (severity, body) = (Severity::Remark, "Cik?");
        let thread = threads::open(
            &world.s,
            admin,
            proposal,
            opening(field, anchor, severity, body),
        )
        .await?;
        let outcome = Outcome::Taken;
        threads::decide(
            &world.s,
            account,
            thread.id,
            outcome,
            "Papildināts.",
            decision_id(),
        )
        .await
        .map(drop)
    })
    .await;
    check(
        "reopen what another opened",
        "---++",
        async |world, account| {
            let (proposal, admin) = (world.proposal().await, who(DemoRole::Admin));
            let thread = threads::list(&world.s, admin, proposal).await?.remove(0);
            let thread = if thread.is_open() {
                let outcome = Outcome::Later;
                threads::decide(&world.s, admin, thread.id, outcome, "Vēlāk.", decision_id())
                    .await?
            } else {
                thread
            };
            threads::reopen(&world.s, account, thread.id)
                .await
                .map(drop)
        },
    )
    .await;
}

#[tokio::test]
async fn attaching_and_beginning_proposals_is_for_editors() {
    check(
        "attach what another opened",
        "---++",
        async |world, account| {
            let (proposal, admin) = (world.proposal().await, who(DemoRole::Admin));
            let thread = threads::list(&world.s, admin, proposal).await?.remove(0);
            let anchor = thread.anchor.clone();
            let lost = MovedAnchor {
                id: thread.anchor_id,
                anchor: anchor.clone(),
                detached: true,
            };
            anchors::save(&world.s, proposal, &[lost]).await?;
            threads::attach(&world.s, account, thread.id, anchor)
                .await
                .map(drop)
        },
    )
    .await;
    check("create a proposal", "---++", async |world, account| {
        let proposal = world.proposal().await;
        let rights = access::proposal_rights(&world.s, None, proposal).await?;
        let title = Texts {
            lv: "Otrais".to_owned(),
            ..Texts::default()
        };
        let languages = vec![Language::Lv];
        proposals::create(&world.s, account, rights.partnership, title, languages)
            .await
            .map(drop)
    })
    .await;
}

#[tokio::test]
async fn what_a_final_needs_is_said_by_admins() {
    check("ask for every comment", "----+", async |world, account| {
        let proposal = world.proposal().await;
        proposals::set_final_rule(&world.s, account, proposal, true)
            .await
            .map(drop)
    })
    .await;
    check("settings", "----+", async |world, account| {
        let id = world.proposal().await;
        proposals::settings(&world.s, account, id).await.map(drop)
    })
    .await;
    let filter = LedgerFilter::default();
    check("tables of decisions", "+++++", async |world, account| {
        let (s, id, language) = (&world.s, world.proposal().await, Language::Lv);
        threads::ledger_table(s, account, id, &filter, language).await?;
        threads::comments_table(s, account, id, &filter, language).await?;
        threads::annotations(s, account, id, language)
            .await
            .map(drop)
    })
    .await;
}

#[tokio::test]
async fn reviews_are_read_by_members_and_led_by_admins() {
    let in_review = async |world: &World| {
        let (s, id, admin) = (&world.s, world.proposal().await, who(DemoRole::Admin));
        let state = access::proposal_rights(s, None, id).await?.state;
        if state == State::Draft {
            proposals::move_state(s, admin, id, State::InReview, "", None).await?;
        }
        Ok::<_, Error>(id)
    };
    check("reviews", "+++++", async |world, account| {
        let id = in_review(world).await?;
        rounds::list(&world.s, account, id).await.map(drop)
    })
    .await;
    check("change a review", "----+", async |world, account| {
        let id = in_review(world).await?;
        let asked = rounds::Asking::default();
        rounds::change(&world.s, account, id, asked).await.map(drop)
    })
    .await;
    check("sum a review up", "----+", async |world, account| {
        let id = in_review(world).await?;
        rounds::sum_up(&world.s, account, id, "Paldies.").await
    })
    .await;
    check("close a review", "----+", async |world, account| {
        let id = in_review(world).await?;
        rounds::close(&world.s, account, id, "").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn administering_is_for_admins() {
    check("move the state", "----+", async |world, account| {
        let proposal = world.proposal().await;
        proposals::move_state(&world.s, account, proposal, State::InReview, "", None)
            .await
            .map(drop)
    })
    .await;
    check("publish", "----+", async |world, account| {
        let proposal = world.proposal().await;
        if access::proposal_rights(&world.s, None, proposal)
            .await?
            .state
            == State::Draft
        {
            world.finalise().await;
        }
        proposals::publish(&world.s, account, proposal, false)
            .await
            .map(drop)
    })
    .await;
    check("sign off", "----+", async |world, account| {
        let proposal = world.proposal().await;
        if access::proposal_rights(&world.s, None, proposal)
            .await?
            .state
            == State::Draft
        {
            world.agree().await;
        }
        versions::sign_off(&world.s, account, proposal)
            .await
            .map(drop)
    })
    .await;
}

#[tokio::test]
async fn members_are_for_admins() {
    check("invite", "----+", async |world, account| {
        let proposal = world.proposal().await;
        let rights = access::proposal_rights(&world.s, None, proposal).await?;
        let new = NewMember {
            mail: "new@member.example".to_owned(),
            name: "New member".to_owned(),
            role: Role::Reader,
            side: None,
            languages: vec![Language::En],
            language: Language::En,
        };
        partnerships::invite_member(&world.s, account, rights.partnership, new)
            .await
            .map(drop)
    })
    .await;
    check("set a member", "----+", async |world, account| {
        let proposal = world.proposal().await;
        let rights = access::proposal_rights(&world.s, None, proposal).await?;
        let (reader, role) = (who(DemoRole::Reader), Role::Commenter);
        let languages = vec![Language::Lv];
        let partnership = rights.partnership;
        partnerships::set_member(
            &world.s,
            account,
            partnership,
            reader,
            role,
            None,
            languages,
        )
        .await
        .map(drop)
    })
    .await;
    check("remove a member", "----+", async |world, account| {
        let proposal = world.proposal().await;
        let rights = access::proposal_rights(&world.s, None, proposal).await?;
        let mail = format!("{}@member.example", Uuid::now_v7());
        let new = super::members::new(&mail, Role::Reader, None);
        let (s, id, admin) = (&world.s, rights.partnership, who(DemoRole::Admin));
        let other = partnerships::invite_member(s, admin, id, new).await?;
        partnerships::remove_member(s, account, id, other.account).await
    })
    .await;
}

#[tokio::test]
async fn facts_are_for_admins() {
    check("change the facts", "----+", async |world, account| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = partnerships::list(s, admin).await?[0].id;
        let (_, mark) = partnerships::facts(s, admin, id).await?;
        let facts = super::facts::typed("A new title");
        partnerships::set_facts(s, account, id, facts, &mark).await
    })
    .await;
    check(
        "look at the facts to change them",
        "----+",
        async |world, account| {
            let id = partnerships::list(&world.s, who(DemoRole::Admin)).await?[0].id;
            partnerships::facts(&world.s, account, id).await.map(drop)
        },
    )
    .await;
}

#[tokio::test]
async fn who_may_write_follows_role_and_state() {
    in_every_store(async |world| {
        let proposal = world.proposal().await;
        let writers = async || {
            let mut writers = Vec::new();
            for role in DemoRole::ALL {
                let account = Some(who(role));
                let rights = access::proposal_rights(&world.s, account, proposal)
                    .await
                    .unwrap();
                if rights.check_write().is_ok() {
                    writers.push(role.code());
                }
            }
            writers
        };
        assert_eq!(
            writers().await,
            ["admin", "partner-admin", "editor", "partner-editor"]
        );
        world.finalise().await;
        assert!(writers().await.is_empty());
        let rights = access::proposal_rights(&world.s, Some(who(DemoRole::Editor)), proposal);
        assert_eq!(rights.await.unwrap().check_write(), Err(Refusal::Locked));
    })
    .await;
}

#[tokio::test]
async fn a_visitor_reads_a_published_final_and_nothing_of_its_making() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let hidden = async || {
            let page = proposals::page(s, None, proposal).await;
            matches!(page, Err(Error::Refused(Refusal::NotFound)))
        };
        assert!(hidden().await, "a draft");
        let draft = proposals::publish(s, who(DemoRole::Admin), proposal, true).await;
        assert_eq!(refusal(draft), Refusal::NotFinal);
        world.finalise().await;
        assert!(hidden().await, "an unpublished final");
        proposals::publish(s, who(DemoRole::Admin), proposal, true)
            .await
            .unwrap();
        let page = proposals::page(s, None, proposal).await.unwrap();
        assert!(page.me.is_none() && page.members.is_empty() && page.threads.is_empty());
        assert!(page.progress.moves.is_empty() && page.progress.round.is_none());
        assert_eq!(page.progress.versions.len(), 1);
        assert!(
            page.fields
                .iter()
                .any(|field| field.html.contains("Gulbenē"))
        );
        let version = page.progress.versions[0].id;
        assert!(versions::at(s, None, version).await.is_ok());
        assert!(accounts::may_create(s, who(DemoRole::Admin)).await.unwrap());
    })
    .await;
}
