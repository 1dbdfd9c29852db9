//! A deserializer that records which members the types of an input have.
//!
//! It reads a tree of JSON, of which texts are numbers too where a number is wanted: so it reads forms and queries.

use core::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use crate::validation::FieldPath;
use crate::validation::serde_text::path_of;

/// What was recorded, by the keys of places. The elements of a list share one.
pub(super) type Seen = BTreeMap<String, Level>;

/// What is known of an object.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// The members that structs read there, in the order of their declaration; the names of one field are neighbours.
    pub(super) names: Vec<&'static str>,
    /// Whether it was read as a map: by a map, or by a struct with flattened fields.
    pub(super) is_open: bool,
    /// Whether an enum is there, whose variant is a member.
    pub(super) is_variant: bool,
}

#[cfg(any(feature = "garde", feature = "validator"))]
impl Level {
    /// Whether it may be an enum with a tag beside its content.
    pub(super) fn may_be_tagged(&self) -> bool {
        self.names.len() == 2 && !self.is_open
    }

    /// Whether two names may be of one field: they are neighbours, and `serde` sorts the names of a field.
    pub(super) fn may_be_aliases(&self, one: &str, other: &str) -> bool {
        if self.is_open {
            return true;
        }
        let place = |name: &str| self.names.iter().position(|known| *known == name);
        let (Some(one), Some(other)) = (place(one), place(other)) else { return false };
        let run = self.names.get(one.min(other)..=one.max(other)).unwrap_or_default();
        run.is_sorted()
    }
}

/// Why an input is refused.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) path: FieldPath,
    pub(super) text: String,
}

/// Reads an input as a `T`.
pub(super) fn read<T: DeserializeOwned>(node: Node<'_>) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(node)
        .map_err(|error| Refusal { path: path_of(error.path()), text: error.inner().to_string() })
}

/// Reads an input as a `T`, which is not kept.
pub(super) fn try_read<T: DeserializeOwned>(node: Node<'_>) -> Result<(), Refusal> {
    read::<T>(node).map(drop)
}

/// Whether an input was refused for a field that it has twice.
#[cfg(any(feature = "garde", feature = "validator"))]
pub(super) fn is_duplicate(refusal: &Refusal) -> bool {
    let text = <Error as serde::de::Error>::duplicate_field("\u{1}").to_string();
    text.split('\u{1}').next().is_some_and(|start| refusal.text.starts_with(start))
}

pub(super) fn key_of_member(key: &str, member: &str) -> String {
    format!("{key}/{}", member.replace('~', "~0").replace('/', "~1"))
}

/// No member has this key: a slash in a name is escaped.
pub(super) fn key_of_element(key: &str) -> String {
    format!("{key}//")
}

/// A value of the input.
#[derive(Clone)]
pub(super) struct Node<'n> {
    value: &'n Value,
    /// Whether a text may stand for a number, and a value for a list of it.
    is_text: bool,
    key: String,
    seen: &'n RefCell<Seen>,
}

impl<'n> Node<'n> {
    pub(super) fn new(value: &'n Value, is_text: bool, seen: &'n RefCell<Seen>) -> Self {
        Self { value, is_text, key: String::new(), seen }
    }

    fn inner(&self, value: &'n Value, key: String) -> Self {
        Self { value, key, ..*self }
    }

    fn record(&self, note: impl FnOnce(&mut Level)) {
        // Not borrowed elsewhere: no code of a type runs meanwhile.
        if let Ok(mut seen) = self.seen.try_borrow_mut() {
            note(seen.entry(self.key.clone()).or_default());
        }
    }

    fn record_names(&self, names: &'static [&'static str]) {
        self.record(|level| {
            for name in names {
                if !level.names.contains(name) {
                    level.names.push(name);
                }
            }
        });
    }
}

/// Reads a text where a number or a truth value is wanted.
macro_rules! scalars {
    ($($method:ident: $Scalar:ty => $visit:ident,)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.text().and_then(|text| text.parse::<$Scalar>().ok()) {
                Some(value) => visitor.$visit(value),
                None => self.deserialize_any(visitor),
            }
        }
    )+ };
}

macro_rules! all_scalars {
    () => {
        scalars! {
            deserialize_bool: bool => visit_bool,
            deserialize_i8: i8 => visit_i8,
            deserialize_i16: i16 => visit_i16,
            deserialize_i32: i32 => visit_i32,
            deserialize_i64: i64 => visit_i64,
            deserialize_i128: i128 => visit_i128,
            deserialize_u8: u8 => visit_u8,
            deserialize_u16: u16 => visit_u16,
            deserialize_u32: u32 => visit_u32,
            deserialize_u64: u64 => visit_u64,
            deserialize_u128: u128 => visit_u128,
            deserialize_f32: f32 => visit_f32,
            deserialize_f64: f64 => visit_f64,
        }
    };
}

impl<'n> Node<'n> {
    fn text(&self) -> Option<&'n str> {
        self.value.as_str().filter(|_| self.is_text)
    }
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Error;

    all_scalars!();

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(list) => {
                let mut elements = Elements { list: list.iter(), node: &self };
                let value = visitor.visit_seq(&mut elements)?;
                match elements.list.len() {
                    0 => Ok(value),
                    // As `serde_json` has it.
                    _ => Err(serde::de::Error::invalid_length(
                        list.len(),
                        &"fewer elements in array",
                    )),
                }
            }
            Value::Object(members) => {
                visitor.visit_map(Members { rest: members.iter(), value: None, node: &self })
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            // A parameter that is there once.
            Value::String(_) if self.is_text => visitor.visit_seq(&mut Elements {
                list: core::slice::from_ref(self.value).iter(),
                node: &self,
            }),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.record(|level| level.is_open = true);
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.record_names(names);
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.record(|level| level.is_variant = true);
        match self.value {
            Value::String(variant) => {
                visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(variant.as_str()))
            }
            Value::Object(members) if members.len() == 1 => {
                visitor.visit_enum(Variant { members, node: &self })
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

struct Elements<'n> {
    list: core::slice::Iter<'n, Value>,
    node: &'n Node<'n>,
}

impl<'de> SeqAccess<'de> for &mut Elements<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(value) = self.list.next() else { return Ok(None) };
        let key = key_of_element(&self.node.key);
        seed.deserialize(self.node.inner(value, key)).map(Some)
    }
}

struct Members<'n> {
    rest: serde_json::map::Iter<'n>,
    value: Option<(&'n String, &'n Value)>,
    node: &'n Node<'n>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.value = self.rest.next();
        self.value.map(|(name, _)| seed.deserialize(Key(name))).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some((name, value)) = self.value.take() else {
            return Err(serde::de::Error::custom("a value without a name"));
        };
        let key = key_of_member(&self.node.key, name);
        seed.deserialize(self.node.inner(value, key))
    }
}

/// The name of a member, which may be a number of a map.
struct Key<'n>(&'n str);

impl<'n> Key<'n> {
    #[expect(clippy::unnecessary_wraps, reason = "as that of a node")]
    fn text(&self) -> Option<&'n str> {
        Some(self.0)
    }
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Error;

    all_scalars!();

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(StrDeserializer::<Error>::new(self.0))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf option unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// A variant with its content.
struct Variant<'n> {
    members: &'n Map<String, Value>,
    node: &'n Node<'n>,
}

impl<'de, 'n> EnumAccess<'de> for Variant<'n> {
    type Error = Error;
    type Variant = Node<'n>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Node<'n>), Error> {
        let Some((name, value)) = self.members.iter().next() else {
            return Err(serde::de::Error::custom("an enum without a variant"));
        };
        let key = key_of_member(&self.node.key, name);
        Ok((seed.deserialize(Key(name))?, self.node.inner(value, key)))
    }
}

impl<'de> VariantAccess<'de> for Node<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        serde::de::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.record_names(names);
        self.deserialize_any(visitor)
    }
}
