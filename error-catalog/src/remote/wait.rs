//! How long a response asks to wait.

use core::time::Duration;

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// The longest wait that is accepted from another service: a day, because quotas begin anew every day.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a response asks to wait: a day at most. A date counts from the `Date` of the response; without one it is left out,
/// because it is a time of another clock.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| Some(headers.get(name)?.to_str().ok()?.trim());
    let asked = text(RETRY_AFTER)?;
    let seconds = if !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit()) {
        // Of more digits than a number has.
        asked.parse().unwrap_or(u64::MAX)
    } else {
        seconds_of(asked)?.saturating_sub(seconds_of(text(DATE)?)?)
    };
    Some(Duration::from_secs(seconds).min(LONGEST_WAIT))
}

/// The seconds from the year 0 to a date as HTTP writes it, `Wed, 21 Oct 2026 07:28:00 GMT`.
fn seconds_of(date: &str) -> Option<u64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (_, date) = date.split_once(", ")?;
    let [day, month, year, time, "GMT"] = *date.split(' ').collect::<Vec<_>>() else { return None };
    let [hour, minute, second] = *time.split(':').collect::<Vec<_>>() else { return None };
    let number = |text: &str, most: u64| text.parse().ok().filter(|number: &u64| *number <= most);
    let at = MONTHS.find(month).filter(|at| at % 3 == 0 && month.len() == 3)?;
    // January and February are the end of the year before, so that the leap day is the last day of one.
    let month = (u64::try_from(at / 3).ok()? + 10) % 12;
    let year = number(year, 9999)?.checked_sub(u64::from(at < 6))?;
    let days_before = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5;
    let days = days_before + number(day, 31)?;
    let minutes = (days * 24 + number(hour, 23)?) * 60 + number(minute, 59)?;
    // A leap second.
    Some(minutes * 60 + number(second, 60)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_distance_of_their_seconds() {
        const DAY: u64 = 24 * 60 * 60;
        let between = |one, other| seconds_of(other).unwrap() - seconds_of(one).unwrap();
        let first = "Thu, 01 Jan 1970 00:00:00 GMT";
        for (date, seconds) in [
            (first, 0),
            ("Thu, 01 Jan 1970 00:00:59 GMT", 59),
            ("Sun, 01 Mar 1970 00:00:00 GMT", 59 * DAY),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Thu, 31 Dec 2026 23:59:59 GMT", 1_798_761_599),
            ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
        ] {
            assert_eq!(between(first, date), seconds, "{date}");
        }
    }

    #[test]
    fn what_is_no_date_has_no_seconds() {
        for text in [
            "",
            "soon",
            "-1",
            "1.5",
            "Wed, 21 Oct 2026 07:28:00",
            "Wed, 21 Oct 2026 07:28 GMT",
            "Wed, 21 ctN 2026 07:28:00 GMT",
            "Wed, 21  2026 07:28:00 GMT",
            "Wed, 99 Oct 2026 07:28:00 GMT",
            "Wed, 21 Oct 99999999999999999999 07:28:00 GMT",
            "Wed, 01 Jan 0 07:28:00 GMT",
        ] {
            assert_eq!(seconds_of(text), None, "{text}");
        }
    }
}
