//! Members: consent, the rules of the sides, and two acts at once.

use super::{World, in_every_store, refusal, who};
use crate::{
    Result, access,
    demo::DemoRole,
    journal, mail,
    partnerships::{self, NewMember},
    proposals,
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId},
    journal::Act,
    language::Language,
    partnership::Member,
    role::Role,
};

const ADMIN: DemoRole = DemoRole::Admin;
const PARTNER: DemoRole = DemoRole::PartnerAdmin;

/// The demo's partnership.
pub(super) async fn partnership(world: &World) -> PartnershipId {
    partnerships::list(&world.s, who(ADMIN)).await.unwrap()[0].id
}

async fn side_of(world: &World, role: DemoRole) -> Option<OrganisationId> {
    let id = partnership(world).await;
    access::member(&world.s, who(role), id).await.unwrap().side
}

pub(super) fn new(mail: &str, role: Role, side: Option<OrganisationId>) -> NewMember {
    NewMember {
        mail: mail.to_owned(),
        name: "Nowa osoba".to_owned(),
        role,
        side,
        languages: vec![Language::Pl],
        language: Language::Pl,
    }
}

/// Lets the member stand like this, with the languages as they are.
async fn set(
    world: &World,
    by: DemoRole,
    member: DemoRole,
    role: Role,
    side: Option<OrganisationId>,
) -> Result<Member> {
    let id = partnership(world).await;
    let languages = vec![Language::En];
    partnerships::set_member(&world.s, who(by), id, who(member), role, side, languages).await
}

async fn kinds(world: &World) -> Vec<Act> {
    let id = partnership(world).await;
    let page = journal::of_partnership(&world.s, who(ADMIN), id, None, 0)
        .await
        .unwrap();
    page.entries.into_iter().map(|entry| entry.act).collect()
}

#[tokio::test]
async fn who_is_invited_becomes_a_member_by_agreeing() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let new = || new(" New.Reader@Leszno.example ", Role::Commenter, None);
        let invited = partnerships::invite_member(s, who(PARTNER), id, new())
            .await
            .unwrap();
        assert!(invited.pending && invited.mail == "new.reader@leszno.example");
        let letter = mail::kept(s).await.unwrap().remove(0);
        assert_eq!(letter.recipient, invited.mail);
        assert!(letter.subject.contains("Koordynator, Leszno"));
        assert!(letter.body.contains("https://talka.example/sign-in"));
        let twice = partnerships::invite_member(s, who(PARTNER), id, new()).await;
        assert_eq!(refusal(twice), Refusal::AlreadyMember);
        let page = partnerships::page(s, invited.account, id).await;
        assert_eq!(
            refusal(page),
            Refusal::NotFound,
            "nothing before the answer"
        );
        let listed = partnerships::list(s, invited.account).await.unwrap();
        assert!(listed.is_empty());
        let me = partnerships::accept_invitation(s, invited.account, id).await;
        assert!(!me.unwrap().pending);
        partnerships::page(s, invited.account, id).await.unwrap();
        let again = partnerships::accept_invitation(s, invited.account, id).await;
        assert_eq!(refusal(again), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_to_no_address_is_refused() {
    in_every_store(async |world| {
        let id = partnership(&world).await;
        let new = new("nobody", Role::Reader, None);
        let bad = partnerships::invite_member(&world.s, who(ADMIN), id, new).await;
        assert_eq!(refusal(bad), Refusal::NotAMailAddress);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_declined_or_withdrawn_and_leaves_nothing() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let there = partnerships::page(s, who(ADMIN), id).await.unwrap().members;
        for declines in [true, false] {
            let new = new("new@leszno.example", Role::Reader, None);
            let invited = partnerships::invite_member(s, who(ADMIN), id, new)
                .await
                .unwrap();
            match declines {
                true => partnerships::decline_invitation(s, invited.account, id).await,
                false => partnerships::remove_member(s, who(PARTNER), id, invited.account).await,
            }
            .unwrap();
            let late = partnerships::accept_invitation(s, invited.account, id).await;
            assert_eq!(refusal(late), Refusal::NotFound);
        }
        let now = partnerships::page(s, who(ADMIN), id).await.unwrap().members;
        assert_eq!(now, there);
        let acts = kinds(&world).await;
        assert!(matches!(
            acts[..],
            [
                Act::InvitationWithdrawn { .. },
                Act::MemberInvited { .. },
                Act::MemberDeclined { .. },
                Act::MemberInvited { .. }
            ]
        ));
    })
    .await;
}

#[tokio::test]
async fn the_other_side_s_people_are_not_ours_to_change() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let (mine, theirs) = (side_of(&world, ADMIN).await, side_of(&world, PARTNER).await);
        let onto_theirs = new("own@daugavpils.example", Role::Admin, theirs);
        let invited = partnerships::invite_member(s, who(ADMIN), id, onto_theirs).await;
        assert_eq!(refusal(invited), Refusal::OtherSide);
        for member in [PARTNER, DemoRole::PartnerEditor] {
            let removed = partnerships::remove_member(s, who(ADMIN), id, who(member)).await;
            assert_eq!(refusal(removed), Refusal::OtherSide);
            let demoted = set(&world, ADMIN, member, Role::Reader, theirs).await;
            assert_eq!(refusal(demoted), Refusal::OtherSide);
            let taken = set(&world, ADMIN, member, Role::Admin, mine).await;
            assert_eq!(refusal(taken), Refusal::OtherSide);
            let signer = partnerships::set_signer(s, who(ADMIN), id, who(member), true).await;
            assert_eq!(refusal(signer), Refusal::OtherSide);
        }
        let given = set(&world, ADMIN, DemoRole::Suggester, Role::Admin, theirs).await;
        assert_eq!(refusal(given), Refusal::OtherSide);
        let moved = set(&world, ADMIN, ADMIN, Role::Admin, theirs).await;
        assert_eq!(refusal(moved), Refusal::OwnSide);
        assert!(kinds(&world).await.is_empty(), "what was refused is no act");
    })
    .await;
}

#[tokio::test]
async fn the_last_admin_of_a_side_stays_one() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let mine = side_of(&world, ADMIN).await;
        let lost = set(&world, ADMIN, ADMIN, Role::Editor, mine).await;
        assert_eq!(refusal(lost), Refusal::LastAdmin);
        let left = partnerships::leave(s, who(ADMIN), id).await;
        assert_eq!(refusal(left), Refusal::LastAdmin);
        set(&world, ADMIN, DemoRole::Reader, Role::Admin, mine)
            .await
            .unwrap();
        partnerships::leave(s, who(ADMIN), id).await.unwrap();
        let page = partnerships::page(s, who(ADMIN), id).await;
        assert_eq!(refusal(page), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn of_two_admins_who_demote_each_other_at_once_one_is_refused() {
    in_every_store(async |world| {
        let id = partnership(&world).await;
        let mine = side_of(&world, ADMIN).await;
        let second = DemoRole::Editor;
        set(&world, ADMIN, second, Role::Admin, mine).await.unwrap();
        for _ in 0..10 {
            let (one, other) = tokio::join!(
                set(&world, ADMIN, second, Role::Editor, mine),
                set(&world, second, ADMIN, Role::Editor, mine),
            );
            let refused = match (one, other) {
                (Ok(_), other) => refusal(other),
                (one, Ok(_)) => refusal(one),
                both => panic!("neither was done: {both:?}"),
            };
            assert!(
                matches!(refused, Refusal::NotAllowed | Refusal::LastAdmin),
                "{refused:?}"
            );
            let page = partnerships::page(&world.s, who(ADMIN), id).await.unwrap();
            let is_admin = |role| {
                let mut members = page.members.iter();
                let found = members.find(|it| it.account == who(role));
                found.is_some_and(|it| it.role == Role::Admin)
            };
            let (by, lost) = match is_admin(ADMIN) {
                true => (ADMIN, second),
                false => (second, ADMIN),
            };
            assert!(is_admin(by) && !is_admin(lost));
            set(&world, by, lost, Role::Admin, mine).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_who_invite_the_same_new_address_at_once_one_learns_that_it_is_here() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        for number in 0..5 {
            let mail = format!("new.{number}@reviewers.example");
            let invite = |by| {
                let new = new(&mail, Role::Reader, None);
                partnerships::invite_member(s, who(by), id, new)
            };
            let (one, other) = tokio::join!(invite(ADMIN), invite(PARTNER));
            let refused = match (one, other) {
                (Ok(_), other) => refusal(other),
                (one, _) => refusal(one),
            };
            assert_eq!(refused, Refusal::AlreadyMember);
        }
    })
    .await;
}

#[tokio::test]
async fn an_organisation_is_changed_by_its_own_side() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let theirs = side_of(&world, PARTNER).await.unwrap();
        let rename = async |by: DemoRole| {
            let (facts, mark) = partnerships::facts(s, who(by), id).await?;
            let mut typed = super::facts::untouched(&facts);
            let mut sides = typed.organisations.iter_mut();
            let side = sides.find(|it| it.id == Some(theirs)).unwrap();
            side.organisation.name.en = "RENAMED".to_owned();
            partnerships::set_facts(s, who(by), id, typed, &mark).await
        };
        assert_eq!(refusal(rename(ADMIN).await), Refusal::OtherSide);
        rename(PARTNER).await.unwrap();
        let fields = vec!["organisations".to_owned()];
        assert_eq!(kinds(&world).await, [Act::FactsChanged { fields }]);
    })
    .await;
}

#[tokio::test]
async fn the_first_admin_of_a_side_is_invited_by_the_other_and_agrees() {
    in_every_store(async |world| {
        let s = &world.s;
        let admin = who(ADMIN);
        let id = partnerships::create(s, admin, super::partnerships::new_partnership())
            .await
            .unwrap();
        let sides = partnerships::page(s, admin, id).await.unwrap();
        let theirs = Some(sides.partnership.organisations[1].id);
        let invite = async |by: AccountId, mail: &str, role| {
            partnerships::invite_member(s, by, id, new(mail, role, theirs)).await
        };
        let editor = invite(admin, "editor@leszno.example", Role::Editor).await;
        assert_eq!(refusal(editor), Refusal::FirstIsAdmin);
        let first = invite(admin, "first@leszno.example", Role::Admin)
            .await
            .unwrap();
        let second = invite(admin, "second@leszno.example", Role::Admin).await;
        assert_eq!(refusal(second), Refusal::AlreadyInvited);
        partnerships::accept_invitation(s, first.account, id)
            .await
            .unwrap();
        let later = invite(admin, "later@leszno.example", Role::Admin).await;
        assert_eq!(refusal(later), Refusal::OtherSide);
        let later = invite(first.account, "later@leszno.example", Role::Reader).await;
        assert!(later.unwrap().pending);
    })
    .await;
}

#[tokio::test]
async fn a_former_member_who_declines_to_come_back_stays_a_former_member() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, partnership(&world).await);
        let former = who(DemoRole::Commenter);
        partnerships::remove_member(s, who(ADMIN), id, former)
            .await
            .unwrap();
        let new = || new("volunteer@reviewers.example", Role::Editor, None);
        for _ in 0..2 {
            let invited = partnerships::invite_member(s, who(ADMIN), id, new())
                .await
                .unwrap();
            assert_eq!(invited.account, former);
            partnerships::decline_invitation(s, former, id)
                .await
                .unwrap();
        }
        partnerships::invite_member(s, who(ADMIN), id, new())
            .await
            .unwrap();
        let back = partnerships::accept_invitation(s, former, id)
            .await
            .unwrap();
        assert_eq!(back.role, Role::Editor);
        proposals::page(s, Some(former), world.proposal().await)
            .await
            .unwrap();
    })
    .await;
}
