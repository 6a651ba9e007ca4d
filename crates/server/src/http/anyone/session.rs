//! Who this browser is.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::session::{AppState, Guest, Staff};
use crate::usecase::{account, guest};

/// Who this browser is, as guest and as staff: it can be both.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct SessionOut {
    /// `anonymous`, `guest`, `staff` or `manager`: the staff sign-in where there is one, else the guest's.
    pub kind: &'static str,
    /// The guest, if this phone is at a tab.
    pub guest: Option<GuestSession>,
    /// The person, if staff are signed in.
    pub staff: Option<StaffSession>,
}

/// A phone at a tab.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuestSession {
    /// The guest.
    pub guest_id: String,
    /// The tab.
    pub tab_id: String,
    /// `open`, `closed` or `joined`.
    pub tab_status: &'static str,
    /// Ids of the tab's tables.
    pub table_ids: Vec<String>,
}

/// A person of a restaurant.
#[derive(Debug, Serialize, ToSchema)]
pub struct StaffSession {
    /// The account.
    pub id: String,
    /// Their name.
    pub name: String,
    /// `staff` or `manager`.
    pub role: &'static str,
    /// The restaurant's name in links.
    pub restaurant: String,
}

/// Who this browser is; never an error.
#[utoipa::path(get, path = "/api/v1/session", tag = "anyone", responses((status = 200, body = SessionOut)))]
pub async fn get_session(
    guest: Option<Guest>,
    staff: Option<Staff>,
    State(app): State<AppState>,
) -> Json<SessionOut> {
    let mut out = SessionOut { kind: "anonymous", ..SessionOut::default() };
    if let Some(Guest(signed_in)) = guest
        && let Ok((tab, guest_id)) = guest::tab_of(&app, &signed_in).await
    {
        out.kind = "guest";
        out.guest = Some(GuestSession {
            guest_id: guest_id.to_string(),
            tab_id: tab.id.to_string(),
            tab_status: tab.status.as_str(),
            table_ids: tab.tables.iter().map(|table| table.id.to_string()).collect(),
        });
    }
    if let Some(staff) = staff
        && let Ok(account) = staff.account()
        && let Ok(member) = account::member(&app, account, staff.restaurant()).await
    {
        let role = crate::view::people::role(member.membership.role);
        out.kind = role;
        out.staff = Some(StaffSession {
            id: account.to_string(),
            name: member.account.name,
            role,
            restaurant: member.house.restaurant.slug.to_string(),
        });
    }
    Json(out)
}
