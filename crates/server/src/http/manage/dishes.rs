//! Quick edits of one dish.

use axum::Json;
use axum::extract::State;
use dineqr_core::id::{DishId, VariantId};
use dineqr_core::menu::DishEdit;
use dineqr_core::money::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::error::Answer;
use crate::http::problem::{JsonBody, PathId, ProblemBody};
use crate::http::session::{AppState, Manager};
use crate::usecase::menu::{self, Edited};
use crate::usecase::{Error, Result};
use crate::view::menu::DishOut;
use crate::view::money::MoneyIn;

/// What changes; what is left out stays. A price or a name is needed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DishPatch {
    /// The dish's price, or that of `variant_id`: from 0 to 10 million, in the restaurant's currency.
    pub price: Option<MoneyIn>,
    /// The variant whose price it is; required where the dish has any.
    pub variant_id: Option<String>,
    /// The dish's name, 1 to 120 characters on one line; taken once per category and diet.
    pub name: Option<String>,
}

/// A dish as managers see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagedDishOut {
    /// As guests see it.
    #[serde(flatten)]
    pub dish: DishOut,
    /// Its category.
    pub category_id: String,
    /// The category's name.
    pub category: String,
    /// The key of its tax class.
    pub tax_class: String,
    /// The station that makes it.
    pub station: String,
    /// The version of the menu that guests see now.
    pub menu_version: u64,
}

impl DishPatch {
    fn read(self, currency: Currency) -> Result<DishEdit> {
        let unknown = |_| Error::invalid("variant_id", "unknown_variant", "a variant of the dish");
        let variant_id = self.variant_id.as_deref().map(VariantId::parse).transpose();
        Ok(DishEdit {
            name: self.name,
            price: self.price.map(|price| price.read("price", currency)).transpose()?,
            variant_id: variant_id.map_err(unknown)?,
        })
    }
}

impl From<Edited> for ManagedDishOut {
    fn from(edited: Edited) -> Self {
        Self {
            dish: DishOut::new(&edited.dish, edited.currency),
            category_id: edited.category.id.to_string(),
            category: edited.category.name,
            tax_class: edited.dish.tax_class,
            station: edited.dish.station,
            menu_version: edited.menu_version,
        }
    }
}

/// Changes price or name of a dish on the draft and on the published menu at once, without publishing anything else
/// of the draft. Guests see it within a second and hear `menu.published`. A dish that is on the draft alone changes
/// there, and `menu_version` stays.
#[utoipa::path(patch, path = "/api/v1/manage/dishes/{dish_id}", tag = "manage", request_body = DishPatch, params(("dish_id" = String, Path)),
    responses((status = 200, body = ManagedDishOut), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
        (status = 403, body = ProblemBody), (status = 404, description = "Neither menu has the dish", body = ProblemBody),
        (status = 409, description = "`conflict`: too many edit at once", body = ProblemBody),
        (status = 422, description = "`required`, `amount`, `currency`, `name`, `variant_required` or `unknown_variant`", body = ProblemBody)))]
pub async fn edit(
    manager: Manager,
    State(app): State<AppState>,
    PathId(dish_id): PathId<DishId>,
    JsonBody(body): JsonBody<DishPatch>,
) -> Answer<Json<ManagedDishOut>> {
    let house = app.houses.get(manager.restaurant()).await?;
    let edit = body.read(house.restaurant.currency)?;
    let edited = menu::edit_dish(&app, manager.restaurant(), manager.actor(), dish_id, edit);
    Ok(Json(edited.await?.into()))
}
