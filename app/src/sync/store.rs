//! What the browser keeps of a draft: the document as it was last seen, and every change that the
//! server has not yet acknowledged. Both outlive a reload and a crash of the page.
//!
//! One IndexedDB database; keys are text, `{account}/{proposal}` for documents and
//! `{account}/{proposal}/{number}` for changes, so that two people on one computer do not meet.

use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStoreParams, Transaction,
    TransactionMode,
};
use js_sys::{Function, Promise, Uint8Array};
use std::future::Future;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

const DATABASE: &str = "talka";
const DATABASE_VERSION: u32 = 1;
const DOCUMENTS: &str = "documents";
const CHANGES: &str = "changes";

/// One person's copy of one proposal in this browser.
pub struct Store {
    database: Database,
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
    pub async fn open(account: &str, proposal: &str) -> Result<Store, Error> {
        let mut opening = Factory::new()?.open(DATABASE, Some(DATABASE_VERSION))?;
        opening.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for name in [DOCUMENTS, CHANGES] {
                    // It fails only where the store is there.
                    let _ = database.create_object_store(name, ObjectStoreParams::new());
                }
            }
        });
        let database = opening.await?;
        let name = format!("{account}/{proposal}");
        Ok(Store { database, name })
    }

    /// Everything kept of this proposal.
    pub async fn load(&self) -> Result<Kept, Error> {
        let transaction = self.transaction(TransactionMode::ReadOnly)?;
        let documents = transaction.object_store(DOCUMENTS)?;
        let document = documents.get(JsValue::from(&self.name))?.await?;
        let store = transaction.object_store(CHANGES)?;
        let keys = store.get_all_keys(Some(self.changes_range()?.into()), None)?;
        let values = store.get_all(Some(self.changes_range()?.into()), None)?;
        let (keys, values) = (keys.await?, values.await?);
        let changes = keys.iter().zip(&values);
        Ok(Kept {
            document: document.as_ref().map(bytes),
            changes: changes
                .filter_map(|(key, value)| Some((key.as_string()?, bytes(value))))
                .collect(),
        })
    }

    fn transaction(&self, mode: TransactionMode) -> Result<Transaction, Error> {
        self.database.transaction(&[DOCUMENTS, CHANGES], mode)
    }

    fn changes_range(&self) -> Result<KeyRange, Error> {
        let from = JsValue::from(format!("{}/", self.name));
        let to = JsValue::from(format!("{}/\u{ffff}", self.name));
        KeyRange::bound(&from, &to, Some(false), Some(false))
    }

    /// The key of a change: `page` tells tabs apart, `number` counts within one.
    pub fn key(&self, page: u64, number: u32) -> String {
        format!("{}/{page:x}/{number:08}", self.name)
    }

    /// Hands a change to the browser at once, so that it is kept whatever becomes of the page. The
    /// answer comes when it is on this device.
    pub fn keep(
        &self,
        key: &str,
        change: &[u8],
    ) -> Result<impl Future<Output = Result<(), Error>> + use<>, Error> {
        let transaction = self.transaction(TransactionMode::ReadWrite)?;
        let value = Uint8Array::from(change);
        let changes = transaction.object_store(CHANGES)?;
        changes.put(&value, Some(&JsValue::from(key)))?;
        // Or else the browser drops what a page that goes away has not begun to write.
        Ok(done(transaction.commit()?))
    }

    /// Writes the document and forgets the changes that the server has, both or neither.
    pub async fn settle(&self, document: &[u8], acknowledged: &[String]) -> Result<(), Error> {
        let transaction = self.transaction(TransactionMode::ReadWrite)?;
        let value = Uint8Array::from(document);
        let documents = transaction.object_store(DOCUMENTS)?;
        documents.put(&value, Some(&JsValue::from(&self.name)))?;
        let changes = transaction.object_store(CHANGES)?;
        for key in acknowledged {
            changes.delete(JsValue::from(key))?;
        }
        done(transaction).await
    }

    /// Forgets the document, and the changes as well if the server has them all.
    pub async fn forget(&self, changes_too: bool) -> Result<(), Error> {
        let transaction = self.transaction(TransactionMode::ReadWrite)?;
        if changes_too {
            let changes = transaction.object_store(CHANGES)?;
            changes.delete(self.changes_range()?)?;
        }
        let documents = transaction.object_store(DOCUMENTS)?;
        documents.delete(JsValue::from(&self.name))?;
        done(transaction).await
    }
}

/// Waits for the last word on a transaction. Errors are not listened to: an abort follows each, and
/// what is listened to must not go before the last of these events.
async fn done(mut transaction: Transaction) -> Result<(), Error> {
    let ended = Promise::new(&mut |resolve, reject| {
        let tell = |to: Function| {
            move |_| {
                let _ = to.call0(&JsValue::NULL);
            }
        };
        transaction.on_complete(tell(resolve));
        transaction.on_abort(tell(reject));
    });
    let ended = JsFuture::from(ended).await;
    ended.map(drop).map_err(Error::TransactionAbortError)
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}
