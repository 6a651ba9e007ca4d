//! The people of the restaurant.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dineqr_core::account::Role;
use dineqr_core::id::AccountId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::usecase::people::{self, Person};
use crate::view::List;
use crate::view::people::PersonOut;

/// A person; when changing one, what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonIn {
    /// 1 to 80 characters.
    pub name: Option<String>,
    /// The address they sign in with.
    pub email: Option<String>,
    /// Or a short id in this restaurant: 1 to 32 of `a-z`, `0-9`, `-`, `_`.
    pub staff_id: Option<String>,
    /// 8 to 72 bytes.
    pub password: Option<String>,
    /// `staff` or `manager`.
    #[schema(value_type = Option<String>)]
    pub role: Option<Role>,
    /// The station they see; empty means all.
    pub station: Option<String>,
}

impl From<PersonIn> for Person {
    fn from(person: PersonIn) -> Self {
        let PersonIn { name, email, staff_id, password, role, station } = person;
        Self { name, email, staff_id, password, role, station }
    }
}

/// All people.
#[utoipa::path(get, path = "/api/v1/manage/staff", tag = "manage",
    responses((status = 200, body = List<PersonOut>), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
pub async fn list(manager: Manager, State(app): State<AppState>) -> Answer<Json<List<PersonOut>>> {
    let people = people::list(&app, manager.restaurant()).await?;
    let out = people.iter().map(|(account, membership)| PersonOut::new(account, membership));
    Ok(Json(List::whole(out.collect())))
}

/// Adds a person.
#[utoipa::path(post, path = "/api/v1/manage/staff", tag = "manage", request_body = PersonIn,
    responses((status = 201, body = PersonOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn create(
    manager: Manager,
    State(app): State<AppState>,
    JsonBody(body): JsonBody<PersonIn>,
) -> Answer<(StatusCode, Json<PersonOut>)> {
    let (account, membership) = people::create(&app, manager.restaurant(), body.into()).await?;
    Ok((StatusCode::CREATED, Json(PersonOut::new(&account, &membership))))
}

/// One person.
#[utoipa::path(get, path = "/api/v1/manage/staff/{account_id}", tag = "manage", params(("account_id" = String, Path)),
    responses((status = 200, body = PersonOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub async fn get(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<AccountId>,
) -> Answer<Json<PersonOut>> {
    let (account, membership) = people::find(&app, manager.restaurant(), id).await?;
    Ok(Json(PersonOut::new(&account, &membership)))
}

/// Changes a person; a new password, role or station signs them out.
#[utoipa::path(patch, path = "/api/v1/manage/staff/{account_id}", tag = "manage", request_body = PersonIn, params(("account_id" = String, Path)),
    responses((status = 200, body = PersonOut), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn update(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<AccountId>,
    JsonBody(body): JsonBody<PersonIn>,
) -> Answer<Json<PersonOut>> {
    let (account, membership) = people::update(&app, manager.restaurant(), id, body.into()).await?;
    Ok(Json(PersonOut::new(&account, &membership)))
}

/// Takes a person's role away; they are signed out within a second.
#[utoipa::path(delete, path = "/api/v1/manage/staff/{account_id}", tag = "manage", params(("account_id" = String, Path)),
    responses((status = 204, description = "Removed"), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody), (status = 409, body = ProblemBody)))]
pub async fn remove(
    manager: Manager,
    State(app): State<AppState>,
    PathId(id): PathId<AccountId>,
) -> Answer<StatusCode> {
    people::remove(&app, manager.restaurant(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
