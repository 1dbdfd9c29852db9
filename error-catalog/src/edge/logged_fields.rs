//! The fields of an error for its log record: context and details as a JSON object, and the fields that could not be written
//! as JSON.

use crate::fields::{Fields, WriteJson};
use crate::line::{json, line, masked_within};
use crate::mask::Mask;
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
    pub(super) fn read(error: &(dyn Catalogued + Send + Sync), mask: &Mask) -> Self {
        let mut members = Members {
            mask,
            json: Vec::new(),
            unwritten: Vec::new(),
            entry: error.catalog_row(),
            flattened_count: 0,
        };
        // What was shown before a panic stays.
        if let Err(panicked) = panics::catch(|| error.catalog_fields(&mut members)) {
            members.unwritten.push(masked_within(&panicked, LONGEST_REASON, mask));
        }
        if !members.json.is_empty() {
            members.json.push(b'}');
        }
        let unwritten = Some(members.unwritten.join("; ")).filter(|texts| !texts.is_empty());
        Self { context: json(String::from_utf8(members.json).unwrap_or_default()), unwritten }
    }
}

struct Members<'m> {
    mask: &'m Mask,
    json: Vec<u8>,
    unwritten: Vec<String>,
    entry: &'static Entry,
    /// How many flattened details have come by: they come without their names.
    flattened_count: usize,
}

impl Members<'_> {
    fn separate(&mut self) {
        self.json.push(if self.json.is_empty() { b'{' } else { b',' });
    }

    fn member(&mut self, kind: &str, name: &str, value: &dyn WriteJson) {
        let Some(value) = self.written(kind, name, value) else { return };
        let value = self.mask.member(name, &value);
        if value.len() > LONGEST_VALUE {
            return self.member_in_part(name, &value);
        }
        self.name(name);
        self.json.extend_from_slice(value.as_bytes());
    }

    /// Adds the beginning of a value that is too long for a record, as a text.
    fn member_in_part(&mut self, name: &str, value: &str) {
        self.name(name);
        crate::json::write_string(&line(value, LONGEST_VALUE), &mut self.json);
    }

    fn name(&mut self, name: &str) {
        self.separate();
        crate::json::write_string(name, &mut self.json);
        self.json.push(b':');
    }

    fn written(&mut self, kind: &str, name: &str, value: &dyn WriteJson) -> Option<String> {
        let mut json = Vec::new();
        match panics::catch(|| value.write_json(&mut json)) {
            Ok(Ok(())) => return String::from_utf8(json).ok(),
            Ok(Err(error)) => self.unwritten(kind, name, &error),
            Err(panicked) => self.unwritten(kind, name, &panicked),
        }
        None
    }

    fn unwritten(&mut self, kind: &str, name: &str, why: &dyn core::fmt::Display) {
        let why = masked_within(why, LONGEST_REASON, self.mask);
        self.unwritten.push(format!("the {kind} `{name}` could not be written: {why}"));
    }

    fn flattened(&mut self, value: &dyn WriteJson, mask: fn(&Mask, &str) -> String) {
        let mut declared = self.entry.details().iter().filter(|detail| detail.flatten);
        let name = declared.nth(self.flattened_count).map_or("(flattened)", |detail| detail.name);
        self.flattened_count += 1;
        let Some(object) = self.written("detail", name, value) else { return };
        let object = mask(self.mask, &object);
        match object.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("") => {}
            Some(_) if object.len() > LONGEST_VALUE => self.member_in_part(name, &object),
            Some(members) => {
                self.separate();
                self.json.extend_from_slice(members.as_bytes());
            }
            // A `None` has no members to spread.
            None if object == "null" => {}
            None => self.unwritten("detail", name, &"what is flattened is a map or a struct"),
        }
    }
}

impl Fields for Members<'_> {
    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("context", name, value);
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("detail", name, value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.flattened(value, |mask, json| mask.json(json).into_owned());
    }

    fn violations(&mut self, violations: &Violations) {
        self.flattened(&violations.for_log(), |mask, json| mask.json_of_texts(json).into_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::fixture::{DYNAMIC, Pairs, Sample, pairs};
    use crate::mask::DEFAULT_MASK;

    #[test]
    fn what_is_flattened_is_told_in_part_where_it_is_too_long() {
        let long = "a".repeat(LONGEST_VALUE);
        let flattened = Pairs(vec![("note".to_owned(), long.as_str().into())]);
        let error = Sample { flattened: Some(flattened), ..Sample::new(&DYNAMIC) };
        let shown = LoggedFields::read(&error, &DEFAULT_MASK);
        assert!(shown.context.contains(r#","(flattened)":"{\"note\":\"aaa"#), "{}", shown.context);
        assert!(shown.context.len() < LONGEST_VALUE + 100);
        let short = Sample { flattened: Some(pairs(&[("note", "a")])), ..Sample::new(&DYNAMIC) };
        assert!(LoggedFields::read(&short, &DEFAULT_MASK).context.ends_with(r#","note":"a"}"#));
    }
}
