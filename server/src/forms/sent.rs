//! A form as it came, and its two ways back.

use crate::{pages, site::Site};
use app::api::{
    tried::{Filled, Tried},
    visit::Visit,
};
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, Request, rejection::FormRejection},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use model::{
    error::Refusal,
    ids::AccountId,
    language::{Language, Texts},
};
use services::Error;

/// What somebody sent, with the request around it.
pub struct Sent {
    pub visit: Visit,
    pub filled: Filled,
    parts: Parts,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = FormRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, FormRejection> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let Form(pairs) = Form::from_request(request, state).await?;
        let visit = parts.extensions.get::<Visit>().cloned();
        Ok(Sent {
            visit: visit.unwrap_or_default(),
            filled: Filled(pairs),
            parts,
        })
    }
}

impl Sent {
    /// Who asks; a visitor is asked to sign in.
    pub fn account(&self) -> services::Result<AccountId> {
        let viewer = self.visit.viewer.as_ref();
        Ok(viewer.ok_or(Refusal::NotSignedIn)?.account)
    }

    /// A field's value.
    pub fn text(&self, name: &str) -> String {
        self.filled.get(name).to_owned()
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
