//! Edits of the lock that keep its form.

use super::package::{Attacked, LOCK, whole};

/// Edits of single lines of the lock that keep its form.
#[test]
fn edits_of_the_lock_are_found() {
    let whole = whole();
    let lock = whole.read(LOCK);
    let lines: Vec<&str> = lock.lines().collect();
    let of = |start: &str| lines.iter().position(|line| line.starts_with(start)).unwrap();
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat();
    let swapped = |at: usize| {
        let mut lines = lines.clone();
        lines.swap(at, at + 1);
        lines
    };
    let replaced = |at: usize, from: &str, to: &str| {
        assert!(lines[at].contains(from), "{}", lines[at]);
        lines
            .iter()
            .enumerate()
            .map(
                |(line, text)| if line == at { text.replace(from, to) } else { (*text).to_owned() },
            )
            .collect::<Vec<_>>()
            .join("\n")
    };
    let detail = of("QUEUE_FULL detail hint");
    let section = of("QUEUE_CLOSED enum")..=of("QUEUE_CLOSED checksum");
    let edits = [
        ("a detail is deleted", without(detail).join("\n")),
        ("a status is changed", replaced(of("QUEUE_FULL status"), "429", "428")),
        (
            "a secret is made a context",
            replaced(of("QUEUE_FULL hidden token"), " secret", " context"),
        ),
        ("a retired code is deleted", without(of("retired ")).join("\n")),
        ("a checksum is deleted", without(of("QUEUE_FULL checksum")).join("\n")),
        ("a checksum is changed", replaced(of("QUEUE_FULL checksum"), " lines", "0 lines")),
        (
            "the followers change",
            replaced(of("QUEUE_CLOSED checksum"), "QUEUE_FULL", "STOCK_SOLD_OUT"),
        ),
        (
            "a code is deleted",
            lines
                .iter()
                .enumerate()
                .filter(|(at, _)| !section.contains(at))
                .map(|(_, line)| *line)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        (
            "a code is doubled",
            [&lines[..=*section.end()], &lines[section.clone()], &lines[section.end() + 1..]]
                .concat()
                .join("\n"),
        ),
        ("lines are swapped", swapped(detail).join("\n")),
        ("a comment is added", format!("{}\n# reviewed", lines.join("\n"))),
        ("the format is older", replaced(0, "2", "1")),
        ("the format is newer", replaced(0, "2", "3")),
        (
            "an acceptance is made up",
            format!(
                "{}\naccepted QUEUE_FULL status-changed = \"429\" -> \"428\" because \"so\"",
                lines.join("\n")
            ),
        ),
    ];
    for (name, text) in edits {
        let attacked = Attacked::new(&whole);
        let text = text + "\n";
        attacked.write(LOCK, &text);
        let (code, json) = attacked.check();
        assert!(matches!(code, 1 | 3) && json["ok"] == false, "{name}: {json:#}");
        assert_ne!(attacked.docs(), 0, "{name}");
        assert_eq!(attacked.read(LOCK), text, "{name}");
    }
}
