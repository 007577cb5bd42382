//! Whoever holds a final looks its fingerprint up; every export of it says where.

use super::{World, in_every_store, refusal, who};
use crate::{
    demo::DemoRole,
    export::{self, Format, Which},
    partnerships, proposals,
    versions::{self, Fingerprint, KnownFinal},
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::Language,
    workflow::State,
};
use serde_json::Value;

async fn hash_of(world: &World, proposal: ProposalId) -> String {
    let admin = Some(who(DemoRole::Admin));
    let progress = proposals::progress(&world.s, admin, proposal).await;
    progress.unwrap().present_hash
}

async fn verify(world: &World, account: Option<AccountId>, hash: &str) -> Vec<KnownFinal> {
    let fingerprint: Fingerprint = hash.parse().unwrap();
    versions::verify(&world.s, account, &fingerprint)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_final_is_told_to_members_and_when_published_to_everybody() {
    in_every_store(async |world| {
        let proposal = world.agree().await;
        let hash = hash_of(&world, proposal).await;
        let reader = Some(who(DemoRole::Reader));
        assert_eq!(
            verify(&world, reader, &hash).await,
            [],
            "not before it is final"
        );
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            versions::sign_off(&world.s, who(role), proposal)
                .await
                .unwrap();
        }
        let admin = who(DemoRole::Admin);
        proposals::move_state(&world.s, admin, proposal, State::Final, "", None)
            .await
            .unwrap();

        let found = verify(&world, reader, &hash).await;
        let told = found[0].told.clone().unwrap();
        assert_eq!((found.len(), told.proposal, told.number), (1, proposal, 1));
        assert_eq!((told.sides.len(), told.signed.len()), (2, 2));
        assert_eq!(found[0].imported, None);
        let stranger = verify(&world, None, &hash).await;
        assert_eq!((stranger.len(), stranger[0].told.clone()), (1, None));
        assert_eq!(stranger[0].at, found[0].at);

        proposals::publish(&world.s, admin, proposal, true)
            .await
            .unwrap();
        assert_eq!(verify(&world, None, &hash).await, found);
        let other = format!("{}{}", &hash[1..], &hash[..1]);
        assert_eq!(verify(&world, reader, &other).await, []);
    })
    .await;
}

#[tokio::test]
async fn every_export_of_a_final_ends_with_its_fingerprint_and_where_to_look_it_up() {
    in_every_store(async |world| {
        let proposal = world.proposal().await;
        let reader = Some(who(DemoRole::Reader));
        let draft = export::file(&world.s, reader, proposal, Language::En, Format::Markdown).await;
        let draft = String::from_utf8(draft.unwrap().bytes).unwrap();
        assert!(!draft.contains("/verify/"), "{draft}");
        world.finalise().await;
        let hash = hash_of(&world, proposal).await;
        let address = format!("https://talka.example/verify/{hash}");
        for format in [Format::Html, Format::Markdown] {
            let file = export::file(&world.s, reader, proposal, Language::Pl, format).await;
            let text = String::from_utf8(file.unwrap().bytes).unwrap();
            let end: String = text.chars().skip(text.chars().count() - 700).collect();
            assert!(
                end.contains(&address) && end.contains("Suma kontrolna"),
                "{end}"
            );
        }
        let docx = export::file(&world.s, reader, proposal, Language::Pl, Format::Docx).await;
        let docx = super::export::part(&docx.unwrap().bytes, "word/document.xml");
        assert!(docx.contains(&address), "{docx}");
    })
    .await;
}

async fn json(
    world: &World,
    account: Option<AccountId>,
    id: ProposalId,
    language: Option<Language>,
) -> Value {
    let file = export::json_of(&world.s, account, id, Which::Shown, language).await;
    serde_json::from_slice(&file.unwrap().bytes).unwrap()
}

#[tokio::test]
async fn json_holds_the_structure_and_what_the_account_may_see() {
    in_every_store(async |world| {
        let proposal = world.proposal().await;
        let reader = Some(who(DemoRole::Reader));
        let all = json(&world, reader, proposal, None).await;
        assert_eq!(
            (&all["format"], &all["version"]),
            (&"talka-proposal".into(), &1.into())
        );
        assert_eq!(all["proposal"]["state"], "draft");
        assert_eq!(all["proposal"]["languages"].as_array().unwrap().len(), 3);
        let sections = all["sections"].as_array().unwrap();
        let blocks = |section: &Value| section["text"]["lv"]["blocks"].as_array().unwrap().len();
        assert!(sections.iter().map(blocks).sum::<usize>() > 20, "{all}");
        assert!(all.to_string().contains(r#""marks":["bold"]"#), "{all}");
        assert_eq!(all["text"]["sha256"], hash_of(&world, proposal).await);
        assert_eq!(all["text"]["verify"], Value::Null);
        let decided = |thread: &Value| !thread["decisions"].as_array().unwrap().is_empty();
        assert!(
            all["threads"].as_array().unwrap().iter().any(decided),
            "{all}"
        );
        assert!(all["partnership"]["facts"]["budget_cents"].is_number());
        assert!(!all.to_string().contains('@'), "no addresses");

        let one = json(&world, reader, proposal, Some(Language::Pl)).await;
        assert_eq!(one["proposal"]["languages"], serde_json::json!(["pl"]));
        let in_text = one["sections"][0]["text"].as_object().unwrap();
        assert_eq!(in_text.keys().collect::<Vec<_>>(), ["pl"]);

        world.finalise().await;
        proposals::publish(&world.s, who(DemoRole::Admin), proposal, true)
            .await
            .unwrap();
        let open = json(&world, None, proposal, None).await;
        assert_eq!(
            (&open["threads"], &open["partnership"]["facts"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(open["sign_offs"].as_array().unwrap().len(), 2);
        assert!(
            open["text"]["verify"]
                .as_str()
                .unwrap()
                .starts_with("https://talka.example/verify/")
        );
    })
    .await;
}

#[tokio::test]
async fn a_stranger_gets_no_json_and_the_log_says_who_took_all_languages() {
    in_every_store(async |world| {
        let proposal = world.proposal().await;
        let none = export::json_of(&world.s, None, proposal, Which::Shown, None).await;
        assert_eq!(refusal(none), Refusal::NotFound);
        let editor = who(DemoRole::Editor);
        json(&world, Some(editor), proposal, None).await;
        let partnership = partnerships::list(&world.s, editor).await.unwrap()[0].id;
        let log = crate::journal::table(&world.s, editor, partnership, Language::En).await;
        let log = String::from_utf8(log.unwrap().bytes).unwrap();
        assert!(log.contains("exported_all"), "{log}");
    })
    .await;
}
