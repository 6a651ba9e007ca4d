//! The people of a restaurant, as managers keep them.

use dineqr_core::account::{Account, Membership, Role, parse_email, parse_staff_id};
use dineqr_core::id::{AccountId, RestaurantId};
use dineqr_core::store::StoreError;

use super::account::read_password;
use super::{Error, Result, session};
use crate::app::App;

/// A person as a manager writes them down.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// What colleagues call them.
    pub name: Option<String>,
    /// Their address for signing in.
    pub email: Option<String>,
    /// Or a short id in this restaurant.
    pub staff_id: Option<String>,
    /// Their password.
    pub password: Option<String>,
    /// Their role.
    pub role: Option<Role>,
    /// The station they see; empty means all.
    pub station: Option<String>,
}

/// Adds a person with an account of their own. Someone who already has an account elsewhere is given a role here only
/// with the password of that account: whoever knows just an address can neither take its owner in nor hand a role to
/// somebody who took the address first.
///
/// # Errors
/// [`Error::Invalid`], or [`Error::Conflict`] when the address or staff id is taken.
pub async fn create(
    app: &App,
    restaurant_id: RestaurantId,
    person: Person,
) -> Result<(Account, Membership)> {
    let email = person.email.as_deref().map(read_email).transpose()?;
    let staff_id = person.staff_id.as_deref().map(read_staff_id).transpose()?;
    if email.is_none() && staff_id.is_none() {
        return Err(Error::invalid("email", "required", "an e-mail address or a staff id"));
    }
    let password = read_password("password", person.password.as_deref().unwrap_or_default())?;
    let role = person.role.unwrap_or(Role::Staff);
    let station = read_station(app, restaurant_id, person.station).await?;
    let known = match &email {
        Some(email) => app.store.account_by_email(email).await?,
        None => None,
    };
    if let Some(account) = known {
        if !app.passwords.verify(password, Some(account.password_hash.clone())).await {
            return Err(taken(StoreError::Duplicate));
        }
        let membership =
            Membership { account_id: account.id, restaurant_id, role, staff_id, station };
        app.store.create_membership(&membership).await.map_err(taken)?;
        return Ok((account, membership));
    }
    let name = read_name(person.name.as_deref().unwrap_or_default())?;
    let id = AccountId::new(app.now(), &*app.ids);
    let password_hash = app.passwords.hash(password).await;
    let account = Account { id, email, name, password_hash };
    let membership = Membership { account_id: id, restaurant_id, role, staff_id, station };
    app.store.create_account(&account, &membership).await.map_err(taken)?;
    Ok((account, membership))
}

/// The people of a restaurant.
///
/// # Errors
/// The store's.
pub async fn list(app: &App, restaurant: RestaurantId) -> Result<Vec<(Account, Membership)>> {
    Ok(app.store.members(restaurant).await?)
}

/// The person of that account here.
///
/// # Errors
/// [`Error::NotFound`] when they have no role here.
pub async fn find(
    app: &App,
    restaurant: RestaurantId,
    id: AccountId,
) -> Result<(Account, Membership)> {
    let members = app.store.members(restaurant).await?;
    members.into_iter().find(|(account, _)| account.id == id).ok_or(Error::NotFound("staff"))
}

/// Changes a person. A new password or role ends their sessions here. Name and password belong to the account, so only
/// people who work nowhere else can have them set by a manager.
///
/// # Errors
/// As [`create`] and [`find`]; [`Error::Conflict`] when the last manager would be gone.
pub async fn update(
    app: &App,
    restaurant: RestaurantId,
    id: AccountId,
    person: Person,
) -> Result<(Account, Membership)> {
    let (mut account, mut membership) = find(app, restaurant, id).await?;
    let shared = app.store.memberships(id).await?.len() > 1;
    if shared && (person.password.is_some() || person.name.is_some() || person.email.is_some()) {
        let detail =
            "This person also works elsewhere and keeps name, address and password themselves.";
        return Err(Error::Conflict { code: "shared_account", detail });
    }
    if person.role.is_some_and(|role| role != Role::Manager) && membership.role == Role::Manager {
        keep_a_manager(app, restaurant, id).await?;
    }
    let signs_out = person.password.is_some() || person.role.is_some() || person.station.is_some();
    if let Some(name) = &person.name {
        account.name = read_name(name)?;
    }
    if let Some(email) = &person.email {
        account.email = Some(read_email(email)?);
    }
    if let Some(staff_id) = &person.staff_id {
        membership.staff_id = Some(read_staff_id(staff_id)?);
    }
    if person.station.is_some() {
        membership.station = read_station(app, restaurant, person.station).await?;
    }
    membership.role = person.role.unwrap_or(membership.role);
    if let Some(password) = &person.password {
        account.password_hash = app.passwords.hash(read_password("password", password)?).await;
    }
    check_free(app, &account, &membership).await?;
    app.store.update_account(&account).await.map_err(taken)?;
    app.store.update_membership(&membership).await.map_err(taken)?;
    if signs_out {
        session::end_all_of(app, id, Some(restaurant)).await?;
    }
    Ok((account, membership))
}

/// Refuses an address or staff id of somebody else before anything is written.
async fn check_free(app: &App, account: &Account, membership: &Membership) -> Result<()> {
    let mut owners = Vec::new();
    if let Some(email) = &account.email {
        owners.extend(app.store.account_by_email(email).await?);
    }
    if let Some(staff_id) = &membership.staff_id {
        let restaurant = membership.restaurant_id;
        owners.extend(app.store.account_by_staff_id(restaurant, staff_id).await?);
    }
    match owners.iter().all(|owner| owner.id == account.id) {
        true => Ok(()),
        false => Err(taken(StoreError::Duplicate)),
    }
}

/// Takes a person's role away; they are signed out within a second.
///
/// # Errors
/// [`Error::NotFound`], or [`Error::Conflict`] when the last manager would be gone.
pub async fn remove(app: &App, restaurant: RestaurantId, id: AccountId) -> Result<()> {
    let (_, membership) = find(app, restaurant, id).await?;
    if membership.role == Role::Manager {
        keep_a_manager(app, restaurant, id).await?;
    }
    app.store.delete_membership(id, restaurant).await?;
    session::end_all_of(app, id, Some(restaurant)).await
}

async fn keep_a_manager(app: &App, restaurant: RestaurantId, leaving: AccountId) -> Result<()> {
    let members = app.store.members(restaurant).await?;
    let stays = |(account, membership): &(Account, Membership)| {
        membership.role == Role::Manager && account.id != leaving
    };
    if members.iter().any(stays) {
        return Ok(());
    }
    Err(Error::Conflict {
        code: "last_manager",
        detail: "A restaurant keeps at least one manager.",
    })
}

/// What colleagues call a person, read.
///
/// # Errors
/// [`Error::Invalid`] with the rule it breaks.
pub(super) fn read_name(name: &str) -> Result<String> {
    let name = name.trim();
    let sound = (1..=80).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if sound {
        Ok(name.to_owned())
    } else {
        Err(Error::invalid("name", "name", "1 to 80 characters on one line"))
    }
}

/// An address for signing in, read.
///
/// # Errors
/// [`Error::Invalid`] with the rule it breaks.
pub(super) fn read_email(text: &str) -> Result<String> {
    parse_email(text).ok_or_else(|| Error::invalid("email", "email", "an e-mail address"))
}

fn read_staff_id(text: &str) -> Result<String> {
    let rule = "1 to 32 of a-z, 0-9, - and _";
    parse_staff_id(text).ok_or_else(|| Error::invalid("staff_id", "staff_id", rule))
}

async fn read_station(
    app: &App,
    restaurant: RestaurantId,
    station: Option<String>,
) -> Result<Option<String>> {
    let Some(station) = station.filter(|name| !name.is_empty()) else { return Ok(None) };
    let house = app.houses.get(restaurant).await?;
    if house.restaurant.settings.stations.contains(&station) {
        return Ok(Some(station));
    }
    Err(Error::invalid("station", "unknown_station", "a station of the restaurant"))
}

fn taken(error: StoreError) -> Error {
    match error {
        StoreError::Duplicate => Error::Conflict {
            code: "login_taken",
            detail: "That e-mail address or staff id is taken.",
        },
        error => error.into(),
    }
}
