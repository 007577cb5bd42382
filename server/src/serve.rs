//! Listening, and ending without losing anything.

mod connections;
mod held;

use crate::{metrics, site::Site};
use connections::Connections;
use std::{net::SocketAddr, time::Duration};
use tokio::{
    net::TcpListener,
    signal,
    time::{Instant, timeout_at},
};

/// When, after the process was told to stop, open requests, then the rooms, then the database are
/// waited for no longer. Platforms wait ten seconds before they kill; what one of them does not need
/// of its time is the next one's.
const REQUESTS_END: Duration = Duration::from_secs(4);
const ROOMS_END: Duration = Duration::from_secs(7);
const DATABASE_ENDS: Duration = Duration::from_secs(8);

/// Takes the port. It comes before the database: a process that cannot serve changes no schema.
pub async fn listen(addr: SocketAddr) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(addr).await;
    listener.map_err(|cause| format!("cannot listen on {addr}: {cause}"))
}

/// Serves until the process is told to stop, then commits what is open and ends.
pub async fn serve(listener: TcpListener, mut site: Site) -> Result<(), String> {
    connections::fit_to_descriptors(&mut site);
    tracing::info!(url = site.config.base_url, "serving");
    tokio::spawn(metrics::watch_runtime());
    run(listener, site, told_to_stop()).await
}

/// Serves on this listener until `stop` ends. Sockets outlive the request that opened them, so the
/// rooms are drained as well: what is typed is committed, and clients are told to come back.
pub async fn run(
    listener: TcpListener,
    site: Site,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    let (services, told) = (site.services.clone(), site.clone());
    let mut connections = Connections::new(site);
    tokio::select! {
        () = connections.accept(&listener) => {}
        () = stop => tracing::info!("stopping"),
    }
    drop(listener);
    told.stop();
    let rooms = services.hub.drain();
    end_in_time(connections.ended(), rooms, services.close()).await;
    Ok(())
}

/// Waits for each of them, and for none longer than the platform does.
async fn end_in_time(
    requests: impl Future<Output = ()>,
    rooms: impl Future<Output = ()>,
    database: impl Future<Output = ()>,
) {
    let told = Instant::now();
    if timeout_at(told + REQUESTS_END, requests).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    if timeout_at(told + ROOMS_END, rooms).await.is_err() {
        tracing::warn!("the rooms were not drained in time");
    }
    if timeout_at(told + DATABASE_ENDS, database).await.is_err() {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::pending;

    #[tokio::test(start_paused = true)]
    async fn however_much_hangs_it_ends_before_a_platform_kills() {
        let told = Instant::now();
        end_in_time(pending(), pending(), pending()).await;
        assert!(told.elapsed() < Duration::from_secs(9));
    }

    #[tokio::test(start_paused = true)]
    async fn rooms_get_the_time_that_requests_do_not_need() {
        let mut drained = false;
        let rooms = async {
            tokio::time::sleep(ROOMS_END - Duration::from_secs(1)).await;
            drained = true;
        };
        end_in_time(async {}, rooms, pending()).await;
        assert!(drained);
    }
}
