//! What the type of a detail is on the wire: read from its Rust text, as far as a text can tell. Documents promise it,
//! and what another service sends is held to it.

use crate::model::Detail;

/// What a value is as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wire {
    /// A text, with its JSON Schema format where it has one.
    Text {
        /// `uuid`, `date-time`, …
        format: Option<&'static str>,
    },
    /// A whole number.
    Integer {
        /// The least, where JSON does not say it.
        min: Option<i128>,
        /// The greatest.
        max: Option<i128>,
    },
    /// Any number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A list.
    List {
        /// What it holds.
        of: Box<Wire>,
        /// How many, where that is fixed.
        length: Option<u64>,
    },
    /// An object with any keys.
    Map(Box<Wire>),
    /// A list with a type a place.
    Tuple(Vec<Wire>),
    /// An object with these keys.
    Record(Vec<(&'static str, Wire)>),
    /// Perhaps `null`, which as a detail is absent.
    Nullable(Box<Wire>),
    /// What a name alone does not tell.
    Any,
}

/// Deeper types are [`Wire::Any`]: nobody reads them, and a hostile one must not use up the stack.
const DEPTH: usize = 24;

const TEXT: Wire = Wire::Text { format: None };

impl Wire {
    /// What a detail is on the wire when it is there.
    pub fn of_detail(detail: &Detail) -> Self {
        match Self::parse(&detail.type_name) {
            _ if detail.display => TEXT,
            Self::Nullable(inner) => *inner,
            wire => wire,
        }
    }

    /// Whether a detail may be absent: `null` is not sent.
    pub fn may_be_absent(detail: &Detail) -> bool {
        !detail.display && matches!(Self::parse(&detail.type_name), Self::Nullable(_))
    }

    /// Reads the text of a Rust type. Any text has an answer.
    pub fn parse(type_name: &str) -> Self {
        let mut parser = Parser { rest: type_name };
        let wire = parser.wire(0);
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

    /// What the last name of a path with its arguments stands for.
    fn of_path(name: &str, mut arguments: Vec<Self>) -> Self {
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
            // A hasher may follow: the first argument is what is held.
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
fn plain(name: &str) -> Option<Wire> {
    let integer = |min: i128, max: i128| Wire::Integer { min: Some(min), max: Some(max) };
    let format = |format| Wire::Text { format: Some(format) };
    Some(match name {
        "str" | "String" | "char" | "Path" | "PathBuf" | "OsString" | "SocketAddr" | "IpAddr"
        | "SocketAddrV4" | "SocketAddrV6" | "Ulid" | "Decimal" | "BigDecimal" | "NaiveDateTime"
        | "NaiveTime" | "SmolStr" | "CompactString" => TEXT,
        "Uuid" => format("uuid"),
        "Url" | "Uri" => format("uri"),
        "Ipv4Addr" => format("ipv4"),
        "Ipv6Addr" => format("ipv6"),
        "NaiveDate" => format("date"),
        "Timestamp" => format("date-time"),
        "EmailAddress" => format("email"),
        "bool" | "AtomicBool" => Wire::Bool,
        "f32" | "f64" => Wire::Number,
        "u8" | "AtomicU8" => integer(0, u8::MAX.into()),
        "u16" | "AtomicU16" => integer(0, u16::MAX.into()),
        "u32" | "AtomicU32" => integer(0, u32::MAX.into()),
        "u64" | "usize" | "AtomicU64" | "AtomicUsize" => integer(0, u64::MAX.into()),
        "u128" => Wire::Integer { min: Some(0), max: None },
        "i8" | "AtomicI8" => integer(i8::MIN.into(), i8::MAX.into()),
        "i16" | "AtomicI16" => integer(i16::MIN.into(), i16::MAX.into()),
        "i32" | "AtomicI32" => integer(i32::MIN.into(), i32::MAX.into()),
        "i64" | "isize" | "AtomicI64" | "AtomicIsize" => integer(i64::MIN.into(), i64::MAX.into()),
        "i128" => Wire::Integer { min: None, max: None },
        "NonZeroU8" => integer(1, u8::MAX.into()),
        "NonZeroU16" => integer(1, u16::MAX.into()),
        "NonZeroU32" => integer(1, u32::MAX.into()),
        "NonZeroU64" | "NonZeroUsize" => integer(1, u64::MAX.into()),
        // As serde writes it, which has no text form of its own.
        "Duration" => Wire::Record(vec![
            ("secs", integer(0, u64::MAX.into())),
            ("nanos", integer(0, 999_999_999)),
        ]),
        "SystemTime" => Wire::Record(vec![
            ("secs_since_epoch", integer(0, u64::MAX.into())),
            ("nanos_since_epoch", integer(0, 999_999_999)),
        ]),
        "Value" => Wire::Nullable(Box::new(Wire::Any)),
        _ => return None,
    })
}

/// Reads a type from left to right, without `syn`: documents are made where there is none.
struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn wire(&mut self, depth: usize) -> Wire {
        if depth > DEPTH {
            // What is left of the text no longer matters: it is not at its end.
            return Wire::Any;
        }
        if self.take("&") {
            self.lifetime();
            self.word("mut");
            return self.wire(depth + 1);
        }
        if self.take("(") {
            return self.tuple(depth);
        }
        if self.take("[") {
            let of = self.wire(depth + 1);
            let length = if self.take(";") { self.until(']').trim().parse().ok() } else { None };
            return if self.take("]") { Wire::list(of, length) } else { Wire::Any };
        }
        self.path(depth)
    }

    fn tuple(&mut self, depth: usize) -> Wire {
        let (mut places, mut comma) = (Vec::new(), false);
        while !self.take(")") {
            let before = self.rest.len();
            places.push(self.wire(depth + 1));
            comma = self.take(",");
            if self.rest.len() == before || !comma && !self.skip_blanks().starts_with(')') {
                return Wire::Any;
            }
        }
        match (places.len(), comma) {
            (0, _) => Wire::Any.nullable(),
            (1, false) => places.pop().unwrap_or(Wire::Any),
            _ => Wire::Tuple(places),
        }
    }

    fn path(&mut self, depth: usize) -> Wire {
        self.take("::");
        loop {
            let Some(name) = self.name() else { return Wire::Any };
            if self.skip_blanks().starts_with("::<") {
                self.take("::");
            }
            let arguments = if self.take("<") { self.arguments(depth) } else { Some(Vec::new()) };
            let Some(arguments) = arguments else { return Wire::Any };
            if !self.take("::") {
                return Wire::of_path(name, arguments);
            }
        }
    }

    /// The types between angle brackets; lifetimes are none.
    fn arguments(&mut self, depth: usize) -> Option<Vec<Wire>> {
        let mut arguments = Vec::new();
        while !self.take(">") {
            let before = self.rest.len();
            if !self.lifetime() {
                arguments.push(self.wire(depth + 1));
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

    fn integer(min: i128, max: i128) -> Wire {
        Wire::Integer { min: Some(min), max: Some(max) }
    }

    #[test]
    fn types_as_people_write_them() {
        let u32 = || integer(0, u32::MAX.into());
        let list = |of| Wire::list(of, None);
        let date_time = Wire::Text { format: Some("date-time") };
        for (text, wire) in [
            ("String", TEXT),
            ("&'static str", TEXT),
            ("& 'a mut str", TEXT),
            ("Cow<'_, str>", TEXT),
            ("std :: borrow :: Cow < 'static , str >", TEXT),
            ("Option<Vec<u32>>", Wire::Nullable(Box::new(list(u32())))),
            ("::core::option::Option::<u32>", u32().nullable()),
            ("Option<Option<bool>>", Wire::Bool.nullable()),
            (
                "std::collections::BTreeMap<String, u64>",
                Wire::Map(Box::new(integer(0, u64::MAX.into()))),
            ),
            ("HashMap<K, f64, RandomState>", Wire::Map(Box::new(Wire::Number))),
            ("HashSet<String, S>", list(TEXT)),
            ("Box<dyn Display>", Wire::Any),
            ("Arc<[u8]>", list(integer(0, 255))),
            ("[f32; 3]", Wire::list(Wire::Number, Some(3))),
            ("[f32; N]", Wire::list(Wire::Number, None)),
            ("(u8, String)", Wire::Tuple(vec![integer(0, 255), TEXT])),
            ("(bool,)", Wire::Tuple(vec![Wire::Bool])),
            ("(bool)", Wire::Bool),
            ("()", Wire::Any.nullable()),
            ("uuid::Uuid", Wire::Text { format: Some("uuid") }),
            ("chrono::DateTime<Utc>", date_time.clone()),
            ("DateTime<chrono::FixedOffset>", date_time),
            ("NonZero<u8>", integer(1, 255)),
            ("serde_json::Value", Wire::Any.nullable()),
            ("r#type::String", TEXT),
            ("UserId", Wire::Any),
            ("T", Wire::Any),
        ] {
            assert_eq!(Wire::parse(text), wire, "{text}");
        }
        assert!(
            matches!(Wire::parse("std::time::Duration"), Wire::Record(members) if members.len() == 2)
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
            assert_eq!(Wire::parse(unknown), Wire::Any, "{unknown}");
        }
    }

    #[test]
    fn a_deep_type_is_any_and_stays_cheap() {
        let deep = "Vec<".repeat(100_000) + "u8" + &">".repeat(100_000);
        assert_eq!(Wire::parse(&deep), Wire::Any);
        assert_eq!(Wire::parse(&"&".repeat(100_000)), Wire::Any);
        assert_eq!(Wire::parse(&"(".repeat(100_000)), Wire::Any);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_has_an_answer(
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
            let wire = Wire::parse(&text);
            prop_assert_eq!(Wire::parse(&format!(" {text} ")), wire);
        }
    }
}
