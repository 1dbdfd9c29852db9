//! The spellings of one name: `postal_code`, `postalCode`, `postal-code`, `POSTAL_CODE`.

/// The one name that is a spelling of a Rust name: itself before any other.
pub(super) fn find<'n, I: Iterator<Item = &'n str>>(
    name: &str,
    names: impl Fn() -> I,
) -> Option<&'n str> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    if let Some(same) = names().find(|known| *known == name) {
        return Some(same);
    }
    let letters = letters(name);
    let mut alike = names().filter(|known| !letters.is_empty() && self::letters(known) == letters);
    let found = alike.next()?;
    alike.next().is_none().then_some(found)
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A Rust name as each rule of `rename_all` spells it, itself first.
pub(super) fn all(name: &str) -> Vec<String> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    let words: Vec<_> = name.split('_').filter(|word| !word.is_empty()).collect();
    let pascal: String = words.iter().map(|word| capitalized(word)).collect();
    let camel = match pascal.chars().next() {
        Some(first) => first.to_lowercase().chain(pascal.chars().skip(1)).collect(),
        None => String::new(),
    };
    vec![
        name.to_owned(),
        camel,
        words.join("-"),
        name.to_uppercase(),
        pascal,
        words.join("-").to_uppercase(),
        words.concat(),
    ]
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
