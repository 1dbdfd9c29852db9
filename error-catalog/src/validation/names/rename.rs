//! Follows a Rust name through an input.

use core::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

use super::again::{Again, Question};
use super::path::{Part, parts};
use super::seen::{self, Level, Node, Seen};
use super::sent::Sent;
use super::{evidence, spelling};
use crate::ValidationError;
use crate::validation::Values;
use crate::violations::{FieldError, FieldPath};

/// More other names than a field has.
const MOST_ALIASES: usize = 16;

/// Larger maps are not searched for the entry that breaks a rule.
const MOST_ENTRIES: usize = 64;

impl Sent {
    /// The members that the type reads at each place of the input.
    fn seen(&self) -> Seen {
        let seen = RefCell::default();
        // What was recorded before an error is of use too.
        let _ = (self.read)(Node::new(&self.input, self.is_text, &seen));
        seen.into_inner()
    }
}

impl ValidationError {
    /// The error with the names of the input.
    pub(in crate::validation) fn named_as_sent(mut self, sent: &Sent, values: &Values) -> Self {
        let seen = sent.seen();
        self.rename_by(&Names::new(sent, &seen, values));
        self
    }

    /// The same for an input that may not be the one that was checked: renames all fields or none.
    pub(super) fn named_if_sent(mut self, sent: &Sent, values: &Values) -> Self {
        let seen = sent.seen();
        let names = Names::new(sent, &seen, values);
        if self.fields.iter().all(|field| names.knows_start_of(field)) {
            self.rename_by(&names);
        }
        self
    }

    fn rename_by(&mut self, names: &Names<'_>) {
        let claimed = self.fields.iter().filter_map(|field| names.by_spelling(field)).collect();
        let names = Names { claimed, again: Rc::clone(&names.again), ..*names };
        self.fields.rename(|field| names.name(field));
    }
}

/// The names of one input.
struct Names<'n> {
    sent: &'n Sent,
    seen: &'n Seen,
    values: &'n Values,
    again: Rc<Again<'n>>,
    /// The paths that fields have by their spelling, which no other field can have.
    claimed: HashSet<String>,
}

/// A place in the input while a path is followed.
#[derive(Clone)]
struct InputPlace<'n> {
    value: Option<&'n Value>,
    /// The key of the place in what was recorded.
    key: String,
    path: FieldPath,
    pointer: String,
}

impl<'n> Names<'n> {
    fn new(sent: &'n Sent, seen: &'n Seen, values: &'n Values) -> Self {
        Self { sent, seen, values, again: Rc::new(Again::new(sent)), claimed: HashSet::new() }
    }

    fn start(&self) -> InputPlace<'n> {
        InputPlace {
            value: Some(&self.sent.input),
            key: String::new(),
            path: FieldPath::new(),
            pointer: String::new(),
        }
    }

    fn name(&self, field: &FieldError) -> String {
        let parts = parts(field.path());
        let named = self.follow(self.start(), &parts, Some(field));
        named.map_or_else(|| field.path().to_owned(), |place| place.path.into())
    }

    /// The path of a field of which every name is found by its spelling.
    fn by_spelling(&self, field: &FieldError) -> Option<String> {
        self.follow(self.start(), &parts(field.path()), None).map(|place| place.path.into())
    }

    /// Whether the first name of a field's path is one of this input.
    fn knows_start_of(&self, field: &FieldError) -> bool {
        let (start, parts) = (self.start(), parts(field.path()));
        let is_spelled = |parts| self.follow(self.start(), parts, None).is_some();
        is_spelled(parts.get(..1).unwrap_or_default())
            || is_spelled(&parts)
            || self.guess(&start, &parts, field).is_some()
            // An absent one, of the input itself or of what is flattened into it.
            || self.may_flatten(&start) && parts.iter().any(|part| match part {
                Part::Key(name) => spelling::all(name).iter().any(|name| self.is_read(&start, name)),
                Part::Index(_) => false,
            })
    }

    /// The place in the input. With `guess`, names that no spelling finds are guessed or kept; without it the result is
    /// `None` for such a path.
    fn follow(
        &self,
        mut place: InputPlace<'n>,
        mut parts: &[Part],
        guess: Option<&FieldError>,
    ) -> Option<InputPlace<'n>> {
        while let Some((part, rest)) = parts.split_first() {
            match part {
                Part::Index(index) => match place.value {
                    Some(Value::Object(_)) if self.is_map(&place) => {
                        place = self.entry(&place, *index, rest, guess)?;
                    }
                    // A struct of one field, which is no list in Rust alone.
                    Some(Value::Object(_)) => {}
                    _ => enter_index(&mut place, *index),
                },
                Part::Key(name) => {
                    self.enter_variant(&mut place, name);
                    let found = self.spelled(&place, name);
                    if let Some(found) = found {
                        enter(&mut place, &found);
                    } else if self.is_flattened(&place, rest) {
                        // Its members stand here.
                    } else if let Some(found) =
                        guess.and_then(|field| self.guess(&place, parts, field))
                    {
                        place = found;
                    } else if self.may_flatten(&place) && matches!(rest.first(), Some(Part::Key(_)))
                    {
                        guess?;
                    } else {
                        guess?;
                        let name = self.in_style(&place, name);
                        enter(&mut place, &name);
                    }
                }
            }
            parts = rest;
        }
        Some(place)
    }

    fn level(&self, place: &InputPlace<'_>) -> Option<&Level> {
        self.seen.get(&place.key)
    }

    /// The member of a place that is a spelling of a Rust name: one that was sent before one that was not.
    fn spelled(&self, place: &InputPlace<'_>, name: &str) -> Option<String> {
        let sent = || members(place).filter(|member| self.is_member(place, member));
        let known = || self.level(place).into_iter().flat_map(|level| level.names.iter().copied());
        let own = spelling::find(name, sent).or_else(|| spelling::find(name, known))?;
        // A client that uses another name of the field reads that one.
        let is_sent = members(place).any(|member| member == own);
        let alias = if is_sent { None } else { self.alias(place, own) };
        Some(alias.unwrap_or(own).to_owned())
    }

    /// The member that was sent and is another name of this one.
    fn alias<'s>(&self, place: &InputPlace<'s>, own: &str) -> Option<&'s str> {
        let level = self.level(place);
        let may_be = |member: &str| level.is_none_or(|level| level.may_be_aliases(own, member));
        let sent = members(place).filter(|member| may_be(member));
        sent.take(MOST_ALIASES).find(|member| self.are_of_one_field(place, own, member))
    }

    /// Whether the type reads the one name as the other, and refuses both.
    fn are_of_one_field(&self, place: &InputPlace<'_>, own: &str, member: &str) -> bool {
        let question = Question::AreOfOneField {
            key: place.key.clone(),
            own: own.to_owned(),
            member: member.to_owned(),
        };
        self.again.answer(question, || {
            let mut input = self.again.input()?;
            let members = input.pointer_mut(&place.pointer)?.as_object_mut()?;
            let value = members.remove(member)?;
            members.insert(own.to_owned(), value.clone());
            self.again.read(&input)?.ok()?;
            let members = input.pointer_mut(&place.pointer)?.as_object_mut()?;
            members.insert(member.to_owned(), value);
            Some(seen::is_duplicate(&self.again.read(&input)?.err()?))
        })
    }

    /// Whether a member is read by the struct there: any, where it does not say which it reads.
    fn is_member(&self, place: &InputPlace<'_>, member: &str) -> bool {
        self.level(place).is_none_or(|level| level.is_open || level.names.contains(&member))
    }

    /// Whether the struct there may have flattened fields.
    fn may_flatten(&self, place: &InputPlace<'_>) -> bool {
        matches!(place.value, Some(Value::Object(_)))
            && self.level(place).is_none_or(|level| level.is_open)
    }

    /// Whether the name before these parts is that of a flattened field.
    fn is_flattened(&self, place: &InputPlace<'n>, rest: &[Part]) -> bool {
        let Some(Part::Key(next)) = rest.first() else { return false };
        self.may_flatten(place)
            && (self.spelled(place, next).is_some()
                || self.is_flattened(place, rest.get(1..).unwrap_or_default()))
    }

    /// The one member that nothing else explains and whose value breaks the rule.
    fn guess(
        &self,
        place: &InputPlace<'n>,
        parts: &[Part],
        field: &FieldError,
    ) -> Option<InputPlace<'n>> {
        let (_, rest) = parts.split_first()?;
        let content = self.content(place);
        // A rule of a field within the content of an enum is none of the content itself.
        let without = content.as_ref().filter(|_| rest.is_empty()).map(|content| &content.pointer);
        let mut fitting = self.fitting(place, rest, field);
        fitting.retain(|(member, _)| Some(&member.pointer) != without);
        fitting.extend(content.iter().flat_map(|content| self.fitting(content, rest, field)));
        if fitting.len() > 1 {
            fitting.retain(|(_, at)| self.is_to_blame(at, field));
        }
        let (found, _) = fitting.pop()?;
        fitting.is_empty().then_some(found)
    }

    /// The members of a place whose value breaks the rule of a field, each with the place of the field.
    fn fitting(
        &self,
        place: &InputPlace<'n>,
        rest: &[Part],
        field: &FieldError,
    ) -> Vec<(InputPlace<'n>, InputPlace<'n>)> {
        let known = self.level(place).map(|level| level.names.as_slice()).unwrap_or_default();
        let absent = known.iter().copied().filter(|name| members(place).all(|sent| sent != *name));
        let sent = members(place).filter(|member| self.is_member(place, member));
        let rule = field.rules().next();
        // A name in the middle is that of the member whose inner names fit.
        let field_in = |member: &'n str| {
            let mut entered = place.clone();
            enter(&mut entered, member);
            let at = self.follow(entered.clone(), rest, None)?;
            let is_free = !self.claimed.contains(&at.path.to_string());
            (is_free && evidence::breaks(rule, at.value)).then_some((entered, at))
        };
        sent.chain(absent).filter_map(field_in).collect()
    }

    /// The content of an enum that has a tag beside it: the one object of two members.
    fn content(&self, place: &InputPlace<'n>) -> Option<InputPlace<'n>> {
        self.level(place).filter(|level| level.may_be_tagged())?;
        let mut inside = members(place).filter_map(|member| {
            let mut inside = place.clone();
            enter(&mut inside, member);
            inside.value.is_some_and(Value::is_object).then_some(inside)
        });
        inside.next().filter(|_| inside.next().is_none())
    }

    /// Whether a place of several has the value that breaks the rule: the one that the library has named, or one with which
    /// the rule is kept when it has another.
    fn is_to_blame(&self, place: &InputPlace<'n>, field: &FieldError) -> bool {
        let Some(own) = place.value else { return false };
        if let Some(value) = self.values.get(field.path()) {
            let written = value.to_string();
            let is_text_of = |text: &str| self.sent.is_text && text == written;
            return own == value
                || own.as_f64().is_some_and(|own| value.as_f64() == Some(own))
                || own.as_str().is_some_and(is_text_of);
        }
        let is_kept_with = |other| {
            let mut input = self.again.input()?;
            *input.pointer_mut(&place.pointer)? = other;
            let broken = self.again.broken(&input)?;
            Some(broken.fields.iter().all(|still| still.path() != field.path()))
        };
        evidence::keeping(field.rules().next(), own).and_then(is_kept_with).unwrap_or_default()
    }

    /// A name that is not in the input, as the struct spells it.
    fn in_style(&self, place: &InputPlace<'_>, name: &str) -> String {
        let is_known = self.level(place).is_some_and(|level| !level.is_open);
        let mut spellings = spelling::all(name).into_iter().filter(|_| !is_known);
        let own = spellings.find(|name| self.is_read(place, name));
        let alias = own.as_ref().and_then(|own| self.alias(place, own)).map(ToOwned::to_owned);
        alias.or(own).unwrap_or_else(|| name.to_owned())
    }

    /// Whether the type reads a member of this name: then it refuses what has no type that it wants.
    fn is_read(&self, place: &InputPlace<'_>, member: &str) -> bool {
        let question = Question::IsRead { key: place.key.clone(), member: member.to_owned() };
        self.again.answer(question, || {
            let mut input = self.again.input()?;
            let members = input.pointer_mut(&place.pointer)?.as_object_mut()?;
            members.insert(member.to_owned(), serde_json::json!([{}]));
            Some(self.again.read(&input)?.is_err())
        })
    }

    /// Whether what stands there may be a map.
    fn is_map(&self, place: &InputPlace<'_>) -> bool {
        self.level(place).is_none_or(|level| level.is_open)
    }

    /// The entry of a map. `garde` names a key that is a number as the place of a list; `validator` counts the entries, in an
    /// order that is not known: then it is the only one, or the one whose value breaks the rule.
    fn entry(
        &self,
        map: &InputPlace<'n>,
        index: usize,
        rest: &[Part],
        guess: Option<&FieldError>,
    ) -> Option<InputPlace<'n>> {
        let entered = |member: &str| {
            let mut entry = map.clone();
            enter(&mut entry, member);
            entry
        };
        let breaking_in = |member: &'n str| {
            let at = self.follow(entered(member), rest, None)?;
            let rule = guess.and_then(|field| field.rules().next());
            evidence::breaks(rule, at.value).then(|| (entered(member), at))
        };
        let mut entries = members(map);
        if let (Some(only), None) = (entries.next(), entries.next()) {
            return Some(entered(only));
        }
        let number = index.to_string();
        let of_number = members(map).find(|member| *member == number);
        if let Some(of_number) = of_number.filter(|of| guess.is_none() || breaking_in(of).is_some())
        {
            return Some(entered(of_number));
        }
        let field = guess?;
        let is_searched = members(map).count() <= MOST_ENTRIES;
        let mut breaking: Vec<_> =
            members(map).filter(|_| is_searched).filter_map(breaking_in).collect();
        if breaking.len() > 1 {
            breaking.retain(|(_, at)| self.is_to_blame(at, field));
        }
        let found = breaking.pop().filter(|_| breaking.is_empty());
        Some(found.map_or_else(
            || {
                // The names within are those of any entry.
                let like = members(map).next().map(entered);
                let mut entry = map.clone();
                enter_index(&mut entry, index);
                InputPlace { value: None, key: like.map_or(entry.key, |like| like.key), ..entry }
            },
            |(entry, _)| entry,
        ))
    }

    /// Enters the variant that an enum has in JSON, and not in Rust: `{"Card": {…}}`, `{"kind": …, "content": {…}}`.
    fn enter_variant(&self, place: &mut InputPlace<'n>, name: &str) {
        while self.spelled(place, name).is_none() {
            let Some(level) = self.level(place) else { return };
            let holding = members(place).find(|member| {
                let value = place.value.and_then(|value| value.get(member));
                value.is_some_and(Value::is_object)
            });
            let Some(member) = holding else { return };
            let mut inside = place.clone();
            enter(&mut inside, member);
            let is_inside = || level.may_be_tagged() && self.spelled(&inside, name).is_some();
            if !(level.is_variant || is_inside()) {
                return;
            }
            *place = inside;
        }
    }
}

/// Enters an element of a list. What is neither list nor map has none.
fn enter_index(place: &mut InputPlace<'_>, index: usize) {
    if let Some(Value::Array(_) | Value::Object(_)) | None = place.value {
        place.value = place.value.and_then(|value| value.get(index));
        place.key = seen::key_of_element(&place.key);
        place.pointer = format!("{}/{index}", place.pointer);
        place.path = core::mem::take(&mut place.path).index(index);
    }
}

fn enter(place: &mut InputPlace<'_>, member: &str) {
    place.value = place.value.and_then(|value| value.get(member));
    place.key = seen::key_of_member(&place.key, member);
    place.pointer = seen::key_of_member(&place.pointer, member);
    place.path = core::mem::take(&mut place.path).key(member);
}

/// The names of the members that were sent.
fn members<'v>(place: &InputPlace<'v>) -> impl Iterator<Item = &'v str> {
    let members = place.value.and_then(Value::as_object);
    members.into_iter().flat_map(|members| members.keys().map(String::as_str))
}
