//! What must be right in the end.

use super::{person::Deed, stage::Stage};
use crate::collab::{
    records::{Known, Records},
    room::Room,
    tests::peer::{field, text_of},
};
use std::collections::BTreeSet;

type Words = BTreeSet<String>;

impl Stage {
    pub async fn stored(&self) -> Room {
        let loaded = self
            .records
            .load(self.world.proposal, &Known::default())
            .await;
        Room::new(9_000_000, loaded.unwrap().unwrap(), Vec::new()).unwrap()
    }

    /// What nobody was ever allowed to write is not in the store.
    pub async fn check_refused(&self) {
        let text = text_of(self.stored().await.draft());
        let words: Words = text.split_whitespace().map(str::to_owned).collect();
        for person in &self.people {
            for (_, deed) in person.kept.values().filter(|(_, deed)| !deed.was_allowed) {
                let smuggled = deed.wrote.iter().any(|word| words.contains(word));
                assert!(!smuggled, "a refused word is in the text: {deed:?}");
            }
        }
    }

    /// Everything that was called saved is in the store, as connections read it that did not write.
    pub async fn check_acknowledged(&self) {
        self.check_saved(&text_of(self.stored().await.draft()));
    }

    /// Everyone sees what the store holds, everything called saved is in it, and all see each other.
    pub async fn check(&self) {
        let stored = self.stored().await;
        let text = text_of(stored.draft());
        for (number, instance) in self.instances.iter().enumerate() {
            if let Some(room) = &instance.room {
                assert_eq!(
                    text_of(room.draft()),
                    text,
                    "instance {number} and the store"
                );
            }
        }
        for person in &self.people {
            assert_eq!(
                person.half.unsaved(),
                0,
                "person {} has saved",
                person.number
            );
            assert_eq!(
                person.text(),
                text,
                "person {} and the store",
                person.number
            );
            let rebuilt = person.draft.rebuilt(&field());
            assert_eq!(&rebuilt, person.draft.projection(&field()));
        }
        self.check_saved(&text);
        self.check_presence();
    }

    fn check_saved(&self, text: &str) {
        let words: Words = text.split_whitespace().map(str::to_owned).collect();
        let deeds: Vec<&Deed> = self
            .people
            .iter()
            .flat_map(|person| &person.saved)
            .collect();
        let deleted: Words = deeds.iter().flat_map(|deed| deed.deleted.clone()).collect();
        for deed in deeds {
            if let Some(word) = &deed.wrote {
                let is_there = words.contains(word) || deleted.contains(word);
                assert!(is_there, "a saved word is lost: {word} in {text:?}");
            }
        }
        let undead: Vec<_> = deleted.intersection(&words).collect();
        assert!(undead.is_empty(), "saved deletions are undone: {undead:?}");
    }

    fn check_presence(&self) {
        for person in &self.people {
            let others = self
                .people
                .iter()
                .filter(|other| other.number != person.number);
            let others: Vec<_> = others.map(|other| other.client()).collect();
            let seen: Vec<_> = person.half.peers().keys().copied().collect();
            assert_eq!(seen, others, "whom person {} sees", person.number);
            for other in self
                .people
                .iter()
                .filter(|other| other.number != person.number)
            {
                let seen = &person.half.peers()[&other.client()].state;
                let seen: serde_json::Value = serde_json::from_str(seen).unwrap();
                let said = other.presence.as_deref().unwrap_or_default();
                let said: serde_json::Value = serde_json::from_str(said).unwrap();
                assert_eq!(seen["cursor"], said["cursor"]);
                assert_eq!(seen["user"]["account"], other.account.to_string());
            }
        }
    }
}
