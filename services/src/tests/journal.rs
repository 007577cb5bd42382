//! The journal: a line for every act, numbered without holes.

use super::{in_every_store, partnerships::new_partnership, refusal, who};
use crate::{demo::DemoRole, journal, partnerships, proposals};
use model::{
    error::Refusal,
    journal::{Act, Topic},
    language::{Language, Texts},
    limits,
};

fn titled(english: &str) -> Texts {
    Texts {
        en: english.to_owned(),
        ..Texts::default()
    }
}

#[tokio::test]
async fn a_partnership_and_its_proposals_begin_with_a_line() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = partnerships::create(s, admin, new_partnership())
            .await
            .unwrap();
        for title in ["=1+1", "Two \"words\""] {
            proposals::create(s, admin, id, titled(title), vec![Language::En])
                .await
                .unwrap();
        }
        let page = journal::of_partnership(s, admin, id, None, 7).await.unwrap();
        assert_eq!((page.page, page.pages), (0, 1));
        let mut acts: Vec<_> = page.entries.iter().map(|entry| &entry.act).collect();
        assert!(matches!(acts.pop(), Some(Act::PartnershipCreated { title }) if title.en == "A partnership"));
        assert_eq!(acts.len(), 2);
        for entry in &page.entries {
            assert_eq!(entry.seq, 1);
            assert_eq!(entry.by.as_ref().unwrap().account, admin);
        }
        let file = journal::table(s, admin, id, Language::En).await.unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("\"'=1+1\",\"1\",\"proposal_created\""), "{text}");
        let stranger = journal::of_partnership(s, who(DemoRole::Editor), id, None, 0).await;
        assert_eq!(refusal(stranger), Refusal::NotFound);
    })
    .await;
}

#[tokio::test]
async fn the_log_comes_in_pages_and_by_topic() {
    in_every_store(async |world| {
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        let id = partnerships::create(s, admin, new_partnership())
            .await
            .unwrap();
        for number in 0..limits::JOURNAL_LINES_A_PAGE {
            let title = titled(&format!("Proposal {number}"));
            proposals::create(s, admin, id, title, vec![Language::En])
                .await
                .unwrap();
        }
        let read = async |topic, page| {
            let page = journal::of_partnership(s, admin, id, topic, page)
                .await
                .unwrap();
            (page.entries.len() as u64, page.page, page.pages)
        };
        for topic in [None, Some(Topic::Other)] {
            assert_eq!(read(topic, 0).await, (limits::JOURNAL_LINES_A_PAGE, 0, 2));
            assert_eq!(read(topic, 1).await, (1, 1, 2));
            assert_eq!(read(topic, 9).await, (1, 1, 2));
        }
        assert_eq!(read(Some(Topic::People), 0).await, (0, 0, 1));
    })
    .await;
}
