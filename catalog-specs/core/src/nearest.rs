//! "Did you mean": the known word nearest to what was written.

/// The word nearest to `written`, if it is near enough to be meant.
pub fn nearest<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let written = written.to_lowercase();
    // Of one or two characters, one that is wrong is not a slip.
    let limit = match written.chars().count() {
        0..=2 => 0,
        length => 1 + length / 4,
    };
    words
        .into_iter()
        .map(|word| (distance(&written, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The `help:` text for a word that is not known: the nearest one, or all of them.
pub fn did_you_mean(written: &str, words: &[&str]) -> String {
    match (nearest(written, words.iter().copied()), words) {
        (Some(word), _) => meant(word),
        (None, []) => String::new(),
        (None, [only]) => format!("use `{only}`"),
        (None, _) => format!("use one of {}", list(words)),
    }
}

/// The `help:` text for a word that was taken for another.
pub fn meant(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// A noun with its article: `a log level`, `an incident level`.
pub fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Words in backticks, as a sentence lists them.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// Edits between two texts, where swapping two neighbours counts as one.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    let mut previous = None;
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX - 1);
            let mut cost =
                (at(&row, j) + usize::from(a != *b)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = j > 0 && previous == Some(*b) && to.get(j - 1) == Some(&a);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
        previous = Some(a);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_near() {
        assert_eq!(nearest("WRAN", ["ERROR", "WARN"]), Some("WARN"));
        assert_eq!(nearest("statsu", ["status", "state"]), Some("status"));
        assert_eq!(nearest("NOT_FUOND", ["NOT_FOUND", "FOUND"]), Some("NOT_FOUND"));
        assert_eq!(nearest("error", ["ERROR"]), Some("ERROR"));
        assert_eq!(nearest("banana", ["status", "code"]), None);
        assert_eq!(nearest("", ["code"]), None);
        assert_eq!(nearest("P9", ["P0", "P1"]), None);
        assert_eq!(nearest("p1", ["P0", "P1"]), Some("P1"));
    }
}
