//! Conditions that one process can see for itself: more failures than usual, whatever their codes are.

use std::collections::HashMap;

use http::StatusCode;

use super::clock::Millis;
use super::grouping::Ring;

const MINUTE: Millis = 60_000;

/// As long as a condition that holds is not reported again.
const QUIET: Millis = 5 * MINUTE;

/// When a service without Prometheus raises an alert about itself: all of these, unless one is turned off.
///
/// - 10 responses with a 5xx status in a minute;
/// - more than 20 % of the requests to a route failed in the last 5 minutes, and there were at least 20;
/// - a code failed 3 times as often in the last 5 minutes as in the hour before, and at least 10 times;
/// - what is retried because of a code was retried twice as often, and at least 5 times.
///
/// Each is reported for ERROR, and again after 5 minutes if it still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a condition that can be turned off")]
pub struct Conditions {
    burst: bool,
    routes: bool,
    surges: bool,
    retries: bool,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { burst: true, routes: true, surges: true, retries: true }
    }
}

impl Conditions {
    /// Sets whether 10 responses with a 5xx status in a minute are reported.
    #[must_use]
    pub fn burst(self, is_on: bool) -> Self {
        Self { burst: is_on, ..self }
    }

    /// Sets whether routes that fail often are reported. Only for them the layer counts the requests that succeed.
    #[must_use]
    pub fn routes(self, is_on: bool) -> Self {
        Self { routes: is_on, ..self }
    }

    /// Sets whether the surge of a code is reported.
    #[must_use]
    pub fn surges(self, is_on: bool) -> Self {
        Self { surges: is_on, ..self }
    }

    /// Sets whether more retries are reported.
    #[must_use]
    pub fn retries(self, is_on: bool) -> Self {
        Self { retries: is_on, ..self }
    }

    pub(super) fn watches_routes(&self) -> bool {
        self.routes
    }
}

/// The 5xx responses that are a burst within a minute.
const BURST: usize = 10;

/// A route is watched from so many requests on.
const FEWEST_REQUESTS: u32 = 20;

/// As many routes are watched: patterns of the service, and so few.
const MOST_ROUTES: usize = 1024;

/// What the conditions look at. At most 300 bytes for each code that fails, as many for each that is retried, and 200 for each
/// route.
pub(super) struct Watch {
    conditions: Conditions,
    server_errors: Ring,
    quiet_until: Millis,
    routes: HashMap<Box<str>, RouteCounts>,
    failures: Box<[Option<Box<Trend>>]>,
    retries: Box<[Option<Box<Trend>>]>,
}

impl Watch {
    pub(super) fn new(conditions: Conditions, codes: usize) -> Self {
        let trends = |is_on: bool| (0..if is_on { codes } else { 0 }).map(|_| None).collect();
        Self {
            server_errors: Ring::new(BURST),
            quiet_until: 0,
            routes: HashMap::new(),
            failures: trends(conditions.surges),
            retries: trends(conditions.retries),
            conditions,
        }
    }

    /// A response with a 5xx status was sent. Returns the text of an alert.
    pub(super) fn server_error(&mut self, now: Millis) -> Option<String> {
        if !self.conditions.burst {
            return None;
        }
        self.server_errors.push(now);
        let holds = self.server_errors.is_full_within(now, MINUTE);
        is_new(&mut self.quiet_until, now, holds)
            .then(|| format!("{BURST} server errors (5xx) in the last minute"))
    }

    /// A code has failed.
    pub(super) fn failed(&mut self, now: Millis, code: u32, name: &str) -> Option<String> {
        let trend = self.failures.get_mut(code as usize)?.get_or_insert_default();
        let (recent, before) = trend.add(now, 3, 10)?;
        Some(format!("{name} is surging: {recent} in the last 5 min, {before} in the hour before"))
    }

    /// An operation was tried again because of a code.
    pub(super) fn retried(&mut self, now: Millis, code: u32, name: &str) -> Option<String> {
        let trend = self.retries.get_mut(code as usize)?.get_or_insert_default();
        let (recent, before) = trend.add(now, 2, 5)?;
        Some(format!(
            "retries for {name} are increasing: {recent} in the last 5 min, {before} in the hour before"
        ))
    }

    /// A request was answered.
    pub(super) fn finished(
        &mut self,
        now: Millis,
        route: &str,
        status: StatusCode,
    ) -> Option<String> {
        if !self.routes.contains_key(route) {
            if self.routes.len() >= MOST_ROUTES {
                return None;
            }
            self.routes.insert(route.into(), RouteCounts::default());
        }
        let (requests, failures) =
            self.routes.get_mut(route)?.add(now, status.is_server_error())?;
        let percent = u64::from(failures) * 100 / u64::from(requests.max(1));
        Some(format!("{route}: {percent} % of requests failed in the last 5 min"))
    }
}

/// Whether a condition holds that has not been reported in the last minutes.
fn is_new(quiet_until: &mut Millis, now: Millis, holds: bool) -> bool {
    let is_new = holds && now >= *quiet_until;
    if is_new {
        *quiet_until = now.saturating_add(QUIET);
    }
    is_new
}

/// Numbers of the last minutes, each in its place.
#[derive(Clone, Copy)]
struct Minutes<const N: usize> {
    counts: [u32; N],
    latest: Millis,
}

impl<const N: usize> Default for Minutes<N> {
    fn default() -> Self {
        Self { counts: [0; N], latest: 0 }
    }
}

impl<const N: usize> Minutes<N> {
    /// Forgets the minutes that are over, and adds to the current one.
    fn add(&mut self, now: Millis, count: u32) {
        let minute = now / MINUTE;
        for over in (self.latest + 1..=minute).take(N) {
            *self.at(over) = 0;
        }
        // The minutes beyond those that are kept have all been forgotten.
        self.latest = self.latest.max(minute);
        let latest = self.latest;
        let place = self.at(latest);
        *place = place.saturating_add(count);
    }

    fn at(&mut self, minute: Millis) -> &mut u32 {
        let place = usize::try_from(minute % N as u64).unwrap_or_default();
        // An array has a place for each remainder.
        #[allow(clippy::indexing_slicing, reason = "the remainder of its length")]
        &mut self.counts[place]
    }

    /// The sum of the last minutes, the current one among them.
    fn last(&mut self, minutes: u64) -> u32 {
        let latest = self.latest;
        let each = (0..minutes.min(latest + 1)).map(|ago| *self.at(latest - ago));
        each.collect::<Vec<_>>().into_iter().fold(0, u32::saturating_add)
    }
}

/// The requests to a route.
#[derive(Default)]
struct RouteCounts {
    requests: Minutes<5>,
    failures: Minutes<5>,
    quiet_until: Millis,
}

impl RouteCounts {
    /// Returns the numbers if the route fails too often.
    fn add(&mut self, now: Millis, is_failure: bool) -> Option<(u32, u32)> {
        self.requests.add(now, 1);
        self.failures.add(now, u32::from(is_failure));
        if !is_failure {
            return None;
        }
        let (requests, failures) = (self.requests.last(5), self.failures.last(5));
        let holds = requests >= FEWEST_REQUESTS && u64::from(failures) * 5 > u64::from(requests);
        is_new(&mut self.quiet_until, now, holds).then_some((requests, failures))
    }
}

/// How often something happened in the last 5 minutes and in the hour before.
#[derive(Default)]
struct Trend {
    minutes: Minutes<65>,
    quiet_until: Millis,
}

impl Trend {
    /// Returns the numbers if it happens so many times as often as before, and at least so often.
    fn add(&mut self, now: Millis, factor: u64, at_least: u32) -> Option<(u32, u32)> {
        self.minutes.add(now, 1);
        let recent = self.minutes.last(5);
        if recent < at_least || now < self.quiet_until {
            return None;
        }
        let before = self.minutes.last(65) - recent;
        // 5 minutes against an hour.
        let holds = u64::from(recent) * 12 > factor * u64::from(before);
        is_new(&mut self.quiet_until, now, holds).then_some((recent, before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch() -> Watch {
        Watch::new(Conditions::default(), 2)
    }

    #[test]
    fn ten_server_errors_within_a_minute_are_a_burst() {
        let mut watch = watch();
        for at in 0..9 {
            assert_eq!(watch.server_error(at), None);
        }
        assert_eq!(watch.server_error(60_000), None, "the tenth after a minute");
        let mut watch = Watch::new(Conditions::default(), 2);
        for at in 0..9 {
            assert_eq!(watch.server_error(at), None);
        }
        let text = "10 server errors (5xx) in the last minute";
        assert_eq!(watch.server_error(59_999).as_deref(), Some(text));
        for at in 60_000..70_000 {
            assert_eq!(watch.server_error(at), None, "once in 5 minutes");
        }
        assert_eq!(watch.server_error(359_999), None, "and only if it still holds");
        for at in 360_000..360_008 {
            assert_eq!(watch.server_error(at), None);
        }
        assert_eq!(watch.server_error(360_008).as_deref(), Some(text));
    }

    #[test]
    fn a_route_that_fails_more_often_than_every_fifth_time() {
        let fails = |requests: u32, failures: u32| {
            let mut watch = watch();
            for at in 0..requests - failures {
                assert_eq!(watch.finished(u64::from(at), "/users/{id}", StatusCode::OK), None);
            }
            let status = StatusCode::BAD_GATEWAY;
            (0..failures).filter_map(|_| watch.finished(1000, "/users/{id}", status)).last()
        };
        assert_eq!(fails(19, 19), None);
        assert_eq!(fails(20, 4), None, "20 % are not more than 20 %");
        let text = "/users/{id}: 25 % of requests failed in the last 5 min";
        assert_eq!(fails(20, 5).as_deref(), Some(text));

        let mut watch = watch();
        for _ in 0..40 {
            watch.finished(0, "/a", StatusCode::INTERNAL_SERVER_ERROR);
        }
        assert_eq!(
            watch.finished(5 * MINUTE, "/a", StatusCode::INTERNAL_SERVER_ERROR),
            None,
            "what is over does not count"
        );
    }

    #[test]
    fn a_code_that_fails_three_times_as_often_as_in_the_hour_before() {
        let mut watch = watch();
        // 60 in an hour are 5 in 5 minutes: 15 are three times as many, and not more.
        for minute in 0..60 {
            assert_eq!(watch.failed(minute * MINUTE, 0, "A_B"), None);
        }
        let surge: Vec<_> = (0..16).map(|at| watch.failed(64 * MINUTE + at, 0, "A_B")).collect();
        assert_eq!(surge.iter().position(Option::is_some), Some(15));
        assert_eq!(
            surge[15].as_deref(),
            Some("A_B is surging: 16 in the last 5 min, 60 in the hour before")
        );
        assert_eq!(watch.failed(64 * MINUTE + 20, 0, "A_B"), None);
        for at in 0..9 {
            assert_eq!(watch.failed(at, 1, "A_C"), None, "9 are too few");
        }
        assert!(watch.failed(9, 1, "A_C").is_some(), "10 after none");
    }

    #[test]
    fn retries_that_double() {
        let mut watch = watch();
        for minute in (0..60).step_by(2) {
            assert_eq!(watch.retried(minute * MINUTE, 0, "A_B"), None);
        }
        let raised: Vec<_> = (0..6).map(|at| watch.retried(64 * MINUTE + at, 0, "A_B")).collect();
        assert_eq!(raised.iter().position(Option::is_some), Some(5));
        assert_eq!(
            raised[5].as_deref(),
            Some("retries for A_B are increasing: 6 in the last 5 min, 30 in the hour before")
        );
    }

    #[test]
    fn a_gap_of_hours_clears_all_counts() {
        let mut minutes = Minutes::<5>::default();
        minutes.add(3 * MINUTE, 7);
        minutes.add(1_000_000 * MINUTE, 1);
        assert_eq!(minutes.last(5), 1);
    }
}
