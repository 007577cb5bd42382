//! The page of the search, written whole by the server.

use super::{Person, Talka};
use axum::http::StatusCode;

async fn english(talka: &Talka, name: &str) -> Person {
    let person = talka.person(name).await;
    person.post("/language", "language=en").await;
    person
}

#[tokio::test]
async fn a_member_reads_what_is_found_with_the_words_marked_and_others_nothing() {
    let talka = Talka::demo().await;
    let reader = english(&talka, "reader").await;
    let id = talka.demo_proposal().await;
    let page = reader.get("/search?q=brivpratigo+centru").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("<mark>"), "{text}");
    let place = format!("/proposals/{id}?lang=lv#section-");
    assert!(text.contains(&place), "{text}");
    let comment = reader.get("/search?q=%22Rezekne+as+well%22").await;
    let thread = format!("/proposals/{id}?live&amp;lang=lv#thread-");
    assert!(comment.text().contains(&thread), "{}", comment.text());
    let decision = reader.get("/search?q=Liepajas+pieredze").await;
    let place = format!("/proposals/{id}/decisions#:~:text=");
    assert!(decision.text().contains(&place), "{}", decision.text());

    let visitor = talka.visitor().get("/search?q=centru").await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    assert!(!visitor.text().contains("<mark>"));
}

#[tokio::test]
async fn whatever_is_typed_is_answered_with_a_page() {
    let talka = Talka::demo().await;
    let reader = english(&talka, "reader").await;
    let long = "a".repeat(6_000);
    for (typed, sentence) in [
        ("", "Searches texts in all languages"),
        ("a", "Type at least two letters or digits."),
        ("%22%22+%E2%80%9C", "Type at least two letters or digits."),
        ("%00", "Type at least two letters or digits."),
        ("xqzw", "Nothing was found."),
        ("%3Cscript%3Ealert(1)%3C%2Fscript%3E", "Nothing was found."),
        ("'+OR+1=1;--", "Nothing was found."),
        (&long, "This is too long."),
    ] {
        let path =
            format!("/search?q={typed}&proposal=x&lang=xx&who=%00&state=none&from=/proposals/x");
        let page = reader.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert!(page.text().contains(sentence), "{typed}: {}", page.text());
        assert!(!page.text().contains("<script>alert"), "{typed}");
    }
}

#[tokio::test]
async fn ways_are_offered_to_the_pages_of_the_proposal_from_which_somebody_asks() {
    let talka = Talka::demo().await;
    let reader = english(&talka, "reader").await;
    let id = talka.demo_proposal().await;
    let page = reader
        .get(&format!("/search?q=decis&from=/proposals/{id}/read"))
        .await;
    let way = format!("href=\"/proposals/{id}/decisions\"");
    assert!(page.text().contains(&way), "{}", page.text());
    assert!(!page.text().contains(&format!("/proposals/{id}/versions\"")));
    let all = reader
        .get(&format!("/search?q=&from=/proposals/{id}"))
        .await;
    for way in ["/versions", "/reviews", "#section-budget", "?lang=pl"] {
        assert!(
            all.text().contains(&format!("/proposals/{id}{way}\"")),
            "{way}"
        );
    }
    let none = reader.get("/search?q=decis").await;
    assert!(!none.text().contains("data-way"));
}
