//! A form as it came, and its two ways back.

use crate::{
    front::{self, Voice},
    pages,
    site::Site,
};
use app::api::{
    tried::{Filled, Tried},
    visit::Visit,
};
use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use model::{
    error::Refusal,
    ids::AccountId,
    language::{Language, Texts},
};
use services::{
    Error, Services,
    accounts::{self, SessionToken},
};
use tokio::task::spawn_blocking;

/// What somebody sent, with the request around it.
pub struct Sent {
    pub visit: Visit,
    pub filled: Filled,
    parts: Parts,
}

impl FromRequest<Site> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        if !is_form(&parts) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        // The front door has read it, within its size.
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return Err(StatusCode::BAD_REQUEST.into_response());
        };
        // What it costs to read depends on who sent it, so that others do not wait for it.
        let read = spawn_blocking(move || Filled::read(&bytes)).await;
        let Some(filled) = read.ok().flatten() else {
            return Err(front::tell(site, Voice::Page, parts, Refusal::TooLarge.into()).await);
        };
        let visit = parts.extensions.get::<Visit>().cloned();
        Ok(Sent {
            visit: visit.unwrap_or_default(),
            filled,
            parts,
        })
    }
}

fn is_form(parts: &Parts) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| {
        kind.as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    })
}

impl Sent {
    /// Who asks; a visitor is asked to sign in.
    pub fn account(&self) -> services::Result<AccountId> {
        let viewer = self.visit.viewer.as_ref();
        Ok(viewer.ok_or(Refusal::NotSignedIn)?.account)
    }

    /// Refuses what matters most unless a link from the mail has just proved who asks.
    pub async fn check_fresh(&self, s: &Services) -> services::Result<()> {
        let session = self.parts.extensions.get::<SessionToken>();
        let session = session.ok_or(Refusal::NotSignedIn)?;
        accounts::check_fresh(s, &session.key()).await
    }

    /// A field's value.
    pub fn text(&self, name: &str) -> String {
        self.filled.get(name).to_owned()
    }

    /// The value of a field that must be filled in; what stands first in a form is refused first.
    pub fn given(&self, name: &str, if_empty: Refusal) -> services::Result<String> {
        match self.text(name) {
            text if text.trim().is_empty() => Err(Error::RefusedAt {
                place: name.to_owned(),
                refusal: if_empty,
            }),
            text => Ok(text),
        }
    }

    /// A field's value as a text in the language of the page.
    pub fn said(&self, name: &str) -> Texts {
        let mut texts = Texts::default();
        texts.set(self.visit.language, self.text(name));
        texts
    }

    /// The values of a field that stands there in every language.
    pub fn texts(&self, name: &str) -> Texts {
        let mut texts = Texts::default();
        for language in Language::ALL {
            texts.set(language, self.text(&format!("{name}.{}", language.code())));
        }
        texts
    }

    /// On to a page, or the same page again with what was refused.
    pub async fn answer(self, site: &Site, done: services::Result<String>) -> Response {
        match done {
            Ok(address) => Redirect::to(&address).into_response(),
            Err(cause) => self.again(site, cause).await,
        }
    }

    /// The same page with something that only this answer shows.
    pub async fn shown_with<T: Clone + Send + Sync + 'static>(
        self,
        site: &Site,
        value: T,
    ) -> Response {
        pages::shown_with(site, self.parts, value).await
    }

    /// The same with other values.
    pub fn with(self, filled: Filled) -> Sent {
        Sent { filled, ..self }
    }

    /// The same page again with a row more or less; the reader goes on at this place.
    pub async fn grown(self, site: &Site, place: String) -> Response {
        let tried = Tried {
            act: self.text("act"),
            filled: self.filled,
            refusal: None,
            place: Some(place),
        };
        pages::again(site, self.parts, tried).await
    }

    async fn again(self, site: &Site, cause: Error) -> Response<Body> {
        let place = match &cause {
            Error::RefusedAt { place, .. } => Some(place.clone()),
            _ => None,
        };
        let tried = Tried {
            act: self.text("act"),
            filled: self.filled,
            refusal: Some(cause.into_refusal()),
            place,
        };
        pages::again(site, self.parts, tried).await
    }
}
