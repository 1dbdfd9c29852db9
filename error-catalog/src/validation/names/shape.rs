//! Whether a type is a list.

use core::cell::Cell;

use serde::de::value::Error;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;

/// Whether a type reads a tuple or a list, as it asks for itself.
pub(super) fn is_list<T: DeserializeOwned>() -> bool {
    let is_list = Cell::new(false);
    // Nothing is read: each request fails.
    let _ = T::deserialize(Shape(&is_list));
    is_list.get()
}

struct Shape<'s>(&'s Cell<bool>);

impl Shape<'_> {
    fn fail<T>(self, is_list: bool) -> Result<T, Error> {
        self.0.set(is_list);
        Err(Error::custom("only its shape is asked for"))
    }
}

impl<'de> Deserializer<'de> for Shape<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.fail(false)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.fail(true)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.fail(true)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        _: V,
    ) -> Result<V::Value, Error> {
        self.fail(true)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct map struct enum identifier ignored_any
    }
}
