//! Detects numbers that JSON does not have: `serde_json` writes `null` for them, as if the value were absent.

use core::fmt;

use serde::ser::{Impossible, Serialize, Serializer};

/// Whether a value is NaN or infinite, however many `Some` and newtypes are around it.
pub(crate) fn is_not_finite<T: Serialize + ?Sized>(value: &T) -> bool {
    matches!(value.serialize(NotFinite), Ok(true))
}

/// Whether a number is not finite; `false` for every other value.
struct NotFinite;

/// What is written as one scalar, by its name in the trait.
macro_rules! scalars {
    ($($method:ident: $Scalar:ty),* $(,)?) => { $(
        fn $method(self, _: $Scalar) -> Result<bool, fmt::Error> {
            Ok(false)
        }
    )* };
}

/// What has elements.
macro_rules! compounds {
    ($($method:ident($($Argument:ty),*) -> $Compound:ident),* $(,)?) => { $(
        fn $method(self, $(_: $Argument),*) -> Result<Self::$Compound, fmt::Error> {
            Err(fmt::Error)
        }
    )* };
}

impl Serializer for NotFinite {
    type Ok = bool;
    type Error = fmt::Error;
    type SerializeSeq = Impossible<bool, fmt::Error>;
    type SerializeTuple = Impossible<bool, fmt::Error>;
    type SerializeTupleStruct = Impossible<bool, fmt::Error>;
    type SerializeTupleVariant = Impossible<bool, fmt::Error>;
    type SerializeMap = Impossible<bool, fmt::Error>;
    type SerializeStruct = Impossible<bool, fmt::Error>;
    type SerializeStructVariant = Impossible<bool, fmt::Error>;

    fn serialize_f32(self, number: f32) -> Result<bool, fmt::Error> {
        Ok(!number.is_finite())
    }

    fn serialize_f64(self, number: f64) -> Result<bool, fmt::Error> {
        Ok(!number.is_finite())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, fmt::Error> {
        Ok(false)
    }

    fn serialize_none(self) -> Result<bool, fmt::Error> {
        Ok(false)
    }

    fn serialize_unit(self) -> Result<bool, fmt::Error> {
        Ok(false)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
    ) -> Result<bool, fmt::Error> {
        Ok(false)
    }

    scalars! {
        serialize_bool: bool, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
        serialize_unit_struct: &'static str,
    }

    compounds! {
        serialize_seq(Option<usize>) -> SerializeSeq,
        serialize_tuple(usize) -> SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant,
        serialize_map(Option<usize>) -> SerializeMap,
        serialize_struct(&'static str, usize) -> SerializeStruct,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infinite_numbers_are_distinguished_from_null() {
        assert!(is_not_finite(&f64::NAN) && is_not_finite(&Some(Some(f32::NEG_INFINITY))));
        assert!(!is_not_finite(&0.5) && !is_not_finite(&None::<f64>) && !is_not_finite(&()));
        assert!(!is_not_finite("NaN") && !is_not_finite(&[f64::NAN]) && !is_not_finite(&7));
    }
}
