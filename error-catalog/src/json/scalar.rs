//! Writes values that are one text, number or word, which most details are, without the detour over `io::Write`. All other
//! values are left to `serde_json`.

use core::fmt::{self, Display, Write as _};

use serde::ser::{self, Impossible, Serialize, Serializer};

use super::number::write_integer;
use super::{Escaped, write_string};

/// Appends a value as JSON exactly as `serde_json` does. On an error the end of `out` is undefined.
pub(crate) fn write_scalar<T: Serialize + ?Sized>(
    value: &T,
    out: &mut Vec<u8>,
) -> Result<(), Unwritten> {
    value.serialize(Scalar(out))
}

/// Why a value was not written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unwritten {
    /// It is another value than a scalar, or its `Serialize` fails, which `serde_json` reports.
    NotScalar,
    /// JSON has no such number. `serde_json` writes `null` for it, as if the value were absent.
    NotFinite,
    /// The `Display` of a value fails that is written as its text. `serde_json` panics.
    DisplayFails,
}

struct Scalar<'o>(&'o mut Vec<u8>);

/// What is left to `serde_json`, by its name in the trait.
macro_rules! left {
    ($($method:ident($($Argument:ty),*) -> $Ok:ty),* $(,)?) => { $(
        fn $method(self, $(_: $Argument),*) -> Result<$Ok, Unwritten> {
            Err(Unwritten::NotScalar)
        }
    )* };
}

macro_rules! integers {
    ($($method:ident: $Integer:ty),* $(,)?) => { $(
        fn $method(self, number: $Integer) -> Result<(), Unwritten> {
            write_integer(number.unsigned_abs().into(), number < 0, self.0);
            Ok(())
        }
    )* };
}

macro_rules! naturals {
    ($($method:ident: $Natural:ty),* $(,)?) => { $(
        fn $method(self, number: $Natural) -> Result<(), Unwritten> {
            write_integer(number.into(), false, self.0);
            Ok(())
        }
    )* };
}

type NoCompound = Impossible<(), Unwritten>;

impl Serializer for Scalar<'_> {
    type Ok = ();
    type Error = Unwritten;
    type SerializeSeq = NoCompound;
    type SerializeTuple = NoCompound;
    type SerializeTupleStruct = NoCompound;
    type SerializeTupleVariant = NoCompound;
    type SerializeMap = NoCompound;
    type SerializeStruct = NoCompound;
    type SerializeStructVariant = NoCompound;

    integers! { serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64 }

    naturals! { serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64 }

    fn serialize_f32(self, number: f32) -> Result<(), Unwritten> {
        Err(if number.is_finite() { Unwritten::NotScalar } else { Unwritten::NotFinite })
    }

    fn serialize_f64(self, number: f64) -> Result<(), Unwritten> {
        Err(if number.is_finite() { Unwritten::NotScalar } else { Unwritten::NotFinite })
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unwritten> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritten> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritten> {
        write_string(value, self.0);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Unwritten> {
        self.0.push(b'"');
        let written = write!(Escaped(self.0), "{value}");
        self.0.push(b'"');
        written.map_err(|_| Unwritten::DisplayFails)
    }

    fn serialize_none(self) -> Result<(), Unwritten> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritten> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritten> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritten> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unwritten> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritten> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unwritten> {
        Err(Unwritten::NotScalar)
    }

    left! {
        serialize_i128(i128) -> (),
        serialize_u128(u128) -> (),
        serialize_bytes(&[u8]) -> (),
        serialize_seq(Option<usize>) -> NoCompound,
        serialize_tuple(usize) -> NoCompound,
        serialize_tuple_struct(&'static str, usize) -> NoCompound,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> NoCompound,
        serialize_map(Option<usize>) -> NoCompound,
        serialize_struct(&'static str, usize) -> NoCompound,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> NoCompound,
    }
}

impl ser::Error for Unwritten {
    fn custom<T: Display>(_: T) -> Self {
        Self::NotScalar
    }
}

impl core::error::Error for Unwritten {}

impl Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotScalar => "it is no scalar",
            Self::NotFinite => "JSON has no number that is not finite",
            Self::DisplayFails => "its `Display` fails",
        })
    }
}

#[cfg(test)]
mod tests {
    use core::net::Ipv4Addr;

    use super::*;

    /// What `#[derive(Serialize)]` makes of types.
    enum Derived<T> {
        Newtype(T),
        Unit,
        Word,
        Holding(T),
    }

    impl<T: Serialize> Serialize for Derived<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Newtype(value) => serializer.serialize_newtype_struct("Newtype", value),
                Self::Unit => serializer.serialize_unit_struct("Unit"),
                Self::Word => serializer.serialize_unit_variant("Word", 0, "two-words"),
                Self::Holding(value) => {
                    serializer.serialize_newtype_variant("Word", 1, "holding", value)
                }
            }
        }
    }

    /// The `Display` of a value, as `serde` writes addresses and times.
    struct Shown<T>(T);

    impl<T: Display> Serialize for Shown<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&self.0)
        }
    }

    /// Values of different types in one list.
    trait Value {
        fn write_both(&self) -> (Result<String, Unwritten>, String);
    }

    impl<T: Serialize> Value for T {
        fn write_both(&self) -> (Result<String, Unwritten>, String) {
            (written(self), serde_json::to_string(self).unwrap())
        }
    }

    fn written<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritten> {
        let mut out = Vec::new();
        write_scalar(value, &mut out).map(|()| String::from_utf8(out).unwrap())
    }

    #[test]
    fn scalars_are_written_as_serde_json_does() {
        let values: [&dyn Value; 33] = [
            &"a \"b\"\n日本\u{1}",
            &String::from("text"),
            &'"',
            &'日',
            &true,
            &false,
            &(),
            &Derived::<u8>::Unit,
            &Derived::<u8>::Word,
            &None::<u8>,
            &Some("x"),
            &Some(Derived::Newtype(Some(7_u8))),
            &Shown("a \"b\""),
            &Ipv4Addr::LOCALHOST,
            &u64::MAX,
            &u32::MAX,
            &u16::MAX,
            &u8::MAX,
            &usize::MAX,
            &0_u8,
            &10_u16,
            &i64::MIN,
            &i64::MAX,
            &i32::MIN,
            &i32::MAX,
            &i16::MIN,
            &i16::MAX,
            &i8::MIN,
            &i8::MAX,
            &isize::MIN,
            &0_i32,
            &-1_i32,
            &100_i64,
        ];
        for value in values {
            let (ours, theirs) = value.write_both();
            assert_eq!(ours.as_ref(), Ok(&theirs));
        }
    }

    #[test]
    fn other_values_are_left_to_serde_json() {
        assert_eq!(written(&0.5), Err(Unwritten::NotScalar));
        assert_eq!(written(&[1, 2]), Err(Unwritten::NotScalar));
        assert_eq!(written(&(1, 2)), Err(Unwritten::NotScalar));
        assert_eq!(written(&u128::MAX), Err(Unwritten::NotScalar));
        assert_eq!(written(&serde_json::json!({"a": 1})), Err(Unwritten::NotScalar));
        assert_eq!(written(&Derived::Holding(1)), Err(Unwritten::NotScalar));
    }

    #[test]
    fn infinite_numbers_are_distinguished_from_null() {
        assert_eq!(written(&f64::NAN), Err(Unwritten::NotFinite));
        assert_eq!(written(&Derived::Newtype(Some(f32::NEG_INFINITY))), Err(Unwritten::NotFinite));
        assert_eq!(written(&None::<f64>).as_deref(), Ok("null"));
    }

    #[test]
    fn a_display_that_fails_is_an_error() {
        struct Broken;
        impl Display for Broken {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        assert_eq!(written(&Shown(Broken)), Err(Unwritten::DisplayFails));
    }
}
