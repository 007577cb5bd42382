#![allow(clippy::unwrap_used)]

use super::*;
use crate::{proposal::SectionKey, role::Role};
use uuid::Uuid;

fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn side(number: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(number))
}

/// Somebody of the first side who writes Latvian and Polish.
fn me(role: Role) -> Member {
    Member {
        account: account(1),
        name: "Anna".to_owned(),
        mail: String::new(),
        role,
        side: Some(side(1)),
        languages: vec![Language::Lv, Language::Pl],
        may_sign: false,
        pending: false,
        mail_refused: false,
    }
}

fn section(key: &str, owner: Option<OrganisationId>) -> Section {
    Section {
        key: SectionKey(key.to_owned()),
        heading: Texts::default(),
        help: Texts::default(),
        required: true,
        limit_chars: 100,
        owner,
    }
}

/// A draft with a section of each side and one of both, all with text.
fn draft() -> ProposalNow {
    let fields = ["ours", "theirs", "both"].into_iter().flat_map(|key| {
        ["lv", "pl", "en"].map(|code| (format!("{key}.{code}").parse().unwrap(), 50))
    });
    ProposalNow {
        id: ProposalId(Uuid::from_u128(9)),
        title: Texts::default(),
        state: State::Draft,
        languages: Language::ALL.to_vec(),
        sections: vec![
            section("ours", Some(side(1))),
            section("theirs", Some(side(2))),
            section("both", None),
        ],
        chars: fields.collect(),
        talks: Vec::new(),
        signed: Vec::new(),
        moved: None,
        last_day: None,
        review_opened: None,
        review_asks: Vec::new(),
        spoke: None,
    }
}

/// A question by somebody else.
fn talk(field: &str, of: Option<OrganisationId>) -> Talk {
    Talk {
        thread: ThreadId(Uuid::from_u128(5)),
        field: field.parse().unwrap(),
        quote: "words".to_owned(),
        severity: Severity::Question,
        next_edition: false,
        is_suggestion: false,
        author: account(2),
        side: of,
        last_side: of,
    }
}

fn codes(me: &Member, signs: bool, now: &ProposalNow) -> Vec<&'static str> {
    of(me, signs, now).iter().map(Waits::code).collect()
}

fn about(role: Role, talk: Talk) -> Vec<&'static str> {
    let mut now = draft();
    now.talks = vec![talk];
    codes(&me(role), false, &now)
}

#[test]
fn a_question_waits_for_the_side_that_is_responsible_until_it_has_answered() {
    let theirs = Some(side(2));
    assert_eq!(about(Role::Commenter, talk("ours.lv", theirs)), ["answer"]);
    assert_eq!(about(Role::Commenter, talk("ours.lv", None)), ["answer"]);
    assert_eq!(about(Role::Commenter, talk("both.lv", theirs)), ["answer"]);
    assert!(about(Role::Commenter, talk("theirs.lv", None)).is_empty());
    assert!(about(Role::Reader, talk("ours.lv", theirs)).is_empty());
    // Who is responsible asks the others.
    assert_eq!(
        about(Role::Commenter, talk("theirs.lv", theirs)),
        ["answer"]
    );
    let answered = Talk {
        last_side: Some(side(1)),
        ..talk("ours.lv", theirs)
    };
    assert!(about(Role::Commenter, answered.clone()).is_empty());
    assert_eq!(about(Role::Editor, answered), ["decide"]);
    let remark = Talk {
        severity: Severity::Remark,
        ..talk("ours.lv", theirs)
    };
    assert!(about(Role::Commenter, remark.clone()).is_empty());
    assert_eq!(about(Role::Editor, remark), ["decide"]);
}

#[test]
fn what_is_to_be_answered_is_listed_once_and_the_own_comment_never() {
    assert_eq!(
        about(Role::Editor, talk("ours.lv", Some(side(2)))),
        ["answer"]
    );
    let own = Talk {
        author: account(1),
        ..talk("ours.lv", Some(side(1)))
    };
    assert!(about(Role::Editor, own).is_empty());
    let mut now = draft();
    now.talks = vec![talk("ours.lv", None)];
    now.state = State::Final;
    assert!(codes(&me(Role::Admin), true, &now).is_empty());
}

#[test]
fn a_sign_off_is_wanted_of_who_signs_until_the_side_has_signed_the_present_text() {
    let mut now = draft();
    now.state = State::Agreed;
    assert_eq!(codes(&me(Role::Editor), true, &now), ["sign_off"]);
    assert!(codes(&me(Role::Admin), false, &now).is_empty());
    now.signed = vec![side(2)];
    assert_eq!(codes(&me(Role::Editor), true, &now), ["sign_off"]);
    now.signed = vec![side(1)];
    assert!(codes(&me(Role::Editor), true, &now).is_empty());
    now.state = State::InReview;
    now.signed = Vec::new();
    assert!(codes(&me(Role::Editor), true, &now).is_empty());
}

#[test]
fn what_was_sent_back_waits_for_who_writes_until_it_goes_on() {
    let mut now = draft();
    let back = Moved {
        from: State::Agreed,
        to: State::Draft,
        account: account(2),
    };
    now.moved = Some(back.clone());
    assert_eq!(codes(&me(Role::Editor), false, &now), ["came_back"]);
    assert!(codes(&me(Role::Commenter), false, &now).is_empty());
    now.moved = Some(Moved {
        account: account(1),
        ..back.clone()
    });
    assert!(codes(&me(Role::Editor), false, &now).is_empty());
    now.moved = Some(Moved {
        from: State::Draft,
        to: State::InReview,
        ..back
    });
    now.state = State::InReview;
    assert!(codes(&me(Role::Editor), false, &now).is_empty());
}

#[test]
fn a_review_waits_until_the_member_has_said_something_in_it() {
    let mut now = draft();
    now.state = State::InReview;
    now.review_opened = Some(Timestamp(10));
    now.last_day = Some("2022-02-01".to_owned());
    now.spoke = Some(Timestamp(9));
    let wanted = Waits::Review {
        last_day: Some("2022-02-01".to_owned()),
    };
    assert_eq!(of(&me(Role::Commenter), false, &now), [wanted]);
    assert!(codes(&me(Role::Reader), false, &now).is_empty());
    now.spoke = Some(Timestamp(10));
    assert!(codes(&me(Role::Commenter), false, &now).is_empty());
    now.spoke = None;
    now.review_asks = vec![account(2)];
    assert!(codes(&me(Role::Commenter), false, &now).is_empty());
    now.review_asks.push(account(1));
    assert_eq!(codes(&me(Role::Commenter), false, &now), ["review"]);
    now.moved = Some(Moved {
        from: State::Draft,
        to: State::InReview,
        account: account(1),
    });
    assert!(
        codes(&me(Role::Admin), false, &now).is_empty(),
        "its opener"
    );
}

#[test]
fn sections_of_the_own_side_wait_in_the_own_languages() {
    let mut now = draft();
    let set = |now: &mut ProposalNow, key: &str, chars| {
        let field: FieldName = key.parse().unwrap();
        let at = now.chars.iter_mut().find(|it| it.0 == field).unwrap();
        at.1 = chars;
    };
    for (field, chars) in [("ours.lv", 0), ("both.pl", 101), ("theirs.lv", 0)] {
        set(&mut now, field, chars);
    }
    set(&mut now, "ours.en", 0);
    let things = of(&me(Role::Editor), false, &now);
    let path = |it: &Waits| it.path(now.id).split_once("?").unwrap().1.to_owned();
    let paths: Vec<_> = things.iter().map(|it| (it.code(), path(it))).collect();
    let wanted = [
        ("empty", "live&lang=lv#section-ours".to_owned()),
        ("too_long", "live&lang=pl#section-both".to_owned()),
    ];
    assert_eq!(paths, wanted);
    assert!(codes(&me(Role::Suggester), false, &now).is_empty());
    now.chars.clear();
    assert_eq!(codes(&me(Role::Editor), false, &now).len(), 4);
    now.sections.iter_mut().for_each(|it| it.required = false);
    assert!(codes(&me(Role::Editor), false, &now).is_empty());
}
