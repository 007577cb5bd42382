//! Listening, and ending without losing anything.

mod connections;
mod held;

use crate::site::Site;
use connections::Connections;
use services::Services;
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, signal, time::timeout};

/// How long open requests may take to end after the process was told to stop. Platforms wait ten
/// seconds before they kill.
const GRACE: Duration = Duration::from_secs(8);

/// Takes the port. It comes before the database: a process that cannot serve changes no schema.
pub async fn listen(addr: SocketAddr) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(addr).await;
    listener.map_err(|cause| format!("cannot listen on {addr}: {cause}"))
}

/// Serves until the process is told to stop, then commits what is open and ends.
pub async fn serve(listener: TcpListener, mut site: Site) -> Result<(), String> {
    connections::fit_to_descriptors(&mut site);
    tracing::info!(url = site.config.base_url, "serving");
    run(listener, site, told_to_stop()).await
}

/// Serves on this listener until `stop` ends. Sockets outlive the request that opened them, so the
/// rooms are drained as well: what is typed is committed, and clients are told to come back.
pub async fn run(
    listener: TcpListener,
    site: Site,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let services = site.services.clone();
    let mut connections = Connections::new(site);
    tokio::select! {
        () = connections.accept(&listener) => {}
        () = stop => tracing::info!("stopping"),
    }
    drop(listener);
    if timeout(GRACE, connections.ended()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    closed(services).await;
    Ok(())
}

/// Drains the rooms, then closes the database.
async fn closed(services: Services) {
    if timeout(GRACE, services.hub.drain()).await.is_err() {
        tracing::warn!("the rooms were not drained in time");
    }
    if timeout(GRACE, services.close()).await.is_err() {
        tracing::warn!("the database was not closed in time");
    }
}

/// Ends at SIGTERM (platforms) or SIGINT (a terminal).
async fn told_to_stop() {
    let interrupt = async {
        let _ = signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut stream) => {
                stream.recv().await;
            }
            Err(cause) => {
                tracing::error!(%cause, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
