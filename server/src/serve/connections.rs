//! Connections: how many there are, how long one may say nothing, and how they end.
//!
//! axum's own accept loop sets no time limits, so that a request of which only half arrives would
//! stay for ever; hence this one, on hyper.

use super::held::HeldStream;
use crate::{
    front::{Peer, Place, Places, counted},
    router::router,
    site::Site,
};
use axum::{Router, body::Body, http::Request};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{HttpService, service_fn},
};
use hyper_util::rt::{TokioIo, TokioTimer};
use model::limits;
use services::security_event::{About, SecurityEvent};
use std::{
    convert::Infallible,
    io::{self, ErrorKind},
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::sleep,
};
use tower::ServiceExt;

/// After a fault of the machine (no descriptors, no memory) the next look is taken this much later.
const PAUSE_AFTER_FAULT: Duration = Duration::from_millis(200);

/// What a connection is told for which there is no place.
const NO_PLACE: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\
                          Connection: close\r\nContent-Length: 0\r\n\r\n";

/// All connections of one listener.
pub struct Connections {
    site: Site,
    router: Router,
    http: http1::Builder,
    places: Arc<Semaphore>,
    addresses: Places<IpAddr>,
    /// Tells each connection to end. Each holds a receiver until it has.
    stop: watch::Sender<bool>,
}

/// A connection's place among all, and among those of its address where they are counted.
pub type BothPlaces = (OwnedSemaphorePermit, Option<Place>);

impl Connections {
    pub fn new(site: Site) -> Connections {
        let limits = &site.front.limits;
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .max_buf_size(limits::HEAD_BYTES);
        Connections {
            router: router(site.clone()),
            http,
            places: Arc::new(Semaphore::new(limits.connections)),
            addresses: Places::new(limits.connections_an_address),
            stop: watch::Sender::new(false),
            site,
        }
    }

    /// Takes connections without end.
    pub async fn accept(&mut self, listener: &TcpListener) {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => self.begin(stream, peer),
                Err(cause) if is_of_the_peer(&cause) => {}
                Err(cause) => {
                    tracing::error!(%cause, "no connection can be taken");
                    sleep(PAUSE_AFTER_FAULT).await;
                }
            }
        }
    }

    fn begin(&self, stream: TcpStream, peer: SocketAddr) {
        let Some(places) = self.place(peer.ip()) else {
            SecurityEvent::ConnectionRefused.log(About::default());
            // Whether it is heard is the peer's matter.
            let _ = stream.try_write(NO_PLACE);
            return;
        };
        // Frames are small and wait for nobody.
        let _ = stream.set_nodelay(true);
        let held = HeldStream::new(stream, self.site.front.limits.stalled, places);
        let router = self.router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let connection = self.http.serve_connection(TokioIo::new(held), service);
        tokio::spawn(until_told(connection, self.stop.subscribe()));
    }

    /// A place among all, and one among those of its address. A trusted proxy has many people
    /// behind one address.
    fn place(&self, peer: IpAddr) -> Option<BothPlaces> {
        let all = self.places.clone().try_acquire_owned().ok()?;
        let proxy = self.site.config.trusted_proxy.as_ref();
        let is_counted = self.site.front.limits.counts(peer.to_canonical())
            && proxy.is_none_or(|proxy| !proxy.trusts(peer));
        let own = match is_counted {
            true => Some(self.addresses.take(counted(peer))?),
            false => None,
        };
        Some((all, own))
    }

    /// Ends when every connection has, each after the request that is under way.
    pub async fn ended(self) {
        self.stop.send_replace(true);
        self.stop.closed().await;
    }
}

/// Runs a connection to its end, or to the end of its present request once it is told to stop.
async fn until_told<S>(
    connection: http1::Connection<TokioIo<HeldStream>, S>,
    mut stop: watch::Receiver<bool>,
) where
    S: HttpService<Incoming, ResBody = Body, Error = Infallible> + Send + 'static,
    S::Future: Send,
{
    let mut connection = pin!(connection.with_upgrades());
    // How a connection ended is its peer's matter.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stop.wait_for(|stop| *stop) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<axum::response::Response, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    router.oneshot(request).await
}

/// The peer had gone before it was taken; the next one is another.
fn is_of_the_peer(cause: &io::Error) -> bool {
    matches!(
        cause.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// Lets the process open as many files as the machine grants it, and serves no more connections than
/// leave enough of them for the database, mail and exports.
pub fn fit_to_descriptors(site: &mut Site) {
    let wanted = (limits::CONNECTIONS + limits::OTHER_DESCRIPTORS) as u64;
    match rlimit::increase_nofile_limit(wanted) {
        Ok(granted) if granted < wanted => {
            let most = (granted as usize)
                .saturating_sub(limits::OTHER_DESCRIPTORS)
                .max(1);
            tracing::warn!(
                granted,
                connections = most,
                "the process may open few files"
            );
            site.limit_connections(most);
        }
        Ok(_) => {}
        Err(cause) => tracing::warn!(%cause, "the limit of open files is unknown"),
    }
}
