//! How a call travels: its input and what comes of it as postcard, the refusal as well.
//!
//! On the server this is `server_fn`'s own exchange. In the browser it is one plain request, because
//! `server_fn`'s client brings streams, sockets and a second `fetch` into the page.

use super::Refused;
use http::Method;
use leptos::server_fn::{Http, Protocol, client::Client, codec::Postcard, server::Server};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// The protocol of all calls.
pub struct Bytes;

type OnServer = Http<Postcard, Postcard>;

impl<I, O, C, S> Protocol<I, O, C, S, Refused> for Bytes
where
    I: Serialize + Send,
    O: DeserializeOwned + Send,
    C: Client<Refused>,
    S: Server<Refused>,
    OnServer: Protocol<I, O, C, S, Refused>,
{
    const METHOD: Method = Method::POST;

    fn run_server<F, R>(
        request: S::Request,
        server_fn: F,
    ) -> impl Future<Output = Result<S::Response, Refused>> + Send
    where
        F: Fn(I) -> R + Send,
        R: Future<Output = Result<O, Refused>> + Send,
    {
        <OnServer as Protocol<I, O, C, S, Refused>>::run_server(request, server_fn)
    }

    #[cfg(feature = "hydrate")]
    async fn run_client(path: &str, input: I) -> Result<O, Refused> {
        let input = postcard::to_allocvec(&input).map_err(|_| Refused::unavailable())?;
        let output = crate::sync::plain::ask(path.to_owned(), input).await?;
        postcard::from_bytes(&output).map_err(|_| Refused::unavailable())
    }

    /// The server calls nobody.
    #[cfg(not(feature = "hydrate"))]
    async fn run_client(_: &str, _: I) -> Result<O, Refused> {
        Err(Refused::unavailable())
    }
}
