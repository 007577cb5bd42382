//! What every handler may ask for: the services, the configuration and the page's own files.

use crate::{
    config::Config,
    front::{Front, Limits},
};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;
use std::sync::Arc;
use tokio::sync::watch;

/// The state of the router; cheap to clone.
#[derive(Clone)]
pub struct Site {
    pub services: Services,
    pub config: Arc<Config>,
    pub(crate) front: Arc<Front>,
    /// Whether the process was told to stop.
    stopping: Arc<watch::Sender<bool>>,
    leptos: LeptosOptions,
}

impl Site {
    /// The state over opened services.
    pub fn new(services: Services, config: Config) -> Site {
        Site::with_limits(services, config, Limits::default())
    }

    /// As [`Site::new`], with other limits of the front door.
    pub fn with_limits(services: Services, config: Config, limits: Limits) -> Site {
        let leptos = LeptosOptions::builder().output_name("app").build();
        Site {
            services,
            config: Arc::new(config),
            front: Arc::new(Front::new(limits)),
            stopping: Arc::new(watch::Sender::new(false)),
            leptos,
        }
    }
}

impl Site {
    /// What only waits is answered from now on.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether the process was told to stop, and when it is.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stopping.subscribe()
    }

    /// Serves no more connections than this at once.
    pub(crate) fn limit_connections(&mut self, most: usize) {
        let limits = &self.front.limits;
        let connections = limits.connections.min(most);
        let limits = Limits {
            connections,
            ..limits.clone()
        };
        self.front = Arc::new(Front::new(limits));
    }
}

impl FromRef<Site> for Services {
    fn from_ref(site: &Site) -> Services {
        site.services.clone()
    }
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> LeptosOptions {
        site.leptos.clone()
    }
}
