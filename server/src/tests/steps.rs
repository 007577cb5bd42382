//! The steps of a proposal are plain forms on pages of their own: what is done is said by the page
//! that comes after, what is refused comes back with its reason. No script runs here.

use super::{Answer, Person, Talka};
use axum::http::StatusCode;
use model::{limits, workflow::State};
use services::{
    clock::SetClock,
    demo::{DemoRole, account_of},
    partnerships, proposals,
};
use std::sync::Arc;

/// A text that nobody has written.
const OTHER_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The demo proposal, and who has to do with it.
struct Way {
    talka: Talka,
    proposal: String,
    admin: Person,
    partner: Person,
}

impl Way {
    /// The demo proposal in this state, with nobody's sign-off.
    async fn at(state: State) -> Way {
        Way::of(Talka::demo().await, state).await
    }

    async fn of(talka: Talka, state: State) -> Way {
        let proposal = services::demo::info(&talka.services)
            .await
            .unwrap()
            .proposal;
        let admin = account_of(DemoRole::Admin);
        for to in State::ALL
            .into_iter()
            .filter(|it| *it > State::Draft && *it <= state)
        {
            proposals::move_state(&talka.services, admin, proposal, to, "", None)
                .await
                .unwrap();
        }
        Way {
            proposal: proposal.to_string(),
            admin: english(&talka, "admin").await,
            partner: english(&talka, "partner-admin").await,
            talka,
        }
    }

    /// As [`Way::at`] for sign-off, signed off by both sides.
    async fn signed() -> Way {
        let way = Way::at(State::Agreed).await;
        for person in [&way.admin, &way.partner] {
            way.takes(person, "sign-off").await;
        }
        way
    }

    async fn finalised() -> Way {
        let way = Way::signed().await;
        way.takes(&way.admin, "finalise").await;
        way
    }

    fn page(&self, step: &str) -> String {
        format!("/proposals/{}/step/{step}", self.proposal)
    }

    /// What the form of a step carries along, as its page says it.
    async fn form(&self, person: &Person, step: &str) -> String {
        let page = person.get(&self.page(step)).await;
        assert_eq!(page.status, StatusCode::OK, "{step}: {}", page.text());
        let hidden = ["hash", "state", "version"].map(|name| {
            let begin = format!("name=\"{name}\" value=\"");
            let (_, rest) = page.text().split_once(&begin).unwrap();
            format!("&{name}={}", rest.split_once('"').unwrap().0)
        });
        format!("act={step}{}", hidden.concat())
    }

    /// Fills in the form of a step as somebody without script does, and sends it.
    async fn takes(&self, person: &Person, step: &str) -> Answer {
        let form = self.form(person, step).await;
        let reasoned = format!("{form}&to=draft&reason=The+budget+was+wrong");
        let done = person.post(&self.page(step), &reasoned).await;
        let place = format!("/proposals/{}?done={step}#done", self.proposal);
        assert_eq!(done.header("location"), place, "{step}: {}", done.text());
        person.get(&place).await
    }

    async fn state(&self) -> State {
        let (id, admin) = (self.proposal.parse().unwrap(), account_of(DemoRole::Admin));
        let progress = proposals::progress(&self.talka.services, Some(admin), id).await;
        progress.unwrap().state
    }

    /// The head of department of the first side, named to sign off.
    async fn head(&self) -> Person {
        let rows = partnerships::list(&self.talka.services, account_of(DemoRole::Admin)).await;
        let place = format!("/partnerships/{}", rows.unwrap()[0].id);
        let head = account_of(DemoRole::Reader);
        let named = format!("act=signer-{head}&may_sign=yes");
        let named = self.admin.post(&place, &named).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.text());
        english(&self.talka, "reader").await
    }
}

async fn english(talka: &Talka, name: &str) -> Person {
    let person = talka.person(name).await;
    person.post("/language", "language=en").await;
    person
}

/// Refused with this status and this sentence, said once.
fn refused(answer: &Answer, status: u16, sentence: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    let alerts = answer.text().matches("role=\"alert\"").count();
    assert_eq!(alerts, 1, "{}", answer.text());
    assert!(
        answer.text().contains(sentence),
        "no {sentence}: {}",
        answer.text()
    );
}

#[tokio::test]
async fn the_whole_way_is_gone_by_plain_forms() {
    let way = Way::at(State::Draft).await;
    let (admin, partner) = (&way.admin, &way.partner);
    for (person, step, said) in [
        (admin, "open-review", "The review is open."),
        (admin, "to-sign-off", "The text has been sent for sign-off."),
        (admin, "sign-off", "Your side has signed off this version."),
        (admin, "withdraw", "The sign-off has been withdrawn."),
        (
            admin,
            "send-back",
            "The proposal has been returned to an earlier stage.",
        ),
        (admin, "open-review", "The review is open."),
        (admin, "to-sign-off", "The text has been sent for sign-off."),
        (admin, "sign-off", "Your side has signed off this version."),
        (
            partner,
            "sign-off",
            "Your side has signed off this version.",
        ),
        (partner, "finalise", "The text is final."),
        (admin, "publish", "The final version has been published."),
        (partner, "unpublish", "The publication has been withdrawn."),
        (admin, "publish", "The final version has been published."),
        (admin, "unlock", "The next draft has begun."),
    ] {
        let page = way.takes(person, step).await;
        assert!(page.text().contains(said), "{step}: {}", page.text());
    }
    assert_eq!(way.state().await, State::Draft);
    let page = admin.get(&format!("/proposals/{}", way.proposal)).await;
    for words in [
        "Unlocked by",
        "The budget was wrong",
        "remains final",
        "is published",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let visitor = way
        .talka
        .visitor()
        .get(&format!("/proposals/{}", way.proposal))
        .await;
    assert_eq!(
        visitor.status,
        StatusCode::OK,
        "the signed-off version stays public"
    );
}

#[tokio::test]
async fn a_form_says_what_is_signed_off_what_follows_and_who_is_told() {
    let way = Way::at(State::Agreed).await;
    let page = way.admin.get(&way.page("sign-off")).await;
    for words in [
        "Version 1, fingerprint ",
        "Latvian: 10 of 10 sections have text",
        &format!("/proposals/{}/read?version=1&amp;lang=pl", way.proposal),
        "Daugavpils",
        "You can withdraw it until the text is final.",
        "Talka sends no email about it.",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let read = format!("/proposals/{}/read?version=1&lang=lv", way.proposal);
    let read = way.admin.get(&read).await;
    assert!(
        read.text().contains("This is a kept version"),
        "{}",
        read.text()
    );
    let none = format!("/proposals/{}/read?version=7", way.proposal);
    assert_eq!(way.admin.get(&none).await.status, StatusCode::NOT_FOUND);
    let visitor = way.talka.visitor().get(&none).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_text_than_was_read_is_refused_and_the_form_comes_back_for_the_new_one() {
    let changed = "The text has changed since you opened this page.";
    let wrong = |step: &str, state: &str| {
        format!("act={step}&hash={OTHER_HASH}&state={state}&version=1&to=draft&reason=Wrong")
    };
    let way = Way::at(State::Agreed).await;
    let again = way
        .admin
        .post(&way.page("sign-off"), &wrong("sign-off", "agreed"))
        .await;
    refused(&again, 409, changed);
    let changes = format!("/proposals/{}/compare/1/now", way.proposal);
    assert!(
        again.text().contains(&format!("href=\"{changes}\"")),
        "{}",
        again.text()
    );
    assert!(!again.text().contains(OTHER_HASH), "{}", again.text());
    let changes = way.admin.get(&changes).await;
    assert!(
        changes.text().contains("Nothing differs"),
        "{}",
        changes.text()
    );
    for person in [&way.admin, &way.partner] {
        way.takes(person, "sign-off").await;
    }
    let again = way
        .admin
        .post(&way.page("finalise"), &wrong("finalise", "agreed"))
        .await;
    refused(&again, 409, changed);
    way.takes(&way.admin, "finalise").await;
    for step in ["publish", "unlock"] {
        let again = way.admin.post(&way.page(step), &wrong(step, "final")).await;
        refused(&again, 409, changed);
    }
    way.takes(&way.admin, "publish").await;
    let again = way
        .admin
        .post(&way.page("unpublish"), &wrong("unpublish", "final"))
        .await;
    refused(&again, 409, changed);
    assert_eq!(way.state().await, State::Final);
}

#[tokio::test]
async fn who_has_no_right_is_told_so_and_gets_no_form() {
    let way = Way::at(State::Agreed).await;
    let forms = "hash=&state=agreed&to=draft&reason=Because";
    for (name, step, status, sentence) in [
        ("editor", "sign-off", 403, "Ask an admin of your side."),
        (
            "partner-editor",
            "sign-off",
            403,
            "Ask an admin of your side.",
        ),
        (
            "commenter",
            "sign-off",
            403,
            "Only a member who represents a side",
        ),
        ("editor", "withdraw", 409, "Someone else has changed this"),
        ("editor", "send-back", 403, "Your role does not allow this."),
        ("editor", "finalise", 403, "Your role does not allow this."),
        ("editor", "publish", 403, "Your role does not allow this."),
        (
            "editor",
            "open-review",
            403,
            "Your role does not allow this.",
        ),
        ("editor", "unlock", 403, "Your role does not allow this."),
    ] {
        let person = english(&way.talka, name).await;
        let page = person.get(&way.page(step)).await;
        refused(&page, status, "");
        assert!(!page.text().contains("name=\"hash\""), "{name} {step}");
        let sent = person
            .post(&way.page(step), &format!("act={step}&{forms}"))
            .await;
        refused(&sent, status, sentence);
        assert!(!sent.text().contains("name=\"hash\""), "{name} {step}");
    }
    let visitor = way.talka.visitor();
    let page = visitor.get(&way.page("sign-off")).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    let sent = visitor.post(&way.page("sign-off"), "act=sign-off").await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    let nothing = way.admin.get(&way.page("vote")).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(way.state().await, State::Agreed);
}

#[tokio::test]
async fn a_head_of_department_signs_off_in_the_reading_view_and_may_send_back() {
    let way = Way::at(State::Agreed).await;
    let head = way.head().await;
    let reading = head.get(&format!("/proposals/{}", way.proposal)).await;
    for words in [
        "The text is waiting for your side’s sign-off.",
        &way.page("sign-off"),
        &way.page("send-back"),
        "Waiting for: Head of department, Daugavpils",
        "Waiting for: Coordinator, Leszno",
    ] {
        assert!(
            reading.text().contains(words),
            "{words}: {}",
            reading.text()
        );
    }
    // The side names who signs off, so its admin does not any more.
    let admin = way.admin.get(&way.page("sign-off")).await;
    assert_eq!(admin.status, StatusCode::FORBIDDEN);
    let done = way.takes(&head, "sign-off").await;
    assert!(
        done.text()
            .contains("Your side has signed off this version.")
    );
    assert!(
        !done
            .text()
            .contains("The text is waiting for your side’s sign-off.")
    );
    // One person holds one key.
    let other = way.admin.get(&format!("/proposals/{}", way.proposal)).await;
    assert!(other.text().contains("waiting for "), "{}", other.text());
    way.takes(&head, "send-back").await;
    assert_eq!(way.state().await, State::Draft);
}

#[tokio::test]
async fn what_somebody_else_has_done_meanwhile_is_said() {
    let way = Way::finalised().await;
    let faster = "Someone else has changed this";
    for (step, state, status, sentence) in [
        ("open-review", "draft", 409, faster),
        ("to-sign-off", "in_review", 409, faster),
        ("sign-off", "agreed", 409, "The proposal is final."),
        ("withdraw", "agreed", 409, faster),
        ("finalise", "agreed", 409, faster),
        ("send-back", "agreed", 409, faster),
        ("send-back", "final", 409, "The proposal is final."),
    ] {
        let form = format!("act={step}&hash=&state={state}&to=draft&reason=Because");
        let sent = way.admin.post(&way.page(step), &form).await;
        refused(&sent, status, sentence);
        assert_eq!(way.state().await, State::Final, "{step}");
    }
    way.takes(&way.admin, "unlock").await;
    let form = "act=unlock&hash=&to=draft&reason=Because";
    let sent = way.admin.post(&way.page("unlock"), form).await;
    refused(&sent, 409, faster);
    let form = "act=publish&hash=";
    let sent = way.admin.post(&way.page("publish"), form).await;
    refused(&sent, 409, "Only a final version can be published.");
    let early = way
        .admin
        .post(&way.page("sign-off"), "act=sign-off&hash=")
        .await;
    refused(&early, 409, "is not at the stage");
}

#[tokio::test]
async fn going_back_needs_a_reason_and_keeps_what_was_chosen() {
    let way = Way::at(State::Agreed).await;
    let form = way.form(&way.partner, "send-back").await;
    let sent = way
        .partner
        .post(&way.page("send-back"), &format!("{form}&to=draft&reason=+"))
        .await;
    refused(&sent, 422, "Please give a reason.");
    for part in [
        "<option value=\"draft\" selected>",
        "id=\"send-back-reason-why\"",
    ] {
        assert!(sent.text().contains(part), "{part}: {}", sent.text());
    }
    let odd = format!("{form}&to=nowhere&reason=Because");
    let sent = way.partner.post(&way.page("send-back"), &odd).await;
    refused(&sent, 422, "This entry is not valid.");
}

#[tokio::test]
async fn what_matters_most_leads_through_a_fresh_sign_in_back_to_its_form() {
    let clock = Arc::new(SetClock::at(model::ids::Timestamp(1_790_000_000_000)));
    let way = Way::of(Talka::demo_at(clock.clone()).await, State::Agreed).await;
    for person in [&way.admin, &way.partner] {
        way.takes(person, "sign-off").await;
    }
    let form = way.form(&way.admin, "finalise").await;
    clock.advance_ms(limits::FRESH_MINUTES * 60_000 + 1);
    let place = way.page("finalise");
    for answer in [
        way.admin.get(&place).await,
        way.admin.post(&place, &form).await,
    ] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.text());
        let next = format!("name=\"next\" value=\"{place}\"");
        for part in [next.as_str(), "please confirm that it is you"] {
            assert!(answer.text().contains(part), "{part}: {}", answer.text());
        }
    }
    assert_eq!(way.state().await, State::Agreed);
    let ask = format!("act=sign-in&mail=coordinator%40daugavpils.example&next={place}");
    way.admin.post("/sign-in", &ask).await;
    let link = way.talka.mailed_link().await;
    let opened = way.admin.post(&link, "").await;
    assert_eq!(opened.header("location"), place);
    way.takes(&way.admin.keeping(&opened), "finalise").await;
    assert_eq!(way.state().await, State::Final);
}

#[tokio::test]
async fn the_log_shows_every_step_to_both_sides_and_leaves_as_a_table() {
    let way = Way::finalised().await;
    way.takes(&way.admin, "unlock").await;
    let place = way.talka.partnership().await;
    let head = english(&way.talka, "reader").await;
    let partnership = head.get(&place).await;
    assert!(
        partnership
            .text()
            .contains(&format!("href=\"{place}/log\""))
    );
    let log = head.get(&format!("{place}/log")).await;
    let (older, newer) = (
        "Stage changed: Draft → In review, version 1",
        "Unlocked for the next draft",
    );
    let at = |words: &str| {
        log.text()
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", log.text()))
    };
    assert!(at(newer) < at(older), "newest first");
    for words in [
        "Signed off: version 1, for ",
        "Reason: The budget was wrong",
        "Coordinator, Leszno",
        &format!("/proposals/{}/read?version=1", way.proposal),
        "in UTC",
    ] {
        assert!(log.text().contains(words), "{words}: {}", log.text());
    }
    let table = head.get(&format!("{place}/log.csv")).await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.text().contains("\"unlocked\""), "{}", table.text());
    for path in ["log", "log.csv"] {
        let outside = english(&way.talka, "commenter").await;
        let outside = outside.get(&format!("{place}/{path}")).await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN, "{path}");
        let founder = way
            .talka
            .founder()
            .await
            .get(&format!("{place}/{path}"))
            .await;
        assert_eq!(founder.status, StatusCode::NOT_FOUND, "{path}");
    }
    let visitor = way.talka.visitor().get(&format!("{place}/log")).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_a_sides_own_admins_say_who_signs_off_for_it() {
    let way = Way::at(State::Agreed).await;
    let place = way.talka.partnership().await;
    let head = account_of(DemoRole::Reader);
    let form = format!("act=signer-{head}&may_sign=yes");
    let other = way.partner.post(&place, &form).await;
    refused(&other, 403, "The other side decides on this.");
    let editor = english(&way.talka, "editor").await;
    refused(
        &editor.post(&place, &form).await,
        403,
        "Your role does not allow this.",
    );
    assert!(
        !way.partner
            .get(&place)
            .await
            .text()
            .contains(&format!("signer-{head}"))
    );
    let named = way.admin.post(&place, &form).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER);
    let page = way.admin.get(&place).await;
    assert_eq!(
        page.text().matches("value=\"yes\" checked").count(),
        1,
        "{}",
        page.text()
    );
    let ended = way.admin.post(&place, &format!("act=signer-{head}")).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let page = way.admin.get(&place).await;
    assert_eq!(page.text().matches("value=\"yes\" checked").count(), 0);
}
