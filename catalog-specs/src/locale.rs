//! Language tags: by these the texts of a message are told apart.

/// Whether a text is a language tag, such as `zh-TW`: a language of letters, then subtags of letters and
/// digits, parted by `-`.
pub(crate) fn is_locale(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |language: &str| {
        matches!(language.len(), 2..=8) && language.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let is_subtag = |subtag: &str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_the_standard() {
        for tag in ["ja", "en-US", "zh-Hant-TW", "es-419", "de-1996", "en-x-formal"] {
            assert!(is_locale(tag), "{tag}");
        }
        for bad in ["", "e", "en_US", "en-", "-en", "日本", "en US", "languages-are"] {
            assert!(!is_locale(bad), "{bad}");
        }
    }
}
