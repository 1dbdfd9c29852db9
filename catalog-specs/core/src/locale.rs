//! Language tags: by these the texts of a message are told apart.

/// Whether a text is a language tag, such as `zh-TW`: a language that there is, then subtags of letters and
/// digits, parted by `-`.
pub fn is_locale(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |language: &str| match language.len() {
        2 => OF_TWO_LETTERS.split(' ').any(|known| known.eq_ignore_ascii_case(language)),
        // As many as there are of three, no list would be up to date; of more there are none.
        3 => language.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => false,
    };
    let is_subtag = |subtag: &str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

/// The tag that somebody means whose text is none: a country's or a language's name in its place, `_` for `-`.
pub fn meant(text: &str) -> Option<String> {
    let text = text.replace('_', "-");
    of_country_or_name(&text).or_else(|| Some(text).filter(|tag| is_locale(tag)))
}

fn of_country_or_name(text: &str) -> Option<String> {
    const MEANT: [(&str, &str); 24] = [
        ("jp", "ja"),
        ("cn", "zh-CN"),
        ("hk", "zh-HK"),
        ("vn", "vi"),
        ("us", "en-US"),
        ("gb", "en-GB"),
        ("at", "de-AT"),
        ("cz", "cs"),
        ("dk", "da"),
        ("gr", "el"),
        ("ir", "fa"),
        ("mx", "es-MX"),
        ("ua", "uk"),
        ("english", "en"),
        ("japanese", "ja"),
        ("chinese", "zh"),
        ("mandarin", "zh"),
        ("korean", "ko"),
        ("french", "fr"),
        ("german", "de"),
        ("italian", "it"),
        ("spanish", "es"),
        ("thai", "th"),
        ("russian", "ru"),
    ];
    let (language, rest) = text.split_once('-').unwrap_or((text, ""));
    let (_, meant) = MEANT.iter().find(|(written, _)| written.eq_ignore_ascii_case(language))?;
    if rest.is_empty() {
        return Some((*meant).to_owned());
    }
    let language = meant.split('-').next().unwrap_or(meant);
    Some(format!("{language}-{rest}")).filter(|tag| is_locale(tag))
}

/// The languages of two letters (ISO 639-1), and those that were such once.
const OF_TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs \
    cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie \
    ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh \
    mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
    se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo \
    xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_the_standard() {
        for tag in ["ja", "en-US", "zh-Hant-TW", "es-419", "de-1996", "en-x-formal", "JA", "yue"] {
            assert!(is_locale(tag), "{tag}");
        }
        for bad in
            ["", "e", "en_US", "en-", "-en", "日本", "en US", "languages-are", "jp", "english"]
        {
            assert!(!is_locale(bad), "{bad}");
        }
    }

    #[test]
    fn a_country_and_a_name_mean_a_language() {
        for (written, tag) in [
            ("jp", "ja"),
            ("JP-JP", "ja-JP"),
            ("cn_CN", "zh-CN"),
            ("English", "en"),
            ("en_US", "en-US"),
        ] {
            assert_eq!(meant(written).as_deref(), Some(tag));
        }
        assert_eq!(meant("qq"), None);
    }
}
