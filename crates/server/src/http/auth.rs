//! Staff and managers signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::Answer;
use super::problem::{JsonBody, ProblemBody};
use super::session::{AppState, Staff, with_cookie, without_cookie};
use crate::auth::token::Kind;
use crate::usecase::account::{self, Member};
use crate::usecase::error::RestaurantChoice;
use crate::usecase::session::{self, NewSession};
use crate::view::people::PersonOut;
use crate::view::restaurant::RestaurantOut;

/// Who signs in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginIn {
    /// An e-mail address, or a staff id together with `restaurant`.
    pub login: String,
    /// The password.
    pub password: String,
    /// The restaurant's name in links.
    pub restaurant: Option<String>,
}

/// A person where they are now.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberOut {
    /// The person.
    pub user: PersonOut,
    /// Where they are now.
    pub restaurant: RestaurantOut,
    /// The stations of that restaurant.
    pub stations: Vec<String>,
    /// Everywhere they may be.
    pub memberships: Vec<RestaurantChoice>,
}

/// A person who signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoginOut {
    /// The same token as in the cookie.
    pub token: String,
    /// The person.
    #[serde(flatten)]
    pub member: MemberOut,
}

/// Where to go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchIn {
    /// The restaurant's name in links.
    pub restaurant: String,
}

/// A change of password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordIn {
    /// The present one.
    pub current: String,
    /// The new one, 8 to 72 bytes.
    pub new: String,
}

fn member_out(app: &AppState, member: Member) -> MemberOut {
    MemberOut {
        user: PersonOut::new(&member.account, &member.membership),
        restaurant: RestaurantOut::new(&member.house.restaurant, app.now()),
        stations: member.house.restaurant.settings.stations.clone(),
        memberships: member.choices,
    }
}

fn entered(app: &AppState, (member, new): (Member, NewSession)) -> Response {
    let out = LoginOut { token: new.token.clone(), member: member_out(app, member) };
    with_cookie(app, Kind::Staff, &new, Json(out))
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "auth", request_body = LoginIn,
    responses((status = 200, body = LoginOut), (status = 401, body = ProblemBody),
        (status = 409, description = "`choose_restaurant`, with the list in `restaurants`", body = ProblemBody), (status = 429, body = ProblemBody)))]
pub async fn login(
    State(app): State<AppState>,
    JsonBody(body): JsonBody<LoginIn>,
) -> Answer<Response> {
    let signed_in =
        account::login(&app, &body.login, &body.password, body.restaurant.as_deref()).await?;
    Ok(entered(&app, signed_in))
}

/// Signs out.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "auth",
    responses((status = 204, description = "Signed out"), (status = 401, body = ProblemBody)))]
pub async fn logout(staff: Staff, State(app): State<AppState>) -> Answer<Response> {
    session::end(&app, staff.session_id()).await?;
    Ok(without_cookie(&app, Kind::Staff, StatusCode::NO_CONTENT))
}

/// Goes to another restaurant of the same person.
#[utoipa::path(post, path = "/api/v1/auth/switch", tag = "auth", request_body = SwitchIn,
    responses((status = 200, body = LoginOut), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn switch(
    staff: Staff,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<SwitchIn>,
) -> Answer<Response> {
    let entering =
        account::switch(&app, staff.account()?, staff.session_id(), &body.restaurant).await?;
    Ok(entered(&app, entering))
}

/// Changes the password; every other sign-in of the person ends.
#[utoipa::path(post, path = "/api/v1/auth/password", tag = "auth", request_body = PasswordIn,
    responses((status = 200, body = LoginOut), (status = 401, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn change_password(
    staff: Staff,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<PasswordIn>,
) -> Answer<Response> {
    let account = staff.account()?;
    let changed =
        account::change_password(&app, account, staff.restaurant(), &body.current, &body.new)
            .await?;
    Ok(entered(&app, changed))
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/auth/me", tag = "auth", responses((status = 200, body = MemberOut), (status = 401, body = ProblemBody)))]
pub async fn me(staff: Staff, State(app): State<AppState>) -> Answer<Json<MemberOut>> {
    let member = account::member(&app, staff.account()?, staff.restaurant()).await?;
    Ok(Json(member_out(&app, member)))
}
