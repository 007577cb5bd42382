//! The way back after signing in, and what somebody does with the own account.

use super::{Answer, Person, Talka};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use services::mail;

impl Talka {
    /// The link in the newest mail, as a path.
    async fn mailed_link(&self) -> String {
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
