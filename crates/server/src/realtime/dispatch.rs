//! From an event to its listeners: payloads are filled in from the store when they are sent.

use std::collections::HashMap;
use std::sync::Arc;

use dineqr_core::event::{Event, EventKind};
use dineqr_core::id::{DishId, EventId, RestaurantId, TabId, VariantId};
use dineqr_core::menu::{Availability, Stock, StockStatus};
use dineqr_core::tab::Tab;
use futures_util::future::join_all;

use super::Live;
use super::hub::Reach;
use super::payload::{Data, Payload};
use super::presence::Place;
use super::rooms::{self, Room};
use crate::usecase::{Error, Result};
use crate::view::Audience;
use crate::view::stock::StockOut;

/// After so many events the tasks that write to the sockets have a turn, so that a burst fills no buffer.
const AT_A_STRETCH: usize = 32;

/// What was read for the events of a restaurant in one batch: they are often about the same tab.
#[derive(Default)]
struct Read {
    tabs: Vec<Arc<Tab>>,
    stock: Option<Availability>,
}

impl Live {
    /// Sends events to who may hear them, those of a restaurant in their order; answers those for which the store did
    /// not answer, and those that reached this node alone. What is gone (its tab, its request) is logged and counts
    /// as sent.
    pub async fn dispatch_batch(&self, events: &[Event]) -> Vec<EventId> {
        let mut places: HashMap<RestaurantId, Vec<&Event>> = HashMap::new();
        for event in events {
            places.entry(event.restaurant_id).or_default().push(event);
        }
        // A store or a Redis of its own machine is waited for; restaurants do not wait for each other.
        let unsent = join_all(places.values().map(|events| self.dispatch_in_order(events))).await;
        unsent.into_iter().flatten().collect()
    }

    async fn dispatch_in_order(&self, events: &[&Event]) -> Vec<EventId> {
        let (mut read, mut unsent) = (Read::default(), Vec::new());
        for (count, event) in events.iter().enumerate() {
            if count % AT_A_STRETCH == AT_A_STRETCH - 1 {
                tokio::task::yield_now().await;
            }
            match self.dispatch(event, &mut read).await {
                Ok(Reach::Everywhere) => {}
                Ok(Reach::Here) => unsent.push(event.id),
                Err(error) => {
                    tracing::warn!(%error, event = %event.id, "a live event could not be filled in");
                    if matches!(error, Error::Store(_)) {
                        unsent.push(event.id);
                    }
                }
            }
        }
        unsent
    }

    async fn dispatch(&self, event: &Event, read: &mut Read) -> Result<Reach> {
        match event.kind {
            EventKind::DishAvailability { dish_id, variant_id } => {
                self.send_stock(event, dish_id, variant_id, read).await
            }
            EventKind::MenuPublished { menu_version } => {
                let rooms = [Room::Restaurant(event.restaurant_id)];
                let payload = Payload::of(event, Data::Version { version: menu_version });
                Ok(self.hub.emit(&rooms, &payload).await)
            }
            EventKind::TabOpened => self.open_tab(event, read).await,
            EventKind::TabUpdated => self.send_tab(event, read).await,
            EventKind::TabClosed => self.close_tab(event, read).await,
            EventKind::TabJoined { into } => self.join_tab(event, into, read).await,
            EventKind::GuestRemoved { guest_id } => {
                let tab = self.read_tab(event, event.tab_id, read).await?;
                if let Some(guest) = tab.guest(guest_id) {
                    self.hub.disconnect(Room::Session(guest.session_id));
                }
                self.send_tab(event, read).await
            }
            _ => self.send_part(event, read).await,
        }
    }

    /// A dish or variant; the whole restaurant hears it.
    async fn send_stock(
        &self,
        event: &Event,
        dish_id: DishId,
        variant_id: Option<VariantId>,
        read: &mut Read,
    ) -> Result<Reach> {
        let restaurant = event.restaurant_id;
        if !self.heard_in(Room::Restaurant(restaurant)).await {
            return Ok(Reach::Everywhere);
        }
        let known = match read.stock.take() {
            Some(known) => known,
            None => self.app.store.availability(restaurant).await?,
        };
        let known = read.stock.insert(known);
        let mark = known.items.iter().find(|s| s.dish_id == dish_id && s.variant_id == variant_id);
        let unmarked = Stock {
            dish_id,
            variant_id,
            status: StockStatus::Available,
            portions: None,
            until: None,
        };
        let stock = StockOut::new(mark.unwrap_or(&unmarked), self.app.now());
        let payload = Payload::of(event, Data::Stock(stock));
        Ok(self.hub.emit(&[Room::Restaurant(restaurant)], &payload).await)
    }

    /// The tab itself; guests and staff see it each in their way.
    async fn send_tab(&self, event: &Event, read: &mut Read) -> Result<Reach> {
        let staff = self.send_tab_to(event, Audience::Staff, read).await?;
        Ok(staff.and(self.send_tab_to(event, Audience::Guests, read).await?))
    }

    async fn send_tab_to(
        &self,
        event: &Event,
        audience: Audience,
        read: &mut Read,
    ) -> Result<Reach> {
        let id = event.tab_id.ok_or(Error::NotFound("tab"))?;
        let room = match audience {
            Audience::Staff => Room::Staff(event.restaurant_id),
            Audience::Guests => Room::Tab(id),
        };
        if !self.heard_in(room).await {
            return Ok(Reach::Everywhere);
        }
        let tab = self.read_tab(event, Some(id), read).await?;
        let name = Payload::name_of(event);
        Ok(self.hub.emit(&[room], &Payload::tab(event, name, &tab, audience)).await)
    }

    /// A new tab has no guests yet; those of one that a manager opened again come back to it.
    async fn open_tab(&self, event: &Event, read: &mut Read) -> Result<Reach> {
        let tab = event.tab_id.ok_or(Error::NotFound("tab"))?;
        let moved = self.move_guests(Place::Past(tab), Place::Guest(tab)).await;
        Ok(moved.and(self.send_tab(event, read).await?))
    }

    /// The last that the guests of a tab hear of it.
    async fn close_tab(&self, event: &Event, read: &mut Read) -> Result<Reach> {
        let sent = self.send_tab(event, read).await?;
        let tab = event.tab_id.ok_or(Error::NotFound("tab"))?;
        Ok(sent.and(self.move_guests(Place::Guest(tab), Place::Past(tab)).await))
    }

    /// For staff the tab is closed; its guests go on at the other one.
    async fn join_tab(&self, event: &Event, into: TabId, read: &mut Read) -> Result<Reach> {
        let told = self.send_tab_to(event, Audience::Staff, read).await?;
        let from = event.tab_id.ok_or(Error::NotFound("tab"))?;
        if !self.heard_in(Room::Tab(from)).await {
            return Ok(told);
        }
        let moved = self.move_guests(Place::Guest(from), Place::Guest(into)).await;
        let tab = self.read_tab(event, Some(into), read).await?;
        let payload = Payload::tab(event, "tab.updated", &tab, Audience::Guests);
        Ok(told.and(moved).and(self.hub.emit(&[Room::Tab(into)], &payload).await))
    }

    /// Takes the guests of a tab, on whatever node, from one place to another. Other nodes note the new place with
    /// their next `sync`.
    async fn move_guests(&self, from: Place, to: Place) -> Reach {
        let (old, new) = (from.room(), to.room());
        if !self.heard_in(old).await {
            return Reach::Everywhere;
        }
        self.presence.reseat(from, to);
        self.app.kv.enter(&rooms::names(&[new])).await;
        self.hub.move_all(old, new).await
    }

    /// Whether a room has listeners, here or on another node.
    async fn heard_in(&self, room: Room) -> bool {
        self.heard_in_any(&[room]).await
    }

    async fn heard_in_any(&self, all: &[Room]) -> bool {
        all.iter().any(|room| self.presence.hears(*room))
            || (self.app.kv.is_shared() && self.app.kv.present(&rooms::names(all)).await)
    }

    /// An order, a payment or a call for service: the same for guests and staff.
    async fn send_part(&self, event: &Event, read: &mut Read) -> Result<Reach> {
        let mut rooms = vec![Room::Staff(event.restaurant_id)];
        rooms.extend(event.tab_id.map(Room::Tab));
        if !self.heard_in_any(&rooms).await {
            return Ok(Reach::Everywhere);
        }
        let data = match event.tab_id {
            Some(id) => {
                let tab = self.read_tab(event, Some(id), read).await?;
                Data::within(&tab, &event.kind).ok_or(Error::NotFound("part of the tab"))?
            }
            None => self.read_help(event).await?,
        };
        Ok(self.hub.emit(&rooms, &Payload::of(event, data)).await)
    }

    async fn read_help(&self, event: &Event) -> Result<Data> {
        let (EventKind::ServiceRequested { request_id, .. }
        | EventKind::ServiceAcknowledged { request_id, .. }
        | EventKind::ServiceResolved { request_id, .. }) = event.kind
        else {
            return Err(Error::NotFound("tab"));
        };
        let help = self.app.store.help_request(event.restaurant_id, request_id).await?;
        Ok(Data::help(&help.ok_or(Error::NotFound("service_request"))?))
    }

    async fn read_tab(
        &self,
        event: &Event,
        id: Option<TabId>,
        read: &mut Read,
    ) -> Result<Arc<Tab>> {
        let id = id.ok_or(Error::NotFound("tab"))?;
        if let Some(tab) = read.tabs.iter().find(|tab| tab.id == id) {
            return Ok(tab.clone());
        }
        let tab = self.app.store.tab(event.restaurant_id, id).await?;
        let tab = tab.ok_or(Error::NotFound("tab"))?;
        read.tabs.push(tab.clone());
        Ok(tab)
    }
}
