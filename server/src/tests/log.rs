//! The log page by topic: plain links, which work without script.

use super::Talka;
use model::ids::CommentId;
use services::{
    demo::{DemoRole, account_of},
    partnerships, threads,
};
use uuid::Uuid;

#[tokio::test]
async fn the_log_shows_one_topic_or_all() {
    let talka = Talka::demo().await;
    let (s, admin) = (&talka.services, account_of(DemoRole::Admin));
    let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
    let thread = talka.open_thread().await.parse().unwrap();
    let id = CommentId(Uuid::from_u128(5));
    threads::answer(s, admin, thread, "Said", id).await.unwrap();
    let head = account_of(DemoRole::Reader);
    partnerships::set_signer(s, admin, partnership, head, true)
        .await
        .unwrap();
    let person = talka.person("admin").await;
    person.post("/language", "language=en").await;
    for (query, people, comments) in [
        ("", true, true),
        ("?topic=people", true, false),
        ("?topic=comments", false, true),
        ("?topic=steps", false, false),
        ("?topic=nonsense", true, true),
    ] {
        let page = person
            .get(&format!("/partnerships/{partnership}/log{query}"))
            .await;
        let shows = |words: &str| page.text().contains(words);
        assert_eq!(shows("Named to sign off"), people, "{query}");
        assert_eq!(shows("Answer to the comment on"), comments, "{query}");
        assert!(!shows("Said"), "what was said stands in the thread alone");
        assert!(shows("aria-current=\"page\""), "{query}");
    }
}
