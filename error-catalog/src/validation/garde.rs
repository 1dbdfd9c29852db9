//! The broken rules of `garde` as [`FieldRule`]s.
//!
//! The only typed interface of garde is its `I18n`: it passes the rule and its limit, and takes a text. `check_with_garde`
//! installs one whose texts name the rule, so that it can be read back. A plain `validate()` uses garde's own `DefaultI18n`,
//! and its texts are read back by asking `DefaultI18n` for them (see [`TextForm`]).

use core::fmt::Display;
use std::borrow::Cow;
use std::sync::LazyLock;

use garde::error::{Kind, Path};
use garde::i18n::{
    DefaultI18n, I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind,
    with_i18n,
};
use garde::{Report, Validate};

use serde_json::Map;

use super::named::Named;
use super::text_form::TextForm;
use super::{FieldPath, FieldRule, FieldText, ValidationError, Values, ViolationRule};
use crate::Failure;
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::registry::CodeSet;

/// Checks a value by its `garde` rules; all broken fields at once, their texts in the locale of the envelope.
///
/// The texts of custom rules are sent as they are; one that is a code, such as `katakana`, is replaced by the message that
/// the registry has for it. A [`Report`] that was made without this function turns into a
/// [`ValidationError`] too; its rules are recognized by garde's texts.
///
/// # Errors
/// When a field breaks a rule.
pub fn check_with_garde<T: Validate>(value: &T) -> Result<(), ValidationError>
where
    T::Context: Default,
{
    check(value).map_err(|error| error.named(&Values::new()))
}

/// The same by the names of Rust.
pub(super) fn check<T: Validate>(value: &T) -> Result<(), ValidationError>
where
    T::Context: Default,
{
    with_i18n(RuleNames, || value.validate()).map_err(of_report)
}

/// All broken fields, in the order of their declaration, their texts in the locale of the envelope.
///
/// garde writes its texts when it checks, in English. Those of its rules become a [`FieldRule`]; those of custom
/// rules, and of an `I18n` of your own, are sent as they are.
impl From<Report> for ValidationError {
    fn from(report: Report) -> Self {
        of_report(report).named(&Values::new())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as errors are mapped")]
fn of_report(report: Report) -> ValidationError {
    let mut found = ValidationError::new();
    for (path, error) in report.iter() {
        let path = path_of(path);
        let text = error.message();
        match rule_of(text) {
            Some(rule) => found.push(path, rule),
            None if is_code(text) => {
                let (code, fallback) = (text.to_owned(), Some(text.to_owned()));
                let named = Named { code, params: Map::new(), fallback };
                found.push(path, FieldText::of_message(named));
            }
            None => found.push(path, FieldText::from(text.to_owned()).with_rule(custom())),
        }
    }
    found
}

/// `input.validate()?`
impl HasHome for Report {
    type Home = ValidationError;
    type AlsoNeeds = ValidationError;
    type Raised = ValidationError;
}

impl IntoFailure for Report {
    fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C> {
        ValidationError::from(self).into_failure(seal)
    }
}

/// The rule behind a text that names none.
fn custom() -> ViolationRule {
    ViolationRule::new("custom")
}

/// Whether the text of a custom rule is a code, such as `katakana` or `NO_ROBOTS`: garde has only texts.
fn is_code(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_part)
}

fn path_of(path: &Path) -> FieldPath {
    // garde's own `select!` reads a path like this: the innermost component comes first.
    let path = path.__iter().rev();
    path.fold(FieldPath::new(), |outer, (kind, name)| match kind {
        Kind::Index => match name.parse() {
            Ok(index) => outer.index(index),
            Err(_) => outer.key(name),
        },
        Kind::Key => outer.key(name),
        Kind::None => outer,
    })
}

/// The prefix of a text of [`RuleNames`], before the limit of its rule.
const MARK: char = '\u{1}';

/// An `I18n` that writes the name of the rule and its limit.
struct RuleNames;

fn named(rule: &str, limit: &dyn Display) -> Cow<'static, str> {
    format!("{MARK}{rule}{MARK}{limit}").into()
}

/// An argument that no text of garde contains.
const SAMPLE: char = '\u{2}';

/// What garde writes for one of its rules, and the rule.
struct KnownText {
    form: TextForm,
    /// Whether garde would quote this argument: a custom rule may write a similar text.
    is_argument: fn(&str) -> bool,
    rule: fn(&str) -> Option<FieldRule>,
}

impl KnownText {
    /// The argument of a whole text of this form.
    fn argument<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = text.strip_prefix(&self.form.before)?;
        match &self.form.after {
            Some(after) => rest.strip_suffix(after.as_str()),
            None => rest.is_empty().then_some(rest),
        }
    }
}

/// Each method of garde's `I18n` with sample arguments, a test of its argument, and its rule.
macro_rules! garde_rules {
    (
        $($method:ident($kind:ty: $($sample:expr),+; $is_argument:expr) => $rule:expr,)+
        $(; $plain:ident => $plain_rule:expr)+
    ) => {
        impl I18n for RuleNames {
            $(fn $method(&self, limit: $kind) -> Cow<'static, str> {
                named(stringify!($method), &limit)
            })+
            $(fn $plain(&self) -> Cow<'static, str> {
                named(stringify!($plain), &"")
            })+
        }

        fn known_texts(of: &dyn I18n) -> Vec<KnownText> {
            vec![
                $($(KnownText {
                    form: TextForm::new(&of.$method($sample), &$sample.to_string()),
                    is_argument: $is_argument,
                    rule: $rule,
                },)+)+
                $(KnownText {
                    form: TextForm::new(&of.$plain(), ""),
                    is_argument: is_any,
                    rule: |_| Some($plain_rule),
                },)+
            ]
        }
    };
}

garde_rules! {
    length_lower_than(usize: 12_345; is_any) => |min| Some(FieldRule::LengthMin { min: min.parse().ok()? }),
    length_greater_than(usize: 12_345; is_any) => |max| Some(FieldRule::LengthMax { max: max.parse().ok()? }),
    range_lower_than(&dyn Display: &SAMPLE; is_number) => |min| Some(FieldRule::RangeMin { min: min.to_owned() }),
    range_greater_than(&dyn Display: &SAMPLE; is_number) => |max| Some(FieldRule::RangeMax { max: max.to_owned() }),
    credit_card_invalid(InvalidCreditCard: InvalidCreditCard::Other; is_any) => |_| Some(FieldRule::CreditCard),
    pattern_no_match(&dyn Display: &SAMPLE; is_any) => |_| Some(FieldRule::Pattern),
    contains_missing(&dyn Display: &SAMPLE; is_any) => |_| Some(FieldRule::Contains),
    prefix_missing(&dyn Display: &SAMPLE; is_any) => |_| Some(FieldRule::Contains),
    suffix_missing(&dyn Display: &SAMPLE; is_any) => |_| Some(FieldRule::Contains),
    url_invalid(InvalidUrl: InvalidUrl::Other; is_any) => |_| Some(FieldRule::Url),
    phone_number_invalid(InvalidPhoneNumber: InvalidPhoneNumber::Invalid, InvalidPhoneNumber::Other; is_any)
        => |_| Some(FieldRule::Phone),
    ip_invalid(IpKind: IpKind::Any; is_ip_kind) => |_| Some(FieldRule::Ip),
    matches_field_mismatch(&dyn Display: &SAMPLE; is_field) => |_| Some(FieldRule::Match),
    email_invalid(InvalidEmail: InvalidEmail::Empty; is_any) => |_| Some(FieldRule::Email),
    ; ascii_invalid => FieldRule::Ascii
    ; alphanumeric_invalid => FieldRule::Alphanumeric
    ; required_not_set => FieldRule::Required
}

fn is_any(_: &str) -> bool {
    true
}

fn is_number(limit: &str) -> bool {
    limit.parse::<f64>().is_ok()
}

fn is_field(name: &str) -> bool {
    !name.contains(' ')
}

fn is_ip_kind(name: &str) -> bool {
    [IpKind::Any, IpKind::V4, IpKind::V6].iter().any(|kind| kind.to_string() == name)
}

/// The rule of a text; `None` for the text of a custom rule.
fn rule_of(text: &str) -> Option<FieldRule> {
    static NAMED: LazyLock<Vec<KnownText>> = LazyLock::new(|| known_texts(&RuleNames));
    static ENGLISH: LazyLock<Vec<KnownText>> = LazyLock::new(|| known_texts(&DefaultI18n));
    let is_named = text.starts_with(MARK);
    let known = if is_named { &NAMED } else { &ENGLISH };
    known.iter().find_map(|known| {
        let argument = known.argument(text)?;
        (is_named || (known.is_argument)(argument)).then(|| (known.rule)(argument))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_texts(of: &dyn I18n) {
        let limit = |text: &str| text.to_owned();
        for (text, rule) in [
            (of.length_lower_than(3), FieldRule::LengthMin { min: 3 }),
            (of.length_greater_than(0), FieldRule::LengthMax { max: 0 }),
            (of.range_lower_than(&-7), FieldRule::RangeMin { min: limit("-7") }),
            (of.range_greater_than(&0.5), FieldRule::RangeMax { max: limit("0.5") }),
            (of.range_greater_than(&i128::MAX), FieldRule::RangeMax { max: i128::MAX.to_string() }),
            (of.credit_card_invalid(InvalidCreditCard::InvalidLuhn), FieldRule::CreditCard),
            (of.pattern_no_match(&"^ a/b $"), FieldRule::Pattern),
            (of.contains_missing(&"a b"), FieldRule::Contains),
            (of.url_invalid(InvalidUrl::Overflow), FieldRule::Url),
            (of.prefix_missing(&""), FieldRule::Contains),
            (of.suffix_missing(&"\""), FieldRule::Contains),
            (of.phone_number_invalid(InvalidPhoneNumber::Invalid), FieldRule::Phone),
            (of.phone_number_invalid(InvalidPhoneNumber::TooLong), FieldRule::Phone),
            (of.ip_invalid(IpKind::Any), FieldRule::Ip),
            (of.ip_invalid(IpKind::V4), FieldRule::Ip),
            (of.ip_invalid(IpKind::V6), FieldRule::Ip),
            (of.matches_field_mismatch(&"password"), FieldRule::Match),
            (of.email_invalid(InvalidEmail::MissingAt), FieldRule::Email),
            (of.ascii_invalid(), FieldRule::Ascii),
            (of.alphanumeric_invalid(), FieldRule::Alphanumeric),
            (of.required_not_set(), FieldRule::Required),
        ] {
            assert_eq!(rule_of(&text), Some(rule), "{text}");
        }
    }

    #[test]
    fn each_text_of_garde_is_known() {
        check_texts(&DefaultI18n);
        check_texts(&RuleNames);
        let date = RuleNames.range_lower_than(&"the first of May");
        assert_eq!(rule_of(&date), Some(FieldRule::RangeMin { min: "the first of May".into() }));
    }

    #[test]
    fn the_text_of_a_custom_rule_is_not_known() {
        for text in [
            "",
            "lower than expected",
            "greater than",
            "length is lower than -1",
            "not set yet",
            "Not set",
            "not a valid IBAN",
            "not a valid street address",
            "does not match what is on the card",
            "does not match the other field",
            "does not match pattern /",
            "does not contain \"",
            "ロボットではないことを確認できません",
            "\u{1}",
            "\u{1}no_such_rule\u{1}",
        ] {
            assert_eq!(rule_of(text), None, "{text}");
        }
    }
}
