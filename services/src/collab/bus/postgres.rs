//! Many instances on one PostgreSQL: `LISTEN` and `NOTIFY`.

use super::{Assembly, Bus, CHANNEL, SIGNALS, Signal};
use crate::{
    error::Result,
    store::{Store, drafts::notify},
};
use sea_orm::sqlx;
use std::time::Duration;
use tokio::{sync::broadcast, task::JoinHandle, time::sleep};

/// How long to wait before listening again after the connection was lost.
const LISTEN_AGAIN: Duration = Duration::from_millis(500);

/// The bus of an instance that shares its database with others.
pub struct Postgres {
    store: Store,
    instance: u64,
    heard: broadcast::Sender<Signal>,
    ear: JoinHandle<()>,
}

impl Postgres {
    /// Begins to listen.
    pub fn new(store: Store, instance: u64) -> Self {
        let (heard, _) = broadcast::channel(SIGNALS);
        let ear = tokio::spawn(hear(store.clone(), instance, heard.clone()));
        Postgres {
            store,
            instance,
            heard,
            ear,
        }
    }
}

impl Postgres {
    /// In one transaction, so that nothing comes between the pieces of a long signal.
    async fn tell(&self, signal: &Signal) -> Result<()> {
        let txn = self.store.begin().await?;
        notify(&txn, &signal.payload(self.instance)).await?;
        txn.commit().await?;
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.ear.abort();
    }
}

#[async_trait::async_trait]
impl Bus for Postgres {
    async fn send(&self, signal: Signal) {
        if let Err(cause) = self.tell(&signal).await {
            tracing::warn!(%cause, "the other instances were not told");
        }
    }

    fn listen(&self) -> broadcast::Receiver<Signal> {
        self.heard.subscribe()
    }
}

/// Listens for ever; after every gap it says so, because anything may have been said in it.
async fn hear(store: Store, instance: u64, heard: broadcast::Sender<Signal>) {
    loop {
        if let Err(cause) = hear_once(&store, instance, &heard).await {
            tracing::warn!(%cause, "the listener on PostgreSQL was lost");
        }
        sleep(LISTEN_AGAIN).await;
    }
}

async fn hear_once(
    store: &Store,
    instance: u64,
    heard: &broadcast::Sender<Signal>,
) -> std::result::Result<(), sqlx::Error> {
    let mut listener = store.listener().await?;
    listener.listen(CHANNEL).await?;
    // A send fails only when nobody listens, and then nobody misses anything.
    let _ = heard.send(Signal::Lost);
    let mut assembly = Assembly::default();
    while let Some(notification) = listener.try_recv().await? {
        if let Some((sender, signal)) = assembly.take(notification.payload())
            && sender != instance
        {
            let _ = heard.send(signal);
        }
    }
    Ok(())
}
