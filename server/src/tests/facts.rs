//! The form of a partnership's facts: one page, many rows.

use super::{Talka, forms::typed};
use axum::http::StatusCode;

/// What the form of the facts sends when nothing was touched: its fields as they stand on the page.
fn fields(page: &str) -> String {
    let (_, form) = page.split_once("value=\"facts\"").unwrap();
    let mut is_first = false;
    let mut pairs = vec![("act".to_owned(), "facts".to_owned())];
    for tag in form.split('<').map(str::trim) {
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            Some(rest.split('"').next()?.to_owned())
        };
        let (name, value) = (attribute("name"), attribute("value"));
        match tag.split([' ', '>']).next() {
            Some("input") => pairs.push((name.unwrap(), value.unwrap())),
            Some("textarea") => {
                let (_, text) = tag.split_once('>').unwrap();
                pairs.push((name.unwrap(), text.trim().to_owned()));
            }
            Some("select") => {
                is_first = true;
                pairs.push((name.unwrap(), String::new()));
            }
            Some("option") if is_first || tag.contains(" selected") => {
                is_first = false;
                pairs.last_mut().unwrap().1 = value.unwrap();
            }
            _ => {}
        }
    }
    let code = |text: &str| -> String { text.bytes().map(|it| format!("%{it:02X}")).collect() };
    let pairs = pairs
        .iter()
        .map(|(name, value)| format!("{name}={}", code(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn the_facts_are_one_form_and_come_back_as_they_were() {
    let talka = Talka::demo().await;
    let place = format!("{}/edit", talka.partnership().await);
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let before = admin.get(&place).await;
    let form = fields(before.text());
    let kept = admin.post(&place, &form).await;
    let page = admin.get(kept.leads_to()).await;
    assert!(
        page.text().contains("The details have been saved."),
        "{}",
        page.text()
    );
    let after = admin.get(&place).await;
    assert_eq!(fields(after.text()), form, "nothing was changed");

    let changed = format!("title.pl=Nowy&{}&target_groups.3.pl=Seniorzy", form);
    admin.post(&place, &changed).await.leads_to();
    admin.post("/language", "language=pl").await;
    let page = admin.get(place.trim_end_matches("/edit")).await;
    for words in ["<h1>Nowy", "Seniorzy", "30\u{a0}000,00"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn rows_are_added_and_removed_without_losing_what_was_typed() {
    let talka = Talka::demo().await;
    let place = format!("{}/edit", talka.partnership().await);
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let form = fields(admin.get(&place).await.text());
    let typed_before = format!("programme.pl=Wpisane+%3C%26%3E&{form}");
    let more = admin
        .post(&place, &format!("{typed_before}&add=activities"))
        .await;
    assert_eq!(more.status, StatusCode::OK);
    for part in [
        "Activity 5",
        "id=\"facts-activities.4.title.lv\"",
        "Wpisane &lt;&amp;>",
    ] {
        assert!(more.text().contains(part), "{part}: {}", more.text());
    }
    assert_eq!(more.text().matches("autofocus").count(), 1);
    assert!(!more.text().contains("role=\"alert\""));

    let less = admin
        .post(&place, &format!("{typed_before}&remove=activities.0"))
        .await;
    assert!(!less.text().contains("Activity 4") && less.text().contains("Wpisane"));
    let (_, first) = less
        .text()
        .split_once("id=\"facts-activities.0.title.en\"")
        .unwrap();
    assert!(
        first
            .split('<')
            .next()
            .unwrap()
            .contains("Exchange of experience")
    );

    let other = admin.get(&place).await;
    assert_eq!(fields(other.text()), form, "nothing was kept yet");
}

#[tokio::test]
async fn facts_that_do_not_fit_come_back_and_nobody_writes_over_others_unawares() {
    let talka = Talka::demo().await;
    let place = format!("{}/edit", talka.partnership().await);
    let admin = talka.person("admin").await;
    admin.post("/language", "language=en").await;
    let form = fields(admin.get(&place).await.text());
    let wrong = format!("budget_shares.1.percent=30&objective.en=Typed&{form}");
    let refused = admin.post(&place, &wrong).await;
    let kept = [
        "id=\"facts-budget_shares.1.percent-why\"",
        ">\nTyped</textarea>",
    ];
    refused.is_again(422, "The parts add up to more than 100%.", &kept);

    let partner = talka.person("partner-admin").await;
    partner.post("/language", "language=en").await;
    partner
        .post(&place, &format!("title.en=Faster&{form}"))
        .await
        .leads_to();
    let slower = format!("title.en=Slower&{form}");
    let told = admin.post(&place, &slower).await;
    told.is_again(
        409,
        "Someone else has changed the details",
        &[&typed("title.en", "Slower")],
    );
    // Adding a row in between does not make it forget.
    let grown = admin
        .post(&place, &format!("{slower}&add=activities"))
        .await;
    let again = admin.post(&place, &fields(grown.text())).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    admin.post(&place, &fields(told.text())).await.leads_to();
    let page = admin.get(&place).await;
    assert!(
        page.text().contains(&typed("title.en", "Slower")),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn only_admins_change_facts() {
    let talka = Talka::demo().await;
    let place = format!("{}/edit", talka.partnership().await);
    let form = fields(talka.person("admin").await.get(&place).await.text());
    for who in ["editor", "reader"] {
        let person = talka.person(who).await;
        assert_eq!(person.get(&place).await.status, StatusCode::FORBIDDEN);
        for form in [&form, &format!("{form}&add=activities")] {
            assert_eq!(
                person.post(&place, form).await.status,
                StatusCode::FORBIDDEN
            );
        }
        let page = person.get(place.trim_end_matches("/edit")).await;
        assert!(!page.text().contains(&place), "no way there");
    }
    assert_eq!(
        talka.visitor().post(&place, &form).await.status,
        StatusCode::UNAUTHORIZED
    );
    let stranger = talka.founder().await;
    assert_eq!(
        stranger.post(&place, &form).await.status,
        StatusCode::NOT_FOUND
    );
}
