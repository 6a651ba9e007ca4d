//! Finding tabs and orders again.

use super::sitting::{Sitting, table, waiter};
use crate::tab::{Channel, Command, OrderFilter, SearchText, ShownStatus, Step, TabFilter};

fn text(text: &str) -> Option<SearchText> {
    SearchText::parse(text).expect("short enough")
}

/// A sitting at "Terrace 4" with a guest called Meera, who ordered once.
fn meera() -> Sitting {
    let mut sitting = Sitting::at("Terrace 4");
    let mut guest = sitting.phone(crate::tab::Proof::Code);
    guest.name = Some("Meera Iyer".to_owned());
    sitting.does(crate::event::Actor::System, Command::JoinGuest { guest });
    sitting.orders(waiter(), "Masala Dosa", 1);
    sitting
}

#[test]
fn nothing_typed_means_everything_and_too_much_is_refused() {
    assert_eq!(text("  "), None);
    assert!(SearchText::parse(&"x".repeat(81)).is_err());
    assert!(TabFilter::default().matches(&meera().tab));
}

#[test]
fn a_tab_is_found_by_table_person_and_order_number() {
    let sitting = meera();
    let number = sitting.tab.orders[0].number;
    let finds =
        |typed: &str| TabFilter { text: text(typed), ..TabFilter::default() }.matches(&sitting.tab);
    for typed in ["terrace", "RACE 4", "meera", "IYER", &number.to_string(), &format!("#{number}")]
    {
        assert!(finds(typed), "{typed}");
    }
    for typed in ["hall", "masala", "#", &format!("#{number}0"), "+2"] {
        assert!(!finds(typed), "{typed}");
    }
}

#[test]
fn each_condition_counts() {
    let (hall, parcel) = (meera(), Sitting::parcel());
    let which = |filter: TabFilter| (filter.matches(&hall.tab), filter.matches(&parcel.tab));
    let open = |open| TabFilter { open: Some(open), ..TabFilter::default() };
    assert_eq!(which(open(true)), (true, true));
    assert_eq!(which(open(false)), (false, false));
    let channel = TabFilter { channel: Some(Channel::Parcel), ..TabFilter::default() };
    assert_eq!(which(channel.clone()), (false, true));
    let at = TabFilter { table: Some(table("Terrace 4").id), ..TabFilter::default() };
    assert_eq!(which(at.clone()), (true, false));
    assert_eq!(which(TabFilter { channel: channel.channel, ..at }), (false, false));
}

#[test]
fn an_order_is_found_by_what_it_shows() {
    let mut sitting = meera();
    let order_id = sitting.tab.orders[0].id;
    let finds = |sitting: &Sitting, filter: OrderFilter| {
        filter.matches(&sitting.tab, sitting.order(order_id))
    };
    let typed = |typed: &str| OrderFilter { text: text(typed), ..OrderFilter::default() };
    let status = |status| OrderFilter { status: Some(status), ..OrderFilter::default() };
    let station = |name: &str| OrderFilter { station: Some(name.into()), ..OrderFilter::default() };
    assert!(finds(&sitting, typed("dosa")) && finds(&sitting, typed("terrace")));
    assert!(finds(&sitting, typed(&sitting.order(order_id).number.to_string())));
    assert!(!finds(&sitting, typed("idli")) && !finds(&sitting, typed("meera")));
    assert!(finds(&sitting, station("kitchen")) && !finds(&sitting, station("bar")));
    assert!(finds(&sitting, status(ShownStatus::Placed)));
    sitting.moves(order_id, Step::Ready);
    assert!(finds(&sitting, status(ShownStatus::Ready)));
    assert!(!finds(&sitting, status(ShownStatus::Placed)));
}

#[test]
fn every_status_is_read_as_it_is_written() {
    for status in ShownStatus::ALL {
        assert_eq!(ShownStatus::parse(status.as_str()), Some(status));
    }
    assert_eq!(ShownStatus::parse("queued"), None);
}
