//! What the browser keeps of a draft: the document as it was last seen, and every change that the
//! server has not yet acknowledged. Both outlive a reload and a crash of the page.
//!
//! One IndexedDB database; keys are text, `{account}/{proposal}` for documents and
//! `{account}/{proposal}/{number}` for changes, so that two people on one computer do not meet.

use js_sys::Uint8Array;
use rexie::{KeyRange, ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;

const DATABASE: &str = "talka";
const DATABASE_VERSION: u32 = 1;
const DOCUMENTS: &str = "documents";
const CHANGES: &str = "changes";

/// One person's copy of one proposal in this browser.
pub struct Store {
    database: Rexie,
    name: String,
}

/// What the store held when the page was opened.
#[derive(Default)]
pub struct Kept {
    pub document: Option<Vec<u8>>,
    /// Oldest first, each with the key under which it is kept.
    pub changes: Vec<(String, Vec<u8>)>,
}

impl Store {
    /// Opens the store; fails where the browser has none to give, as in some private windows.
    pub async fn open(account: &str, proposal: &str) -> rexie::Result<Store> {
        let database = Rexie::builder(DATABASE)
            .version(DATABASE_VERSION)
            .add_object_store(ObjectStore::new(DOCUMENTS))
            .add_object_store(ObjectStore::new(CHANGES))
            .build()
            .await?;
        let name = format!("{account}/{proposal}");
        Ok(Store { database, name })
    }

    /// Everything kept of this proposal.
    pub async fn load(&self) -> rexie::Result<Kept> {
        let transaction = self
            .database
            .transaction(&[DOCUMENTS, CHANGES], TransactionMode::ReadOnly)?;
        let document = transaction
            .store(DOCUMENTS)?
            .get(self.name.as_str().into())
            .await?;
        let store = transaction.store(CHANGES)?;
        let range = self.changes_range()?;
        let keys = store.get_all_keys(Some(range), None).await?;
        let values = store.get_all(Some(self.changes_range()?), None).await?;
        let changes = keys.iter().zip(&values);
        Ok(Kept {
            document: document.as_ref().map(bytes),
            changes: changes
                .filter_map(|(key, value)| Some((key.as_string()?, bytes(value))))
                .collect(),
        })
    }

    fn changes_range(&self) -> rexie::Result<KeyRange> {
        let from = JsValue::from(format!("{}/", self.name));
        let to = JsValue::from(format!("{}/\u{ffff}", self.name));
        Ok(KeyRange::bound(&from, &to, Some(false), Some(false))?)
    }

    /// The key of a change: `page` tells tabs apart, `number` counts within one.
    pub fn key(&self, page: u64, number: u32) -> String {
        format!("{}/{page:x}/{number:08}", self.name)
    }

    /// Writes changes; they are on this device when it returns.
    pub async fn keep(&self, changes: &[(String, Vec<u8>)]) -> rexie::Result<()> {
        let transaction = self
            .database
            .transaction(&[CHANGES], TransactionMode::ReadWrite)?;
        let store = transaction.store(CHANGES)?;
        for (key, change) in changes {
            let value = Uint8Array::from(change.as_slice());
            store.put(&value, Some(&key.as_str().into())).await?;
        }
        transaction.done().await?;
        Ok(())
    }

    /// Writes the document and forgets the changes that the server has, both or neither.
    pub async fn settle(&self, document: &[u8], acknowledged: &[String]) -> rexie::Result<()> {
        let transaction = self
            .database
            .transaction(&[DOCUMENTS, CHANGES], TransactionMode::ReadWrite)?;
        let value = Uint8Array::from(document);
        transaction
            .store(DOCUMENTS)?
            .put(&value, Some(&self.name.as_str().into()))
            .await?;
        let changes = transaction.store(CHANGES)?;
        for key in acknowledged {
            changes.delete(key.as_str().into()).await?;
        }
        transaction.done().await?;
        Ok(())
    }

    /// Forgets the document, and the changes as well if the server has them all.
    pub async fn forget(&self, changes_too: bool) -> rexie::Result<()> {
        let transaction = self
            .database
            .transaction(&[DOCUMENTS, CHANGES], TransactionMode::ReadWrite)?;
        if changes_too {
            let changes = transaction.store(CHANGES)?;
            let range = Some(self.changes_range()?);
            for key in changes.get_all_keys(range, None).await? {
                changes.delete(key).await?;
            }
        }
        transaction
            .store(DOCUMENTS)?
            .delete(self.name.as_str().into())
            .await?;
        transaction.done().await?;
        Ok(())
    }
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}
