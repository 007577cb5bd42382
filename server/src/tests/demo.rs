use super::Talka;
use axum::http::StatusCode;

const PEOPLE: [&str; 7] = [
    "reader",
    "commenter",
    "suggester",
    "editor",
    "admin",
    "partner-editor",
    "partner-admin",
];

#[tokio::test]
async fn everybody_of_the_demo_signs_in_with_one_click() {
    let talka = Talka::demo().await;
    for person in PEOPLE {
        let answer = talka.visitor().get(&format!("/demo/{person}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{person}");
        let place = answer.header("location").to_owned();
        let page = talka.visitor().keeping(&answer).get(&place).await;
        assert_eq!(page.status, StatusCode::OK, "{person} at {place}");
    }
    let nobody = talka.visitor().get("/demo/nobody").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_demo_mode_there_is_no_demo() {
    let visitor = Talka::plain().await.visitor();
    for path in [
        "/demo/editor",
        "/demo/partner-admin",
        "/demo/info",
        "/demo/mail",
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    let made = visitor.post("/demo/proposal", "").await;
    assert!(made.status.is_client_error());
}

#[tokio::test]
async fn the_demo_tells_scripts_what_is_there() {
    let talka = Talka::demo().await;
    let info: serde_json::Value =
        serde_json::from_slice(&talka.visitor().get("/demo/info").await.bytes).unwrap();
    assert_eq!(info["languages"], serde_json::json!(["lv", "pl", "en"]));
    assert_eq!(info["sections"].as_array().unwrap().len(), 10);

    let made = talka.visitor().post("/demo/proposal", "").await;
    let made: serde_json::Value = serde_json::from_slice(&made.bytes).unwrap();
    assert_ne!(made["proposal"], info["proposal"]);
    let page = format!("/proposals/{}", made["proposal"].as_str().unwrap());
    assert_eq!(
        talka.person("editor").await.get(&page).await.status,
        StatusCode::OK
    );
}
