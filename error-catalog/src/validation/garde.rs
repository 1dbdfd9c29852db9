//! The broken rules of `garde`: checked in words of ours, which are rendered when the locale is known.

use core::fmt::Display;
use std::borrow::Cow;

use garde::error::{Kind, Path};
use garde::i18n::{
    I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind, with_i18n,
};
use garde::{Report, Validate};

use super::{FieldPath, FieldRule, ValidationError, english};
use crate::{Failure, IntoFailure, Registry};

/// Checks a value by its `garde` rules; all broken fields at once, their texts in the locale of the envelope.
///
/// The texts of custom rules go out as they are. A [`Report`] that was made without this function turns into a
/// [`ValidationError`] too, its rules told by the words of garde; here they need not be told.
///
/// # Errors
/// When a field breaks a rule.
pub fn check_with_garde<T: Validate>(value: &T) -> Result<(), ValidationError>
where
    T::Context: Default,
{
    with_i18n(Marks, || value.validate()).map_err(ValidationError::from)
}

/// All broken fields, in the order of their declaration, their texts in the locale of the envelope.
///
/// garde writes its texts when it checks, in English. Those of its rules are told by their words and become a
/// [`FieldRule`]; those of custom rules, and of an `I18n` of your own, go out as they are.
impl From<Report> for ValidationError {
    fn from(report: Report) -> Self {
        let mut found = Self::new();
        for (path, error) in report.iter() {
            let path = path_of(path);
            let text = error.message();
            match read(text).or_else(|| english::rule_of(text)) {
                Some(rule) => found.push(path, rule),
                None => found.push(path, text.to_owned()),
            }
        }
        found
    }
}

/// `input.validate()?`
impl IntoFailure for Report {
    type Home = ValidationError;
    type Beside = ValidationError;

    fn into_failure<C: Registry>(self) -> Failure<C> {
        ValidationError::from(self).into_failure()
    }
}

fn path_of(path: &Path) -> FieldPath {
    // The way garde's own `select!` looks at a path: from the inside out.
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

/// A rule on its way through garde, which knows texts only: a mark, its name, and its limit.
const MARK: char = '\u{1}';

fn mark(rule: &str) -> Cow<'static, str> {
    format!("{MARK}{rule}").into()
}

fn mark_limit(rule: &str, limit: &dyn Display) -> Cow<'static, str> {
    format!("{MARK}{rule}{MARK}{limit}").into()
}

/// The rule that a text stands for; nothing for the text of a custom rule.
fn read(text: &str) -> Option<FieldRule> {
    let marked = text.strip_prefix(MARK)?;
    let (rule, limit) = marked.split_once(MARK).unwrap_or((marked, ""));
    let length = || limit.parse().ok();
    Some(match rule {
        "length_min" => FieldRule::LengthMin { min: length()? },
        "length_max" => FieldRule::LengthMax { max: length()? },
        "range_min" => FieldRule::RangeMin { min: limit.to_owned() },
        "range_max" => FieldRule::RangeMax { max: limit.to_owned() },
        "credit_card" => FieldRule::CreditCard,
        "pattern" => FieldRule::Pattern,
        "contains" => FieldRule::Contains,
        "url" => FieldRule::Url,
        "phone" => FieldRule::Phone,
        "ip" => FieldRule::Ip,
        "match" => FieldRule::Match,
        "email" => FieldRule::Email,
        "ascii" => FieldRule::Ascii,
        "alphanumeric" => FieldRule::Alphanumeric,
        "required" => FieldRule::Required,
        _ => return None,
    })
}

struct Marks;

impl I18n for Marks {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        mark_limit("length_min", &min)
    }

    fn length_greater_than(&self, max: usize) -> Cow<'static, str> {
        mark_limit("length_max", &max)
    }

    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> {
        mark_limit("range_min", min)
    }

    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> {
        mark_limit("range_max", max)
    }

    fn credit_card_invalid(&self, _: InvalidCreditCard) -> Cow<'static, str> {
        mark("credit_card")
    }

    fn pattern_no_match(&self, _: &dyn Display) -> Cow<'static, str> {
        mark("pattern")
    }

    fn contains_missing(&self, _: &dyn Display) -> Cow<'static, str> {
        mark("contains")
    }

    fn url_invalid(&self, _: InvalidUrl) -> Cow<'static, str> {
        mark("url")
    }

    fn prefix_missing(&self, _: &dyn Display) -> Cow<'static, str> {
        mark("contains")
    }

    fn suffix_missing(&self, _: &dyn Display) -> Cow<'static, str> {
        mark("contains")
    }

    fn phone_number_invalid(&self, _: InvalidPhoneNumber) -> Cow<'static, str> {
        mark("phone")
    }

    fn ip_invalid(&self, _: IpKind) -> Cow<'static, str> {
        mark("ip")
    }

    fn matches_field_mismatch(&self, _: &dyn Display) -> Cow<'static, str> {
        mark("match")
    }

    fn email_invalid(&self, _: InvalidEmail) -> Cow<'static, str> {
        mark("email")
    }

    fn ascii_invalid(&self) -> Cow<'static, str> {
        mark("ascii")
    }

    fn alphanumeric_invalid(&self) -> Cow<'static, str> {
        mark("alphanumeric")
    }

    fn required_not_set(&self) -> Cow<'static, str> {
        mark("required")
    }
}
