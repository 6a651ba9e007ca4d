//! Who is connected to this process: what decides whether a payload is worth building, and whom `sync` serves.

use std::collections::HashMap;

use dineqr_core::id::{RestaurantId, SessionId, TabId};
use jiff::Timestamp;
use parking_lot::Mutex;
use socketioxide::socket::Sid;

use super::rooms::Room;

/// What a socket may hear, from its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    /// Whose sign-in it is.
    pub(super) session: SessionId,
    /// When that ends by itself.
    pub(super) expires_at: Timestamp,
    /// Where.
    pub(super) restaurant: RestaurantId,
    /// Staff of it, or a guest of which tab.
    pub(super) place: Place,
}

/// Which half of a restaurant a socket hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Everything that happens on the floor.
    Staff(RestaurantId),
    /// What happens on one tab.
    Guest(TabId),
    /// A guest whose tab was closed: the menu alone.
    Past(TabId),
}

impl Place {
    /// Its room.
    pub(super) fn room(self) -> Room {
        match self {
            Self::Staff(restaurant) => Room::Staff(restaurant),
            Self::Guest(tab) => Room::Tab(tab),
            Self::Past(tab) => Room::Past(tab),
        }
    }
}

impl Seat {
    /// The rooms of the seat; the last two are those that others speak to.
    pub(super) fn rooms(&self) -> [Room; 3] {
        let (session, restaurant) =
            (Room::Session(self.session), Room::Restaurant(self.restaurant));
        [session, restaurant, self.place.room()]
    }
}

/// The sockets of this process and how many of them are in which room.
#[derive(Default)]
pub(super) struct Presence(Mutex<Sockets>);

#[derive(Default)]
struct Sockets {
    seats: HashMap<Sid, Seat>,
    restaurants: HashMap<RestaurantId, usize>,
    staff: HashMap<RestaurantId, usize>,
    tabs: HashMap<TabId, (RestaurantId, usize)>,
    past: HashMap<TabId, (RestaurantId, usize)>,
}

/// Which rooms `sync` is for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Served {
    /// Restaurants with staff here.
    pub(super) staff: Vec<RestaurantId>,
    /// Tabs with guests here, by restaurant.
    pub(super) tabs: HashMap<RestaurantId, Vec<TabId>>,
    /// Tabs that are over, with guests who still look at them here.
    pub(super) past: HashMap<RestaurantId, Vec<TabId>>,
}

impl Presence {
    /// A socket took a seat, or changed to another one.
    pub(super) fn sit(&self, sid: Sid, seat: Seat) {
        let mut sockets = self.0.lock();
        sockets.leave(sid);
        sockets.enter(sid, seat);
    }

    /// A socket is gone.
    pub(super) fn leave(&self, sid: Sid) {
        self.0.lock().leave(sid);
    }

    /// How many are here.
    pub(super) fn count(&self) -> usize {
        self.0.lock().seats.len()
    }

    /// Whether any socket here is in a room.
    pub(super) fn hears(&self, room: Room) -> bool {
        let sockets = self.0.lock();
        match room {
            Room::Restaurant(id) => sockets.restaurants.contains_key(&id),
            Room::Staff(id) => sockets.staff.contains_key(&id),
            Room::Tab(id) => sockets.tabs.contains_key(&id),
            Room::Past(id) => sockets.past.contains_key(&id),
            Room::Session(id) => sockets.seats.values().any(|seat| seat.session == id),
        }
    }

    /// Whoever sits at `from` now sits at `to`.
    pub(super) fn reseat(&self, from: Place, to: Place) {
        let mut sockets = self.0.lock();
        let moved: Vec<(Sid, Seat)> = sockets
            .seats
            .iter()
            .filter(|(_, seat)| seat.place == from)
            .map(|(sid, seat)| (*sid, *seat))
            .collect();
        for (sid, seat) in &moved {
            sockets.leave(*sid);
            sockets.enter(*sid, Seat { place: to, ..*seat });
        }
    }

    /// All rooms with sockets here, those of sessions aside.
    pub(super) fn rooms(&self) -> Vec<Room> {
        let sockets = self.0.lock();
        let restaurants = sockets.restaurants.keys().map(|id| Room::Restaurant(*id));
        let staff = sockets.staff.keys().map(|id| Room::Staff(*id));
        let tabs = sockets.tabs.keys().map(|id| Room::Tab(*id));
        let past = sockets.past.keys().map(|id| Room::Past(*id));
        restaurants.chain(staff).chain(tabs).chain(past).collect()
    }

    /// Everything that has listeners here.
    pub(super) fn served(&self) -> Served {
        let sockets = self.0.lock();
        let mut served =
            Served { staff: sockets.staff.keys().copied().collect(), ..Served::default() };
        for (tab, (restaurant, _)) in &sockets.tabs {
            served.tabs.entry(*restaurant).or_default().push(*tab);
        }
        for (tab, (restaurant, _)) in &sockets.past {
            served.past.entry(*restaurant).or_default().push(*tab);
        }
        served
    }

    /// The sessions that are connected here, with the moment each ends by itself.
    pub(super) fn sessions(&self) -> HashMap<SessionId, Timestamp> {
        let sockets = self.0.lock();
        sockets.seats.values().map(|seat| (seat.session, seat.expires_at)).collect()
    }
}

impl Sockets {
    fn enter(&mut self, sid: Sid, seat: Seat) {
        *self.restaurants.entry(seat.restaurant).or_default() += 1;
        match seat.place {
            Place::Staff(id) => *self.staff.entry(id).or_default() += 1,
            Place::Guest(tab) => self.tabs.entry(tab).or_insert((seat.restaurant, 0)).1 += 1,
            Place::Past(tab) => self.past.entry(tab).or_insert((seat.restaurant, 0)).1 += 1,
        }
        self.seats.insert(sid, seat);
    }

    fn leave(&mut self, sid: Sid) {
        let Some(seat) = self.seats.remove(&sid) else { return };
        discount(&mut self.restaurants, seat.restaurant, |count| count);
        match seat.place {
            Place::Staff(id) => discount(&mut self.staff, id, |count| count),
            Place::Guest(tab) => discount(&mut self.tabs, tab, |(_, count)| count),
            Place::Past(tab) => discount(&mut self.past, tab, |(_, count)| count),
        }
    }
}

fn discount<K: std::hash::Hash + Eq, V>(
    counts: &mut HashMap<K, V>,
    key: K,
    count: impl Fn(&mut V) -> &mut usize,
) {
    if let Some(value) = counts.get_mut(&key) {
        let count = count(value);
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seat(session: &str, place: Place) -> Seat {
        let restaurant = RestaurantId::derived(&["here"]);
        let expires_at = Timestamp::UNIX_EPOCH;
        Seat { session: SessionId::derived(&[session]), expires_at, restaurant, place }
    }

    #[test]
    fn who_left_is_no_longer_counted() {
        let (presence, here) = (Presence::default(), RestaurantId::derived(&["here"]));
        let (waiter, cook) = (Sid::new(), Sid::new());
        presence.sit(waiter, seat("waiter", Place::Staff(here)));
        presence.sit(cook, seat("cook", Place::Staff(here)));
        presence.leave(waiter);
        presence.leave(waiter);
        assert!(presence.hears(Room::Staff(here)) && presence.hears(Room::Restaurant(here)));
        presence.leave(cook);
        assert!(!presence.hears(Room::Staff(here)) && !presence.hears(Room::Restaurant(here)));
        assert_eq!(presence.served(), Served::default());
    }

    #[test]
    fn guests_move_together_and_are_served_where_they_are() {
        let (presence, here) = (Presence::default(), RestaurantId::derived(&["here"]));
        let (old, new) = (TabId::derived(&["old"]), TabId::derived(&["new"]));
        for name in ["asha", "ravi"] {
            presence.sit(Sid::new(), seat(name, Place::Guest(old)));
        }
        presence.reseat(Place::Guest(old), Place::Guest(new));
        assert!(!presence.hears(Room::Tab(old)) && presence.hears(Room::Tab(new)));
        assert_eq!(presence.served().tabs[&here], [new]);
        presence.reseat(Place::Guest(new), Place::Past(new));
        assert!(!presence.hears(Room::Tab(new)) && presence.hears(Room::Restaurant(here)));
        assert_eq!(presence.served().past[&here], [new]);
    }
}
