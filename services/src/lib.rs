//! What the system does, one noun a module.
//!
//! Every function takes `&Services` and, where rights matter, the account that asks; the answer
//! is a `model` value or an [`Error`]. Rights are checked here and nowhere else, and nothing of the
//! database leaves this crate.

pub mod access;
pub mod accounts;
pub mod anchors;
pub mod archive;
pub mod clock;
pub mod collab;
pub mod comparisons;
pub mod database;
pub mod demo;
pub mod error;
pub mod export;
pub mod jobs;
pub mod journal;
pub mod mail;
pub mod measures;
pub mod partnerships;
pub mod proposals;
pub mod rounds;
pub mod search;
pub mod security_event;
pub mod seen;
pub mod set_aside;
pub mod store;
pub mod template;
pub mod threads;
pub mod versions;
pub mod waiting;

mod csv;
mod drafts;
mod input;
mod notices;
mod reminders;
mod secret;
mod texts;
mod workers;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

#[cfg(test)]
pub(crate) mod tests;

pub use error::{Error, Result};

use clock::{Clock, SystemClock};
use collab::Hub;
use std::{ops::Deref, sync::Arc};
use store::Store;

/// How an instance is set up; `server::config` reads it from the environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:talka.db`, `sqlite::memory:` or `postgres://…`.
    pub database_url: String,
    /// Where people reach this instance, without a slash at the end; links in mails begin with it.
    pub base_url: String,
    /// Without one mails go to the log.
    pub mail_server: Option<mail::MailServer>,
    /// Whether everyone may sign in as a demo role; mails are kept for `/demo/mail`.
    pub demo: bool,
    /// Whether the demo may begin beside accounts that are not its own.
    pub demo_anywhere: bool,
    /// What makes PDFs; see [`export::Typeset`].
    pub typeset: export::Typeset,
}

/// Everything the functions of this crate stand on; cheap to clone.
///
/// It derefs to its [`Store`], so that what needs only the database can be called with either.
#[derive(Clone)]
pub struct Services {
    pub store: Store,
    pub hub: Hub,
    pub config: Arc<Config>,
    pub(crate) mailer: mail::Mailer,
    pub(crate) texts: texts::Texts,
    pub(crate) workers: workers::Workers,
}

impl Deref for Services {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Services {
    /// Connects, migrates, and seeds the demo when it is wanted and missing.
    pub async fn open(config: Config) -> Result<Services> {
        Services::open_with(config, Arc::new(SystemClock)).await
    }

    /// As [`Services::open`], with a clock of the caller's.
    pub async fn open_with(config: Config, clock: Arc<dyn Clock>) -> Result<Services> {
        let store = Store::open(&config.database_url, clock).await?;
        if config.demo && !config.demo_anywhere {
            demo::check_own_database(&store).await?;
        }
        let services = Services {
            mailer: mail::Mailer::new(&config)?,
            hub: Hub::new(store.clone()),
            texts: texts::Texts::new(),
            workers: workers::Workers::new(),
            store,
            config: Arc::new(config),
        };
        search::begin(&services).await?;
        if services.config.demo {
            demo::seed(&services).await?;
        }
        versions::watch(services.clone());
        versions::automatic::watch(services.clone());
        mail::post::start(services.clone());
        reminders::watch(services.clone());
        rounds::watch(services.clone());
        Ok(services)
    }

    /// For one command beside a server that may be running: opens what is there, changes no schema
    /// and sends no mail.
    pub async fn for_command(config: Config) -> Result<Services> {
        let store = Store::open_existing(&config.database_url, Arc::new(SystemClock)).await?;
        Ok(Services {
            mailer: mail::Mailer::new(&config)?,
            hub: Hub::new(store.clone()),
            texts: texts::Texts::new(),
            workers: workers::Workers::new(),
            store,
            config: Arc::new(config),
        })
    }
}
