//! Guests signing in at a table, and what they may see and erase of their own.

use std::sync::Arc;

use dineqr_core::account::Holder;
use dineqr_core::event::Actor;
use dineqr_core::id::{ChallengeId, GuestId, SessionId};
use dineqr_core::restaurant::PresencePolicy;
use dineqr_core::tab::{Command, Guest, Proof, Tab, TableRef};
use dineqr_core::table::Table;
use jiff::Timestamp;

use super::house::House;
use super::session::{self, NewSession, SignedIn};
use super::{Error, Result, tab, table};
use crate::app::App;
use crate::auth::code;
use crate::auth::phone::PhoneNumber;
use crate::auth::token::{Claims, Kind};
use crate::kv::{Challenge, Verdict};

/// A code that is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentCode {
    /// What the code answers.
    pub challenge_id: ChallengeId,
    /// When the code ends.
    pub expires_at: Timestamp,
    /// When another one may be asked for.
    pub resend_at: Timestamp,
}

/// Sends a one-time code. Whether the number is known is not looked up, so it cannot be told.
///
/// # Errors
/// [`Error::Invalid`] for a number that is none or of a country that is not served, [`Error::Limited`], and the
/// table's as [`table::scan`].
pub async fn send_code(app: &App, address: &str, token: &str, phone: &str) -> Result<SentCode> {
    let (table, house) = table::scan(app, token).await?;
    let auth = &app.config.auth;
    let phone = PhoneNumber::parse(phone, &auth.countries, &auth.default_country)
        .map_err(|error| Error::invalid("phone", "invalid_phone", error.to_string()))?;
    let phone_hash = code::hash_phone(&app.keys.codes, &phone);
    let now = app.now();
    // The pause comes first: a request that comes too early sends nothing, so it costs nothing of the budgets.
    let paused = app.kv.pause_between(phone_hash, &auth.otp_pauses(), now).await;
    let resend_at = paused
        .map_err(|away| Error::codes_unavailable(&away))?
        .map_err(|limited| Error::Limited { retry_after: limited.retry_after })?;
    spend_budgets(app, address, &phone, &phone_hash, &table).await?;
    let id = ChallengeId::new(now, &*app.ids);
    let code = code::one_time_code(&*app.ids);
    let expires_at = now.checked_add(auth.otp_ttl()).unwrap_or(now);
    let challenge = Challenge {
        phone_hash,
        table: table.id,
        code_hash: code::hash_code(&app.keys.codes, id, &code),
        tries_left: auth.otp_tries,
        resend_at,
        expires_at,
    };
    let kept = app.kv.put_challenge(id, challenge, now).await;
    kept.map_err(|away| Error::codes_unavailable(&away))?;
    let minutes = auth.otp_ttl().as_secs() / 60;
    let text = format!(
        "{code} is your code for {}. It is good for {minutes} minutes.",
        house.restaurant.name
    );
    app.sms.send(&phone, text, now, &*app.ids).await?;
    Ok(SentCode { challenge_id: id, expires_at, resend_at })
}

/// Every message costs the restaurant money, so there is a budget per number, block of numbers, table, address and
/// restaurant, and a pause between two codes to one number.
async fn spend_budgets(
    app: &App,
    address: &str,
    phone: &PhoneNumber,
    phone_hash: &[u8; 32],
    table: &Table,
) -> Result<()> {
    let limits = &app.config.limits;
    let phone_key: String = phone_hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    app.limit(&format!("code:phone:{phone_key}"), limits.codes_per_phone).await?;
    app.limit(&format!("code:prefix:{}", phone.prefix()), limits.codes_per_prefix).await?;
    app.limit(&format!("code:table:{}", table.id), limits.codes_per_table).await?;
    app.limit(&format!("code:ip:{address}"), limits.codes_per_ip).await?;
    app.limit(&format!("code:restaurant:{}", table.restaurant_id), limits.codes_per_restaurant)
        .await
}

/// What a phone shows when it sits down.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    /// The table's code.
    pub table_token: String,
    /// What they want to be called.
    pub name: Option<String>,
    /// The one-time code it answers.
    pub challenge_id: Option<ChallengeId>,
    /// The one-time code.
    pub code: Option<String>,
    /// The digits staff read out.
    pub pin: Option<String>,
}

/// A guest at a tab.
#[derive(Debug, Clone)]
pub struct Seated {
    /// The sign-in.
    pub token: String,
    /// How long it lasts; none for one that the phone already had.
    pub fresh: Option<NewSession>,
    /// The guest.
    pub guest_id: GuestId,
    /// The tab.
    pub tab: Arc<Tab>,
}

/// Seats a phone at its table's tab and opens one where there is none. A phone that already sits there stays who it is;
/// a new one closes a settled tab first.
///
/// # Errors
/// [`Error::Invalid`] or [`Error::Forbidden`] for what the presence policy misses, [`Error::Limited`], the table's.
pub async fn sit_down(app: &App, arrival: Arrival, known: Option<Arc<SignedIn>>) -> Result<Seated> {
    let (table, house) = table::scan(app, &arrival.table_token).await?;
    let seat = seat_of(app, &table, known).await?;
    if let Some(seat) = &seat
        && !seat.must_prove(&house, &arrival)
    {
        return Ok(seat.keep(app, seat.tab.clone()));
    }
    let name = arrival.name.as_deref().map(Guest::parse_name).transpose()?.flatten();
    let (proof, phone_hash) = prove(app, &table, &house, &arrival).await?;
    if let Some(seat) = seat {
        let command = Command::ProveGuest { guest_id: seat.guest_id, proof, phone_hash };
        let proved =
            tab::run(app, table.restaurant_id, seat.tab.id, Actor::System, &command).await?;
        return Ok(seat.keep(app, proved.tab));
    }
    let tab = tab_for_new_phone(app, &table, &house).await?;
    let now = app.now();
    let (guest_id, session_id) = (GuestId::new(now, &*app.ids), SessionId::new(now, &*app.ids));
    let guest = Guest {
        id: guest_id,
        name,
        phone_hash,
        proof,
        approved: false,
        joined_at: now,
        removed_at: None,
        session_id,
    };
    let joined =
        tab::run(app, table.restaurant_id, tab.id, Actor::System, &Command::JoinGuest { guest })
            .await?;
    let holder = Holder::Guest { tab_id: tab.id, guest_id };
    let fresh = session::start(app, session_id, table.restaurant_id, holder).await?;
    Ok(Seated { token: fresh.token.clone(), fresh: Some(fresh), guest_id, tab: joined.tab })
}

/// Where a phone already sits.
struct Seat {
    session: Arc<SignedIn>,
    guest_id: GuestId,
    tab: Arc<Tab>,
}

/// The seat of a phone whose session is on the table's open tab.
async fn seat_of(app: &App, table: &Table, known: Option<Arc<SignedIn>>) -> Result<Option<Seat>> {
    let Some(session) = known else { return Ok(None) };
    let Holder::Guest { tab_id, guest_id } = session.session.holder else { return Ok(None) };
    if session.session.restaurant_id != table.restaurant_id {
        return Ok(None);
    }
    let tab = tab::follow(app, table.restaurant_id, tab_id).await?;
    let here = tab.occupied().any(|id| id == table.id);
    let sits = here && tab.guest(guest_id).is_some_and(|guest| guest.removed_at.is_none());
    Ok(sits.then_some(Seat { session, guest_id, tab }))
}

impl Seat {
    /// True when the phone came to show what a policy, stricter by now, asks for.
    fn must_prove(&self, house: &House, arrival: &Arrival) -> bool {
        let proof = self.tab.guest(self.guest_id).map(|guest| guest.proof);
        match house.restaurant.settings.presence_policy {
            PresencePolicy::Otp => proof != Some(Proof::Otp) && arrival.code.is_some(),
            PresencePolicy::Pin => proof != Some(Proof::Pin) && arrival.pin.is_some(),
            PresencePolicy::Code | PresencePolicy::Approval => false,
        }
    }

    /// The same sign-in, as an answer.
    fn keep(&self, app: &App, tab: Arc<Tab>) -> Seated {
        let session = &self.session.session;
        let exp = session.expires_at.as_second();
        let token = app.keys.sessions.sign(&Claims { sid: session.id, kind: Kind::Guest, exp });
        Seated { token, fresh: None, guest_id: self.guest_id, tab }
    }
}

/// Checks what the policy asks for; answers the proof and, under `otp`, the keyed hash of the number.
async fn prove(
    app: &App,
    table: &Table,
    house: &House,
    arrival: &Arrival,
) -> Result<(Proof, Option<String>)> {
    match house.restaurant.settings.presence_policy {
        PresencePolicy::Code | PresencePolicy::Approval => Ok((Proof::Code, None)),
        PresencePolicy::Otp => Ok((Proof::Otp, Some(prove_phone(app, table, arrival).await?))),
        PresencePolicy::Pin => prove_pin(app, table, arrival).await.map(|()| (Proof::Pin, None)),
    }
}

async fn prove_phone(app: &App, table: &Table, arrival: &Arrival) -> Result<String> {
    let (Some(id), Some(typed)) = (arrival.challenge_id, arrival.code.as_deref()) else {
        return Err(Error::invalid(
            "code",
            "code_required",
            "this restaurant sends a code to your phone first",
        ));
    };
    let hash = code::hash_code(&app.keys.codes, id, typed.trim());
    let tried = app.kv.try_code(id, &hash, app.now()).await;
    match tried.map_err(|away| Error::codes_unavailable(&away))? {
        Verdict::Right(challenge) if challenge.table == table.id => {
            Ok(challenge.phone_hash.iter().map(|byte| format!("{byte:02x}")).collect())
        }
        Verdict::Right(_) | Verdict::Gone => {
            Err(Error::invalid("code", "code_expired", "ask for a new code"))
        }
        Verdict::Wrong { tries_left } => Err(Error::invalid(
            "code",
            "wrong_code",
            format!("the code is wrong; tries left: {tries_left}"),
        )),
    }
}

async fn prove_pin(app: &App, table: &Table, arrival: &Arrival) -> Result<()> {
    let Some(typed) = arrival.pin.as_deref() else {
        return Err(Error::invalid(
            "pin",
            "pin_required",
            "the four digits that staff read out at the table",
        ));
    };
    let wrong = || Error::invalid("pin", "wrong_pin", "not the digits of this table; ask staff");
    let tries = format!("pin:table:{}", table.id);
    app.limit(&tries, app.config.limits.pin_tries).await?;
    let open = app.store.open_tab_at(table.restaurant_id, table.id).await?;
    // A settled tab's digits are those of the guests before: a new phone starts a tab of its own.
    let open = open.filter(|tab| !tab.is_settled());
    let right = open.is_some_and(|tab| tab.pin.as_bytes() == typed.trim().as_bytes());
    if !right {
        return Err(wrong());
    }
    // Only wrong digits count, or a large party would lock itself out.
    app.kv.forgive(&tries).await;
    Ok(())
}

/// The table's open tab, or a fresh one; a settled tab makes way for the next guests.
async fn tab_for_new_phone(app: &App, table: &Table, house: &House) -> Result<Arc<Tab>> {
    if let Some(open) = app.store.open_tab_at(table.restaurant_id, table.id).await? {
        if !open.is_settled() {
            return Ok(open);
        }
        tab::run(app, table.restaurant_id, open.id, Actor::System, &Command::Close).await?;
    }
    let at = TableRef { id: table.id, name: table.name.clone() };
    match tab::open(app, house, Actor::System, Some(at), None, None).await {
        Ok(done) => Ok(done.tab),
        // Two phones at once: the other one opened it.
        Err(Error::Conflict { code: "table_taken", .. }) => reload(app, table).await,
        Err(error) => Err(error),
    }
}

async fn reload(app: &App, table: &Table) -> Result<Arc<Tab>> {
    let open = app.store.open_tab_at(table.restaurant_id, table.id).await?;
    open.ok_or(Error::Conflict {
        code: "table_taken",
        detail: "The table just changed; try again.",
    })
}

/// The guest of a session on the tab as it is now. A removed guest has no tab any more.
///
/// # Errors
/// [`Error::Unauthorized`] when the session is no guest's, or staff removed the phone.
pub async fn tab_of(app: &App, signed_in: &SignedIn) -> Result<(Arc<Tab>, GuestId)> {
    let Holder::Guest { tab_id, guest_id } = signed_in.session.holder else {
        return Err(Error::signed_out());
    };
    let tab = tab::follow(app, signed_in.session.restaurant_id, tab_id).await?;
    match tab.guest(guest_id) {
        Some(guest) if guest.removed_at.is_none() => Ok((tab, guest_id)),
        _ => Err(Error::Unauthorized {
            code: "removed",
            detail: "Staff took this phone off the table.",
        }),
    }
}

/// Staff take a phone off a tab; its session and sockets end.
///
/// # Errors
/// The tab's refusal; the store's.
pub async fn remove(app: &App, actor: Actor, tab: &Tab, guest_id: GuestId) -> Result<Arc<Tab>> {
    let command = Command::RemoveGuest { guest_id };
    let done = tab::run(app, tab.restaurant_id, tab.id, actor, &command).await?;
    if let Some(guest) = done.tab.guest(guest_id) {
        session::end(app, guest.session_id).await?;
    }
    Ok(done.tab)
}

/// A guest's name and number are forgotten, and the session ends.
///
/// # Errors
/// The store's.
pub async fn erase(app: &App, signed_in: &SignedIn) -> Result<()> {
    let (tab, guest_id) = tab_of(app, signed_in).await?;
    let command = Command::EraseGuest { guest_id };
    tab::run(app, tab.restaurant_id, tab.id, signed_in.actor(), &command).await?;
    session::end(app, signed_in.session.id).await
}
