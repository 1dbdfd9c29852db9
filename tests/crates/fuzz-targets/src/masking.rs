//! A text for the log, with a card number planted in it.

use std::borrow::Cow;

use error_catalog::mask::Mask;

/// Test numbers of card networks, in the ways they are written.
const CARDS: &[&str] = &[
    "4111111111111111",
    "4111 1111 1111 1111",
    "5555-5555-5555-4444",
    "378282246310005",
    "3782 822463 10005",
];

/// What stands on both sides of the number.
const EDGES: &[(&str, &str)] =
    &[("\"", "\""), ("=", "&"), ("(", ")"), ("、", "。"), ("\n", "\n"), (": ", ",")];

pub(crate) fn check(data: &[u8]) {
    let Some((choice, data)) = data.split_first() else { return };
    let choice = usize::from(*choice);
    let text = String::from_utf8_lossy(data);
    let mask = Mask::default();
    let custom = Mask::default().key("iban").prefix("acme_live_", 16);
    for mask in [&mask, &custom] {
        // At least one character becomes three.
        check_text(&text, 3, |text| mask.text(text));
        check_text(&text, 3, |text| mask.path(text));
        check_text(&text, 3, |text| mask.value("referer", text));
        // A control character is escaped with six.
        check_text(&text, 6, |text| mask.json(text));
        assert_eq!(mask.is_clean(&text), mask.text(&text) == text);
        let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
        if is_json(&text) {
            let masked = mask.json(&text);
            assert!(is_json(&masked), "{text:?} becomes {masked:?}");
        }
    }
    let card = CARDS[choice % CARDS.len()];
    // There it may be a part of something else.
    if text.contains(card) {
        return;
    }
    let (open, close) = EDGES[choice / CARDS.len() % EDGES.len()];
    let half = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (before, after) = text.split_at(half);
    let planted = format!("{before}{open}{card}{close}{after}");
    let masked = mask.text(&planted);
    assert!(!masked.contains(card), "{planted:?} becomes {masked:?}");
}

fn check_text(text: &str, growth: usize, mask: impl Fn(&str) -> Cow<'_, str>) {
    let masked = mask(text);
    assert!(masked.len() <= growth * text.len(), "{text:?} becomes {masked:?}");
    let again = mask(&masked);
    assert_eq!(again, masked, "{text:?} is masked otherwise the second time");
}
