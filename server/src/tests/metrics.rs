//! What Prometheus reads, and that dashboard and alerts name nothing else.

use super::Talka;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use std::collections::BTreeSet;

const TOKEN: &str = "a-token-of-the-operator";

async fn measured(talka: &Talka) -> String {
    let request = Request::get("/metrics").header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
    let answer = talka
        .visitor()
        .send(request.body(Body::empty()).unwrap())
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.text().to_owned()
}

/// The names under which series can be asked for.
fn names(text: &str) -> BTreeSet<String> {
    let kinds = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let named = kinds.flat_map(|line| {
        let (name, kind) = line.split_once(' ').unwrap();
        let ends: &[&str] = match kind {
            "counter" => &["_total"],
            "histogram" => &["_bucket", "_sum", "_count"],
            _ => &[""],
        };
        ends.iter().map(move |end| format!("{name}{end}"))
    });
    named.collect()
}

/// The words of a file that are names of ours.
fn asked(file: &str) -> BTreeSet<String> {
    let words = file.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
    let ours = words.filter(|word| word.starts_with("talka_"));
    ours.map(str::to_owned).collect()
}

#[tokio::test]
async fn everything_is_counted_for_who_has_the_token() {
    let talka = Talka::with(&[("TALKA_METRICS_TOKEN", TOKEN), ("TALKA_DEMO", "1")]).await;
    talka.person("editor").await.get("/").await;
    let text = measured(&talka).await;
    for series in [
        "talka_requests_total{route=\"/\",status=\"2xx\"}",
        "talka_request_seconds_count{route=\"/\"}",
        "talka_database_writable 1",
        "talka_rooms 0",
        "talka_collab_connections 0",
        "talka_mails_waiting 0",
        "talka_set_aside 0",
        "talka_runtime_stall_seconds_count",
    ] {
        assert!(text.contains(series), "{series} is not in\n{text}");
    }
    let wrong = Request::get("/metrics").header(header::AUTHORIZATION, "Bearer another");
    let wrong = talka
        .visitor()
        .send(wrong.body(Body::empty()).unwrap())
        .await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    let demo = Talka::demo().await;
    let open = demo.visitor().get("/metrics").await;
    assert!(open.text().contains("talka_rooms 0"), "{}", open.status);
    let without = Talka::plain().await;
    let answer = without.visitor().get("/metrics").await;
    assert!(!answer.text().contains("talka_"), "{}", answer.status);
}

#[tokio::test]
async fn dashboard_alerts_and_book_name_what_there_is() {
    let talka = Talka::with(&[("TALKA_METRICS_TOKEN", TOKEN)]).await;
    // The first answer is counted in the second.
    measured(&talka).await;
    let there = names(&measured(&talka).await);
    let files = [
        include_str!("../../../deploy/grafana.json"),
        include_str!("../../../deploy/alerts.yml"),
    ];
    for file in files {
        let unknown: Vec<_> = asked(file).difference(&there).cloned().collect();
        assert!(unknown.is_empty(), "{unknown:?} are not counted");
    }
    let dashboard: serde_json::Value = serde_json::from_str(files[0]).unwrap();
    assert!(dashboard["panels"].as_array().unwrap().len() > 5);
    let book = include_str!("../../../docs/operating.md");
    let series = |name: &String| name.trim_end_matches("_bucket").to_owned();
    let plain = there
        .iter()
        .filter(|name| !name.ends_with("_sum") && !name.ends_with("_count"));
    for name in plain.map(series) {
        assert!(
            book.contains(&format!("| `{name}` |")),
            "{name} is not in the documentation"
        );
    }
}
