//! The one-time set-up link of an empty store.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::JsonBody;
use crate::http::problem::ProblemBody;
use crate::http::session::AppState;
use crate::usecase::setup::{self, FirstRestaurant};
use crate::view::restaurant::RestaurantOut;

/// The first restaurant and its manager.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupIn {
    /// The secret of the link.
    pub secret: String,
    /// The restaurant's name in links: 2 to 40 of `a-z`, `0-9`, `-`.
    pub slug: String,
    /// The restaurant's name.
    pub name: String,
    /// The manager's e-mail address.
    pub email: String,
    /// The manager's name.
    pub manager_name: String,
    /// The manager's password, 8 to 72 bytes.
    pub password: String,
}

/// Creates the first restaurant and its manager, once.
#[utoipa::path(post, path = "/api/v1/setup", tag = "anyone", request_body = SetupIn,
    responses((status = 201, body = RestaurantOut), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
pub async fn set_up(
    State(app): State<AppState>,
    JsonBody(body): JsonBody<SetupIn>,
) -> Answer<(StatusCode, Json<RestaurantOut>)> {
    let first = FirstRestaurant {
        secret: body.secret,
        slug: body.slug,
        name: body.name,
        email: body.email,
        manager_name: body.manager_name,
        password: body.password,
    };
    let restaurant = setup::complete(&app, first).await?;
    Ok((StatusCode::CREATED, Json(RestaurantOut::new(&restaurant, app.now()))))
}
