//! The way of a proposal, and what a sign-off is worth.

use super::{decision_id, in_every_store, opening, refusal, who};
use crate::{access, demo::DemoRole, proposals, threads, versions};
use model::{error::Refusal, thread::Outcome, thread::Severity, workflow::State};

#[tokio::test]
async fn from_draft_to_final_the_same_text_has_one_number() {
    in_every_store(async |world| {
        let proposal = world.finalise().await;
        let admin = Some(who(DemoRole::Admin));
        let progress = proposals::progress(&world.s, admin, proposal)
            .await
            .unwrap();
        assert_eq!(progress.state, State::Final);
        let named: Vec<_> = progress
            .versions
            .iter()
            .map(|row| (row.number, row.state))
            .collect();
        assert_eq!(named, [(1, State::Final)]);
        assert_eq!(progress.sign_offs.len(), 2);
        for sign_off in &progress.sign_offs {
            assert_eq!((sign_off.version_number, sign_off.changed_places), (1, 0));
        }
        let round = progress.round.unwrap();
        assert_eq!(round.number, 1);
        assert!(round.closed_at.is_some());
        let moves: Vec<_> = progress.moves.iter().map(|step| step.to).collect();
        assert_eq!(moves, [State::Final, State::Agreed, State::InReview]);
        let page = proposals::page(&world.s, admin, proposal).await.unwrap();
        let version = versions::at(&world.s, admin, progress.versions[0].id)
            .await
            .unwrap();
        assert_eq!(version.fields, page.fields);
    })
    .await;
}

#[tokio::test]
async fn one_side_alone_cannot_finalise() {
    in_every_store(async |world| {
        let proposal = world.agree().await;
        let admin = who(DemoRole::Admin);
        versions::sign_off(&world.s, admin, proposal).await.unwrap();
        versions::sign_off(&world.s, admin, proposal).await.unwrap();
        let moved = proposals::move_state(&world.s, admin, proposal, State::Final, "", None).await;
        assert_eq!(refusal(moved), Refusal::SignOffMissing);
    })
    .await;
}

#[tokio::test]
async fn an_edit_after_a_sign_off_takes_its_worth_away() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let (admin, partner) = (who(DemoRole::Admin), who(DemoRole::PartnerAdmin));
        versions::sign_off(s, admin, proposal).await.unwrap();
        world.types(proposal, "summary.lv", "Jauni vārdi. ").await;
        world.types(proposal, "budget.lv", "Un šeit. ").await;
        let progress = proposals::progress(s, Some(admin), proposal).await.unwrap();
        assert_eq!(progress.sign_offs[0].changed_places, 2);
        let progress = versions::sign_off(s, partner, proposal).await.unwrap();
        let signed: Vec<_> = progress
            .sign_offs
            .iter()
            .map(|sign_off| {
                (
                    sign_off.account,
                    sign_off.version_number,
                    sign_off.changed_places,
                )
            })
            .collect();
        assert_eq!(signed, [(partner, 2, 0), (admin, 1, 2)]);
        let moved = proposals::move_state(s, admin, proposal, State::Final, "", None).await;
        assert_eq!(refusal(moved), Refusal::SignOffMissing);
        versions::sign_off(s, admin, proposal).await.unwrap();
        let last = proposals::move_state(s, admin, proposal, State::Final, "", None)
            .await
            .unwrap();
        assert_eq!(last.state, State::Final);
        assert!(
            last.sign_offs
                .iter()
                .all(|sign_off| sign_off.version_number == 2)
        );
    })
    .await;
}

#[tokio::test]
async fn only_a_side_signs_and_only_what_is_agreed() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let admin = who(DemoRole::Admin);
        assert_eq!(
            refusal(versions::sign_off(s, admin, proposal).await),
            Refusal::NotForSignOff
        );
        world.agree().await;
        let partnership = access::proposal_rights(s, None, proposal)
            .await
            .unwrap()
            .partnership;
        let (expert, role) = (who(DemoRole::Suggester), model::role::Role::Admin);
        let set = crate::partnerships::set_member;
        set(s, admin, partnership, expert, role, None, Vec::new())
            .await
            .unwrap();
        assert_eq!(
            refusal(versions::sign_off(s, expert, proposal).await),
            Refusal::NoSide
        );
    })
    .await;
}

#[tokio::test]
async fn an_open_blocking_thread_holds_the_final() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.agree().await);
        let admin = who(DemoRole::Admin);
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            versions::sign_off(s, who(role), proposal).await.unwrap();
        }
        let anchor = world
            .on(proposal, "budget.lv", "30\u{a0}000\u{a0}eiro")
            .await;
        let (field, severity) = ("budget.lv".parse().unwrap(), Severity::Blocking);
        let reviewer = who(DemoRole::Commenter);
        let thread = threads::open(
            s,
            reviewer,
            proposal,
            opening(field, anchor, severity, "Vai tiešām?"),
        )
        .await
        .unwrap();
        let moved = proposals::move_state(s, admin, proposal, State::Final, "", None).await;
        assert_eq!(refusal(moved), Refusal::BlockingThreads { threads: 1 });
        let decided = threads::decide(
            s,
            admin,
            thread.id,
            Outcome::NotTaken,
            "Summa ir pareiza.",
            decision_id(),
        );
        assert_eq!(decided.await.unwrap().decision.unwrap().version_number, 1);
        proposals::move_state(s, admin, proposal, State::Final, "", None)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_empty_required_section_holds_the_agreement() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let proposal = crate::demo::new_proposal(s).await.unwrap();
        proposals::move_state(s, admin, proposal, State::InReview, "", None)
            .await
            .unwrap();
        let moved = proposals::move_state(s, admin, proposal, State::Agreed, "", None).await;
        assert_eq!(refusal(moved), Refusal::SectionsEmpty { sections: 9 });
        world.types(proposal, "summary.lv", "Vārdi").await;
        world
            .types(proposal, "budget.en", "Words in another language")
            .await;
        let moved = proposals::move_state(s, admin, proposal, State::Agreed, "", None).await;
        assert_eq!(refusal(moved), Refusal::SectionsEmpty { sections: 8 });
    })
    .await;
}

#[tokio::test]
async fn unlocking_needs_a_reason_and_opens_the_text_again() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        let admin = who(DemoRole::Admin);
        let back = proposals::move_state(s, admin, proposal, State::Draft, "  ", None).await;
        assert_eq!(refusal(back), Refusal::ReasonMissing);
        let long = "x".repeat(501);
        let back = proposals::move_state(s, admin, proposal, State::Draft, &long, None).await;
        assert_eq!(refusal(back), Refusal::TooLong { limit: 500 });
        let reason = "Kļūda budžetā";
        let progress = proposals::move_state(s, admin, proposal, State::Draft, reason, None)
            .await
            .unwrap();
        assert_eq!(
            (progress.state, progress.moves[0].reason.as_str()),
            (State::Draft, reason)
        );
        assert_eq!(progress.moves[0].by, "Coordinator, Daugavpils");
        let editor = Some(who(DemoRole::Editor));
        assert!(
            access::proposal_rights(s, editor, proposal)
                .await
                .unwrap()
                .may_write
        );
    })
    .await;
}

#[tokio::test]
async fn a_round_has_a_day_of_the_calendar() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let admin = who(DemoRole::Admin);
        let to_review = async |day: &str| {
            let day = Some(day.to_owned());
            proposals::move_state(s, admin, proposal, State::InReview, "", day).await
        };
        assert_eq!(refusal(to_review("2022-02-30").await), Refusal::Unfit);
        let progress = to_review("2022-02-28").await.unwrap();
        assert_eq!(
            progress.round.unwrap().last_day.as_deref(),
            Some("2022-02-28")
        );
    })
    .await;
}
