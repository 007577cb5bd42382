//! What every handler may ask for: the services, the configuration and the page's own files.

use crate::config::Config;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;
use std::sync::Arc;

/// The state of the router; cheap to clone.
#[derive(Clone)]
pub struct Site {
    pub services: Services,
    pub config: Arc<Config>,
    leptos: LeptosOptions,
}

impl Site {
    /// The state over opened services.
    pub fn new(services: Services, config: Config) -> Site {
        let leptos = LeptosOptions::builder().output_name("app").build();
        Site {
            services,
            config: Arc::new(config),
            leptos,
        }
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
