//! The texts of `garde` where nobody gave it others: `input.validate()?` makes them before anybody knows for which
//! reader, so that the rule behind them is read back. Texts of custom rules are not among them and stay as they are.

use super::FieldRule;

/// The rule that a whole text of garde's `DefaultI18n` stands for.
pub(super) fn rule_of(text: &str) -> Option<FieldRule> {
    exact(text).or_else(|| limited(text)).or_else(|| quoting(text))
}

fn exact(text: &str) -> Option<FieldRule> {
    Some(match text {
        "not a valid phone number" => FieldRule::Phone,
        "not a valid IP address" | "not a valid IPv4 address" | "not a valid IPv6 address" => {
            FieldRule::Ip
        }
        "not ascii" => FieldRule::Ascii,
        "not alphanumeric" => FieldRule::Alphanumeric,
        "not set" => FieldRule::Required,
        _ => return None,
    })
}

/// A text that ends with the limit of its rule, which is a number.
fn limited(text: &str) -> Option<FieldRule> {
    let (words, limit) = text.rsplit_once(' ')?;
    let number = || limit.parse::<f64>().is_ok().then(|| limit.to_owned());
    Some(match words {
        "length is lower than" => FieldRule::LengthMin { min: limit.parse().ok()? },
        "length is greater than" => FieldRule::LengthMax { max: limit.parse().ok()? },
        "lower than" => FieldRule::RangeMin { min: number()? },
        "greater than" => FieldRule::RangeMax { max: number()? },
        _ => return None,
    })
}

/// A text that quotes something of the program: a reason, a pattern, the name of a field.
fn quoting(text: &str) -> Option<FieldRule> {
    let quotes = [
        ("not a valid credit card number: ", "", FieldRule::CreditCard),
        ("not a valid url: ", "", FieldRule::Url),
        ("not a valid phone number: ", "", FieldRule::Phone),
        ("not a valid email: ", "", FieldRule::Email),
        ("does not match pattern /", "/", FieldRule::Pattern),
        ("does not contain \"", "\"", FieldRule::Contains),
        ("value does not begin with \"", "\"", FieldRule::Contains),
        ("does not end with \"", "\"", FieldRule::Contains),
    ];
    let matches = |text: &str| {
        let field = text.strip_prefix("does not match ")?.strip_suffix(" field")?;
        (!field.contains(' ')).then_some(FieldRule::Match)
    };
    let found = quotes.into_iter().find(|(begin, end, _)| {
        text.strip_prefix(begin).is_some_and(|quoted| quoted.ends_with(end))
    });
    found.map(|(_, _, rule)| rule).or_else(|| matches(text))
}

#[cfg(test)]
mod tests {
    use garde::i18n::{
        DefaultI18n, I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind,
    };

    use super::*;

    /// garde's own words, so that a version of it that has others does not go unnoticed.
    #[test]
    fn each_text_of_garde_is_known() {
        let english = DefaultI18n;
        let limit = |text: &str| text.to_owned();
        for (text, rule) in [
            (english.length_lower_than(3), FieldRule::LengthMin { min: 3 }),
            (english.length_greater_than(0), FieldRule::LengthMax { max: 0 }),
            (english.range_lower_than(&-7), FieldRule::RangeMin { min: limit("-7") }),
            (english.range_greater_than(&0.5), FieldRule::RangeMax { max: limit("0.5") }),
            (
                english.range_greater_than(&i128::MAX),
                FieldRule::RangeMax { max: i128::MAX.to_string() },
            ),
            (english.credit_card_invalid(InvalidCreditCard::InvalidLuhn), FieldRule::CreditCard),
            (english.pattern_no_match(&"^ a/b $"), FieldRule::Pattern),
            (english.contains_missing(&"a b"), FieldRule::Contains),
            (english.url_invalid(InvalidUrl::Overflow), FieldRule::Url),
            (english.prefix_missing(&""), FieldRule::Contains),
            (english.suffix_missing(&"\""), FieldRule::Contains),
            (english.phone_number_invalid(InvalidPhoneNumber::Invalid), FieldRule::Phone),
            (english.phone_number_invalid(InvalidPhoneNumber::TooLong), FieldRule::Phone),
            (english.ip_invalid(IpKind::Any), FieldRule::Ip),
            (english.ip_invalid(IpKind::V4), FieldRule::Ip),
            (english.ip_invalid(IpKind::V6), FieldRule::Ip),
            (english.matches_field_mismatch(&"password"), FieldRule::Match),
            (english.email_invalid(InvalidEmail::MissingAt), FieldRule::Email),
            (english.ascii_invalid(), FieldRule::Ascii),
            (english.alphanumeric_invalid(), FieldRule::Alphanumeric),
            (english.required_not_set(), FieldRule::Required),
        ] {
            assert_eq!(rule_of(&text), Some(rule), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_custom_rule_is_none_of_them() {
        for text in [
            "",
            "lower than expected",
            "greater than",
            "length is lower than -1",
            "not set yet",
            "Not set",
            "not a valid IBAN",
            "does not match what is on the card",
            "does not match the other field",
            "does not match pattern /",
            "does not contain \"",
            "ロボットではないことを確認できません",
        ] {
            assert_eq!(rule_of(text), None, "{text}");
        }
    }
}
