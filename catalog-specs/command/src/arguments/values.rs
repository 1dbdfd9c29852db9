//! The values of options.

use std::net::SocketAddr;

use catalog_specs::Format;
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// From which verdict on a change fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A breaking change
    Break,
    /// A risky or breaking change
    Risk,
}

/// The format of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For people
    Text,
    /// One JSON object, as with `--json`
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// `404`, or `4xx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusFilter {
    first: u16,
    last: u16,
}

impl StatusFilter {
    pub(crate) const fn matches(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }
}

impl std::str::FromStr for StatusFilter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "4xx" | "4XX" => Ok(Self { first: 400, last: 499 }),
            "5xx" | "5XX" => Ok(Self { first: 500, last: 599 }),
            _ => {
                let status =
                    text.parse().ok().filter(|status| catalog_specs::status::is_error(*status));
                let status = status.ok_or("write a status from 400 to 599, `4xx` or `5xx`")?;
                Ok(Self { first: status, last: status })
            }
        }
    }
}

/// Where a service offers drills: `127.0.0.1:3000/drills`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ServiceRoute {
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
}

/// Reads the route.
pub(super) fn service_route(text: &str) -> Result<ServiceRoute, String> {
    let rest = text.strip_prefix("http://").unwrap_or(text);
    let (address, path) = rest.split_once('/').unwrap_or((rest, ""));
    let address = address.parse();
    let address: SocketAddr = address.map_err(|_| {
        "expected an address with a path, such as `127.0.0.1:3000/drills`".to_owned()
    })?;
    let is_sound = path.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_sound {
        return Err("expected a path without spaces".to_owned());
    }
    Ok(ServiceRoute { address, path: format!("/{}", path.trim_end_matches('/')) })
}

/// Reads a header.
pub(super) fn header(text: &str) -> Result<String, String> {
    let is_sound = text.split_once(':').is_some_and(|(name, _)| !name.is_empty())
        && !text.contains(char::is_control);
    if is_sound { Ok(text.to_owned()) } else { Err("expected `name: value`".to_owned()) }
}

/// Parses the format of a document. The word of its flag is accepted too.
pub(super) fn document_format() -> impl TypedValueParser<Value = Format> {
    let words = Format::ALL.iter().map(|format| {
        PossibleValue::new(format.as_str()).alias(format.flag()).help(format.about())
    });
    PossibleValuesParser::new(words).try_map(|given| {
        let mut formats = Format::ALL.iter().copied();
        formats
            .find(|format| [format.as_str(), format.flag()].contains(&given.as_str()))
            .ok_or("unknown format")
    })
}

/// Parses a word of a vocabulary, ignoring case.
pub(super) fn words<T: Clone + Send + Sync + 'static>(
    words: &'static [&'static str],
    parse: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let spelled = move |given: String| {
        words.iter().copied().find(|word| word.eq_ignore_ascii_case(&given)).and_then(parse)
    };
    PossibleValuesParser::new(words).try_map(move |given| spelled(given).ok_or("unknown word"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_one_or_a_class() {
        assert!("4xx".parse::<StatusFilter>().unwrap().matches(404));
        assert!(!"4xx".parse::<StatusFilter>().unwrap().matches(500));
        assert!("503".parse::<StatusFilter>().unwrap().matches(503));
        for bad in ["200", "600", "4", "xx", "-404"] {
            assert!(bad.parse::<StatusFilter>().is_err(), "{bad}");
        }
    }
}
