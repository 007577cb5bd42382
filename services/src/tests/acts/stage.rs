//! The demo with its people, in which the steps of a plan are tried.

use super::plan::{PEOPLE as COUNT, Start, Step, Verb};
use crate::{
    Error, Result,
    accounts::{self, Browser, SessionToken},
    demo::DemoRole,
    drafts,
    export::{self, Format},
    partnerships::{self, NewMember},
    proposals,
    rounds::{self, Asking},
    store::entities::{account, proposal, thread},
    tests::{World, comment_id, decision_id, facts::untouched, members::partnership, opening, who},
    threads, versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, ThreadId},
    language::{Language, Texts},
    limits::FRESH_MINUTES,
    proposal::FieldName,
    role::Role,
    thread::{Outcome as Decided, Severity},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::{cell::RefCell, collections::HashMap};

/// Everybody's address. The partner's two people are at `PARTNERS`; the last four are new.
pub const PEOPLE: [&str; COUNT] = [
    "coordinator@daugavpils.example",
    "coordinator@leszno.example",
    "specialist@daugavpils.example",
    "youth.worker@leszno.example",
    "expert@reviewers.example",
    "volunteer@reviewers.example",
    "head@daugavpils.example",
    "first@new.example",
    "second@new.example",
    "third@new.example",
    "fourth@new.example",
];
/// The people of the partner's side.
pub const PARTNERS: [usize; 2] = [1, 3];

/// Where threads are opened.
const FIELDS: [&str; 3] = ["summary.lv", "results.lv", "summary.pl"];

const FRESH_MS: i64 = FRESH_MINUTES * 60_000;

/// What came of a step.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused(Refusal),
    /// Nobody has this address, or there is nothing to do it with.
    Nothing,
}

pub struct Stage {
    pub world: World,
    pub partnership: PartnershipId,
    pub sides: [OrganisationId; 2],
    /// The last sign-in of each person, and when it was.
    sessions: RefCell<HashMap<usize, (SessionToken, i64)>>,
}

impl Stage {
    pub async fn build(world: World, start: Start) -> Stage {
        let partner = who(DemoRole::PartnerAdmin);
        // The demo's comments are a minute apart, the first of them now.
        world.clock.advance_ms(60 * 60_000);
        match start {
            Start::Draft => {}
            Start::ForSignOff => {
                world.agree().await;
            }
            Start::Signed => {
                let id = world.agree().await;
                for signer in [DemoRole::Admin, DemoRole::PartnerAdmin] {
                    versions::sign_off(&world.s, who(signer), id).await.unwrap();
                }
            }
            Start::Unlocked => {
                let id = world.finalise().await;
                proposals::move_state(&world.s, partner, id, State::Draft, "A mistake", None)
                    .await
                    .unwrap();
            }
        }
        let id = partnership(&world).await;
        let page = partnerships::page(&world.s, partner, id).await.unwrap();
        let side = |at: usize| page.partnership.organisations[at].id;
        Stage {
            partnership: id,
            sides: [side(0), side(1)],
            sessions: RefCell::default(),
            world,
        }
    }

    /// The account that has the address now.
    pub async fn account(&self, person: usize) -> Option<AccountId> {
        let found = account::Entity::find().filter(account::Column::Mail.eq(PEOPLE[person]));
        let found = found.one(&self.world.s.db).await.unwrap();
        found.map(|row| AccountId(row.id))
    }

    /// Tries a step, a second later than the one before.
    pub async fn step(&self, step: &Step) -> Outcome {
        self.world.clock.advance_ms(1_000);
        let Some(me) = self.account(step.by).await else {
            return match step.verb {
                Verb::SignIn => self.sign_in(step.by).await,
                _ => Outcome::Nothing,
            };
        };
        if step.verb == Verb::SignIn {
            return self.sign_in(step.by).await;
        }
        if self.is_late(step).await {
            return Outcome::Refused(Refusal::SignInAgain);
        }
        match self.act(me, step).await {
            None => Outcome::Nothing,
            Some(Ok(())) => Outcome::Done,
            Some(Err(Error::Refused(refusal) | Error::RefusedAt { refusal, .. })) => {
                Outcome::Refused(refusal)
            }
            Some(Err(cause)) => panic!("{step} failed: {cause}"),
        }
    }

    async fn sign_in(&self, person: usize) -> Outcome {
        let s = &self.world.s;
        let kept = loop {
            let at = s.now().0;
            let link = accounts::invite_admin(s, PEOPLE[person]).await.unwrap();
            let token = link.rsplit('/').next().unwrap();
            match accounts::open_link(s, token, Browser::default()).await {
                // Somebody who signs in at two places at once: the other link has spent this one.
                Err(Error::Refused(Refusal::LinkSpent)) => {}
                // Somebody waited meanwhile: before or after the session began, nobody knows.
                Ok(_) if s.now().0 - at > FRESH_MS => {}
                opened => break (opened.unwrap().session, at),
            }
        };
        self.sessions.borrow_mut().insert(person, kept);
        Outcome::Done
    }

    /// Whether the act needs a fresh sign-in and this one is not. The gate itself is held to what
    /// this stage knows.
    async fn is_late(&self, step: &Step) -> bool {
        let to = self.target(step).await.map(|(_, to)| to);
        let needs = match step.verb {
            Verb::Publish | Verb::TakeBack => true,
            Verb::Forward | Verb::Move => to == Some(State::Final),
            _ => false,
        };
        if !needs {
            return false;
        }
        let kept = self.sessions.borrow().get(&step.by).cloned();
        let Some((session, at)) = kept else {
            return true;
        };
        let is_fresh = || self.world.s.now().0 - at <= FRESH_MS;
        let expected = is_fresh();
        match accounts::check_fresh(&self.world.s, &session.key()).await {
            // Somebody waits at once.
            Ok(()) | Err(Error::Refused(Refusal::SignInAgain)) if is_fresh() != expected => {}
            Ok(()) => assert!(expected, "a stale sign-in counts as fresh"),
            Err(Error::Refused(Refusal::SignInAgain)) => {
                assert!(!expected, "a fresh sign-in is refused")
            }
            // Erased meanwhile.
            Err(Error::Refused(Refusal::NotSignedIn)) => return true,
            Err(cause) => panic!("{step} failed: {cause}"),
        }
        !is_fresh()
    }

    /// The proposal that a step is about, and where it would go.
    async fn target(&self, step: &Step) -> Option<(ProposalId, State)> {
        let rows = proposal::Entity::find()
            .order_by_asc(proposal::Column::Id)
            .all(&self.world.s.db)
            .await
            .unwrap();
        // The first one mostly: it is the one with text.
        let at = (step.what % 10 / 9).min(rows.len() - 1);
        let state = State::from_code(&rows[at].state)?;
        let to = match step.verb {
            Verb::Move => State::ALL[step.whom % 4],
            _ => state.next()?,
        };
        Some((ProposalId(rows[at].id), to))
    }

    async fn proposal(&self, step: &Step) -> ProposalId {
        let moved = Step {
            verb: Verb::Move,
            ..*step
        };
        self.target(&moved).await.unwrap().0
    }

    async fn act(&self, me: AccountId, step: &Step) -> Option<Result<()>> {
        let (s, id) = (&self.world.s, self.partnership);
        Some(match step.verb {
            Verb::SignIn => return None,
            Verb::Wait => {
                self.world.clock.advance_ms(FRESH_MS + 60_000);
                return None;
            }
            Verb::Invite => {
                let new = self.invited(step);
                partnerships::invite_member(s, me, id, new).await.map(drop)
            }
            Verb::Accept => partnerships::accept_invitation(s, me, id).await.map(drop),
            Verb::Decline => partnerships::decline_invitation(s, me, id).await,
            Verb::Leave => partnerships::leave(s, me, id).await,
            Verb::Erase => accounts::erase(s, me).await,
            Verb::Rename => accounts::set_name(s, me, &format!("Person {}", step.what % 3)).await,
            Verb::Facts => self.change_facts(me, step).await,
            Verb::Renew | Verb::Change | Verb::Signer | Verb::Remove => {
                let whom = self.account(step.whom).await?;
                self.act_on(me, whom, step).await
            }
            _ => self.act_in(me, step).await?,
        })
    }

    async fn act_on(&self, me: AccountId, whom: AccountId, step: &Step) -> Result<()> {
        let (s, id) = (&self.world.s, self.partnership);
        match step.verb {
            Verb::Renew => partnerships::renew_invitation(s, me, id, whom).await,
            Verb::Remove => partnerships::remove_member(s, me, id, whom).await,
            Verb::Signer => partnerships::set_signer(s, me, id, whom, step.what.is_multiple_of(2))
                .await
                .map(drop),
            _ => {
                let (role, side) = self.role_and_side(step);
                let languages = vec![Language::ALL[step.what % 3]];
                let changed =
                    partnerships::set_member(s, me, id, whom, role, side, languages).await;
                changed.map(drop)
            }
        }
    }

    async fn act_in(&self, me: AccountId, step: &Step) -> Option<Result<()>> {
        let (s, id) = (&self.world.s, self.proposal(step).await);
        Some(match step.verb {
            Verb::Write => {
                let rights = crate::access::proposal_rights(s, Some(me), id).await;
                match rights.and_then(|it| Ok(it.check_write()?)) {
                    Ok(()) => {
                        let words = format!("Vārdi {}. ", step.what);
                        self.world.types(id, "summary.lv", &words).await;
                        Ok(())
                    }
                    refused => refused,
                }
            }
            Verb::Forward | Verb::Move => {
                let (id, to) = self.target(step).await?;
                let reason = if step.what.is_multiple_of(4) {
                    ""
                } else {
                    "A reason"
                };
                proposals::move_state(s, me, id, to, reason, None)
                    .await
                    .map(drop)
            }
            Verb::Sign => versions::sign_off(s, me, id).await.map(drop),
            Verb::Withdraw => versions::withdraw(s, me, id).await.map(drop),
            Verb::Publish => proposals::publish(s, me, id, true).await.map(drop),
            Verb::TakeBack => proposals::publish(s, me, id, false).await.map(drop),
            Verb::Rule => {
                let every_comment = step.what.is_multiple_of(3);
                let set = proposals::set_final_rule(s, me, id, every_comment).await;
                set.map(drop)
            }
            Verb::Review => self.review(me, id, step).await,
            Verb::NewProposal => {
                let title = self.title(step);
                let languages = vec![Language::Lv];
                let made = proposals::create(s, me, self.partnership, title, languages).await;
                made.map(drop)
            }
            Verb::Open => self.open(me, id, step).await?,
            Verb::Answer | Verb::Decide | Verb::Reopen => self.talk(me, id, step).await?,
            _ => {
                let (language, format) = (Language::Lv, Format::Markdown);
                export::file(s, Some(me), id, language, format)
                    .await
                    .map(drop)
            }
        })
    }

    async fn review(&self, me: AccountId, id: ProposalId, step: &Step) -> Result<()> {
        let s = &self.world.s;
        let asked = Asking {
            last_day: (step.what.is_multiple_of(2)).then(|| "2030-01-31".to_owned()),
            ..Asking::default()
        };
        match step.whom % 3 {
            0 => rounds::change(s, me, id, asked).await.map(drop),
            1 => rounds::close(s, me, id, "").await.map(drop),
            _ => rounds::sum_up(s, me, id, &format!("Summary {}", step.what)).await,
        }
    }

    /// Opens a thread on the first word of a field, if there is one.
    async fn open(&self, me: AccountId, id: ProposalId, step: &Step) -> Option<Result<()>> {
        let s = &self.world.s;
        let field: FieldName = FIELDS[step.whom % FIELDS.len()].parse().unwrap();
        let draft = drafts::stored(&s.db, id).await.unwrap();
        let text = draft.projection(&field);
        let words = text.textblocks().find_map(|block| {
            let first = block.text().split_whitespace().next()?.to_owned();
            Some(first)
        })?;
        let anchor = drafts::anchor_on(&draft, &field, &words)?;
        // Most hold nothing, so that some finals come about.
        let severity = match step.what % 3 {
            0 => Severity::Blocking,
            other => Severity::ALL[1 + other % 2],
        };
        let opened = threads::open(s, me, id, opening(field, anchor, severity, "Kas?")).await;
        Some(opened.map(drop))
    }

    /// Answers in a thread, ends it or opens it again.
    async fn talk(&self, me: AccountId, id: ProposalId, step: &Step) -> Option<Result<()>> {
        let s = &self.world.s;
        let rows = thread::Entity::find()
            .filter(thread::Column::Proposal.eq(id.0))
            .order_by_asc(thread::Column::Id);
        let rows = rows.all(&s.db).await.unwrap();
        let thread = ThreadId(rows.get(step.whom % rows.len().max(1))?.id);
        let outcome = Decided::ALL[step.what % 4];
        let thread = match step.verb {
            Verb::Answer => threads::answer(s, me, thread, "Tā ir.", comment_id()).await,
            Verb::Decide => {
                threads::decide(s, me, thread, outcome, "Skaidrs.", decision_id()).await
            }
            _ => threads::reopen(s, me, thread).await,
        };
        Some(thread.map(drop))
    }

    fn role_and_side(&self, step: &Step) -> (Role, Option<OrganisationId>) {
        // Half of all are admins: these are the rights that the rules are about.
        let role = match step.what % 10 {
            0..5 => Role::Admin,
            other => Role::ALL[(other - 5) % Role::ALL.len()],
        };
        let side = [Some(self.sides[0]), Some(self.sides[1]), None];
        (role, side[step.what / 10 % 3])
    }

    fn invited(&self, step: &Step) -> NewMember {
        let (role, side) = self.role_and_side(step);
        NewMember {
            mail: PEOPLE[step.whom].to_owned(),
            name: format!("Invited {}", step.whom),
            role,
            side,
            languages: vec![Language::En],
            language: Language::En,
        }
    }

    fn title(&self, step: &Step) -> Texts {
        Texts {
            lv: format!("Title {}", step.what),
            ..Texts::default()
        }
    }

    async fn change_facts(&self, me: AccountId, step: &Step) -> Result<()> {
        let (s, id) = (&self.world.s, self.partnership);
        let (facts, mark) = partnerships::facts(s, me, id).await?;
        let mut typed = untouched(&facts);
        typed.title = self.title(step);
        let organisation = &mut typed.organisations[step.whom % 2].organisation;
        organisation.name.lv = format!("Organisation {}", step.what % 5);
        partnerships::set_facts(s, me, id, typed, &mark).await
    }
}
