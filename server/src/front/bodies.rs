//! Bodies are read here and nowhere else: whole, within a size, at a least rate, and out of one
//! budget of memory.

use super::{answer::Fault, limits::Limits, places::Place};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use bytes::BytesMut;
use futures::StreamExt;
use model::{error::Refusal, limits};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout, timeout_at},
};

/// The budget, and how fast a body has to come.
pub struct Bodies {
    free_bytes: Arc<Semaphore>,
    patience: Duration,
    bytes_a_second: u32,
}

/// What a body holds until its answer is there.
#[derive(Default)]
pub struct Held {
    _bytes: Option<OwnedSemaphorePermit>,
    _place: Option<Place>,
}

impl Held {
    /// With the place of its account.
    pub fn with(self, place: Option<Place>) -> Held {
        Held {
            _place: place,
            ..self
        }
    }
}

impl Bodies {
    pub fn new(limits: &Limits) -> Bodies {
        Bodies {
            free_bytes: Arc::new(Semaphore::new(limits.bodies_bytes)),
            patience: limits.body,
            bytes_a_second: limits.body_bytes_a_second.max(1),
        }
    }

    /// The whole body of at most so many bytes. Only what has come counts against the budget, so
    /// that whoever announces much and sends nothing takes nothing away.
    pub async fn read(&self, body: Body, most_bytes: usize) -> Result<(Bytes, Held), Fault> {
        let began = Instant::now();
        let mut chunks = body.into_data_stream();
        let mut whole = BytesMut::new();
        let mut held: Option<OwnedSemaphorePermit> = None;
        loop {
            let earned = Duration::from_secs(whole.len() as u64) / self.bytes_a_second;
            let chunk = match timeout_at(began + self.patience + earned, chunks.next()).await {
                Ok(Some(Ok(chunk))) => chunk,
                Ok(Some(Err(_))) => return Err(unread(StatusCode::BAD_REQUEST)),
                Ok(None) => break,
                Err(_) => return Err(unread(StatusCode::REQUEST_TIMEOUT)),
            };
            if whole.len() + chunk.len() > most_bytes {
                return Err(Refusal::TooLarge.into());
            }
            let more = self.take(chunk.len())?;
            match &mut held {
                Some(held) => held.merge(more),
                None => held = Some(more),
            }
            whole.extend_from_slice(&chunk);
        }
        let held = Held {
            _bytes: held,
            _place: None,
        };
        Ok((whole.freeze(), held))
    }

    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Fault> {
        let bytes = u32::try_from(bytes).map_err(|_| Refusal::TooLarge)?;
        let free = self.free_bytes.clone();
        Ok(free
            .try_acquire_many_owned(bytes)
            .map_err(|_| Refusal::Busy)?)
    }
}

/// The sender stopped, or was too slow; there may be nobody to read this.
fn unread(status: StatusCode) -> Fault {
    Fault {
        status,
        ..Refusal::Unavailable.into()
    }
}

/// How large the sender says its body is.
pub fn declared(headers: &HeaderMap) -> u64 {
    let said = headers.get(header::CONTENT_LENGTH);
    let said = said.and_then(|said| said.to_str().ok()?.parse().ok());
    said.unwrap_or(0)
}

/// Takes and forgets what still comes of a refused body, for a while: where a connection closes on
/// a sender that still sends, the answer is lost with it (RFC 9112, 9.6).
pub fn throw_away(parts: &Parts, body: Body) {
    // Who waits for our word sends nothing before the answer.
    if parts.headers.contains_key(header::EXPECT) || axum::body::HttpBody::is_end_stream(&body) {
        return;
    }
    tokio::spawn(async move {
        let mut chunks = body.into_data_stream();
        let all = async { while let Some(Ok(_)) = chunks.next().await {} };
        let _ = timeout(Duration::from_secs(limits::REFUSED_BODY_SECONDS), all).await;
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use futures::stream;
    use std::convert::Infallible;

    fn bodies(bytes: usize) -> Bodies {
        Bodies::new(&Limits {
            bodies_bytes: bytes,
            ..Limits::default()
        })
    }

    /// A chunk a second.
    fn dripping(chunks: usize, bytes: usize) -> Body {
        let chunks = stream::iter(0..chunks).then(move |_| async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok::<_, Infallible>(Bytes::from(vec![0; bytes]))
        });
        Body::from_stream(chunks)
    }

    fn refused<T>(read: Result<T, Fault>) -> (u16, Refusal) {
        let fault = read.err().unwrap();
        (fault.status.as_u16(), fault.refusal)
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_may_be_slow_but_not_slower_than_the_least_rate() {
        let bodies = bodies(limits::BODIES_BYTES);
        let rate = limits::BODY_BYTES_A_SECOND as usize;
        let seconds = 3 * limits::BODY_SECONDS as usize;
        let (bytes, _) = bodies
            .read(dripping(seconds, rate), usize::MAX)
            .await
            .ok()
            .unwrap();
        assert_eq!(bytes.len(), seconds * rate);
        let began = Instant::now();
        let slower = bodies.read(dripping(seconds, 1), usize::MAX).await;
        assert_eq!(refused(slower), (408, Refusal::Unavailable));
        let half = bodies.read(
            Body::from_stream(stream::pending::<Result<Bytes, Infallible>>()),
            9,
        );
        assert_eq!(refused(half.await), (408, Refusal::Unavailable));
        assert!(began.elapsed() < Duration::from_secs(3 * limits::BODY_SECONDS));
    }

    #[tokio::test]
    async fn all_bodies_together_have_one_budget() {
        let bodies = bodies(10);
        let (_, first) = bodies.read(Body::from("123456"), 10).await.ok().unwrap();
        let second = bodies.read(Body::from("12345"), 10).await;
        assert_eq!(refused(second), (503, Refusal::Busy));
        assert!(bodies.read(Body::from("1234"), 10).await.is_ok());
        drop(first);
        assert!(bodies.read(Body::from("1234567890"), 10).await.is_ok());
        let large = bodies.read(Body::from("12345678901"), 10).await;
        assert_eq!(refused(large), (413, Refusal::TooLarge));
        assert_eq!(
            bodies.free_bytes.available_permits(),
            10,
            "all is given back"
        );
    }
}
