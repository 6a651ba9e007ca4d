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
    /// Staff, or a guest of which tab.
    pub(super) place: Place,
}

/// Which half of a restaurant a socket hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Everything that happens on the floor.
    Staff,
    /// What happens on one tab.
    Guest(TabId),
    /// A guest whose tab was closed: the menu alone.
    Past(TabId),
}

impl Seat {
    /// The rooms of the seat.
    pub(super) fn rooms(&self) -> Vec<String> {
        let mut rooms = vec![
            Room::Session(self.session).to_string(),
            Room::Restaurant(self.restaurant).to_string(),
        ];
        match self.place {
            Place::Staff => rooms.push(Room::Staff(self.restaurant).to_string()),
            Place::Guest(tab) => rooms.push(Room::Tab(tab).to_string()),
            Place::Past(_) => {}
        }
        rooms
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
}

/// Which rooms `sync` is for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Served {
    /// Restaurants with staff here.
    pub(super) staff: Vec<RestaurantId>,
    /// Tabs with guests here, by restaurant.
    pub(super) tabs: HashMap<RestaurantId, Vec<TabId>>,
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

    /// Whether anyone of a restaurant is here.
    pub(super) fn hears_restaurant(&self, id: RestaurantId) -> bool {
        self.0.lock().restaurants.contains_key(&id)
    }

    /// Whether staff of a restaurant are here.
    pub(super) fn hears_staff(&self, id: RestaurantId) -> bool {
        self.0.lock().staff.contains_key(&id)
    }

    /// Whether guests of a tab are here.
    pub(super) fn hears_tab(&self, id: TabId) -> bool {
        self.0.lock().tabs.contains_key(&id)
    }

    /// Whoever sits at `from` now sits at `to`; answers their sessions.
    pub(super) fn reseat(&self, from: Place, to: Place) -> Vec<SessionId> {
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
        moved.into_iter().map(|(_, seat)| seat.session).collect()
    }

    /// Everything that has listeners here.
    pub(super) fn served(&self) -> Served {
        let sockets = self.0.lock();
        let mut served =
            Served { staff: sockets.staff.keys().copied().collect(), ..Served::default() };
        for (tab, (restaurant, _)) in &sockets.tabs {
            served.tabs.entry(*restaurant).or_default().push(*tab);
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
            Place::Staff => *self.staff.entry(seat.restaurant).or_default() += 1,
            Place::Guest(tab) => self.tabs.entry(tab).or_insert((seat.restaurant, 0)).1 += 1,
            Place::Past(_) => {}
        }
        self.seats.insert(sid, seat);
    }

    fn leave(&mut self, sid: Sid) {
        let Some(seat) = self.seats.remove(&sid) else { return };
        discount(&mut self.restaurants, seat.restaurant, |count| count);
        match seat.place {
            Place::Staff => discount(&mut self.staff, seat.restaurant, |count| count),
            Place::Guest(tab) => discount(&mut self.tabs, tab, |(_, count)| count),
            Place::Past(_) => {}
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
        presence.sit(waiter, seat("waiter", Place::Staff));
        presence.sit(cook, seat("cook", Place::Staff));
        presence.leave(waiter);
        presence.leave(waiter);
        assert!(presence.hears_staff(here) && presence.hears_restaurant(here));
        presence.leave(cook);
        assert!(!presence.hears_staff(here) && !presence.hears_restaurant(here));
        assert_eq!(presence.served(), Served::default());
    }

    #[test]
    fn guests_move_together_and_are_served_where_they_are() {
        let (presence, here) = (Presence::default(), RestaurantId::derived(&["here"]));
        let (old, new) = (TabId::derived(&["old"]), TabId::derived(&["new"]));
        for name in ["asha", "ravi"] {
            presence.sit(Sid::new(), seat(name, Place::Guest(old)));
        }
        assert_eq!(presence.reseat(Place::Guest(old), Place::Guest(new)).len(), 2);
        assert!(!presence.hears_tab(old) && presence.hears_tab(new));
        assert_eq!(presence.served().tabs[&here], [new]);
        presence.reseat(Place::Guest(new), Place::Past(new));
        assert!(!presence.hears_tab(new) && presence.hears_restaurant(here));
    }
}
