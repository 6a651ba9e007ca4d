//! A world in which a little of everything has happened, and all that can be read of it.

use std::sync::Arc;

use jiff::Timestamp;
use pretty_assertions::assert_eq;

use super::World;
use super::accounts::{person, role};
use super::messages::message;
use super::service::{answered, call};
use super::sessions::{guest, member, sign_in};
use super::stock::{mark, sold_out};
use super::tables::table;
use super::world::{idli, minutes, neighbour, table_id};
use crate::account::{Account, Membership, Session};
use crate::event::{Event, EventKind};
use crate::id::{AccountId, GuestId, SessionId, TabId};
use crate::menu::{Menu, PublishedMenu, Stock};
use crate::restaurant::Restaurant;
use crate::store::{Collection, Commit, HelpRequest, Message, SharedStore};
use crate::tab::{Command, Guest, Proof, Tab, join};
use crate::table::Table;
use crate::test_support::{evening, menu};

pub(super) const TODAY: &str = "2026-11-23";

/// A busy evening at two restaurants, and what there is to ask for by its id.
pub(super) struct Busy {
    pub world: World,
    /// A tab at T1 with a guest and an order.
    pub open: Arc<Tab>,
    tabs: Vec<TabId>,
    sessions: Vec<SessionId>,
    calls: Vec<HelpRequest>,
    people: Vec<AccountId>,
}

impl Busy {
    pub async fn evening(store: SharedStore) -> Self {
        let world = World::new(store);
        let people = hire(&world).await;
        furnish(&world).await;
        let (open, tabs) = sit(&world).await;
        let sessions = sign_all_in(&world).await;
        let calls = call_for_help(&world).await;
        for minute in 0..4 {
            world.store.create_message(&message(&world, minute)).await.expect("kept");
        }
        for name in ["tables", "sessions"] {
            world.store.key(name, &[7, 0xab, 255]).await.expect("a key");
        }
        let events = world.pending().await;
        world.store.events_delivered(&[events[1].clone(), events[4].clone()]).await.expect("heard");
        Self { world, open, tabs, sessions, calls, people }
    }

    /// How many records there are.
    pub fn count(collection: Collection) -> u64 {
        match collection {
            Collection::Keys | Collection::Restaurants | Collection::Menus => 2,
            Collection::Accounts | Collection::OrderNumbers => 3,
            Collection::Memberships | Collection::Tables | Collection::Messages => 4,
            Collection::Stock | Collection::Sessions | Collection::HelpRequests => 3,
            Collection::Tabs => 5,
            Collection::Events => 24,
        }
    }

    /// All that the other traits answer.
    pub async fn seen(&self) -> Seen {
        let store = &self.world.store;
        let mut seen = Seen { by_table: Vec::new(), ..Seen::default() };
        for place in [self.world.restaurant.clone(), neighbour()] {
            let id = place.id;
            seen.found.push(store.restaurant_by_slug(&place.slug.to_string()).await.expect("read"));
            seen.members.push(store.members(id).await.expect("read"));
            seen.tables.push(store.tables(id).await.expect("read"));
            seen.drafts.push(store.draft_menu(id).await.expect("read"));
            seen.published.push(store.published_menu(id).await.expect("read"));
            let mut marks = store.availability(id).await.expect("read").items;
            marks.sort_by_key(|mark| (mark.dish_id, mark.variant_id));
            seen.marks.push(marks);
            seen.open.push(store.open_tabs(id).await.expect("read"));
            let mut versions = store.open_tab_versions(id).await.expect("read");
            versions.sort();
            seen.versions.push(versions);
            seen.calls.extend(store.open_help_requests(id).await.expect("read"));
        }
        self.look_up(&mut seen).await;
        seen
    }

    async fn look_up(&self, seen: &mut Seen) {
        let (store, place) = (&self.world.store, self.world.place());
        for id in &self.tabs {
            seen.tabs.push(store.tab(place, *id).await.expect("read"));
        }
        for name in ["T1", "T2", "T3", "T4"] {
            seen.by_table.push(store.open_tab_at(place, table_id(name)).await.expect("read"));
        }
        for id in &self.sessions {
            seen.sessions.push(store.session(*id, evening()).await.expect("read"));
        }
        for call in &self.calls {
            let found = store.help_request(place, call.request.id).await.expect("read");
            seen.calls.extend(found);
        }
        for id in &self.people {
            seen.people.push(store.account(*id).await.expect("read"));
            seen.roles.push(store.memberships(*id).await.expect("read"));
        }
        seen.people.push(store.account_by_email("asha@demo.test").await.expect("read"));
        seen.people.push(store.account_by_staff_id(place, "ravi").await.expect("read"));
        seen.due = store.tabs_to_close(Timestamp::MAX, 99).await.expect("read");
        seen.pending = self.world.pending().await;
        seen.messages = store.messages(99).await.expect("read");
        for name in ["tables", "sessions"] {
            seen.keys.push(store.key(name, b"another").await.expect("a key"));
        }
    }
}

/// What a store answers when it is asked for everything.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Seen {
    found: Vec<Option<Restaurant>>,
    members: Vec<Vec<(Account, Membership)>>,
    people: Vec<Option<Account>>,
    roles: Vec<Vec<Membership>>,
    tables: Vec<Vec<Table>>,
    drafts: Vec<Menu>,
    published: Vec<PublishedMenu>,
    marks: Vec<Vec<Stock>>,
    open: Vec<Vec<Arc<Tab>>>,
    versions: Vec<Vec<(TabId, u64)>>,
    tabs: Vec<Option<Arc<Tab>>>,
    by_table: Vec<Option<Arc<Tab>>>,
    due: Vec<(crate::id::RestaurantId, TabId)>,
    sessions: Vec<Option<Session>>,
    calls: Vec<HelpRequest>,
    pending: Vec<Event>,
    messages: Vec<Message>,
    keys: Vec<Vec<u8>>,
}

/// Two with an address, one without; one of them in both restaurants.
async fn hire(world: &World) -> Vec<AccountId> {
    world.store.create_restaurant(&world.restaurant).await.expect("created");
    world.store.create_restaurant(&neighbour()).await.expect("created");
    let mut people = Vec::new();
    for login in ["asha@demo.test", "ravi", "meena@demo.test"] {
        let (account, membership) = person(login);
        world.store.create_account(&account, &membership).await.expect("created");
        people.push(account.id);
    }
    let there = role(people[0], neighbour().id, Some("asha"));
    world.store.create_membership(&there).await.expect("created");
    people
}

/// Tables, menus and marks. One table is gone again, so that the numbers have a gap.
async fn furnish(world: &World) {
    let (here, there) = (world.place(), neighbour().id);
    let tables = [(here, "T9", "Roof"), (here, "T2", "Hall"), (here, "T1", "Hall")];
    for (place, name, floor) in
        tables.into_iter().chain([(there, "T1", "Hall"), (here, "T3", "Roof")])
    {
        world.store.create_table(&table(place, name, floor)).await.expect("created");
    }
    let gone = table(here, "T2", "Hall").id;
    assert_eq!(world.store.delete_table(here, gone).await, Ok(true));
    let event = world.event(evening(), EventKind::MenuPublished { menu_version: 1 });
    world.store.publish_menu(here, 0, &menu(), &event).await.expect("published");
    world.store.save_draft_menu(there, &menu()).await.expect("saved");
    for stock in [sold_out(None), sold_out(Some("Half")), idli(Some(9))] {
        mark(world, &stock).await;
    }
}

/// An open tab, one that was settled and closed, two that were joined, and a parcel.
async fn sit(world: &World) -> (Arc<Tab>, Vec<TabId>) {
    let open = world.seat("T1").await;
    let open = world.act(&open, Command::JoinGuest { guest: phone() }).await.expect("joined");
    let closed = world.seat("T2").await;
    let (left, on) = (world.seat("T3").await, world.seat("T4").await);
    let parcel = world.open(None, minutes(3)).await.expect("opened");
    let number = async |day| world.store.next_order_number(world.place(), day).await.expect("one");
    let open = world.act(&open, world.order(number(TODAY).await)).await.expect("ordered");
    let closed = world.act(&closed, world.order(number(TODAY).await)).await.expect("ordered");
    let closed = world.settle(&closed).await;
    world.act(&closed, Command::Close).await.expect("closed");
    world.act(&parcel, world.order(number("2026-11-24").await)).await.expect("ordered");
    let stock = Default::default();
    let (gone, stays) = join(&left, &on, &world.context(evening(), &stock)).expect("allowed");
    let commit = Commit::new(Some(&on), stays).after(Commit::new(Some(&left), gone));
    world.commit(commit).await.expect("committed");
    // A number that no order carries yet is given all the same.
    let there = world.store.next_order_number(neighbour().id, TODAY).await;
    assert_eq!(there, Ok(1));
    let tabs = [open.id, closed.id, left.id, on.id, parcel.id];
    (open, tabs.to_vec())
}

fn phone() -> Guest {
    Guest {
        id: GuestId::derived(&["guest"]),
        name: Some("Ümit".to_owned()),
        phone_hash: Some("a0b1".to_owned()),
        proof: Proof::Otp,
        approved: true,
        joined_at: evening(),
        removed_at: None,
        session_id: SessionId::derived(&["session"]),
    }
}

async fn sign_all_in(world: &World) -> Vec<SessionId> {
    let here = sign_in(world, world.place(), guest(), 600).await;
    let asha = sign_in(world, world.place(), member("asha@demo.test"), 600).await;
    let there = sign_in(world, neighbour().id, member("asha@demo.test"), 600).await;
    vec![here.id, asha.id, there.id]
}

/// Two open ones, the younger made first, and one that is done.
async fn call_for_help(world: &World) -> Vec<HelpRequest> {
    let mut calls = Vec::new();
    for (table, minute) in [("T1", 5), ("T3", 3), ("T4", 2)] {
        let (help, event) = call(world, table, minute);
        world.store.create_help_request(&help, &event).await.expect("kept");
        calls.push(help);
    }
    let (done, event) = answered(world, &calls[2], true);
    world.store.update_help_request(&calls[2], &done, &event).await.expect("updated");
    calls
}
