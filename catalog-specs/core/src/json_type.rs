//! The JSON type of a detail, derived from the text of its Rust type. Documents describe it, and details from another
//! service are checked against it.

use crate::model::Detail;

/// A JSON type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonType {
    /// A string, possibly with a JSON Schema format.
    Text {
        /// `uuid`, `date-time`, …
        format: Option<&'static str>,
    },
    /// A whole number.
    Integer {
        /// The minimum.
        min: Option<i128>,
        /// The maximum.
        max: Option<i128>,
    },
    /// Any number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A list.
    List {
        /// The type of its elements.
        of: Box<JsonType>,
        /// The number of elements, if fixed.
        length: Option<u64>,
    },
    /// An object with any keys.
    Map(Box<JsonType>),
    /// A list with a type for each element.
    Tuple(Vec<JsonType>),
    /// An object with these keys.
    Record(Vec<(&'static str, JsonType)>),
    /// Possibly `null`, which is not sent as a detail.
    Nullable(Box<JsonType>),
    /// Unknown.
    Any,
}

/// Deeper types are [`JsonType::Any`], so that they cannot overflow the stack.
const MAX_DEPTH: usize = 24;

const TEXT: JsonType = JsonType::Text { format: None };

impl JsonType {
    /// The type of a detail that is present.
    pub fn from_detail(detail: &Detail) -> Self {
        match Self::parse(&detail.type_name) {
            _ if detail.display => TEXT,
            _ if detail.is_violations() => Self::Map(Box::new(TEXT)),
            Self::Nullable(inner) => *inner,
            wire => wire,
        }
    }

    /// Whether a detail may be absent, because `null` is not sent. An unknown type, such as an alias of an `Option`, may
    /// have it too.
    pub fn may_be_absent(detail: &Detail) -> bool {
        !detail.display && matches!(Self::parse(&detail.type_name), Self::Nullable(_) | Self::Any)
    }

    /// Whether the text of the type has a `null`: what the lock promises about the detail.
    pub fn is_nullable(detail: &Detail) -> bool {
        !detail.display && matches!(Self::parse(&detail.type_name), Self::Nullable(_))
    }

    /// Parses the text of a Rust type. Every text has a result.
    pub fn parse(type_name: &str) -> Self {
        let mut parser = Parser { rest: type_name };
        let wire = parser.json_type(0);
        if parser.skip_blanks().is_empty() { wire } else { Self::Any }
    }

    fn nullable(self) -> Self {
        match self {
            already @ Self::Nullable(_) => already,
            wire => Self::Nullable(Box::new(wire)),
        }
    }

    fn list(of: Self, length: Option<u64>) -> Self {
        Self::List { of: Box::new(of), length }
    }

    /// The type of a path with its last name and generic arguments.
    fn from_path(name: &str, mut arguments: Vec<Self>) -> Self {
        if let Some(plain) = plain(name) {
            return plain;
        }
        let last = arguments.pop();
        match (name, last) {
            ("Option", Some(inner)) => inner.nullable(),
            (
                "Box" | "Rc" | "Arc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" | "Reverse"
                | "Wrapping" | "Saturating",
                Some(inner),
            ) => inner,
            (
                "Vec" | "VecDeque" | "LinkedList" | "BinaryHeap" | "BTreeSet" | "IndexSet",
                Some(inner),
            ) => Self::list(inner, None),
            // A hasher may follow the element type.
            ("HashSet", last) => {
                arguments.into_iter().next().or(last).map_or(Self::Any, |of| Self::list(of, None))
            }
            ("SmallVec" | "ArrayVec", Some(Self::List { of, .. })) => Self::list(*of, None),
            ("BTreeMap", Some(value)) => Self::Map(Box::new(value)),
            ("HashMap" | "IndexMap" | "Map", last) => {
                let value = arguments.into_iter().nth(1).or(last).unwrap_or(Self::Any);
                Self::Map(Box::new(value))
            }
            ("Range" | "RangeInclusive", Some(bound)) => {
                Self::Record(vec![("start", bound.clone()), ("end", bound)])
            }
            ("DateTime", _) => Self::Text { format: Some("date-time") },
            ("NonZero", Some(Self::Integer { min, max })) => {
                Self::Integer { min: min.map(|min| if min == 0 { 1 } else { min }), max }
            }
            _ => Self::Any,
        }
    }
}

/// Types without arguments.
fn plain(name: &str) -> Option<JsonType> {
    let integer = |min: i128, max: i128| JsonType::Integer { min: Some(min), max: Some(max) };
    let format = |format| JsonType::Text { format: Some(format) };
    Some(match name {
        "str" | "String" | "char" | "Path" | "PathBuf" | "SocketAddr" | "IpAddr"
        | "SocketAddrV4" | "SocketAddrV6" | "Ulid" | "Decimal" | "BigDecimal" | "NaiveDateTime"
        | "NaiveTime" | "SmolStr" | "CompactString" => TEXT,
        "Uuid" => format("uuid"),
        "Url" | "Uri" => format("uri"),
        "Ipv4Addr" => format("ipv4"),
        "Ipv6Addr" => format("ipv6"),
        "NaiveDate" => format("date"),
        "Timestamp" => format("date-time"),
        "EmailAddress" => format("email"),
        "bool" | "AtomicBool" => JsonType::Bool,
        "f32" | "f64" => JsonType::Number,
        "u8" | "AtomicU8" => integer(0, u8::MAX.into()),
        "u16" | "AtomicU16" => integer(0, u16::MAX.into()),
        "u32" | "AtomicU32" => integer(0, u32::MAX.into()),
        "u64" | "usize" | "AtomicU64" | "AtomicUsize" => integer(0, u64::MAX.into()),
        "u128" => JsonType::Integer { min: Some(0), max: None },
        "i8" | "AtomicI8" => integer(i8::MIN.into(), i8::MAX.into()),
        "i16" | "AtomicI16" => integer(i16::MIN.into(), i16::MAX.into()),
        "i32" | "AtomicI32" => integer(i32::MIN.into(), i32::MAX.into()),
        "i64" | "isize" | "AtomicI64" | "AtomicIsize" => integer(i64::MIN.into(), i64::MAX.into()),
        "i128" => JsonType::Integer { min: None, max: None },
        "NonZeroU8" => integer(1, u8::MAX.into()),
        "NonZeroU16" => integer(1, u16::MAX.into()),
        "NonZeroU32" => integer(1, u32::MAX.into()),
        "NonZeroU64" | "NonZeroUsize" => integer(1, u64::MAX.into()),
        // serde writes it as a record.
        "Duration" => JsonType::Record(vec![
            ("secs", integer(0, u64::MAX.into())),
            ("nanos", integer(0, 999_999_999)),
        ]),
        "SystemTime" => JsonType::Record(vec![
            ("secs_since_epoch", integer(0, u64::MAX.into())),
            ("nanos_since_epoch", integer(0, 999_999_999)),
        ]),
        "Value" => JsonType::Nullable(Box::new(JsonType::Any)),
        _ => return None,
    })
}

/// Parses a type without `syn`, which is not a dependency here.
struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn json_type(&mut self, depth: usize) -> JsonType {
        if depth > MAX_DEPTH {
            // The rest of the text is left over, so `parse` returns `Any`.
            return JsonType::Any;
        }
        if self.take("&") {
            self.lifetime();
            self.word("mut");
            return self.json_type(depth + 1);
        }
        if self.take("(") {
            return self.tuple(depth);
        }
        if self.take("[") {
            let of = self.json_type(depth + 1);
            let length = if self.take(";") { self.until(']').trim().parse().ok() } else { None };
            return if self.take("]") { JsonType::list(of, length) } else { JsonType::Any };
        }
        self.path(depth)
    }

    fn tuple(&mut self, depth: usize) -> JsonType {
        let (mut places, mut comma) = (Vec::new(), false);
        while !self.take(")") {
            let before = self.rest.len();
            places.push(self.json_type(depth + 1));
            comma = self.take(",");
            if self.rest.len() == before || !comma && !self.skip_blanks().starts_with(')') {
                return JsonType::Any;
            }
        }
        match (places.len(), comma) {
            (0, _) => JsonType::Any.nullable(),
            (1, false) => places.pop().unwrap_or(JsonType::Any),
            _ => JsonType::Tuple(places),
        }
    }

    fn path(&mut self, depth: usize) -> JsonType {
        self.take("::");
        // The crate, if the path has two names.
        let (mut of, mut is_first) = (None, true);
        loop {
            let Some(name) = self.name() else { return JsonType::Any };
            if self.skip_blanks().starts_with("::<") {
                self.take("::");
            }
            let arguments = if self.take("<") { self.arguments(depth) } else { Some(Vec::new()) };
            let Some(arguments) = arguments else { return JsonType::Any };
            if !self.take("::") {
                // Unlike that of std, these are no records.
                if name == "Duration" && matches!(of, Some("time" | "chrono")) {
                    return JsonType::Any;
                }
                return JsonType::from_path(name, arguments);
            }
            of = if is_first { Some(name) } else { None };
            is_first = false;
        }
    }

    /// The types between angle brackets, without lifetimes.
    fn arguments(&mut self, depth: usize) -> Option<Vec<JsonType>> {
        let mut arguments = Vec::new();
        while !self.take(">") {
            let before = self.rest.len();
            if !self.lifetime() {
                arguments.push(self.json_type(depth + 1));
            }
            if self.rest.len() == before || !self.take(",") && !self.skip_blanks().starts_with('>')
            {
                return None;
            }
        }
        Some(arguments)
    }

    fn lifetime(&mut self) -> bool {
        let is_lifetime = self.take("'");
        if is_lifetime {
            self.name();
        }
        is_lifetime
    }

    fn name(&mut self) -> Option<&'t str> {
        self.take("r#");
        let rest = self.skip_blanks();
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(name).filter(|name| !name.is_empty())
    }

    fn word(&mut self, word: &str) {
        let rest = self.skip_blanks();
        if let Some(after) =
            rest.strip_prefix(word).filter(|after| after.starts_with(char::is_whitespace))
        {
            self.rest = after;
        }
    }

    fn until(&mut self, end: char) -> &'t str {
        let (before, rest) = self
            .rest
            .split_at_checked(self.rest.find(end).unwrap_or(self.rest.len()))
            .unwrap_or_default();
        self.rest = rest;
        before
    }

    fn take(&mut self, token: &str) -> bool {
        let rest = self.skip_blanks();
        rest.strip_prefix(token).map(|rest| self.rest = rest).is_some()
    }

    fn skip_blanks(&mut self) -> &'t str {
        self.rest = self.rest.trim_start();
        self.rest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn integer(min: i128, max: i128) -> JsonType {
        JsonType::Integer { min: Some(min), max: Some(max) }
    }

    #[test]
    fn types_are_recognized() {
        let u32 = || integer(0, u32::MAX.into());
        let list = |of| JsonType::list(of, None);
        let date_time = JsonType::Text { format: Some("date-time") };
        for (text, wire) in [
            ("String", TEXT),
            ("&'static str", TEXT),
            ("& 'a mut str", TEXT),
            ("Cow<'_, str>", TEXT),
            ("std :: borrow :: Cow < 'static , str >", TEXT),
            ("Option<Vec<u32>>", JsonType::Nullable(Box::new(list(u32())))),
            ("::core::option::Option::<u32>", u32().nullable()),
            ("Option<Option<bool>>", JsonType::Bool.nullable()),
            (
                "std::collections::BTreeMap<String, u64>",
                JsonType::Map(Box::new(integer(0, u64::MAX.into()))),
            ),
            ("HashMap<K, f64, RandomState>", JsonType::Map(Box::new(JsonType::Number))),
            ("HashSet<String, S>", list(TEXT)),
            ("Box<dyn Display>", JsonType::Any),
            ("Arc<[u8]>", list(integer(0, 255))),
            ("[f32; 3]", JsonType::list(JsonType::Number, Some(3))),
            ("[f32; N]", JsonType::list(JsonType::Number, None)),
            ("(u8, String)", JsonType::Tuple(vec![integer(0, 255), TEXT])),
            ("(bool,)", JsonType::Tuple(vec![JsonType::Bool])),
            ("(bool)", JsonType::Bool),
            ("()", JsonType::Any.nullable()),
            ("uuid::Uuid", JsonType::Text { format: Some("uuid") }),
            ("chrono::DateTime<Utc>", date_time.clone()),
            ("DateTime<chrono::FixedOffset>", date_time),
            ("NonZero<u8>", integer(1, 255)),
            ("serde_json::Value", JsonType::Any.nullable()),
            ("r#type::String", TEXT),
            ("UserId", JsonType::Any),
            ("T", JsonType::Any),
            ("std::ffi::OsString", JsonType::Any),
            ("time::Duration", JsonType::Any),
            ("Option<chrono::Duration>", JsonType::Any.nullable()),
        ] {
            assert_eq!(JsonType::parse(text), wire, "{text}");
        }
        assert!(
            matches!(JsonType::parse("std::time::Duration"), JsonType::Record(members) if members.len() == 2)
        );
        for unknown in [
            "<T as Trait>::Out",
            "fn(u8) -> u8",
            "Vec<u8",
            "Vec<>",
            "u8 u8",
            "",
            "🦀",
            "[",
            "m!(u8)",
        ] {
            assert_eq!(JsonType::parse(unknown), JsonType::Any, "{unknown}");
        }
    }

    /// `type Limit = Option<u32>;` and a transparent newtype of it are names like any other.
    #[test]
    fn a_detail_of_an_unknown_type_may_be_absent() {
        let detail = |type_name: &str| Detail {
            name: "limit".to_owned(),
            field: "limit".to_owned(),
            type_name: type_name.to_owned(),
            doc: String::new(),
            flatten: false,
            display: false,
            retry_after: false,
            data_class: None,
        };
        for (type_name, may_be_absent, is_nullable) in [
            ("Limit", true, false),
            ("Box<Limit>", true, false),
            ("Option<u32>", true, true),
            ("()", true, true),
            ("Vec<Limit>", false, false),
            ("u32", false, false),
        ] {
            let detail = detail(type_name);
            assert_eq!(JsonType::may_be_absent(&detail), may_be_absent, "{type_name}");
            assert_eq!(JsonType::is_nullable(&detail), is_nullable, "{type_name}");
        }
        // A text is sent always.
        assert!(!JsonType::may_be_absent(&Detail { display: true, ..detail("Limit") }));
    }

    /// The types of std that serde writes, as `serde_json` writes them.
    #[test]
    fn types_are_what_serde_json_writes() {
        use std::borrow::Cow;
        use std::cell::{Cell, RefCell};
        use std::cmp::Reverse;
        use std::collections::{
            BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque,
        };
        use std::ffi::{CString, OsString};
        use std::marker::PhantomData;
        use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
        use std::num::{NonZero, NonZeroI8, NonZeroU16, Saturating, Wrapping};
        use std::ops::{Bound, Range, RangeFrom, RangeInclusive};
        use std::path::PathBuf;
        use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8};
        use std::sync::{Mutex, RwLock};
        use std::time::{Duration, SystemTime};

        macro_rules! check {
            ($($ty:ty = $value:expr;)+) => {$(
                let value: $ty = $value;
                let written = serde_json::to_value(&value).unwrap();
                let read = JsonType::parse(stringify!($ty));
                assert!(is_of(&written, &read), "{} is {written}, not {read:?}", stringify!($ty));
            )+};
        }
        check! {
            String = String::new();
            &str = "a";
            Cow<'_, str> = "a".into();
            char = 'a';
            PathBuf = "a".into();
            OsString = "a".into();
            CString = CString::default();
            IpAddr = Ipv4Addr::LOCALHOST.into();
            Ipv4Addr = Ipv4Addr::LOCALHOST;
            Ipv6Addr = Ipv6Addr::LOCALHOST;
            SocketAddr = (Ipv4Addr::LOCALHOST, 80).into();
            SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 80);
            SocketAddrV6 = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 80, 0, 0);
            bool = true;
            AtomicBool = true.into();
            AtomicU8 = 255.into();
            AtomicI64 = i64::MIN.into();
            f32 = 1.5;
            f64 = 1.0;
            u8 = u8::MAX;
            i8 = i8::MIN;
            u64 = u64::MAX;
            usize = usize::MAX;
            i64 = i64::MIN;
            isize = isize::MIN;
            u128 = 1;
            i128 = -1;
            NonZero<u32> = NonZero::<u32>::MIN;
            NonZero<i8> = NonZero::<i8>::MIN;
            NonZeroU16 = NonZeroU16::MAX;
            NonZeroI8 = NonZeroI8::MIN;
            Duration = Duration::MAX;
            SystemTime = SystemTime::now();
            Range<u8> = 1..2;
            RangeInclusive<u8> = 1..=2;
            RangeFrom<u8> = 1..;
            Bound<u8> = Bound::Included(1);
            PhantomData<u8> = PhantomData;
            Box<u8> = Box::new(1);
            Cell<u8> = Cell::new(1);
            RefCell<u8> = RefCell::new(1);
            Mutex<u8> = Mutex::new(1);
            RwLock<u8> = RwLock::new(1);
            Reverse<u8> = Reverse(1);
            Wrapping<u8> = Wrapping(1);
            Saturating<u8> = Saturating(1);
            Option<u8> = None;
            Option<Option<u8>> = Some(Some(1));
            () = ();
            (u8, String) = (1, String::new());
            (bool,) = (true,);
            [u8; 2] = [1, 2];
            Vec<u8> = vec![1];
            Box<[u8]> = Box::new([1]);
            VecDeque<u8> = [1].into();
            LinkedList<u8> = [1].into();
            BinaryHeap<u8> = [1].into();
            BTreeSet<u8> = [1].into();
            HashSet<u8> = [1].into();
            BTreeMap<u8, bool> = [(1, true)].into();
            HashMap<char, bool> = [('a', true)].into();
            serde_json::Value = serde_json::Value::Null;
            serde_json::Map<String, serde_json::Value> = serde_json::Map::new();
        }
    }

    /// Whether a value is one of a type.
    fn is_of(value: &serde_json::Value, json_type: &JsonType) -> bool {
        use serde_json::Value;
        match (json_type, value) {
            (JsonType::Any, _)
            | (JsonType::Nullable(_), Value::Null)
            | (JsonType::Text { .. }, Value::String(_))
            | (JsonType::Number, Value::Number(_))
            | (JsonType::Bool, Value::Bool(_)) => true,
            (JsonType::Nullable(inner), value) => is_of(value, inner),
            (JsonType::Integer { min, max }, Value::Number(number)) => {
                let number: i128 = number.to_string().parse().unwrap();
                min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max)
            }
            (JsonType::List { of, length }, Value::Array(values)) => {
                length.is_none_or(|length| length == values.len() as u64)
                    && values.iter().all(|value| is_of(value, of))
            }
            (JsonType::Tuple(types), Value::Array(values)) => {
                types.len() == values.len()
                    && values.iter().zip(types).all(|(value, of)| is_of(value, of))
            }
            (JsonType::Map(of), Value::Object(members)) => {
                members.values().all(|value| is_of(value, of))
            }
            (JsonType::Record(types), Value::Object(members)) => {
                types.len() == members.len()
                    && types
                        .iter()
                        .all(|(name, of)| members.get(*name).is_some_and(|value| is_of(value, of)))
            }
            _ => false,
        }
    }

    #[test]
    fn a_deep_type_is_any() {
        let deep = "Vec<".repeat(100_000) + "u8" + &">".repeat(100_000);
        assert_eq!(JsonType::parse(&deep), JsonType::Any);
        assert_eq!(JsonType::parse(&"&".repeat(100_000)), JsonType::Any);
        assert_eq!(JsonType::parse(&"(".repeat(100_000)), JsonType::Any);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_has_a_result(
            pieces in proptest::collection::vec(
                prop_oneof![
                    3 => proptest::sample::select(vec![
                        "Option", "Vec", "u32", "<", ">", "(", ")", "[", "]", ";", "3", "&", "'a", "::", ",", " ", "dyn", "mut ",
                        "r#", "HashMap", "Range", "SmallVec", "日本", "\n",
                    ]).prop_map(str::to_owned),
                    1 => any::<String>(),
                ],
                0..24,
            )
        ) {
            let text = pieces.concat();
            let wire = JsonType::parse(&text);
            prop_assert_eq!(JsonType::parse(&format!(" {text} ")), wire);
        }
    }
}
