//! Staff and managers signing in, switching restaurant, and changing their password.

use dineqr_core::account::{Account, Holder, Membership, parse_email, parse_staff_id};
use dineqr_core::id::{AccountId, RestaurantId, SessionId};

use super::error::RestaurantChoice;
use super::house::House;
use super::session::{self, NewSession};
use super::{Error, Result};
use crate::app::App;
use crate::auth::password::Password;

/// Bytes of the longest login: what is counted must not be as long as a body may be.
const LONGEST_LOGIN: usize = 320;

/// Someone who signed in.
#[derive(Debug, Clone)]
pub struct Member {
    /// The account.
    pub account: Account,
    /// Where they are now.
    pub house: std::sync::Arc<House>,
    /// Their role there.
    pub membership: Membership,
    /// Everywhere they may be.
    pub choices: Vec<RestaurantChoice>,
}

/// Signs in by e-mail address, or by staff id within a restaurant.
///
/// # Errors
/// [`Error::Unauthorized`] without saying what was wrong, [`Error::ChooseRestaurant`] where one must be picked,
/// [`Error::Limited`] after too many wrong tries.
pub async fn login(
    app: &App,
    login: &str,
    password: &str,
    slug: Option<&str>,
) -> Result<(Member, NewSession)> {
    let password = Password::parse(password).map_err(|_| Error::wrong_login())?;
    if login.len() > LONGEST_LOGIN {
        return Err(Error::wrong_login());
    }
    // A staff id means somebody else in each restaurant.
    let tries = format!("login:{}:{}", login.trim().to_lowercase(), slug.unwrap_or_default());
    app.limit(&tries, app.config.limits.login_tries).await?;
    let account = find(app, login, slug).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    if !app.passwords.verify(password, hash).await {
        return Err(Error::wrong_login());
    }
    let account = account.ok_or_else(Error::wrong_login)?;
    app.kv.forgive(&tries).await;
    let memberships = app.store.memberships(account.id).await?;
    let choices = choices(app, &memberships).await?;
    let chosen = match slug {
        Some(slug) => {
            choices.iter().position(|choice| choice.slug == slug).ok_or_else(Error::wrong_login)?
        }
        None if choices.len() == 1 => 0,
        None if choices.is_empty() => return Err(Error::wrong_login()),
        None => return Err(Error::ChooseRestaurant(choices)),
    };
    let membership = memberships[chosen].clone();
    enter(app, account, membership, choices).await
}

async fn find(app: &App, login: &str, slug: Option<&str>) -> Result<Option<Account>> {
    if let Some(email) = parse_email(login) {
        return Ok(app.store.account_by_email(&email).await?);
    }
    let (Some(staff_id), Some(slug)) = (parse_staff_id(login), slug) else { return Ok(None) };
    match app.store.restaurant_by_slug(slug).await? {
        Some(restaurant) => Ok(app.store.account_by_staff_id(restaurant.id, &staff_id).await?),
        None => Ok(None),
    }
}

async fn choices(app: &App, memberships: &[Membership]) -> Result<Vec<RestaurantChoice>> {
    let mut choices = Vec::with_capacity(memberships.len());
    for membership in memberships {
        let house = app.houses.get(membership.restaurant_id).await?;
        choices.push(RestaurantChoice {
            slug: house.restaurant.slug.to_string(),
            name: house.restaurant.name.clone(),
            role: crate::view::people::role(membership.role).to_owned(),
        });
    }
    Ok(choices)
}

async fn enter(
    app: &App,
    account: Account,
    membership: Membership,
    choices: Vec<RestaurantChoice>,
) -> Result<(Member, NewSession)> {
    let id = SessionId::new(app.now(), &*app.ids);
    let restaurant = membership.restaurant_id;
    let new =
        session::start(app, id, restaurant, Holder::Member { account_id: account.id }).await?;
    let house = app.houses.get(restaurant).await?;
    Ok((Member { account, house, membership, choices }, new))
}

/// The person of a session, where they are now.
///
/// # Errors
/// [`Error::Unauthorized`] once the account or the membership is gone.
pub async fn member(app: &App, account: AccountId, restaurant: RestaurantId) -> Result<Member> {
    let account = app.store.account(account).await?.ok_or_else(Error::signed_out)?;
    let memberships = app.store.memberships(account.id).await?;
    let choices = choices(app, &memberships).await?;
    let membership = memberships.into_iter().find(|m| m.restaurant_id == restaurant);
    let house = app.houses.get(restaurant).await?;
    Ok(Member { account, house, membership: membership.ok_or_else(Error::signed_out)?, choices })
}

/// Goes to another restaurant of the same person: a new session there, the old one ends.
///
/// # Errors
/// [`Error::NotFound`] where the person has no role.
pub async fn switch(
    app: &App,
    account: AccountId,
    from: SessionId,
    slug: &str,
) -> Result<(Member, NewSession)> {
    let account = app.store.account(account).await?.ok_or_else(Error::signed_out)?;
    let memberships = app.store.memberships(account.id).await?;
    let choices = choices(app, &memberships).await?;
    let chosen = choices
        .iter()
        .position(|choice| choice.slug == slug)
        .ok_or(Error::NotFound("restaurant"))?;
    let entered = enter(app, account, memberships[chosen].clone(), choices).await?;
    session::end(app, from).await?;
    Ok(entered)
}

/// Changes a password. Every session of the account ends, and a new one begins here.
///
/// # Errors
/// [`Error::Invalid`] for a wrong present password or an unfit new one.
pub async fn change_password(
    app: &App,
    account: AccountId,
    restaurant: RestaurantId,
    current: &str,
    new: &str,
) -> Result<(Member, NewSession)> {
    app.limit(&format!("password:{account}"), app.config.limits.login_tries).await?;
    let mut kept = app.store.account(account).await?.ok_or_else(Error::signed_out)?;
    let wrong = || Error::invalid("current", "wrong_password", "your present password");
    let current = Password::parse(current).map_err(|_| wrong())?;
    if !app.passwords.verify(current, Some(kept.password_hash.clone())).await {
        return Err(wrong());
    }
    kept.password_hash = app.passwords.hash(read_password("new", new)?).await;
    app.store.update_account(&kept).await?;
    session::end_all_of(app, account, None).await?;
    let member = member(app, account, restaurant).await?;
    enter(app, member.account, member.membership, member.choices).await
}

/// A new password, read.
///
/// # Errors
/// [`Error::Invalid`] with the rule it breaks.
pub fn read_password(field: &str, text: &str) -> Result<Password> {
    Password::parse(text)
        .map_err(|error| Error::invalid(field, "unfit_password", error.to_string()))
}
