//! Forms are plain HTML: what is done leads on, what is refused comes back as it was typed.

use super::{Answer, Person, Talka};
use axum::http::StatusCode;
use services::{
    accounts,
    demo::{DemoRole, account_of},
    partnerships,
};

impl Talka {
    /// The page of the demo's partnership.
    pub(super) async fn partnership(&self) -> String {
        let admin = account_of(DemoRole::Admin);
        let rows = partnerships::list(&self.services, admin).await.unwrap();
        format!("/partnerships/{}", rows[0].id)
    }

    /// Somebody who may begin partnerships and belongs to none.
    pub(super) async fn founder(&self) -> Person {
        let link = accounts::invite_admin(&self.services, "anna@example.org");
        let link = link.await.unwrap();
        let path = link.split_once("/sign-in/").unwrap().1;
        let opened = self.visitor().post(&format!("/sign-in/{path}"), "").await;
        self.visitor().keeping(&opened)
    }
}

impl Answer {
    /// Where a form that was done leads.
    pub(super) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.header("location")
    }

    /// A refused form came back: its status, what it says, and all of these.
    pub(super) fn is_again(&self, status: u16, sentence: &str, parts: &[&str]) {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(
            self.text().matches("role=\"alert\"").count(),
            1,
            "{}",
            self.text()
        );
        for part in [sentence].iter().chain(parts) {
            assert!(self.text().contains(part), "no {part}: {}", self.text());
        }
    }
}

/// What stands in a field.
pub(super) fn typed(name: &str, value: &str) -> String {
    format!("name=\"{name}\" value=\"{value}\"")
}

const NEW: &str = "act=new-partnership&title=Kop%C4%81&first_day=2026-01-01&last_day=2026-12-31\
                   &organisations.0.name=Dome&organisations.0.country=LV\
                   &organisations.1.name=Fundacja&organisations.1.country=PL";

#[tokio::test]
async fn a_link_is_asked_for_and_a_bad_address_comes_back() {
    let talka = Talka::demo().await;
    let visitor = talka.visitor();
    let asked = visitor
        .post("/sign-in", "act=sign-in&mail=a%40b.example")
        .await;
    assert_eq!(asked.leads_to(), "/sign-in?sent=1");
    let refused = visitor
        .post("/sign-in", "act=sign-in&mail=%3Canna%22")
        .await;
    let parts = [
        "value=\"&lt;anna&quot;\"",
        "aria-invalid=\"true\" autofocus",
        "aria-describedby=\"sign-in-mail-why\"",
        "id=\"sign-in-mail-why\"",
    ];
    refused.is_again(422, "This is not an email address.", &parts);
}

#[tokio::test]
async fn a_partnership_begins_with_a_form() {
    let talka = Talka::demo().await;
    let founder = talka.founder().await;
    assert!(
        founder
            .get("/")
            .await
            .text()
            .contains("act\" value=\"new-partnership\"")
    );
    let made = founder.post("/", &format!("{NEW}&creator_name=Anna")).await;
    let page = founder.get(made.leads_to()).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["Kopā", "Fundacja", "Poland", "1 January 2026", "Anna"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn what_a_partnership_lacks_is_said_at_its_field_and_the_rest_is_kept() {
    let talka = Talka::demo().await;
    let founder = talka.founder().await;
    let nameless = founder.post("/", &format!("{NEW}&creator_name=")).await;
    let kept = [
        "<details open".to_owned(),
        typed("title", "Kopā"),
        typed("first_day", "2026-01-01"),
        typed("organisations.1.name", "Fundacja"),
        "<option value=\"PL\" selected>".to_owned(),
        "id=\"new-partnership-creator_name-why\"".to_owned(),
    ];
    let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
    nameless.is_again(422, "Please fill in this field.", &kept);

    let backwards = format!("{NEW}&creator_name=Anna").replace("2026-12", "2025-12");
    let refused = founder.post("/", &backwards).await;
    refused.is_again(
        422,
        "The end date is before the start date.",
        &["id=\"new-partnership-last_day-why\""],
    );
    let nowhere = format!("{NEW}&creator_name=Anna").replace("country=PL", "country=Polska");
    let refused = founder.post("/", &nowhere).await;
    let at = ["id=\"new-partnership-organisations.1.country-why\""];
    refused.is_again(422, "This entry is not valid.", &at);
}

#[tokio::test]
async fn who_may_not_begin_a_partnership_is_told_so() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    editor.post("/language", "language=en").await;
    assert!(!editor.get("/").await.text().contains("new-partnership"));
    let refused = editor.post("/", NEW).await;
    refused.is_again(403, "Your role does not allow this.", &[]);
    let refused = talka.visitor().post("/", NEW).await;
    refused.is_again(401, "Please sign in first.", &[]);
}

#[tokio::test]
async fn a_member_is_invited_changed_and_removed() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let form =
        "act=invite&name=Zofia&mail=zofia%40leszno.example&role=commenter&side=none&languages=pl";
    let invited = admin.post(&place, form).await;
    let shown = admin.get(invited.leads_to()).await;
    assert!(
        shown
            .text()
            .contains("Zofia has been invited and will receive an email"),
        "{}",
        shown.text()
    );
    let (_, member) = invited.leads_to().split_once("member=").unwrap();
    let member = member.strip_suffix("#done").unwrap();

    let form = format!("act=change-{member}&role=editor&side=none&languages=pl&languages=en");
    let changed = admin.post(&place, &form).await;
    assert_eq!(
        changed.leads_to(),
        format!("{place}?done=changed&member={member}#done")
    );
    let shown = admin.get(changed.leads_to()).await;
    assert!(
        shown.text().contains("Editor · Polish, English"),
        "{}",
        shown.text()
    );

    let removed = admin.post(&place, &format!("act=remove-{member}")).await;
    let shown = admin.get(removed.leads_to()).await;
    assert!(
        shown.text().contains("removed from the partnership."),
        "{}",
        shown.text()
    );
    assert!(!shown.text().contains("Zofia"), "{}", shown.text());
    // Somebody else removed them at the same time: there is no form to say it at.
    let again = admin.post(&place, &format!("act=remove-{member}")).await;
    again.is_again(404, "There is nothing here", &[]);
}

#[tokio::test]
async fn an_invitation_that_cannot_be_sent_comes_back_as_it_was_typed() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("partner-admin").await;
    admin.post("/language", "language=en").await;
    let form = "act=invite&name=Zofia&mail=zofia&role=editor&side=none&languages=pl&languages=en";
    let refused = admin.post(&place, form).await;
    let kept = [
        &typed("name", "Zofia"),
        &typed("mail", "zofia"),
        "<option value=\"editor\" selected>",
        "<option value=\"none\" selected>",
        "value=\"en\" checked",
        "value=\"pl\" checked",
        "id=\"invite-mail-why\"",
    ];
    refused.is_again(422, "This is not an email address.", &kept);
    let (_, invite) = refused.text().split_once("value=\"invite\"").unwrap();
    assert!(!invite.contains("value=\"lv\" checked"), "not ticked");
    assert_eq!(
        refused.text().matches("<details open").count(),
        1,
        "no other form is open"
    );
}

#[tokio::test]
async fn the_last_admin_s_form_comes_back_with_the_reason() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let me = account_of(DemoRole::Admin);
    let id = place.rsplit('/').next().unwrap().parse().unwrap();
    let seen = services::access::member(&talka.services, me, id).await;
    let side = seen.unwrap().side.unwrap();
    let refused = admin
        .post(&place, &format!("act=change-{me}&role=reader&side={side}"))
        .await;
    let kept = ["<details open", "<option value=\"reader\" selected>"];
    refused.is_again(409, "This is the last admin", &kept);
    let refused = admin.post(&place, &format!("act=remove-{me}")).await;
    refused.is_again(409, "This is the last admin", &["<details open"]);
    assert_eq!(
        refused.text().matches("<details open").count(),
        2,
        "the fold in the fold"
    );
}

#[tokio::test]
async fn a_proposal_begins_with_a_form() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let editor = talka.person("editor").await;
    editor.post("/language", "language=en").await;
    let form = "act=new-proposal&title.lv=&title.pl=&title.en=Second&languages=en&languages=pl";
    let made = editor.post(&place, form).await;
    let page = editor.get(made.leads_to()).await;
    assert!(made.leads_to().starts_with("/proposals/") && page.text().contains("Second"));

    let untitled = form.replace("Second", "");
    let refused = editor.post(&place, &untitled).await;
    let kept = ["id=\"new-proposal-title-why\"", "value=\"pl\" checked"];
    refused.is_again(422, "Please fill in this field.", &kept);
    let refused = editor.post(&place, "act=new-proposal&title.pl=Drugi").await;
    let kept = [
        &typed("title.pl", "Drugi"),
        "id=\"new-proposal-languages-why\"",
    ];
    refused.is_again(422, "Please fill in this field.", &kept);
}

#[tokio::test]
async fn settings_are_kept_and_what_is_refused_comes_back_as_it_was_typed() {
    let talka = Talka::demo().await;
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let partnership = talka.partnership().await;
    let made = admin
        .post(&partnership, "act=new-proposal&title.en=One&languages=lv")
        .await;
    let place = format!(
        "{}/settings",
        made.leads_to().split('?').next().unwrap_or_default()
    );
    let shown = admin.get(&place).await;
    let keys = shown
        .text()
        .split("name=\"sections.")
        .filter(|it| it.contains(".key\""));
    let keys: Vec<&str> = keys.filter_map(value_of).collect();
    assert_eq!(keys.len(), 10);
    let section = |(index, key): (usize, &&str)| {
        let name = format!("sections.{index}");
        format!("&{name}.key={key}&{name}.on=yes&{name}.limit=900&{name}.owner=all")
    };
    let sections: String = keys.iter().enumerate().map(section).collect();
    let form = |seen: u32, title: &str| {
        format!("act=settings&seen={seen}&title.en={title}&languages=lv&languages=pl{sections}")
    };
    let refused = admin.post(&place, &form(0, "")).await;
    let kept = [
        "id=\"settings-title-why\"",
        "value=\"900\"",
        "value=\"pl\" checked",
    ];
    refused.is_again(422, "Please fill in this field.", &kept);
    let done = admin.post(&place, &form(0, "Two")).await;
    assert_eq!(done.leads_to(), format!("{place}?done=settings#done"));
    let shown = admin.get(&format!("{place}?done=settings")).await;
    for said in [
        "The settings have been saved.",
        ">\nTwo<",
        "name=\"seen\" value=\"1\"",
    ] {
        assert!(shown.text().contains(said), "{said}");
    }
    let late = admin.post(&place, &form(0, "Three")).await;
    late.is_again(409, "Someone else has changed this", &[">\nThree<"]);
    let editor = talka.person("editor").await;
    assert_eq!(editor.get(&place).await.status, 403);
}

/// The value of the first attribute of this name in a piece of a page.
fn value_of(piece: &str) -> Option<&str> {
    piece.split("value=\"").nth(1)?.split('"').next()
}

#[tokio::test]
async fn a_title_is_words_and_no_markup_also_as_the_title_of_a_page() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    let title = "%3C%2Ftitle%3E%3Cmeta%20name%3Dforged%3E%26amp%3B";
    let form = format!("act=new-proposal&title.en={title}&languages=en");
    let made = admin.post(&place, &form).await;
    for page in [
        "",
        "/read",
        "/decisions",
        "/versions",
        "/reviews",
        "/settings",
    ] {
        let path = made
            .leads_to()
            .split('?')
            .next()
            .expect("a path")
            .to_owned()
            + page;
        let page = admin.get(&path).await;
        let escaped = "&lt;/title&gt;&lt;meta name=forged&gt;&amp;amp;";
        let (_, title) = page.text().split_once("<title>").expect("a title");
        assert!(
            title
                .split("</title>")
                .next()
                .is_some_and(|it| it.contains(escaped)),
            "{path}"
        );
        assert_eq!(page.text().find("<meta name=forged"), None, "{path}");
    }
}

#[tokio::test]
async fn a_right_is_asked_of_the_services_and_not_of_the_page() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let member = account_of(DemoRole::PartnerEditor);
    let forms = [
        "act=invite&name=A&mail=a%40b.example&role=admin&side=none".to_owned(),
        format!("act=change-{member}&role=admin&side="),
        format!("act=remove-{member}"),
    ];
    for who in ["editor", "suggester", "commenter", "reader"] {
        let person = talka.person(who).await;
        person.post("/language", "language=en").await;
        for form in &forms {
            let refused = person.post(&place, form).await;
            refused.is_again(403, "Your role does not allow this.", &["<h1>"]);
        }
    }
    let reader = talka.person("reader").await;
    reader.post("/language", "language=en").await;
    let refused = reader
        .post(&place, "act=new-proposal&title.en=A&languages=en")
        .await;
    refused.is_again(403, "Your role does not allow this.", &[]);
    for form in &forms {
        let visitor = talka.visitor().post(&place, form).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
        let stranger = talka.founder().await.post(&place, form).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        assert!(!stranger.text().contains("Fundacja"), "{}", stranger.text());
    }
}

#[tokio::test]
async fn a_form_that_no_page_has_is_a_bad_request() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    for form in ["", "act=promote", "act=remove-everybody"] {
        let answer = admin.post(&place, form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{form}");
    }
}

#[tokio::test]
async fn only_who_is_signed_in_gets_the_program_and_only_a_draft_waits_for_it() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let proposal = format!("/proposals/{}", talka.demo_proposal().await);
    let admin = talka.person("admin").await;
    let read = format!("{proposal}/read");
    let decisions = format!("{proposal}/decisions");
    let paths = [
        "/",
        "/sign-in",
        "/sign-in/x",
        "/demo/mail",
        "/nothing",
        &place,
        &read,
        &decisions,
    ];
    for path in paths {
        let page = talka.visitor().get(path).await;
        let text = page.text();
        assert!(text.ends_with("</html>"), "{path}: {text}");
        assert_eq!(text.find("<script"), None, "{path}");
        assert_eq!(text.find(".wasm"), None, "{path}");
        assert_eq!(text.find("data-account"), None, "{path}");
        let page = admin.get(path).await;
        assert!(page.text().ends_with("</html>"), "{path}");
        check_program(page.text());
        assert_eq!(page.text().find("rel=\"preload\""), None, "{path}");
    }
    let refused = admin
        .post(&place, "act=invite&name=A&mail=a&role=admin&side=none")
        .await;
    check_program(refused.text());
    let draft = admin.get(&proposal).await;
    check_program(draft.text());
    assert!(draft.text().contains("rel=\"preload\""));
    assert!(draft.text().contains("rel=\"later\""));
}

/// One script starts the program and one opens the search; the page says for whom and for which program
/// it was written.
fn check_program(page: &str) {
    assert_eq!(page.matches("<script").count(), 2, "{page}");
    assert_eq!(page.matches("<script type=\"module\"").count(), 2, "{page}");
    let search = page.matches("<script type=\"module\" src=").count();
    assert_eq!(search, 1, "{page}");
    let root = page
        .split("<html")
        .nth(1)
        .and_then(|it| it.split('>').next());
    let root = root.unwrap_or_default();
    assert!(root.contains("data-program=\"/pkg/"), "{root}");
    assert!(root.contains("data-account=\""), "{root}");
}
