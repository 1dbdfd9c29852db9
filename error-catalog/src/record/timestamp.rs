//! Points in time as text, in UTC.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::json::write_padded;

/// Appends `2026-11-29T18:00:00.123Z`, by ISO 8601. A time before 1970 is written as 1970.
pub(crate) fn write(at: SystemTime, out: &mut Vec<u8>) {
    let millis = at.duration_since(UNIX_EPOCH).unwrap_or_default().subsec_millis();
    write_seconds(at, b'T', out);
    out.push(b'.');
    write_padded(millis.into(), 3, out);
    out.push(b'Z');
}

/// Appends `2026-11-29 18:00:00 UTC`.
#[cfg(feature = "alert")]
pub(crate) fn write_for_people(at: SystemTime, out: &mut Vec<u8>) {
    write_seconds(at, b' ', out);
    out.extend_from_slice(b" UTC");
}

fn write_seconds(at: SystemTime, separator: u8, out: &mut Vec<u8>) {
    let seconds = at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (year, month, day) = date(seconds / 86_400);
    let second = seconds % 86_400;
    write_padded(year, 4, out);
    for (separator, number) in [
        (b'-', month),
        (b'-', day),
        (separator, second / 3_600),
        (b':', second / 60 % 60),
        (b':', second % 60),
    ] {
        out.push(separator);
        write_padded(number, 2, out);
    }
}

/// The date of a day since 1970, by counting in years that begin in March, so that the leap day is the last.
fn date(day: u64) -> (u64, u64, u64) {
    let day = day + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (in_month, month) = (day - (153 * month + 2) / 5 + 1, month + 3);
    let (month, next_year) = if month > 12 { (month - 12, 1) } else { (month, 0) };
    (era * 400 + year + next_year, month, in_month)
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;

    fn text(seconds: u64, millis: u64) -> String {
        let mut out = Vec::new();
        write(UNIX_EPOCH + Duration::from_millis(seconds * 1000 + millis), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn days_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00.007Z"),
            (951_782_399, "2000-02-28T23:59:59.007Z"),
            (951_782_400, "2000-02-29T00:00:00.007Z"),
            (1_709_164_800, "2024-02-29T00:00:00.007Z"),
            (1_735_689_599, "2024-12-31T23:59:59.007Z"),
            (1_760_437_800, "2025-10-14T10:30:00.007Z"),
            (4_107_542_400, "2100-03-01T00:00:00.007Z"),
        ] {
            assert_eq!(text(seconds, 7), expected);
        }
    }

    #[test]
    fn each_day_follows_the_one_before() {
        let (mut year, mut month, mut day) = (1970, 1, 1);
        for count in 0..120_000 {
            assert_eq!(date(count), (year, month, day));
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = match month {
                2 if is_leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (year, month, day) = match (day == last, month) {
                (false, _) => (year, month, day + 1),
                (true, 12) => (year + 1, 1, 1),
                (true, _) => (year, month + 1, 1),
            };
        }
    }
}
