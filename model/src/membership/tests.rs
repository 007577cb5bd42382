#![allow(clippy::unwrap_used)]

use super::*;
use crate::ids::AccountId;
use uuid::Uuid;

const A: OrganisationId = OrganisationId(Uuid::from_u128(1));
const B: OrganisationId = OrganisationId(Uuid::from_u128(2));

fn person(number: u128, role: Role, side: Option<OrganisationId>) -> Member {
    Member {
        account: AccountId(Uuid::from_u128(number)),
        name: String::new(),
        mail: String::new(),
        role,
        side,
        languages: Vec::new(),
        may_sign: false,
        pending: false,
        mail_refused: false,
    }
}

/// Two admins of A, one admin and one editor of B, one outside admin, one outside reader.
fn everybody() -> Vec<Member> {
    vec![
        person(1, Role::Admin, Some(A)),
        person(2, Role::Admin, Some(A)),
        person(3, Role::Admin, Some(B)),
        person(4, Role::Editor, Some(B)),
        person(5, Role::Admin, None),
        person(6, Role::Reader, None),
    ]
}

fn standing(role: Role, side: Option<OrganisationId>) -> Standing {
    Standing {
        role,
        side,
        may_sign: false,
    }
}

#[test]
fn a_side_s_people_are_changed_and_removed_by_its_own_admins_only() {
    let all = everybody();
    let (admin, editor) = (standing(Role::Admin, Some(B)), &all[3]);
    for me in [&all[0], &all[4]] {
        assert_eq!(
            check_change(me, &all, editor, admin),
            Err(Refusal::OtherSide)
        );
        assert_eq!(check_remove(me, &all, editor), Err(Refusal::OtherSide));
    }
    assert_eq!(check_change(&all[2], &all, editor, admin), Ok(()));
    assert_eq!(check_remove(&all[2], &all, editor), Ok(()));
    assert_eq!(
        check_change(&all[3], &all, editor, admin),
        Err(Refusal::NotAllowed)
    );
}

#[test]
fn outside_reviewers_are_any_admin_s() {
    let all = everybody();
    for me in [&all[0], &all[2], &all[4]] {
        let commenter = standing(Role::Commenter, None);
        assert_eq!(check_change(me, &all, &all[5], commenter), Ok(()));
        assert_eq!(check_remove(me, &all, &all[5]), Ok(()));
        assert_eq!(check_invite(me, &all, Role::Admin, None), Ok(()));
    }
}

#[test]
fn nobody_changes_the_own_side() {
    let all = everybody();
    for side in [None, Some(B)] {
        let moved = check_change(&all[0], &all, &all[0], standing(Role::Admin, side));
        assert_eq!(moved, Err(Refusal::OwnSide));
    }
    let onto_mine = check_change(&all[4], &all, &all[4], standing(Role::Admin, Some(A)));
    assert_eq!(onto_mine, Err(Refusal::OwnSide));
}

#[test]
fn a_side_takes_people_on_and_lets_them_go_but_moves_nobody_onto_the_other() {
    let all = everybody();
    let (onto_b, onto_a) = (
        standing(Role::Reader, Some(B)),
        standing(Role::Reader, Some(A)),
    );
    assert_eq!(
        check_change(&all[0], &all, &all[5], onto_b),
        Err(Refusal::OtherSide)
    );
    assert_eq!(
        check_change(&all[2], &all, &all[3], onto_a),
        Err(Refusal::OtherSide)
    );
    assert_eq!(check_change(&all[0], &all, &all[5], onto_a), Ok(()));
    let outside = standing(Role::Reader, None);
    assert_eq!(check_change(&all[2], &all, &all[3], outside), Ok(()));
}

#[test]
fn the_last_admin_of_a_side_with_members_stays() {
    let all = everybody();
    let editor = standing(Role::Editor, Some(B));
    assert_eq!(
        check_change(&all[2], &all, &all[2], editor),
        Err(Refusal::LastAdmin)
    );
    assert_eq!(
        check_remove(&all[2], &all, &all[2]),
        Err(Refusal::LastAdmin)
    );
    let alone: Vec<_> = all
        .iter()
        .filter(|it| it.role != Role::Editor)
        .cloned()
        .collect();
    assert_eq!(check_remove(&all[2], &alone, &all[2]), Ok(()));
    let mut waiting = alone.clone();
    waiting.push(Member {
        pending: true,
        ..all[3].clone()
    });
    assert_eq!(
        check_remove(&all[2], &waiting, &all[2]),
        Err(Refusal::LastAdmin),
        "somebody who is invited would come to a side without an admin"
    );
}

#[test]
fn the_partnership_keeps_an_admin() {
    let alone = [
        person(1, Role::Admin, Some(A)),
        person(2, Role::Reader, None),
    ];
    assert_eq!(
        check_remove(&alone[0], &alone, &alone[0]),
        Err(Refusal::LastAdmin)
    );
}

#[test]
fn a_side_without_an_admin_gets_its_first_by_one_invitation_at_a_time() {
    let mut all = vec![person(1, Role::Admin, Some(A))];
    let me = all[0].clone();
    let invite = |all: &[Member], role| check_invite(&me, all, role, Some(B));
    assert_eq!(invite(&all, Role::Editor), Err(Refusal::FirstIsAdmin));
    assert_eq!(invite(&all, Role::Admin), Ok(()));
    all.push(Member {
        pending: true,
        ..person(3, Role::Admin, Some(B))
    });
    assert_eq!(invite(&all, Role::Admin), Err(Refusal::AlreadyInvited));
    assert_eq!(check_remove(&me, &all, &all[1]), Ok(()), "withdrawn");
    all[1].pending = false;
    assert_eq!(invite(&all, Role::Admin), Err(Refusal::OtherSide));
    assert_eq!(check_remove(&me, &all, &all[1]), Err(Refusal::OtherSide));
}

#[test]
fn who_only_is_invited_decides_nothing() {
    let mut all = everybody();
    all[2].pending = true;
    let me = all[2].clone();
    assert!(!may_sign(&all, &me));
    assert_eq!(
        check_invite(&me, &all, Role::Reader, Some(B)),
        Err(Refusal::NotAllowed)
    );
}

#[test]
fn a_side_s_admins_sign_unless_it_names_others() {
    let mut all = everybody();
    let signers = |all: &[Member]| -> Vec<u128> {
        let signing = all.iter().filter(|it| may_sign(all, it));
        signing.map(|it| it.account.0.as_u128()).collect()
    };
    assert_eq!(signers(&all), [1, 2, 3]);
    all[3].may_sign = true;
    assert_eq!(signers(&all), [1, 2, 4]);
    all[5].may_sign = true;
    assert_eq!(signers(&all), [1, 2, 4], "nobody signs without a side");
}

#[test]
fn an_organisation_is_changed_by_its_own_side_or_while_nobody_is_there() {
    let all = everybody();
    assert!(!may_change_organisation(&all[0], &all, B));
    assert!(may_change_organisation(&all[2], &all, B));
    assert!(may_change_organisation(&all[0], &all[..2], B));
    assert!(!may_change_organisation(&all[3], &all, B));
}
