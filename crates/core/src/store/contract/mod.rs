//! The contract suite: what every store promises, run on each adapter.
//!
//! To run it: give [`contract_suite!`](crate::contract_suite) an async function that answers a fresh, empty store
//! and whatever must live as long as it (a folder, or nothing). To add a promise: write it as one async function
//! beside its kind, and name it in the list of the macro. What a store promises that several processes may open at
//! once is in [`shared_contract_suite!`](crate::shared_contract_suite): its function answers two stores on the same
//! data.

mod accounts;
mod busy;
mod commits;
mod events;
mod guests;
mod keys;
mod menus;
mod messages;
mod nodes;
mod portions;
mod races;
mod restaurants;
mod service;
mod sessions;
mod stock;
mod store;
mod tables;
mod tabs;
mod transfer;
mod world;

pub use accounts::*;
pub use commits::*;
pub use events::*;
pub use guests::Guests;
pub use keys::*;
pub use menus::*;
pub use messages::*;
pub use nodes::*;
pub use portions::*;
pub use races::*;
pub use restaurants::*;
pub use service::*;
pub use sessions::*;
pub use stock::*;
pub use store::*;
pub use tables::*;
pub use tabs::*;
pub use transfer::*;
use world::World;
pub use world::{all, table_id, table_ref};

/// Makes one test of every promise. The crate that calls it needs tokio with `macros` and `rt-multi-thread`.
#[macro_export]
macro_rules! contract_suite {
    ($factory:path) => {
        $crate::contract_suite! { $factory:
            an_account_is_found_by_id_address_and_staff_id
            an_address_is_taken_once
            people_without_an_address_do_not_collide
            a_staff_id_is_taken_once_per_restaurant
            an_account_belongs_to_several_restaurants
            accounts_and_memberships_are_replaced
            a_role_is_taken_away_and_the_account_stays
            a_commit_writes_the_tab_and_its_events
            a_commit_on_an_old_version_is_a_conflict
            a_conflict_leaves_what_was_committed
            a_commit_of_an_unknown_tab_is_a_conflict
            a_tab_is_opened_once
            a_table_is_held_by_one_open_tab
            a_closed_tab_frees_its_table
            a_moved_tab_changes_places
            a_reopened_tab_takes_its_table_back_if_it_is_free
            joined_tabs_change_together
            joining_on_an_old_version_changes_neither
            events_wait_until_they_are_handed_on
            events_come_in_the_order_they_were_committed
            events_that_were_handed_on_are_forgotten_after_a_while
            racers_for_a_key_all_get_the_same
            a_key_is_taken_once
            a_restaurant_starts_without_a_menu
            a_draft_is_replaced
            a_menu_is_published_over_the_version_that_was_seen
            both_menus_are_edited_together
            an_edit_of_menus_that_changed_is_a_conflict
            messages_come_newest_first
            the_newest_thousand_messages_are_kept
            counted_portions_are_taken_with_the_order
            a_sold_out_commit_writes_nothing
            portions_that_are_not_counted_are_passed_over
            portions_given_back_can_be_taken_again
            twenty_racers_for_five_portions_get_exactly_five
            writers_of_one_tab_lose_nothing
            one_of_many_who_open_a_table_gets_it
            writers_of_many_tabs_do_not_wait_in_vain
            order_numbers_are_given_once
            order_numbers_start_anew_each_day_and_place
            readers_see_each_version_whole
            a_restaurant_is_found_by_id_and_slug
            a_slug_is_taken_once
            a_restaurant_is_replaced_with_its_event
            one_help_request_is_open_per_table
            a_help_request_changes_only_from_what_was_seen
            open_help_requests_come_oldest_first
            a_session_counts_until_it_ends
            sessions_of_an_account_end_together
            sessions_that_ended_are_forgotten
            marks_are_kept_per_dish_and_variant
            a_mark_that_says_nothing_is_forgotten
            the_store_answers
            the_store_counts_what_it_writes
            a_table_is_kept_under_its_name
            tables_come_by_floor
            a_table_is_replaced_and_removed
            a_tab_is_found_as_it_was_committed
            a_tab_of_another_restaurant_is_not_there
            open_tabs_come_oldest_first
            versions_of_open_tabs_are_told
            tabs_of_a_time_come_newest_first
            tabs_of_a_time_come_page_by_page
            a_tab_that_was_joined_is_not_among_those_of_its_time
            tabs_whose_time_has_come_are_told
            everything_is_told_in_batches_of_any_size
            a_cleared_store_tells_nothing
            what_was_told_can_be_put_back
            a_store_goes_on_with_what_was_put
            events_that_are_there_are_replaced_where_they_stand
            a_record_of_a_wrong_form_is_refused_with_its_batch
            a_transfer_is_noted_until_it_is_finished
        }
    };
    ($factory:path: $($promise:ident)*) => {$(
        #[tokio::test]
        async fn $promise() {
            let (store, _kept) = $factory().await;
            $crate::store::contract::$promise(store).await;
        }
    )*};
}

/// Makes one test of every promise about two nodes on the same data.
#[macro_export]
macro_rules! shared_contract_suite {
    ($factory:path) => {
        $crate::shared_contract_suite! { $factory:
            writers_of_one_tab_on_two_nodes_lose_nothing
            portions_taken_on_two_nodes_are_those_that_were_there
            portions_that_two_nodes_move_to_and_fro_stay_exact
            order_numbers_are_given_once_by_two_nodes
            events_are_handed_on_by_either_node
            a_table_is_opened_on_one_of_two_nodes
        }
    };
    ($factory:path: $($promise:ident)*) => {$(
        #[tokio::test]
        async fn $promise() {
            let (here, there, _kept) = $factory().await;
            $crate::store::contract::$promise(here, there).await;
        }
    )*};
}
