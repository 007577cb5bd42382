//! One instance alone: nobody to tell, nothing to hear.

use super::{Bus, SIGNALS, Signal};
use tokio::sync::broadcast;

/// The bus of an instance that has the store for itself.
pub struct Local {
    // Held so that listeners wait instead of hearing that the bus is closed.
    silence: broadcast::Sender<Signal>,
}

impl Default for Local {
    fn default() -> Self {
        let (silence, _) = broadcast::channel(SIGNALS.min(1));
        Local { silence }
    }
}

#[async_trait::async_trait]
impl Bus for Local {
    async fn send(&self, _: Signal) {}

    fn listen(&self) -> broadcast::Receiver<Signal> {
        self.silence.subscribe()
    }
}
