//! The way back after signing in, and what somebody does with the own account.

use super::{Answer, Person, Talka};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use model::{ids::Timestamp, limits};
use services::{
    clock::SetClock,
    demo::{DemoRole, account_of},
    mail,
};
use std::sync::Arc;

impl Talka {
    /// The link in the newest mail, as a path.
    pub(super) async fn mailed_link(&self) -> String {
        let mails = mail::kept(&self.services).await.unwrap();
        let (_, rest) = mails[0].body.split_once("/sign-in/").unwrap();
        let token = rest.split_whitespace().next().unwrap();
        format!("/sign-in/{token}")
    }
}

impl Answer {
    /// The value of the page's hidden field for the way back.
    fn way_back(&self) -> &str {
        let (_, rest) = self.text().split_once("name=\"next\" value=\"").unwrap();
        rest.split('"').next().unwrap()
    }

    /// The token that stands here this once.
    fn token(&self) -> &str {
        let (_, rest) = self.text().split_once("<code class=\"token\">").unwrap();
        rest.split('<').next().unwrap()
    }
}

/// Opens the link with the name of a browser.
async fn open_with(person: &Person, link: &str, agent: &str) -> Answer {
    let request = Request::post(link)
        .header(header::HOST, "127.0.0.1:3000")
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header(header::USER_AGENT, agent)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty());
    person.send(request.unwrap()).await
}

/// Signs the coordinator in by mail.
async fn by_mail(talka: &Talka, agent: &str) -> Person {
    let visitor = talka.visitor();
    let form = "act=sign-in&mail=coordinator%40daugavpils.example";
    visitor.post("/sign-in", form).await;
    let opened = open_with(&visitor, &talka.mailed_link().await, agent).await;
    visitor.keeping(&opened)
}

#[tokio::test]
async fn a_link_to_a_proposal_leads_a_visitor_back_to_it() {
    let talka = Talka::demo().await;
    let place = format!("/proposals/{}?lang=lv", talka.demo_proposal().await);
    let visitor = talka.visitor();
    let asked = visitor.get(&place).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert_eq!(asked.way_back(), place);
    let form = format!(
        "act=sign-in&mail=coordinator%40daugavpils.example&next={}",
        place.replace('?', "%3F").replace('=', "%3D")
    );
    visitor.post("/sign-in", &form).await;
    let opened = visitor.post(&talka.mailed_link().await, "").await;
    assert_eq!(opened.header("location"), place);
    let there = visitor.keeping(&opened).get(&place).await;
    assert_eq!(there.status, StatusCode::OK);
}

#[tokio::test]
async fn a_visitor_learns_of_no_proposal_whether_it_is_there() {
    let talka = Talka::demo().await;
    let there = talka.demo_proposal().await;
    let nowhere = "0195e0a0-0000-7000-8000-000000000001";
    for end in ["", "/read", "/decisions", "?live"] {
        let answers = [&there[..], nowhere].map(|id| format!("/proposals/{id}{end}"));
        for place in &answers {
            let asked = talka.visitor().get(place).await;
            assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{place}");
            assert_eq!(asked.way_back(), place);
        }
        let stranger = talka.person("editor").await;
        let asked = stranger.get(&answers[1]).await;
        assert_eq!(asked.status, StatusCode::NOT_FOUND, "{end}");
    }
}

#[tokio::test]
async fn a_link_to_a_file_leads_a_visitor_back_to_it() {
    let talka = Talka::demo().await;
    let proposal = talka.demo_proposal().await;
    let file = format!("/proposals/{proposal}/export.md?lang=lv");
    let asked = talka.visitor().get(&file).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER);
    let page = talka.visitor().get(asked.header("location")).await;
    assert_eq!(page.way_back(), file);
}

#[tokio::test]
async fn the_own_name_and_language_are_changed() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    let empty = editor
        .post("/account", "act=change&name=%20&language=pl")
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = "act=change&name=Anna%20K%C4%BCava&language=pl";
    let changed = editor.post("/account", form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    let page = editor.get(changed.header("location")).await;
    assert!(page.text().contains("Anna Kļava"), "{}", page.text());
    assert!(page.text().contains("lang=\"pl\""));
    assert!(page.text().contains("specialist@daugavpils.example"));
    let visitor = talka.visitor().post("/account", form).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_device_is_seen_and_signed_out_from_another_one() {
    let talka = Talka::demo().await;
    let office = by_mail(&talka, "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0").await;
    let phone = by_mail(&talka, "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1").await;
    let page = office.get("/account").await;
    assert!(page.text().contains("Firefox · Windows"), "{}", page.text());
    assert!(page.text().contains("Safari · iPhone"));
    let (_, act) = page.text().split_once("value=\"end-").unwrap();
    let act = format!("act=end-{}", act.split('"').next().unwrap());
    let ended = office.post("/account", &act).await;
    assert_eq!(ended.header("location"), "/account?done=ended#done");
    assert!(!phone.get("/").await.text().contains("/sign-out"));
    let again = by_mail(&talka, "curl/8.0").await;
    office.post("/account", "act=end_others").await;
    assert!(!again.get("/").await.text().contains("/sign-out"));
    assert!(office.get("/").await.text().contains("/sign-out"));
}

#[tokio::test]
async fn a_program_s_token_is_shown_once() {
    let talka = Talka::demo().await;
    let editor = talka.person("editor").await;
    let made = editor
        .post("/account", "act=add_program&program=Translator")
        .await;
    assert_eq!(made.status, StatusCode::OK);
    let token = made.token().to_owned();
    assert!(made.text().contains("Translator"));
    let page = editor.get("/account").await;
    assert!(page.text().contains("Translator") && !page.text().contains(&token));
    let known = services::accounts::program(&talka.services, &token).await;
    assert!(known.unwrap().is_some());
}

/// What the coordinator sends to invite somebody.
const INVITE: &str = "act=invite&name=Zofia+Nowak&mail=zofia%40leszno.example&role=commenter\
    &side=none&languages=pl&mail_language=pl";

#[tokio::test]
async fn the_one_link_of_an_invitation_signs_in_and_opens_the_partnership() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post(&place, INVITE).await;
    let listed = admin.get(&place).await;
    assert!(listed.text().contains("Zofia Nowak"), "{}", listed.text());
    let letter = mail::kept(&talka.services).await.unwrap().remove(0);
    assert!(letter.body.contains("zaprasza Cię"), "{}", letter.body);
    let link = talka.mailed_link().await;
    let visitor = talka.visitor();
    for _ in 0..2 {
        let page = visitor.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text().contains("value=\"Zofia Nowak\""),
            "{}",
            page.text()
        );
        assert_eq!(page.header("set-cookie"), "");
    }
    let nameless = visitor.post(&link, "act=accept&name=").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(nameless.header("set-cookie"), "");
    let accepted = visitor.post(&link, "act=accept&name=Zofia+N.").await;
    assert_eq!(accepted.header("location"), place);
    let zofia = visitor.keeping(&accepted);
    let page = zofia.get(&place).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Zofia N."));
    let again = talka.visitor().post(&link, "act=accept&name=X").await;
    assert_eq!(again.header("set-cookie"), "");
    assert_eq!(
        mail::kept(&talka.services).await.unwrap().len(),
        1,
        "no second mail"
    );
}

#[tokio::test]
async fn an_invitation_is_declined_without_signing_in() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post(&place, INVITE).await;
    let link = talka.mailed_link().await;
    let declined = talka.visitor().post(&link, "act=decline").await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER);
    assert_eq!(declined.header("set-cookie"), "");
    let page = talka.visitor().get(declined.header("location")).await;
    assert!(page.text().contains("You have declined"), "{}", page.text());
    assert!(!admin.get(&place).await.text().contains("Zofia Nowak"));
    let late = talka.visitor().post(&link, "act=accept&name=Zofia").await;
    assert_eq!(late.header("set-cookie"), "");
}

#[tokio::test]
async fn an_inviter_learns_nothing_of_who_has_an_account() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    // Somebody with an account, who belongs to no partnership.
    talka.founder().await;
    let guess = "act=invite&name=ZZZ+guess&mail=anna%40example.org&role=reader&side=none";
    let invited = admin.post(&place, guess).await;
    let page = admin.get(invited.header("location")).await;
    assert!(page.text().contains("ZZZ guess"), "{}", page.text());
    let page = talka.visitor().get(&talka.mailed_link().await).await;
    assert!(
        !page.text().contains("name=\"name\""),
        "who has a name keeps it"
    );
}

#[tokio::test]
async fn nobody_is_put_onto_a_side_by_not_choosing() {
    let talka = Talka::demo().await;
    let admin = talka.person("admin").await;
    let form = "act=invite&name=A&mail=a%40b.example&role=reader&side=";
    let refused = admin.post(&talka.partnership().await, form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mail::kept(&talka.services).await.unwrap().is_empty());
}

#[tokio::test]
async fn admins_are_changed_and_finals_made_only_after_a_fresh_sign_in() {
    let clock = Arc::new(SetClock::at(Timestamp(1_641_556_800_000)));
    let talka = Talka::demo_at(clock.clone()).await;
    let place = talka.partnership().await;
    let admin = by_mail(&talka, "Mozilla/5.0 (X11; Linux) Firefox/140.0").await;
    let me = account_of(DemoRole::Admin);
    let invite = INVITE.replace("role=commenter", "role=admin");
    clock.advance_ms(limits::FRESH_MINUTES * 60_000 + 1);
    for form in [&invite, &format!("act=remove-{me}")] {
        let refused = admin.post(&place, form).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{form}");
        assert!(refused.text().contains("href=\"/sign-in\""), "the way");
    }
    assert_eq!(
        admin.post(&place, INVITE).await.status,
        StatusCode::SEE_OTHER
    );
    let link = {
        admin
            .post(
                "/sign-in",
                "act=sign-in&mail=coordinator%40daugavpils.example",
            )
            .await;
        talka.mailed_link().await
    };
    admin.post(&link, "").await;
    let other = invite.replace("zofia", "other");
    assert_eq!(
        admin.post(&place, &other).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_own_data_is_taken_along_and_the_account_erased() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post(&place, INVITE).await;
    let link = talka.mailed_link().await;
    let accepted = talka.visitor().post(&link, "act=accept&name=Zofia").await;
    let zofia = talka.visitor().keeping(&accepted);
    let data = zofia.get("/account/data.json").await;
    assert!(data.header("content-disposition").contains("attachment"));
    assert!(
        data.text().contains("zofia@leszno.example"),
        "{}",
        data.text()
    );
    let visitor = talka.visitor().get("/account/data.json").await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    let erased = zofia.post("/account", "act=erase").await;
    assert_eq!(erased.header("location"), "/");
    assert!(erased.header("set-cookie").contains("Max-Age=0"));
    assert!(!zofia.get("/").await.text().contains("/sign-out"));
    assert!(!admin.get(&place).await.text().contains("Zofia"));
    let ask = "act=sign-in&mail=zofia%40leszno.example";
    talka.visitor().post("/sign-in", ask).await;
    assert!(mail::kept(&talka.services).await.unwrap().is_empty());
    // The demo's own people are everybody's.
    let refused = admin.post("/account", "act=erase").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_that_comes_after_its_session_has_ended_is_given_back() {
    let talka = Talka::demo().await;
    let place = talka.partnership().await;
    let admin = talka.person("admin").await;
    admin.post("/sign-out", "").await;
    let form = "act=new-proposal&title.en=Typed+for+an+hour&languages=en";
    let back = admin.post(&place, form).await;
    assert_eq!(back.status, StatusCode::UNAUTHORIZED);
    assert!(
        back.text()
            .contains("name=\"title.en\" value=\"Typed for an hour\"")
    );
    assert!(back.text().contains(&format!("action=\"{place}\"")));
    assert!(
        back.text().contains("target=\"_blank\""),
        "signing in beside it"
    );
    let stranger = talka.visitor().post(&place, form).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(
        !stranger.text().contains("Typed for an hour"),
        "not read at all"
    );
}
