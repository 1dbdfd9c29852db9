//! Language tags, the keys of the texts of a message.

/// Whether a text is a language tag, such as `zh-TW`: a known language, then subtags of letters and digits, separated
/// by `-`.
pub fn is_locale(text: &str) -> bool {
    let mut subtags = text.split('-');
    let is_language = |language: &str| match language.len() {
        2 => TWO_LETTERS.split(' ').any(|known| known.eq_ignore_ascii_case(language)),
        // No list of three-letter codes would be up to date. BCP 47 requires the two-letter code if there is one.
        3 => {
            language.bytes().all(|b| b.is_ascii_alphabetic()) && two_letter_code(language).is_none()
        }
        _ => false,
    };
    let is_subtag = |subtag: &str| {
        matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    subtags.next().is_some_and(is_language) && subtags.all(is_subtag)
}

/// The tag to suggest for an invalid one: for a country, the name of a language, or `_` instead of `-`.
pub fn suggest_tag(text: &str) -> Option<String> {
    let text = text.replace('_', "-");
    let of_three_letters = || {
        let (language, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
        two_letter_code(language).map(|short| format!("{short}{rest}"))
    };
    let tag = tag_of_country_or_name(&text).or_else(of_three_letters);
    tag.or_else(|| Some(text.clone())).filter(|tag| is_locale(tag))
}

/// The two-letter code for a three-letter one (ISO 639-2).
fn two_letter_code(language: &str) -> Option<&'static str> {
    let mut words = THREE_LETTERS.split_ascii_whitespace();
    while let (Some(long), Some(short)) = (words.next(), words.next()) {
        if long.eq_ignore_ascii_case(language) {
            return Some(short);
        }
    }
    None
}

fn tag_of_country_or_name(text: &str) -> Option<String> {
    const TAGS: [(&str, &str); 24] = [
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
    let (_, tag) = TAGS.iter().find(|(written, _)| written.eq_ignore_ascii_case(language))?;
    if rest.is_empty() {
        return Some((*tag).to_owned());
    }
    let language = tag.split('-').next().unwrap_or(tag);
    Some(format!("{language}-{rest}")).filter(|tag| is_locale(tag))
}

/// The two-letter codes of languages (ISO 639-1), former ones included.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs \
    cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie \
    ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh \
    mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd \
    se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo \
    xh yi yo za zh zu";

/// The three-letter codes of languages with a two-letter code, each followed by that code (ISO 639-2, both forms).
const THREE_LETTERS: &str = "aar aa abk ab afr af aka ak alb sq amh am ara ar arg an arm hy asm as ava av ave ae aym ay aze az bak ba \
    bam bm baq eu bel be ben bn bih bh bis bi bod bo bos bs bre br bul bg bur my cat ca ces cs cha ch che ce \
    chi zh chu cu chv cv cor kw cos co cre cr cym cy cze cs dan da deu de div dv dut nl dzo dz ell el eng en \
    epo eo est et eus eu ewe ee fao fo fas fa fij fj fin fi fra fr fre fr fry fy ful ff geo ka ger de gla gd \
    gle ga glg gl glv gv gre el grn gn guj gu hat ht hau ha heb he her hz hin hi hmo ho hrv hr hun hu hye hy \
    ibo ig ice is ido io iii ii iku iu ile ie ina ia ind id ipk ik isl is ita it jav jv jpn ja kal kl kan kn \
    kas ks kat ka kau kr kaz kk khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj kur ku lao lo lat la \
    lav lv lim li lin ln lit lt ltz lb lub lu lug lg mac mk mah mh mal ml mao mi mar mr may ms mkd mk mlg mg \
    mlt mt mon mn mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne nld nl nno nn nob nb nor no \
    nya ny oci oc oji oj ori or orm om oss os pan pa per fa pli pi pol pl por pt pus ps que qu roh rm ron ro \
    rum ro run rn rus ru sag sg san sa sin si slk sk slo sk slv sl sme se smo sm sna sn snd sd som so sot st \
    spa es sqi sq srd sc srp sr ssw ss sun su swa sw swe sv tah ty tam ta tat tt tel te tgk tg tgl tl tha th \
    tib bo tir ti ton to tsn tn tso ts tuk tk tur tr twi tw uig ug ukr uk urd ur uzb uz ven ve vie vi vol vo \
    wel cy wln wa wol wo xho xh yid yi yor yo zha za zho zh zul zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_those_of_the_standard() {
        for tag in ["ja", "en-US", "zh-Hant-TW", "es-419", "de-1996", "en-x-formal", "JA", "yue"] {
            assert!(is_locale(tag), "{tag}");
        }
        for bad in [
            "",
            "eng",
            "ger-DE",
            "e",
            "en_US",
            "en-",
            "-en",
            "日本",
            "en US",
            "languages-are",
            "jp",
            "english",
        ] {
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
            ("eng", "en"),
            ("ger-AT", "de-AT"),
        ] {
            assert_eq!(suggest_tag(written).as_deref(), Some(tag));
        }
        assert_eq!(suggest_tag("qq"), None);
    }

    #[test]
    fn a_language_of_three_letters_has_one_short_code() {
        let words: Vec<_> = THREE_LETTERS.split_ascii_whitespace().collect();
        for pair in words.chunks(2) {
            assert!(pair[0].len() == 3 && TWO_LETTERS.split(' ').any(|code| code == pair[1]));
        }
        let long: Vec<_> = words.iter().step_by(2).collect();
        assert!(long.is_sorted_by(|a, b| a < b), "each once, in order");
    }
}
