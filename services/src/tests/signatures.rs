//! Sign-offs, finals and publishing: records that belong to a version.

use super::{World, in_every_store, members, opening, refusal, who};
use crate::{
    access,
    comparisons::{Moment, Tally, compare},
    demo::DemoRole,
    export::{self, Annex, Format, Which},
    journal, mail, partnerships, proposals, threads, versions,
};
use model::{
    error::Refusal,
    ids::{OrganisationId, ProposalId},
    journal::{Act, Withdrawal},
    language::Language,
    proposal::{Progress, ProposalPage},
    role::Role,
    thread::Severity,
    workflow::State,
};

const ADMIN: DemoRole = DemoRole::Admin;
const PARTNER: DemoRole = DemoRole::PartnerAdmin;

async fn sign(world: &World, by: DemoRole, proposal: ProposalId) -> Progress {
    versions::sign_off(&world.s, who(by), proposal)
        .await
        .unwrap()
}

async fn go(world: &World, to: State, reason: &str) -> crate::Result<Progress> {
    let proposal = world.proposal().await;
    proposals::move_state(&world.s, who(ADMIN), proposal, to, reason, None).await
}

async fn progress(world: &World) -> Progress {
    let proposal = world.proposal().await;
    proposals::progress(&world.s, Some(who(ADMIN)), proposal)
        .await
        .unwrap()
}

async fn acts(world: &World) -> Vec<Act> {
    let id = members::partnership(world).await;
    let page = journal::of_partnership(&world.s, who(ADMIN), id, None, 0)
        .await
        .unwrap();
    page.entries.into_iter().map(|entry| entry.act).collect()
}

async fn side_of(world: &World, role: DemoRole) -> Option<OrganisationId> {
    let id = members::partnership(world).await;
    access::member(&world.s, who(role), id).await.unwrap().side
}

/// What a visitor is served of the published version.
async fn served(world: &World) -> (ProposalPage, String) {
    let (s, proposal) = (&world.s, world.proposal().await);
    let page = proposals::page(s, None, proposal).await.unwrap();
    let file = export::file(s, None, proposal, Language::Lv, Format::Markdown).await;
    (page, String::from_utf8(file.unwrap().bytes).unwrap())
}

#[tokio::test]
async fn signing_the_same_text_again_adds_nothing() {
    in_every_store(async |world| {
        let proposal = world.agree().await;
        let first = sign(&world, ADMIN, proposal).await;
        for _ in 0..3 {
            assert_eq!(sign(&world, ADMIN, proposal).await, first);
        }
        let signed = |act: &&Act| matches!(act, Act::SignedOff { .. });
        assert_eq!(acts(&world).await.iter().filter(signed).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_sign_off_does_not_count() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        sign(&world, ADMIN, proposal).await;
        sign(&world, PARTNER, proposal).await;
        assert_eq!(progress(&world).await.held, None);
        let after = versions::withdraw(s, who(PARTNER), proposal).await.unwrap();
        assert_eq!(after.sign_offs.len(), 1);
        assert_eq!(after.held, Some(Refusal::SignOffMissing));
        let last = go(&world, State::Final, "").await;
        assert_eq!(refusal(last), Refusal::SignOffMissing);
        let again = versions::withdraw(s, who(PARTNER), proposal).await;
        assert_eq!(refusal(again), Refusal::Outdated);
        sign(&world, PARTNER, proposal).await;
        go(&world, State::Final, "").await.unwrap();
        let late = versions::withdraw(s, who(PARTNER), proposal).await;
        assert_eq!(refusal(late), Refusal::Outdated);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_has_changed_since_it_was_read_is_not_signed() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let read = progress(&world).await.present_hash;
        world.types(proposal, "summary.lv", "Citi vārdi. ").await;
        let signed = versions::sign_off_text(s, who(ADMIN), proposal, &read).await;
        assert_eq!(refusal(signed), Refusal::TextChanged);
        let moments = [Moment::Version(1), Moment::Now];
        let compared = compare(s, who(ADMIN), proposal, moments, None, Language::En).await;
        let compared = compared.unwrap();
        assert_eq!(compared.language, Language::Lv, "where something changed");
        let changed = compared.sections.iter().filter(|it| it.is_changed());
        let changed: Vec<_> = changed.collect();
        assert_eq!((changed.len(), changed[0].key.as_str()), (1, "summary"));
        assert_eq!(Tally::of(changed[0]).inserted_words, 2);
        let now = progress(&world).await.present_hash;
        let signed = versions::sign_off_text(s, who(ADMIN), proposal, &now)
            .await
            .unwrap();
        assert_eq!(signed.sign_offs[0].hash, now);
    })
    .await;
}

#[tokio::test]
async fn whom_the_side_names_signs_without_editing_and_nobody_else_does() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let (id, head) = (members::partnership(&world).await, who(DemoRole::Reader));
        sign(&world, ADMIN, proposal).await;
        let early = versions::sign_off(s, head, proposal).await;
        assert_eq!(refusal(early), Refusal::NotASigner);
        partnerships::set_signer(s, who(ADMIN), id, head, true)
            .await
            .unwrap();
        let now = progress(&world).await;
        assert!(now.sign_offs.is_empty(), "the admin no longer signs");
        let late = versions::sign_off(s, who(ADMIN), proposal).await;
        assert_eq!(refusal(late), Refusal::NotASigner);
        let mine = side_of(&world, ADMIN).await;
        let signers = now.signers.iter().find(|it| Some(it.side) == mine);
        assert_eq!(signers.unwrap().accounts, [head]);
        versions::sign_off(s, head, proposal).await.unwrap();
        sign(&world, PARTNER, proposal).await;
        go(&world, State::Final, "").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_signer_who_is_removed_or_loses_the_right_has_not_signed() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let (id, second) = (members::partnership(&world).await, who(DemoRole::Editor));
        let mine = side_of(&world, ADMIN).await;
        let set = async |role| {
            let languages = vec![Language::Lv];
            partnerships::set_member(s, who(ADMIN), id, second, role, mine, languages)
                .await
                .unwrap();
        };
        let causes = async || -> Vec<Withdrawal> {
            let cause = |act| match act {
                Act::SignOffWithdrawn { cause, .. } => Some(cause),
                _ => None,
            };
            acts(&world).await.into_iter().filter_map(cause).collect()
        };
        set(Role::Admin).await;
        sign(&world, DemoRole::Editor, proposal).await;
        set(Role::Editor).await;
        assert!(progress(&world).await.sign_offs.is_empty());
        set(Role::Admin).await;
        assert!(progress(&world).await.sign_offs.is_empty(), "gone for good");
        sign(&world, DemoRole::Editor, proposal).await;
        partnerships::remove_member(s, who(ADMIN), id, second)
            .await
            .unwrap();
        assert!(progress(&world).await.sign_offs.is_empty());
        assert_eq!(causes().await, [Withdrawal::Gone, Withdrawal::NoRight]);
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_back_is_signed_anew_and_both_sides_are_told_why() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        sign(&world, ADMIN, proposal).await;
        sign(&world, PARTNER, proposal).await;
        let earlier = mail::kept(s).await.unwrap().len();
        let back = go(&world, State::InReview, "The budget is wrong").await;
        let back = back.unwrap();
        assert!(back.sign_offs.is_empty());
        assert_eq!(back.came_back().unwrap().reason, "The budget is wrong");
        let mut letters = mail::kept(s).await.unwrap();
        letters.truncate(letters.len() - earlier);
        let mut told: Vec<_> = letters.iter().map(|it| it.recipient.as_str()).collect();
        told.sort_unstable();
        let sides = [
            "coordinator@leszno.example",
            "head@daugavpils.example",
            "specialist@daugavpils.example",
            "youth.worker@leszno.example",
        ];
        assert_eq!(told, sides);
        let told_why = |it: &mail::KeptMail| it.body.contains("The budget is wrong");
        assert!(letters.iter().all(told_why));
        go(&world, State::Agreed, "").await.unwrap();
        let last = go(&world, State::Final, "").await;
        assert_eq!(refusal(last), Refusal::SignOffMissing);
    })
    .await;
}

#[tokio::test]
async fn a_final_stays_final_and_public_while_the_next_draft_is_written() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        proposals::publish(s, who(ADMIN), proposal, true)
            .await
            .unwrap();
        let before = served(&world).await;
        assert!(before.1.contains("SHA-256"));
        assert_eq!(before.0.progress.sign_offs.len(), 2);
        go(&world, State::Draft, "A new year").await.unwrap();
        assert_eq!(served(&world).await, before);
        world.types(proposal, "summary.lv", "Nākamais gads. ").await;
        assert_eq!(served(&world).await, before);
        let member = Some(who(ADMIN));
        let live = proposals::page(s, member, proposal).await.unwrap();
        assert!(live.fields[0].html.contains("Nākamais gads"));
        let signed = export::file_of(
            s,
            member,
            proposal,
            Which::Final,
            Language::Lv,
            (Format::Markdown, Annex::default()),
        );
        let signed = String::from_utf8(signed.await.unwrap().bytes).unwrap();
        assert!(!signed.contains("Nākamais gads") && signed.contains("SHA-256"));
        for to in [State::InReview, State::Agreed] {
            go(&world, to, "").await.unwrap();
        }
        let last = go(&world, State::Final, "").await;
        assert_eq!(
            refusal(last),
            Refusal::SignOffMissing,
            "old ones count no more"
        );
        sign(&world, ADMIN, proposal).await;
        sign(&world, PARTNER, proposal).await;
        let second = go(&world, State::Final, "").await.unwrap();
        assert_eq!(second.final_version.unwrap().number, 2);
        assert_eq!(second.published_version, Some(1));
        assert_eq!(served(&world).await, before, "publishing does not move");
        let published = proposals::publish(s, who(PARTNER), proposal, true).await;
        assert_eq!(published.unwrap().published_version, Some(2));
        assert!(served(&world).await.1.contains("Nākamais gads"));
    })
    .await;
}

#[tokio::test]
async fn the_same_text_unlocked_is_not_final_by_its_old_sign_offs() {
    in_every_store(async |world| {
        world.finalise().await;
        for to in [State::Agreed, State::Final] {
            let moved = go(&world, to, "A reason").await;
            match to {
                State::Final => assert_eq!(refusal(moved), Refusal::SignOffMissing),
                _ => assert!(moved.unwrap().sign_offs.is_empty()),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_text_made_final_again_is_another_version() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        proposals::publish(s, who(ADMIN), proposal, true)
            .await
            .unwrap();
        let before = served(&world).await;
        world.clock.advance_ms(86_400_000);
        let unlocked = go(&world, State::Agreed, "Nothing was wrong").await;
        assert_eq!(unlocked.unwrap().present_version, Some(1));
        crate::accounts::set_name(s, who(PARTNER), "RENAMED")
            .await
            .unwrap();
        sign(&world, ADMIN, proposal).await;
        sign(&world, PARTNER, proposal).await;
        let second = go(&world, State::Final, "").await.unwrap();
        assert_eq!(second.final_version.unwrap().number, 2);
        let signed = |it: &model::proposal::SignOff| it.version_number == 2;
        assert!(second.sign_offs.iter().all(signed));
        assert_eq!(served(&world).await, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_renamed_later_does_not_change_what_was_signed() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        proposals::publish(s, who(ADMIN), proposal, true)
            .await
            .unwrap();
        let before = served(&world).await;
        let id = members::partnership(&world).await;
        let (facts, mark) = partnerships::facts(s, who(PARTNER), id).await.unwrap();
        let mut typed = super::facts::untouched(&facts);
        let theirs = side_of(&world, PARTNER).await;
        typed.title.lv = "RENAMED".to_owned();
        let mut sides = typed.organisations.iter_mut();
        let side = sides.find(|it| it.id == theirs).unwrap();
        side.organisation.name.lv = "RENAMED".to_owned();
        partnerships::set_facts(s, who(PARTNER), id, typed, &mark)
            .await
            .unwrap();
        crate::accounts::set_name(s, who(PARTNER), "RENAMED")
            .await
            .unwrap();
        assert_eq!(served(&world).await, before);
        let page = proposals::page(s, Some(who(ADMIN)), proposal)
            .await
            .unwrap();
        assert_eq!(page.progress.sign_offs, before.0.progress.sign_offs);
        assert_eq!(page.organisations, before.0.organisations);
    })
    .await;
}

#[tokio::test]
async fn publishing_is_told_to_the_other_admins_who_can_take_it_back() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        let earlier = mail::kept(s).await.unwrap().len();
        proposals::publish(s, who(ADMIN), proposal, true)
            .await
            .unwrap();
        proposals::publish(s, who(ADMIN), proposal, true)
            .await
            .unwrap();
        let mut letters = mail::kept(s).await.unwrap();
        letters.truncate(letters.len() - earlier);
        let told: Vec<_> = letters.iter().map(|it| it.recipient.as_str()).collect();
        assert_eq!(told, ["coordinator@leszno.example"], "once");
        proposals::publish(s, who(PARTNER), proposal, false)
            .await
            .unwrap();
        let hidden = proposals::page(s, None, proposal).await;
        assert_eq!(refusal(hidden), Refusal::NotFound);
        let last: Vec<_> = acts(&world).await.into_iter().take(2).collect();
        assert!(matches!(
            last[..],
            [
                Act::Unpublished { version_number: 1 },
                Act::Published {
                    version_number: 1,
                    ..
                }
            ]
        ));
    })
    .await;
}

#[tokio::test]
async fn who_was_removed_reads_and_exports_what_was_there_that_day() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let (id, gone) = (members::partnership(&world).await, who(DemoRole::Commenter));
        // After the demo's own comments.
        world.clock.advance_ms(600_000);
        world.types(proposal, "summary.lv", "Tajā dienā. ").await;
        let threads_then = threads::list(s, gone, proposal).await.unwrap();
        partnerships::remove_member(s, who(ADMIN), id, gone)
            .await
            .unwrap();
        let letter = mail::kept(s).await.unwrap().remove(0);
        assert_eq!(letter.recipient, "volunteer@reviewers.example");
        assert!(letter.body.contains(&format!("/proposals/{proposal}")));
        world.clock.advance_ms(1_000);
        world.types(proposal, "summary.lv", "Vēlāk. ").await;
        let anchor = world.on(proposal, "results.lv", "pirmos").await;
        let (field, severity) = ("results.lv".parse().unwrap(), Severity::Remark);
        threads::open(
            s,
            who(ADMIN),
            proposal,
            opening(field, anchor, severity, "Vēlāk"),
        )
        .await
        .unwrap();
        let page = proposals::page(s, Some(gone), proposal).await.unwrap();
        assert!(page.me.is_none() && page.members.is_empty());
        let text = &page.fields[0].html;
        assert!(text.contains("Tajā dienā") && !text.contains("Vēlāk"));
        assert_eq!(page.threads, threads_then);
        assert_eq!(
            threads::list(s, gone, proposal).await.unwrap(),
            threads_then
        );
        let file = export::file(s, Some(gone), proposal, Language::Lv, Format::Markdown);
        let file = String::from_utf8(file.await.unwrap().bytes).unwrap();
        assert!(file.contains("Tajā dienā") && !file.contains("Vēlāk"));
        let newest = progress(&world).await.versions.remove(0);
        versions::at(s, Some(gone), newest.id).await.unwrap();
        go(&world, State::InReview, "").await.unwrap();
        let later = progress(&world).await.versions.remove(0);
        assert_ne!(later.id, newest.id);
        let later = versions::at(s, Some(gone), later.id).await;
        assert_eq!(refusal(later), Refusal::NotFound);
        let partnership = partnerships::page(s, gone, id).await;
        assert_eq!(refusal(partnership), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn an_objection_raised_while_the_final_is_made_holds_it_or_is_for_the_next() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        sign(&world, ADMIN, proposal).await;
        sign(&world, PARTNER, proposal).await;
        let anchor = world.on(proposal, "results.lv", "pirmos").await;
        let (field, severity) = ("results.lv".parse().unwrap(), Severity::Blocking);
        let objector = who(DemoRole::Commenter);
        let (opened, moved) = tokio::join!(
            threads::open(
                s,
                objector,
                proposal,
                opening(field, anchor, severity, "Nē")
            ),
            go(&world, State::Final, ""),
        );
        let held = matches!(
            moved,
            Err(crate::Error::Refused(Refusal::BlockingThreads { .. }))
        );
        assert_eq!(opened.unwrap().next_edition, !held);
    })
    .await;
}
