//! Business days: from one start of business to the next, in the restaurant's time zone.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::Restaurant;

/// How long one of [`BusinessDay::hours`] is.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// One business day of a restaurant. It is 23 or 25 hours long where the clocks change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessDay {
    /// The date it begins on; what it is called by.
    pub date: Date,
    /// Its first moment.
    pub starts: Timestamp,
    /// The first moment of the next one.
    pub ends: Timestamp,
    /// Its hours, the first one first.
    pub hours: Vec<Hour>,
}

/// One hour of a business day, counted from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    /// When it begins.
    pub at: Timestamp,
    /// The hour that the clock on the wall shows then, 0 to 23.
    pub hour: u8,
}

impl BusinessDay {
    /// True for a moment of this day.
    pub fn contains(&self, at: Timestamp) -> bool {
        self.starts <= at && at < self.ends
    }

    /// Which of [`hours`](Self::hours) a moment falls in.
    pub fn hour_of(&self, at: Timestamp) -> Option<usize> {
        let hours = self.hours.partition_point(|hour| hour.at <= at);
        if self.contains(at) { hours.checked_sub(1) } else { None }
    }
}

impl Restaurant {
    /// The date of the business day that a moment falls on.
    pub fn business_date(&self, at: Timestamp) -> Date {
        let date = self.zone().to_datetime(at).date();
        match date.yesterday() {
            Ok(yesterday) if at < self.business_starts(date) => yesterday,
            _ => date,
        }
    }

    /// The business day of that date.
    pub fn business_day_of(&self, date: Date) -> BusinessDay {
        let starts = self.business_starts(date);
        // The calendar's last day has no next one; nobody does business on it.
        let ends = date.tomorrow().map_or(starts, |next| self.business_starts(next));
        let zone = self.zone();
        let begins = std::iter::successors(Some(starts), |at| at.checked_add(HOUR).ok());
        let hours = begins
            .take_while(|at| *at < ends)
            .map(|at| Hour { at, hour: zone.to_datetime(at).hour().unsigned_abs() });
        BusinessDay { date, starts, ends, hours: hours.collect() }
    }

    /// When business starts on a date: what the clock on the wall shows counts, also where it was changed that night.
    fn business_starts(&self, date: Date) -> Timestamp {
        let minutes = i64::from(self.settings.business_day_start);
        let midnight = date.to_datetime(Time::midnight());
        let start = midnight.checked_add(minutes.minutes()).unwrap_or(midnight);
        let start = self.zone().to_ambiguous_timestamp(start).compatible();
        start.unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::test_support::restaurant;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn in_zone(zone: &str, start: u16) -> Restaurant {
        let mut place = restaurant();
        place.time_zone = zone.to_owned();
        place.settings.business_day_start = start;
        place
    }

    #[test]
    fn the_small_hours_belong_to_yesterday() {
        let place = restaurant();
        assert_eq!(place.business_date(at("2026-11-23T22:29:59Z")), date(2026, 11, 23));
        assert_eq!(place.business_date(at("2026-11-23T22:30:00Z")), date(2026, 11, 24));
    }

    #[test]
    fn a_day_has_its_hours_from_its_start_on() {
        let day = restaurant().business_day_of(date(2026, 11, 23));
        assert_eq!(day.starts, at("2026-11-22T22:30:00Z"));
        assert_eq!(day.ends, at("2026-11-23T22:30:00Z"));
        let hours: Vec<u8> = day.hours.iter().map(|hour| hour.hour).collect();
        assert_eq!(hours, (4..24).chain(0..4).collect::<Vec<u8>>());
        assert_eq!(day.hour_of(day.starts), Some(0));
        assert_eq!(day.hour_of(at("2026-11-23T22:29:59Z")), Some(23));
        assert_eq!(day.hour_of(day.ends), None);
        assert_eq!(day.hour_of(at("2026-11-22T22:29:59Z")), None);
    }

    #[test]
    fn the_day_on_which_clocks_go_forward_is_an_hour_shorter() {
        let day = in_zone("Europe/Berlin", 0).business_day_of(date(2026, 3, 29));
        let hours: Vec<u8> = day.hours.iter().map(|hour| hour.hour).collect();
        assert_eq!(hours, [&[0, 1], &(3..24).collect::<Vec<u8>>()[..]].concat());
        assert_eq!(
            (day.starts, day.ends),
            (at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))
        );
    }

    #[test]
    fn the_day_on_which_clocks_go_back_has_one_hour_twice() {
        let place = in_zone("Europe/Berlin", 120);
        let day = place.business_day_of(date(2026, 10, 24));
        assert_eq!(day.hours.len(), 24);
        let next = place.business_day_of(date(2026, 10, 25));
        assert_eq!((next.hours.len(), next.starts), (25, day.ends));
        assert_eq!((next.hours[0].hour, next.hours[1].hour), (2, 2));
        // The second time that the clock shows half past two is still the same day.
        assert_eq!(place.business_date(at("2026-10-25T01:30:00Z")), next.date);
    }

    #[test]
    fn a_start_that_the_clock_skips_is_the_moment_after() {
        let place = in_zone("Europe/Berlin", 150);
        let day = place.business_day_of(date(2026, 3, 29));
        assert_eq!(day.starts, at("2026-03-29T01:30:00Z"));
        assert_eq!(day.hours[0].hour, 3);
    }

    #[test]
    fn days_follow_each_other_without_gaps() {
        for zone in ["Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"] {
            let place = in_zone(zone, 240);
            let mut day = place.business_day_of(date(2026, 1, 1));
            for _ in 0..400 {
                let next = place.business_day_of(day.date.tomorrow().expect("a date"));
                assert_eq!(day.ends, next.starts);
                assert_eq!(place.business_date(day.starts), day.date);
                assert!((23..=25).contains(&day.hours.len()), "{zone} {}", day.date);
                day = next;
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        let place = restaurant();
        assert_eq!(place.business_day_of(Date::MAX).hours, []);
        assert!(place.business_day_of(Date::MIN).hours.len() <= 24);
    }
}
