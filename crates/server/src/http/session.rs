//! Who is calling. These extractors come first in every handler, so that 401 and 403 are decided before path and
//! body are read.

use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{AUTHORIZATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use dineqr_core::account::{Holder, Role};
use dineqr_core::event::Actor;
use dineqr_core::id::{AccountId, RestaurantId, SessionId};

use super::error::{Answer, Failure};
use crate::app::App;
use crate::auth::cookie::Cookies;
use crate::auth::token::Kind;
use crate::config::Limit;
use crate::usecase::session::{NewSession, SignedIn, resolve};
use crate::usecase::{Error, Result};

/// The state of every handler.
pub type AppState = Arc<App>;

/// A guest, by cookie or token.
pub struct Guest(pub Arc<SignedIn>);

/// A member of staff or a manager.
pub struct Staff(pub Arc<SignedIn>);

/// A manager.
pub struct Manager(pub Staff);

impl Staff {
    /// Where they work.
    pub fn restaurant(&self) -> RestaurantId {
        self.0.session.restaurant_id
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        self.0.actor()
    }

    /// Their account.
    pub fn account(&self) -> Result<AccountId> {
        match self.0.session.holder {
            Holder::Member { account_id } => Ok(account_id),
            Holder::Guest { .. } => Err(Error::signed_out()),
        }
    }

    /// The sign-in.
    pub fn session_id(&self) -> SessionId {
        self.0.session.id
    }
}

impl std::ops::Deref for Manager {
    type Target = Staff;
    fn deref(&self) -> &Staff {
        &self.0
    }
}

/// The token of a request: the `Authorization` header before the cookie of that kind.
fn token(app: &App, kind: Kind, headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
    let cookies = Cookies::new(app.config.http.https());
    bearer.or_else(|| cookies.read(kind, headers)).map(str::to_owned)
}

/// The session of a request, of whichever kind the token names.
async fn signed_in(app: &App, kind: Kind, headers: &HeaderMap) -> Result<Arc<SignedIn>> {
    let token = token(app, kind, headers).ok_or_else(Error::signed_out)?;
    resolve(app, &token).await
}

fn wrong_role(detail: &'static str) -> Failure {
    Error::Forbidden { code: "wrong_role", detail }.into()
}

impl FromRequestParts<AppState> for Guest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Answer<Self> {
        let signed_in = signed_in(app, Kind::Guest, &parts.headers).await?;
        if signed_in.role.is_some() {
            return Err(wrong_role("This is for guests."));
        }
        let limits = &app.config.limits;
        count(app, "guest", &signed_in, parts, limits.session_read, limits.session_write).await?;
        Ok(Self(signed_in))
    }
}

impl OptionalFromRequestParts<AppState> for Guest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Answer<Option<Self>> {
        let known = signed_in(app, Kind::Guest, &parts.headers).await.ok();
        Ok(known.filter(|signed_in| signed_in.role.is_none()).map(Self))
    }
}

impl FromRequestParts<AppState> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Answer<Self> {
        let signed_in = signed_in(app, Kind::Staff, &parts.headers).await?;
        if signed_in.role.is_none() {
            return Err(wrong_role("This is for staff."));
        }
        let limits = &app.config.limits;
        count(app, "staff", &signed_in, parts, limits.staff_read, limits.staff_write).await?;
        Ok(Self(signed_in))
    }
}

impl OptionalFromRequestParts<AppState> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Answer<Option<Self>> {
        let known = signed_in(app, Kind::Staff, &parts.headers).await.ok();
        Ok(known.filter(|signed_in| signed_in.role.is_some()).map(Self))
    }
}

impl FromRequestParts<AppState> for Manager {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Answer<Self> {
        let staff = <Staff as FromRequestParts<AppState>>::from_request_parts(parts, app).await?;
        if staff.0.role != Some(Role::Manager) {
            return Err(wrong_role("This is for managers."));
        }
        Ok(Self(staff))
    }
}

/// Counts a request against its session's limits.
async fn count(
    app: &App,
    who: &str,
    signed_in: &SignedIn,
    parts: &Parts,
    reads: Limit,
    writes: Limit,
) -> Answer<()> {
    let id = signed_in.session.id;
    match parts.method {
        Method::GET | Method::HEAD => app.limit(&format!("{who}:read:{id}"), reads).await?,
        _ => app.limit(&format!("{who}:write:{id}"), writes).await?,
    }
    Ok(())
}

/// An answer that also sets the session's cookie.
pub fn with_cookie(app: &App, kind: Kind, new: &NewSession, answer: impl IntoResponse) -> Response {
    let cookie = Cookies::new(app.config.http.https()).set(kind, &new.token, new.lifetime);
    ([(SET_COOKIE, cookie)], answer).into_response()
}

/// An answer that also clears the cookie.
pub fn without_cookie(app: &App, kind: Kind, answer: impl IntoResponse) -> Response {
    let cookie = Cookies::new(app.config.http.https()).clear(kind);
    ([(SET_COOKIE, cookie)], answer).into_response()
}
