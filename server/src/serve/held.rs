//! A connection with its place: both end together, also after a socket took the connection over.

use super::connections::BothPlaces;
use services::measures::{MEASURES, Waits};
use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_io_timeout::TimeoutStream;

/// A stream that fails when its reader takes nothing for too long.
pub struct HeldStream {
    stream: Pin<Box<TimeoutStream<TcpStream>>>,
    _places: BothPlaces,
    _counted: Waits,
}

impl HeldStream {
    pub fn new(stream: TcpStream, stalled: Duration, places: BothPlaces) -> HeldStream {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(stalled));
        HeldStream {
            stream: Box::pin(stream),
            _places: places,
            _counted: MEASURES.connection(),
        }
    }
}

impl AsyncRead for HeldStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(context, buffer)
    }
}

impl AsyncWrite for HeldStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream.as_mut().poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::Arc;
    use tokio::{io::AsyncWriteExt, net::TcpListener, sync::Semaphore};

    #[tokio::test]
    async fn a_reader_who_takes_nothing_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let _silent = TcpStream::connect(listener.local_addr().unwrap())
            .await
            .unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let places = Arc::new(Semaphore::new(1));
        let both = (places.clone().try_acquire_owned().unwrap(), None);
        let mut held = HeldStream::new(stream, Duration::from_millis(100), both);
        let large = vec![0; 64 * 1024 * 1024];
        let failed = held.write_all(&large).await.unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::TimedOut);
        assert_eq!(places.available_permits(), 0);
        drop(held);
        assert_eq!(places.available_permits(), 1, "its place goes with it");
    }
}
