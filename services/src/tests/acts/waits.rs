//! What waits for people, said a second time: from everything that each proposal's page shows them, one
//! page after the other, in the words of the issue.

use super::stage::{PEOPLE, Stage};
use crate::{
    partnerships, proposals,
    store::entities::{member, proposal, state_move},
    waiting,
};
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    language::Language,
    partnership::Member,
    proposal::ProposalPage,
    role::Role,
    thread::{Severity, Thread},
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// The list of somebody is what their pages say; which kinds of things were on it.
pub async fn check(stage: &Stage, person: usize) -> BTreeSet<&'static str> {
    let Some(me) = stage.account(person).await else {
        return BTreeSet::new();
    };
    let s = &stage.world.s;
    let list = waiting::list(s, me).await.unwrap();
    let mut kinds = BTreeSet::new();
    let mut told = Vec::new();
    for it in &list.proposals {
        assert!(
            !it.things.is_empty(),
            "w: a proposal in which nothing waits"
        );
        for thing in &it.things {
            kinds.insert(thing.code());
            told.push(format!("{} {}", thing.code(), thing.path(it.proposal)));
        }
    }
    told.extend(
        list.invitations
            .iter()
            .map(|it| format!("invitation {}", it.partnership)),
    );
    assert_eq!(told.len(), list.count(), "w: the number");
    told.sort();
    let mut expected = naive(stage, me).await;
    expected.sort();
    let who = PEOPLE[person];
    assert_eq!(told, expected, "w: what waits for {who}");
    kinds
}

async fn naive(stage: &Stage, me: AccountId) -> Vec<String> {
    let s = &stage.world.s;
    let mut all = Vec::new();
    for row in proposal::Entity::find().all(&s.db).await.unwrap() {
        let id = ProposalId(row.id);
        let Ok(page) = proposals::page(s, Some(me), id).await else {
            continue;
        };
        if let Some(member) = page.me.clone() {
            let newest = state_move::Entity::find()
                .filter(state_move::Column::Proposal.eq(row.id))
                .order_by_desc(state_move::Column::At)
                .order_by_desc(state_move::Column::Id);
            let newest = newest.one(&s.db).await.unwrap();
            let own = newest.is_some_and(|it| it.account == me.0);
            let things = of_page(&page, &member, own).into_iter();
            all.extend(things.map(|(kind, place)| format!("{kind} /proposals/{id}{place}")));
        }
    }
    let invited = member::Entity::find()
        .filter(member::Column::Account.eq(me.0))
        .filter(member::Column::AcceptedAt.is_null());
    for row in invited.all(&s.db).await.unwrap() {
        let id = PartnershipId(row.partnership);
        if partnerships::invitation(s, me, id).await.is_ok() {
            all.push(format!("invitation {id}"));
        }
    }
    all
}

/// `own` says that the newest move is this member's.
fn of_page(page: &ProposalPage, me: &Member, own: bool) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    let progress = &page.progress;
    let live = "?live".to_owned();
    let signs = progress.signers.iter();
    let mut signs = signs.filter(|it| Some(it.side) == me.side);
    let signs = signs.any(|it| it.accounts.contains(&me.account));
    let signed = progress.sign_offs.iter();
    let mut signed = signed.filter(|it| it.changed_places == 0);
    if progress.state == State::Agreed && signs && !signed.any(|it| Some(it.side) == me.side) {
        things.push(("sign_off", "/step/sign-off".to_owned()));
    }
    if progress.state == State::Final {
        return things;
    }
    let writes = [Role::Editor, Role::Admin].contains(&me.role);
    let last = progress.moves.first();
    if last.is_some_and(|it| it.to < it.from) && writes && !own {
        things.push(("came_back", live.clone()));
    }
    let round = progress.round.as_ref();
    let round = round.filter(|it| it.closed_at.is_none());
    let opened = round.map(|it| it.opened_at);
    let spoke = page.threads.iter().flat_map(|it| &it.comments);
    let mut spoke = spoke.filter(|it| it.account == me.account);
    let silent = opened.is_some_and(|at| !spoke.any(|it| it.at >= at));
    if progress.state == State::InReview && silent && !own && me.role != Role::Reader {
        things.push(("review", live));
    }
    for thread in page.threads.iter().filter(|it| it.is_open()) {
        let place = format!(
            "?live&lang={}#thread-{}",
            thread.field.language.code(),
            thread.id
        );
        if me.role != Role::Reader && waits_for_answer(page, thread, me) {
            things.push(("answer", place));
        } else if writes && thread.author() != Some(me.account) {
            things.push(("decide", place));
        }
    }
    if writes && me.side.is_some() {
        things.extend(sections(page, me));
    }
    things
}

fn waits_for_answer(page: &ProposalPage, thread: &Thread, me: &Member) -> bool {
    let section = page.proposal.sections.iter();
    let mut section = section.filter(|it| it.key == thread.field.section);
    let responsible = section.next().and_then(|it| it.owner);
    let (Some(first), Some(last)) = (thread.comments.first(), thread.comments.last()) else {
        return false;
    };
    let to_us = match responsible {
        Some(side) if first.side != Some(side) => me.side == Some(side),
        _ => me.side.is_some() && first.side != me.side,
    };
    to_us && last.side != me.side && thread.severity != Severity::Remark
}

fn sections(page: &ProposalPage, me: &Member) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for section in &page.proposal.sections {
        if section.owner.is_some() && section.owner != me.side {
            continue;
        }
        for language in Language::ALL {
            let view = page
                .fields
                .iter()
                .find(|it| it.field.section == section.key && it.field.language == language);
            let Some(view) = view.filter(|_| me.languages.contains(&language)) else {
                continue;
            };
            let place = format!("?live&lang={}#section-{}", language.code(), section.key);
            if view.chars == 0 && section.required {
                things.push(("empty", place));
            } else if section.limit_chars > 0 && view.chars > section.limit_chars {
                things.push(("too_long", place));
            }
        }
    }
    things
}
