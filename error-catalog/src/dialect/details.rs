//! The public fields of an error as JSON members, in the order of their declaration.

use core::ops::Range;
use std::borrow::Cow;
use std::collections::HashSet;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::entry::Detail;
use crate::fields::{FieldSource, Fields, WriteJson};
use crate::json::{Members, Transcode, members, write_string};
use crate::violations::{Location, Reader, ViolationRule, Violations};

/// The details of one error.
///
/// They serialise as a map, and iterate as names with the JSON text of their values.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// A JSON object, or nothing.
    json: String,
    flattened: Flattened,
    violations: Vec<Violation>,
}

/// A broken rule of a field, as clients read it.
#[derive(Debug, Clone)]
pub(crate) struct Violation {
    /// The path of the field.
    pub(crate) path: String,
    /// The text as JSON.
    pub(crate) text: String,
    /// The rule; absent where only a text is known.
    pub(crate) rule: Option<ViolationRule>,
    /// Where the field is, if not in the body.
    pub(crate) location: Option<Location>,
}

/// Where in the object the members from flattened fields stand.
type Flattened = Vec<Range<usize>>;

impl Details {
    pub(super) fn read(
        declared: &'static [Detail],
        source: &dyn FieldSource,
        reader: Reader<'_>,
    ) -> Self {
        let mut json = Vec::new();
        let mut violations = Vec::new();
        let flattened =
            collect(declared, source, reader, Some(&mut violations), &mut json).unwrap_or_default();
        // Only a `WriteJson` written by hand can give anything but UTF-8.
        String::from_utf8(json)
            .map_or_else(|_| Self::default(), |json| Self { json, flattened, violations })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.json.is_empty()
    }

    /// Each detail: its name and its value as JSON text.
    pub fn iter(&self) -> Iter<'_> {
        Iter { members: members(&self.json) }
    }

    /// The members of flattened fields, or the others.
    pub(super) fn members(&self, wanted: bool) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        let mut members = members(&self.json);
        let with_origin = core::iter::from_fn(move || {
            let member = members.next()?;
            Some((member, members.position()))
        });
        with_origin
            .filter(move |(_, end)| {
                self.flattened.iter().any(|range| range.start < *end && *end <= range.end) == wanted
            })
            .map(|(member, _)| member)
    }

    /// Whether a flattened field gave any.
    pub(super) fn has_flattened(&self) -> bool {
        !self.flattened.is_empty()
    }

    /// The members of flattened fields as broken rules, each text on its own where the error is a
    /// [`ValidationError`](crate::ValidationError).
    pub(super) fn violations(&self) -> Cow<'_, [Violation]> {
        if !self.violations.is_empty() {
            return Cow::Borrowed(&self.violations);
        }
        let members = self.members(true);
        let members = members.map(|(path, text)| (path.into_owned(), text.to_owned()));
        members.map(|(path, text)| Violation { path, text, rule: None, location: None }).collect()
    }
}

impl Serialize for Details {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.iter().count()))?;
        for (name, json) in self {
            map.serialize_entry(&*name, &Transcode(json))?;
        }
        map.end()
    }
}

impl<'d> IntoIterator for &'d Details {
    type Item = (Cow<'d, str>, &'d str);
    type IntoIter = Iter<'d>;

    fn into_iter(self) -> Iter<'d> {
        self.iter()
    }
}

/// Iterator over [`Details`].
#[derive(Clone)]
pub struct Iter<'d> {
    members: Members<'d>,
}

impl<'d> Iterator for Iter<'d> {
    type Item = (Cow<'d, str>, &'d str);

    fn next(&mut self) -> Option<Self::Item> {
        self.members.next()
    }
}

impl core::fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// Appends the details of an error as a JSON object and returns where flattened ones are in it. Appends nothing without
/// details.
pub(super) fn collect(
    declared: &'static [Detail],
    source: &dyn FieldSource,
    reader: Reader<'_>,
    broken: Option<&mut Vec<Violation>>,
    out: &mut Vec<u8>,
) -> Option<Flattened> {
    let start = out.len();
    out.push(b'{');
    let mut collector =
        Collector { out, start, reader, seen: None, flattened: Vec::new(), broken, declared };
    source.show(&mut collector);
    let Collector { out, flattened, .. } = collector;
    if out.len() <= start + 1 {
        out.truncate(start);
        return None;
    }
    out.push(b'}');
    Some(flattened)
}

struct Collector<'o> {
    out: &'o mut Vec<u8>,
    start: usize,
    /// For whom the texts among the details are.
    reader: Reader<'o>,
    /// The names so far, kept from the first flattened field on: those of plain details are
    /// unique by rule, those of a map are only known now.
    seen: Option<HashSet<String>>,
    flattened: Flattened,
    /// Where the broken rules of a validation go, if the shape has a place for them.
    broken: Option<&'o mut Vec<Violation>>,
    /// The details of the entry.
    declared: &'static [Detail],
}

impl Collector<'_> {
    fn write_name(&mut self, name: &str) {
        if self.out.len() > self.start + 1 {
            self.out.push(b',');
        }
        write_string(name, self.out);
        self.out.push(b':');
    }

    fn names_so_far(&self) -> HashSet<String> {
        let written = self.out.get(self.start..).unwrap_or_default();
        let written = core::str::from_utf8(written).unwrap_or_default();
        members(written).map(|(name, _)| name.into_owned()).collect()
    }
}

impl Fields for Collector<'_> {
    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        if self.seen.as_ref().is_some_and(|seen| seen.contains(name)) {
            return;
        }
        let before = self.out.len();
        self.write_name(name);
        let at = self.out.len();
        let written = value.write_json(self.out);
        if written.is_err() || matches!(self.out.get(at..), None | Some(b"" | b"null")) {
            self.out.truncate(before);
        } else if let Some(seen) = &mut self.seen {
            seen.insert(name.to_owned());
        }
    }

    fn violations(&mut self, violations: &Violations) {
        if let Some(broken) = self.broken.as_mut() {
            for field in violations {
                for (text, rule) in field.broken_rules(self.reader) {
                    let mut json = Vec::new();
                    write_string(&text, &mut json);
                    let text = String::from_utf8(json).unwrap_or_default();
                    let (path, rule) = (field.path().to_owned(), rule.cloned());
                    broken.push(Violation { path, text, rule, location: field.location() });
                }
            }
        }
        self.flattened_detail(&violations.read_by(self.reader));
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        let mut json = Vec::new();
        if value.write_json(&mut json).is_err() {
            return;
        }
        // What is no object has no members: `null` for a `None` is such a value.
        let Ok(json) = core::str::from_utf8(&json) else { return };
        let mut seen = self.seen.take().unwrap_or_else(|| self.names_so_far());
        let from = self.out.len() - self.start;
        for (name, value) in members(json) {
            // A declared field wins over a member of a flattened map, whose names may come from a client.
            let is_declared =
                self.declared.iter().any(|detail| !detail.flatten && detail.name == name);
            if value != "null" && !is_declared && !seen.contains(&*name) {
                self.write_name(&name);
                self.out.extend_from_slice(value.as_bytes());
                seen.insert(name.into_owned());
            }
        }
        let to = self.out.len() - self.start;
        if to > from {
            self.flattened.push(from..to);
        }
        self.seen = Some(seen);
    }
}
