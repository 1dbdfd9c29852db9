//! Reads `[policies]`.

use toml::de::{DeTable, DeValue};

use super::{ConfigReader, Value, in_order, place_of};
use crate::did_you_mean;
use crate::model::Place;
use crate::policies::{Condition, Mistake, Policies, Policy, Requirement, URGENT, parse, urgent};

const KEYS: &[&str] = &["name", "when", "require", "why"];
/// In `[policies]` the name is the key.
const NAMED_KEYS: &[&str] = &["when", "require", "why"];
const EXAMPLE: &str = "{ when = \"incident <= P1\", require = [\"owner\"], why = \"…\" }";

impl ConfigReader<'_> {
    /// `[policies]` with a row for each name, or `[[policies]]` with the rows one after the other. Either switches the
    /// default policy on, unless a row has its name.
    pub(super) fn policies(&mut self, value: &Value<'_>) -> Policies {
        let mut rows = Vec::new();
        let mut has_default = true;
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, value) in in_order(table) {
                    let name = key.get_ref().as_ref();
                    has_default &= name != URGENT;
                    if let (URGENT, DeValue::Boolean(false)) = (name, value.get_ref()) {
                        continue;
                    }
                    let row = format!("a policy, such as `{EXAMPLE}`");
                    let Some(table) = self.expect_table(value, &row) else { continue };
                    rows.extend(self.policy(table, Some(name), key.span()));
                }
            }
            DeValue::Array(list) => {
                for (number, value) in (1..).zip(list.iter()) {
                    let Some(table) =
                        self.expect_table(value, "a policy with `when` and `require`")
                    else {
                        continue;
                    };
                    let row = self.policy(table, None, value.span());
                    rows.extend(row.map(|row| named(row, number)));
                }
                has_default = rows.iter().all(|row| row.name != URGENT);
            }
            _ => self.unexpected(value, "`[policies]` with a row for each policy"),
        }
        let default = has_default.then(urgent).flatten();
        Policies { rows: default.into_iter().chain(rows).collect() }
    }

    /// A row. `name` is its key, if it has one.
    fn policy(
        &mut self,
        table: &DeTable<'_>,
        name: Option<&str>,
        span: std::ops::Range<usize>,
    ) -> Option<Policy> {
        let known = if name.is_some() { NAMED_KEYS } else { KEYS };
        let mut policy_name = name.map(ToOwned::to_owned).unwrap_or_default();
        let (mut when, mut require, mut why) = (None, None, String::new());
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "name" if name.is_none() => {
                    policy_name = self.line(value, "the name of the policy").unwrap_or_default();
                }
                "when" => when = Some(self.condition(value)),
                "require" => require = Some(self.requirements(value)),
                "why" => why = self.expect_text(value, "the reason, as a text").unwrap_or_default(),
                _ => self.unknown(key, "key of a policy", known),
            }
        }
        for (key, is_missing, example) in [
            ("when", when.is_none(), "when = \"incident <= P1\""),
            ("require", require.is_none(), "require = [\"owner\", \"solutions\"]"),
        ] {
            if is_missing {
                let message = match policy_name.as_str() {
                    "" => format!("the policy has no `{key}`"),
                    name => format!("the policy `{name}` has no `{key}`"),
                };
                self.problem(span.clone(), message, format!("write `{example}` in it"));
            }
        }
        let (condition, when, place) = when.flatten()?;
        let require = require?;
        Some(Policy { name: policy_name, condition, when, require, why, place: Some(place) })
    }

    /// A condition, as it was read and as it is written, with its place.
    fn condition(&mut self, value: &Value<'_>) -> Option<(Condition, String, Place)> {
        let text = self.expect_text(value, "a condition, such as `\"incident <= P1\"`")?;
        match parse(&text) {
            Ok(condition) => {
                let place = place_of(self.text, self.file, value.span());
                Some((condition, text.replace('\n', " "), place))
            }
            Err(Mistake { range, message, help }) => {
                let span = value.span();
                let raw = self.text.get(span.clone()).unwrap_or_default();
                // With escapes or several lines the text is not where it stands.
                let is_plain =
                    raw.len() == text.len() + 2 && raw.get(1..=text.len()) == Some(&text);
                let at = span.start + 1;
                let span = if is_plain && !text.trim().is_empty() {
                    at + range.start..at + range.end
                } else {
                    span
                };
                self.problem(span, message, help);
                None
            }
        }
    }

    /// The names of keys and sections.
    fn requirements(&mut self, value: &Value<'_>) -> Vec<Requirement> {
        let known: Vec<_> = Requirement::all().map(Requirement::name).collect();
        let Some(list) = self.expect_list(value, "a list, such as `[\"owner\", \"solutions\"]`")
        else {
            return Vec::new();
        };
        if list.is_empty() {
            let help = "write what the codes must have, such as `\"owner\"`";
            self.problem(value.span(), "the list is empty", help);
        }
        let mut required = Vec::new();
        for value in list {
            let Some(name) = self.expect_text(value, "the name of a key or section") else {
                continue;
            };
            match Requirement::by_name(&name) {
                Some(requirement) if required.contains(&requirement) => {
                    self.problem(
                        value.span(),
                        format!("`{name}` is in the list twice"),
                        "remove it",
                    );
                }
                Some(requirement) => required.push(requirement),
                None => {
                    let message = format!("`{name}` cannot be required");
                    self.problem(value.span(), message, did_you_mean(&name, &known));
                }
            }
        }
        required
    }
}

/// A row without a name has its number.
fn named(policy: Policy, number: usize) -> Policy {
    if policy.name.is_empty() { Policy { name: number.to_string(), ..policy } } else { policy }
}
