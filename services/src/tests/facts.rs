//! The facts of a partnership change as a whole.

use super::{World, in_every_store, refusal, who};
use crate::{
    Error, Result,
    demo::DemoRole,
    partnerships::{
        self, ChangedActivity, ChangedOrganisation, ChangedShare, Facts, NewOrganisation,
    },
};
use model::{
    error::Refusal,
    ids::{ActivityId, OrganisationId, PartnershipId},
    language::Texts,
    limits,
    partnership::{ActivityKind, Partnership},
};
use uuid::Uuid;

fn english(text: &str) -> Texts {
    Texts {
        en: text.to_owned(),
        ..Texts::default()
    }
}

/// As little as there must be.
pub(super) fn typed(title: &str) -> Facts {
    Facts {
        title: english(title),
        first_day: "2026-01-01".to_owned(),
        last_day: "2026-12-31".to_owned(),
        ..Facts::default()
    }
}

/// What the form sends when nothing was changed.
pub(super) fn untouched(facts: &Partnership) -> Facts {
    let share = |share: &model::partnership::BudgetShare| ChangedShare {
        title: share.title.clone(),
        percent: share.percent.to_string(),
        when: share.when.clone(),
    };
    let activity = |activity: &model::partnership::Activity| ChangedActivity {
        id: Some(activity.id),
        kind: activity.kind,
        title: activity.title.clone(),
    };
    Facts {
        title: facts.title.clone(),
        programme: facts.programme.clone(),
        first_day: facts.first_day.clone(),
        last_day: facts.last_day.clone(),
        budget: (facts.budget_cents / 100).to_string(),
        budget_shares: facts.budget_shares.iter().map(share).collect(),
        objective: facts.objective.clone(),
        target_groups: facts.target_groups.clone(),
        justification: facts.justification.clone(),
        activities: facts.activities.iter().map(activity).collect(),
        organisations: facts.organisations.iter().map(side).collect(),
    }
}

fn side(side: &model::partnership::Organisation) -> ChangedOrganisation {
    ChangedOrganisation {
        id: Some(side.id),
        organisation: NewOrganisation {
            name: side.name.clone(),
            country: side.country.clone(),
            address: side.address.clone(),
        },
    }
}

fn partner(id: Option<OrganisationId>, name: &str, country: &str) -> ChangedOrganisation {
    ChangedOrganisation {
        id,
        organisation: NewOrganisation {
            name: english(name),
            country: country.to_owned(),
            address: String::new(),
        },
    }
}

async fn there(world: &World) -> (PartnershipId, Partnership, String) {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let id = partnerships::list(s, admin).await.unwrap()[0].id;
    let (facts, mark) = partnerships::facts(s, admin, id).await.unwrap();
    (id, facts, mark)
}

/// Changes the facts as they are now, and answers what comes of it.
async fn changed(world: &World, change: impl FnOnce(&mut Facts)) -> Result<Partnership> {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let (id, facts, mark) = there(world).await;
    let mut facts = untouched(&facts);
    change(&mut facts);
    partnerships::set_facts(s, admin, id, facts, &mark).await?;
    Ok(partnerships::facts(s, admin, id).await?.0)
}

/// Where and why a change is refused.
async fn refused(world: &World, change: impl FnOnce(&mut Facts)) -> (String, Refusal) {
    match changed(world, change).await.unwrap_err() {
        Error::RefusedAt { place, refusal } => (place, refusal),
        Error::Refused(refusal) => (String::new(), refusal),
        cause => panic!("not refused but failed: {cause}"),
    }
}

#[tokio::test]
async fn facts_sent_as_they_were_stay_as_they_were() {
    in_every_store(async |world| {
        let (_, before, _) = there(&world).await;
        let after = changed(&world, |_| {}).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

#[tokio::test]
async fn every_fact_can_be_changed_and_empty_rows_are_left_out() {
    in_every_store(async |world| {
        let (_, before, _) = there(&world).await;
        let after = changed(&world, |facts| {
            facts.title.pl = "  Nowy tytuł ".to_owned();
            facts.budget = "10 000,01".to_owned();
            facts.budget_shares.swap(0, 1);
            facts.budget_shares.push(ChangedShare::default());
            facts.objective = english("One\r\nobjective");
            facts.target_groups.insert(1, Texts::default());
            facts.target_groups.remove(0);
            facts.activities.remove(0);
            facts.activities.insert(
                1,
                ChangedActivity {
                    id: None,
                    kind: ActivityKind::Drafting,
                    title: english("A meeting"),
                },
            );
            facts.activities[0].kind = ActivityKind::Study;
            facts.organisations[0].organisation.address = "Daugavpils".to_owned();
            facts.organisations.push(partner(None, "A third", "lt"));
            facts.organisations.push(partner(None, " ", ""));
        })
        .await
        .unwrap();
        assert_eq!(after.title.pl, "Nowy tytuł");
        let amounts: Vec<_> = after
            .budget_shares
            .iter()
            .map(|it| it.amount_cents)
            .collect();
        assert_eq!(
            (after.budget_cents, amounts),
            (1_000_001, vec![200_000, 800_001])
        );
        assert_eq!(after.objective, english("One objective"));
        assert_eq!(after.target_groups, before.target_groups[1..]);
        let ids = |facts: &Partnership| -> Vec<ActivityId> {
            facts.activities.iter().map(|it| it.id).collect()
        };
        let (now, then) = (ids(&after), ids(&before));
        assert_eq!((now[0], &now[2..]), (then[1], &then[2..]));
        assert!(!then.contains(&now[1]));
        assert_eq!(after.activities[0].kind, ActivityKind::Study);
        assert_eq!(after.organisations.len(), 3);
        assert_eq!(after.organisations[1], before.organisations[1]);
        assert_eq!(after.organisations[0].address, "Daugavpils");
        let third = &after.organisations[2];
        assert_eq!((third.country.as_str(), third.applicant), ("LT", false));
        assert_eq!(after.justification, before.justification);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_place() {
    in_every_store(async |world| {
        let at = |place: &str, refusal| (place.to_owned(), refusal);
        let untitled = refused(&world, |it| it.title = Texts::default()).await;
        assert_eq!(untitled, at("title", Refusal::Empty));
        let backwards = refused(&world, |it| it.last_day = "2021-12-31".to_owned()).await;
        assert_eq!(backwards, at("last_day", Refusal::EndsBeforeStart));
        let much = refused(&world, |it| it.budget = "much".to_owned()).await;
        assert_eq!(much, at("budget", Refusal::Unfit));
        let over = refused(&world, |it| it.budget_shares[1].percent = "21".to_owned()).await;
        assert_eq!(over, at("budget_shares.1.percent", Refusal::SharesOver));
        let nameless = refused(&world, |it| it.budget_shares[1].title = Texts::default()).await;
        assert_eq!(nameless, at("budget_shares.1.title", Refusal::Empty));
        let chars = limits::OBJECTIVE_CHARS;
        let long = refused(&world, |it| it.objective = english(&"ā".repeat(chars + 1))).await;
        let limit = chars as u32;
        assert_eq!(long, at("objective", Refusal::TooLong { limit }));
        let nowhere = refused(&world, |it| {
            it.organisations.push(partner(None, "A", "Latvia"));
        });
        assert_eq!(nowhere.await, at("organisations.2.country", Refusal::Unfit));
        let many = refused(&world, |it| {
            it.target_groups = vec![english("a"); limits::TARGET_GROUPS_A_PARTNERSHIP + 1];
        });
        let limit = limits::TARGET_GROUPS_A_PARTNERSHIP as u32;
        assert_eq!(many.await, at("", Refusal::TooMany { limit }));
        let foreign = Some(ActivityId(Uuid::from_u128(7)));
        let others = refused(&world, |it| it.activities[0].id = foreign).await;
        assert_eq!(others, at("", Refusal::Outdated));
        let twice = refused(&world, |it| it.activities[0].id = it.activities[1].id).await;
        assert_eq!(twice, at("", Refusal::Outdated));
        let foreign = Some(OrganisationId(Uuid::from_u128(7)));
        let others = refused(&world, |it| it.organisations[1].id = foreign).await;
        assert_eq!(others, at("", Refusal::Outdated));
    })
    .await;
}

#[tokio::test]
async fn whoever_is_slower_is_told_so_before_writing_over() {
    in_every_store(async |world| {
        let (s, partner) = (&world.s, who(DemoRole::PartnerAdmin));
        let (id, facts, mark) = there(&world).await;
        changed(&world, |it| it.title = english("Faster"))
            .await
            .unwrap();
        let slower = untouched(&facts);
        let told = partnerships::set_facts(s, partner, id, slower.clone(), &mark).await;
        assert_eq!(refusal(told), Refusal::Outdated);
        let (now, mark) = partnerships::facts(s, partner, id).await.unwrap();
        assert_eq!(now.title, english("Faster"));
        partnerships::set_facts(s, partner, id, slower, &mark)
            .await
            .unwrap();
        let (now, _) = partnerships::facts(s, partner, id).await.unwrap();
        assert_eq!(now, facts);
    })
    .await;
}
