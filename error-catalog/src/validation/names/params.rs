//! Parameters of a path, by their names and in their order.

use core::cell::RefCell;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::pairs::decode;
use super::seen::{self, Node, Refusal};
use super::shape;
use crate::ValidationError;
use crate::validation::serde_text::{text_rule, violation};
use crate::validation::{FieldPath, FieldRule, Location};

/// The words of `serde` for a tuple of another length.
const OTHER_LENGTH: &str = "invalid length ";

/// Reads the parameters of a path: as a tuple or a list in their order, the only one as a value, or all by their names.
///
/// A struct could be read in their order as well, and would take one parameter for another.
///
/// # Errors
/// When one of them does not fit; nothing where the type does not fit the route, which no client can help.
pub(crate) fn read_params<T: DeserializeOwned>(
    params: &[(String, String)],
) -> Result<T, Option<ValidationError>> {
    let read = |input: &Value| seen::read::<T>(Node::new(input, true, &RefCell::default()));

    let only = match params {
        [(name, value)] => match read(&text(value)) {
            Ok(value) => return Ok(value),
            Err(refusal) => Some((name, refusal)),
        },
        _ => None,
    };
    let refused = if shape::is_list::<T>() {
        let by_place = params.iter().map(|(_, value)| text(value)).collect();
        match read(&Value::Array(by_place)) {
            Ok(value) => return Ok(value),
            Err(refusal) => by_place_refused(params, &refusal, only),
        }
    } else {
        match read(&params_by_name(params)) {
            Ok(value) => return Ok(value),
            Err(refusal) => by_name_refused(refusal, only),
        }
    };
    Err(refused.map(|error| error.at(Location::Path)))
}

/// The parameters by their names, as a struct reads them.
pub(crate) fn params_by_name(params: &[(String, String)]) -> Value {
    Value::Object(params.iter().map(|(name, value)| (name.clone(), text(value))).collect())
}

fn text(value: &String) -> Value {
    Value::String(decode(value.as_bytes(), b'+'))
}

/// The only parameter, and why its value is refused.
type Only<'p> = Option<(&'p String, Refusal)>;

fn by_name_refused(named: Refusal, only: Only<'_>) -> Option<ValidationError> {
    if !named.path.to_string().is_empty() {
        return Some(violation(named.path, &named.text));
    }
    // The route has no such parameter, or one more.
    let is_misnamed = matches!(text_rule(&named.text), FieldRule::Required | FieldRule::Unknown);
    only_refused(only.filter(|_| !is_misnamed))
}

fn by_place_refused(
    params: &[(String, String)],
    placed: &Refusal,
    only: Only<'_>,
) -> Option<ValidationError> {
    if placed.text.starts_with(OTHER_LENGTH) {
        return None;
    }
    let placed_at = placed.path.to_string();
    let place = placed_at.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse().ok());
    match place.and_then(|place: usize| params.get(place)) {
        Some((name, _)) => Some(violation(FieldPath::new().key(name), &placed.text)),
        None => only_refused(only),
    }
}

fn only_refused(only: Only<'_>) -> Option<ValidationError> {
    only.map(|(name, refusal)| violation(FieldPath::new().key(name), &refusal.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: DeserializeOwned>(params: &[(&str, &str)]) -> Result<T, Option<(String, String)>> {
        let owned = |text: &str| text.to_owned();
        let params: Vec<_> =
            params.iter().map(|(name, value)| (owned(name), owned(value))).collect();
        read_params(&params).map_err(|error| {
            let error = error?;
            let (path, text) = error.fields().next()?;
            Some((path.to_owned(), text.into_owned()))
        })
    }

    #[test]
    fn a_parameter_that_does_not_fit_is_named() {
        let wrong =
            |name: &str| Some((name.to_owned(), "The value is of the wrong type".to_owned()));
        assert_eq!(read::<u8>(&[("number", "7")]), Ok(7));
        assert_eq!(read::<String>(&[("名", "茶")]), Ok("茶".to_owned()));
        assert_eq!(read::<(String, u8)>(&[("a", "x"), ("b", "7")]), Ok(("x".to_owned(), 7)));
        assert_eq!(read::<String>(&[("a", "1%2F2+%25")]), Ok("1/2+%".to_owned()));
        assert_eq!(read::<u8>(&[("number", "seven")]), Err(wrong("number")));
        assert_eq!(read::<(u8, u8)>(&[("a", "1"), ("b", "x")]), Err(wrong("b")));
        assert_eq!(read::<(u8,)>(&[("a", "256")]), Err(wrong("a")));
        let by_name = read::<std::collections::BTreeMap<String, u8>>(&[("a", "1"), ("b", "二")]);
        assert_eq!(by_name, Err(wrong("b")));
        // The type does not fit the route.
        assert_eq!(read::<(u8, u8)>(&[("a", "1")]), Err(None));
        assert_eq!(read::<u8>(&[("a", "1"), ("b", "2")]), Err(None));
        assert_eq!(read::<(u8,)>(&[("a", "1"), ("b", "2")]), Err(None));
        assert_eq!(read::<Vec<u8>>(&[("a", "1"), ("b", "2")]), Ok(vec![1, 2]));
        assert_eq!(read::<Option<(u8, u8)>>(&[("a", "1"), ("b", "2")]), Ok(Some((1, 2))));
    }
}
