//! The fields of an error for its log record: context and details as a JSON object, and the fields that could not be written
//! as JSON.

use crate::fields::{Fields, WriteJson};
use crate::line::{displayed_within, json, line};
use crate::panics;
use crate::violations::Violations;
use crate::{Catalogued, Entry};

/// As much of one value as a record has.
const LONGEST_VALUE: usize = 4096;

/// As much of a reason.
const LONGEST_REASON: usize = 512;

/// The fields of an error, for its record.
pub(super) struct LoggedFields {
    /// What is marked `#[context]` and `#[detail]`: secrets have no way into it.
    pub(super) context: String,
    /// What of it could not be written, and why; nothing where all could.
    pub(super) unwritten: Option<String>,
}

impl LoggedFields {
    pub(super) fn read(error: &(dyn Catalogued + Send + Sync)) -> Self {
        let mut members = Members {
            json: Vec::new(),
            unwritten: Vec::new(),
            row: error.catalog_row(),
            flattened: 0,
        };
        // What was shown before a panic stays.
        if let Err(panicked) = panics::catch(|| error.catalog_fields(&mut members)) {
            members.unwritten.push(displayed_within(&panicked, LONGEST_REASON));
        }
        if !members.json.is_empty() {
            members.json.push(b'}');
        }
        let unwritten = Some(members.unwritten.join("; ")).filter(|texts| !texts.is_empty());
        Self { context: json(String::from_utf8(members.json).unwrap_or_default()), unwritten }
    }
}

struct Members {
    json: Vec<u8>,
    unwritten: Vec<String>,
    row: &'static Entry,
    /// How many flattened details have come by: they come without their names.
    flattened: usize,
}

impl Members {
    fn separate(&mut self) {
        self.json.push(if self.json.is_empty() { b'{' } else { b',' });
    }

    fn member(&mut self, kind: &str, name: &str, value: &dyn WriteJson) {
        let Some(value) = self.written(kind, name, value) else { return };
        if value.len() > LONGEST_VALUE {
            return self.member_in_part(name, &value);
        }
        self.name(name);
        self.json.extend_from_slice(&value);
    }

    /// Adds the beginning of a value that is too long for a record, as a text.
    fn member_in_part(&mut self, name: &str, value: &[u8]) {
        self.name(name);
        let text = String::from_utf8_lossy(value);
        crate::json::write_string(&line(&text, LONGEST_VALUE), &mut self.json);
    }

    fn name(&mut self, name: &str) {
        self.separate();
        crate::json::write_string(name, &mut self.json);
        self.json.push(b':');
    }

    fn written(&mut self, kind: &str, name: &str, value: &dyn WriteJson) -> Option<Vec<u8>> {
        let mut json = Vec::new();
        match panics::catch(|| value.write_json(&mut json)) {
            Ok(Ok(())) => return Some(json),
            Ok(Err(error)) => self.unwritten(kind, name, &error),
            Err(panicked) => self.unwritten(kind, name, &panicked),
        }
        None
    }

    fn unwritten(&mut self, kind: &str, name: &str, why: &dyn core::fmt::Display) {
        let why = displayed_within(why, LONGEST_REASON);
        self.unwritten.push(format!("the {kind} `{name}` could not be written: {why}"));
    }
}

impl Fields for Members {
    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("context", name, value);
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("detail", name, value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        let mut declared = self.row.details().iter().filter(|detail| detail.flatten);
        let name = declared.nth(self.flattened).map_or("(flattened)", |detail| detail.name);
        self.flattened += 1;
        let Some(object) = self.written("detail", name, value) else { return };
        match object.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}")) {
            Some(b"") => {}
            Some(_) if object.len() > LONGEST_VALUE => self.member_in_part(name, &object),
            Some(members) => {
                self.separate();
                self.json.extend_from_slice(members);
            }
            // A `None` has no members to spread.
            None if object == b"null" => {}
            None => self.unwritten("detail", name, &"what is flattened is a map or a struct"),
        }
    }

    fn violations(&mut self, violations: &Violations) {
        self.flattened_detail(&violations.for_log());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::fixture::{DYNAMIC, Pairs, Sample, pairs};

    #[test]
    fn what_is_flattened_is_told_in_part_where_it_is_too_long() {
        let long = "a".repeat(LONGEST_VALUE);
        let flattened = Pairs(vec![("note".to_owned(), long.as_str().into())]);
        let error = Sample { flattened: Some(flattened), ..Sample::new(&DYNAMIC) };
        let shown = LoggedFields::read(&error);
        assert!(shown.context.contains(r#","(flattened)":"{\"note\":\"aaa"#), "{}", shown.context);
        assert!(shown.context.len() < LONGEST_VALUE + 100);
        let short = Sample { flattened: Some(pairs(&[("note", "a")])), ..Sample::new(&DYNAMIC) };
        assert!(LoggedFields::read(&short).context.ends_with(r#","note":"a"}"#));
    }
}
