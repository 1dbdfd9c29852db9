//! The fields of an error for its record: context and details as a JSON object, and the fields that could not be written as
//! JSON.

use std::borrow::Cow;

use crate::classed::instead;
use crate::fields::{Fields, WriteJson};
use crate::line::{escape_invisible, line, masked_within};
use crate::mask::Mask;
use crate::panics;
use crate::violations::Violations;
use crate::{Catalogued, Entry};

/// As much of one value as a record has.
const LONGEST_VALUE: usize = 4096;

/// As much of a reason.
const LONGEST_REASON: usize = 512;

/// Appends what is marked `#[context]` and `#[detail]` as a JSON object; nothing where there is none. Secrets have no way into
/// it. `value` is a buffer. Returns what of it could not be written, and why; nothing where all could.
pub(super) fn write_fields(
    error: &dyn Catalogued,
    mask: &Mask,
    json: &mut Vec<u8>,
    value: &mut Vec<u8>,
) -> Option<String> {
    let start = json.len();
    let entry = error.catalog_row();
    let (unwritten, class) = (Vec::new(), None);
    let mut members =
        Members { mask, json, start, value, unwritten, entry, flattened_count: 0, class };
    // What was written before a panic stays.
    if let Err(panicked) = panics::catch(|| error.catalog_fields(&mut members)) {
        members.unwritten.push(masked_within(&panicked, LONGEST_REASON, mask));
    }
    let Members { json, unwritten, .. } = members;
    if json.len() > start {
        json.push(b'}');
        escape_invisible(json, start);
    }
    (!unwritten.is_empty()).then(|| unwritten.join("; "))
}

struct Members<'m> {
    mask: &'m Mask,
    json: &'m mut Vec<u8>,
    /// Where the object begins in it.
    start: usize,
    value: &'m mut Vec<u8>,
    unwritten: Vec<String>,
    entry: &'static Entry,
    /// How many flattened details have come by: they come without their names.
    flattened_count: usize,
    /// The data class of the field that comes next.
    class: Option<&'static str>,
}

impl Members<'_> {
    fn separate(&mut self) {
        self.json.push(if self.json.len() == self.start { b'{' } else { b',' });
    }

    fn member(&mut self, kind: &str, name: &str, value: &dyn WriteJson) {
        let class = self.class.take();
        let Some(buffer) = self.written(kind, name, value) else { return };
        let value = match class.and_then(|class| treated(class, text(&buffer), self.mask)) {
            Some(treated) => Cow::Owned(treated),
            None => self.mask.member(name, text(&buffer)),
        };
        if value.len() > LONGEST_VALUE {
            self.member_in_part(name, &value);
        } else {
            self.name(name);
            self.json.extend_from_slice(value.as_bytes());
        }
        *self.value = buffer;
    }

    /// Adds the beginning of a value that is too long for a record, as a text.
    fn member_in_part(&mut self, name: &str, value: &str) {
        self.name(name);
        crate::json::write_string(&line(value, LONGEST_VALUE), self.json);
    }

    fn name(&mut self, name: &str) {
        self.separate();
        crate::json::write_string(name, self.json);
        self.json.push(b':');
    }

    /// The value in the buffer, which the caller puts back.
    fn written(&mut self, kind: &str, name: &str, value: &dyn WriteJson) -> Option<Vec<u8>> {
        let mut buffer = core::mem::take(self.value);
        buffer.clear();
        let why = match panics::catch(|| value.write_json(&mut buffer)) {
            Ok(Ok(())) => return Some(buffer),
            Ok(Err(error)) => masked_within(&error, LONGEST_REASON, self.mask),
            Err(panicked) => masked_within(&panicked, LONGEST_REASON, self.mask),
        };
        self.unwritten(kind, name, &why);
        *self.value = buffer;
        None
    }

    fn unwritten(&mut self, kind: &str, name: &str, why: &str) {
        self.unwritten.push(format!("the {kind} `{name}` could not be written: {why}"));
    }

    fn flattened(&mut self, value: &dyn WriteJson, mask: fn(&Mask, &str) -> String) {
        let mut declared = self.entry.details().iter().filter(|detail| detail.flatten);
        let name = declared.nth(self.flattened_count).map_or("(flattened)", |detail| detail.name);
        self.flattened_count += 1;
        let class = self.class.take();
        let Some(buffer) = self.written("detail", name, value) else { return };
        if let Some(treated) = class.and_then(|class| treated(class, text(&buffer), self.mask)) {
            self.name(name);
            self.json.extend_from_slice(treated.as_bytes());
            *self.value = buffer;
            return;
        }
        let object = mask(self.mask, text(&buffer));
        *self.value = buffer;
        match object.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some("") => {}
            Some(_) if object.len() > LONGEST_VALUE => self.member_in_part(name, &object),
            Some(members) => {
                self.separate();
                self.json.extend_from_slice(members.as_bytes());
            }
            // A `None` has no members to spread.
            None if object == "null" => {}
            None => self.unwritten("detail", name, "what is flattened is a map or a struct"),
        }
    }
}

/// What stands in the place of a JSON value of a data class, as JSON; nothing where it is kept.
fn treated(class: &str, json: &str, mask: &Mask) -> Option<String> {
    if says_nothing(json) {
        return None;
    }
    // The hash of a text is that of what it says.
    let value: Option<String> = serde_json::from_str(json).ok();
    instead(class, value.as_deref().unwrap_or(json), mask).map(|instead| format!("\"{instead}\""))
}

/// Whether a value is nothing: there is nothing to hide.
fn says_nothing(json: &str) -> bool {
    matches!(json, "null" | "\"\"" | "[]" | "{}")
}

/// What `serde_json` has written is UTF-8.
fn text(json: &[u8]) -> &str {
    core::str::from_utf8(json).unwrap_or("null")
}

impl Fields for Members<'_> {
    fn data_class(&mut self, class: &'static str) {
        self.class = Some(class);
    }

    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("context", name, value);
    }

    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.member("detail", name, value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.flattened(value, |mask, json| mask.json(json).into_owned());
    }

    // It is no member, and neither is its class that of the next one.
    fn quoted(&mut self, _: &dyn WriteJson) {
        self.class = None;
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
    fn long_flattened_details_are_truncated() {
        let long = "a".repeat(LONGEST_VALUE);
        let flattened = Pairs(vec![("note".to_owned(), long.as_str().into())]);
        let error = Sample { flattened: Some(flattened), ..Sample::new(&DYNAMIC) };
        let context = |error: &Sample| {
            let mut json = Vec::new();
            assert_eq!(write_fields(error, &DEFAULT_MASK, &mut json, &mut Vec::new()), None);
            String::from_utf8(json).unwrap()
        };
        let shown = context(&error);
        assert!(shown.contains(r#","(flattened)":"{\"note\":\"aaa"#), "{}", shown);
        assert!(shown.len() < LONGEST_VALUE + 100);
        let short = Sample { flattened: Some(pairs(&[("note", "a")])), ..Sample::new(&DYNAMIC) };
        assert!(context(&short).ends_with(r#","note":"a"}"#));
    }
}
