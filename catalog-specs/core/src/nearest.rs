//! "Did you mean": the known word nearest to a misspelled one.

/// The word nearest to `written`, if it is near enough: the same but for capitals and signs, a typing error, or
/// the only word that begins so.
pub fn nearest<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let bare = letters(written);
    let written = written.to_lowercase();
    // In one or two characters a wrong one is no typing error.
    let limit = match written.chars().count() {
        0..=2 => 0,
        length => 1 + length / 4,
    };
    let mut best: Option<(usize, &str)> = None;
    let mut longer = None;
    for word in words {
        let other = letters(word);
        if other == bare && !bare.is_empty() {
            return Some(word);
        }
        if other.starts_with(&bare) {
            longer = Some(longer.is_none().then_some(word));
        }
        let distance = distance(&written, &word.to_lowercase());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    let longer = longer.flatten().filter(|_| bare.chars().count() > 2);
    best.map(|(_, word)| word).or(longer)
}

/// A word as it sounds: without its capitals and signs.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The `help:` text for an unknown word: the nearest word, or all words.
pub fn did_you_mean(written: &str, words: &[&str]) -> String {
    match (nearest(written, words.iter().copied()), words) {
        (Some(word), _) => suggest_word(word),
        (None, []) => String::new(),
        (None, [only]) => format!("use `{only}`"),
        (None, _) => format!("use one of {}", quoted_list(words)),
    }
}

/// The `help:` text with a suggested word.
pub fn suggest_word(word: &str) -> String {
    format!("did you mean `{word}`?")
}

/// A noun with its article: `a log level`, `an incident level`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Words in backticks, joined for a sentence.
pub fn quoted_list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// The edit distance, in which swapping two neighbours is one edit.
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
    fn typing_errors_are_near() {
        assert_eq!(nearest("WRAN", ["ERROR", "WARN"]), Some("WARN"));
        assert_eq!(nearest("statsu", ["status", "state"]), Some("status"));
        assert_eq!(nearest("NOT_FUOND", ["NOT_FOUND", "FOUND"]), Some("NOT_FOUND"));
        assert_eq!(nearest("error", ["ERROR"]), Some("ERROR"));
        assert_eq!(nearest("banana", ["status", "code"]), None);
        assert_eq!(nearest("", ["code"]), None);
        assert_eq!(nearest("P9", ["P0", "P1"]), None);
        assert_eq!(nearest("p1", ["P0", "P1"]), Some("P1"));
    }

    #[test]
    fn other_spellings_and_beginnings_are_near() {
        assert_eq!(nearest("NotFound", ["found", "NOT_FOUND"]), Some("NOT_FOUND"));
        assert_eq!(nearest("rate limit", ["rate", "rate_limit"]), Some("rate_limit"));
        assert_eq!(nearest("WARN", ["WARNING", "ERROR"]), Some("WARNING"));
        assert_eq!(
            nearest("UNPROCESSABLE", ["UNPROCESSABLE_ENTITY"]),
            Some("UNPROCESSABLE_ENTITY")
        );
        // Of two that begin so, neither is meant more.
        assert_eq!(nearest("PRECONDITION", ["PRECONDITION_FAILED", "PRECONDITION_REQUIRED"]), None);
        assert_eq!(nearest("__", ["code"]), None);
    }
}
