//! Every shape an error can have: units, tuples, structs, generics, causes, and other derives beside
//! ours.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::sync::Arc;

use error_catalog::{Code, ErrorCatalog, catalog};
use serde::Serialize;

catalog! {
    /// Every code of this file.
    pub struct Codes {
        Empty,
        Passing<'static>,
        Unit,
        Tuple,
        Named<'static>,
        Shared,
        Stored<u8, 2>,
        Stored<String, 3>,
        Borrowed<'static>,
        Sealed,
        Causes,
        Beside,
        Fmt,
        OnType,
        ByHand,
    }
}

/// Nothing can go wrong.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "EMPTY", registry = Codes)]
pub enum Empty {}

#[test]
fn an_empty_enum_has_no_entries() {
    assert!(Empty::ENTRIES.is_empty());
    assert_eq!(Empty::DOMAIN, "EMPTY");
}

/// Only what others declare.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PASS", registry = Codes)]
pub enum Passing<'a> {
    #[catalog(transparent)]
    Unit(#[from] Unit),
    #[catalog(transparent)]
    Named { inner: Named<'static> },
    #[catalog(transparent)]
    Never(Never<'a>),
}

/// No value of this enum exists; it has a lifetime all the same.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PASS")]
pub enum Never<'a> {
    #[catalog(code = "PASS_NEVER", status = 500, log_level = ERROR, message = "never")]
    Never(std::convert::Infallible, &'a str),
}

#[test]
fn an_enum_of_transparent_variants_has_no_entries() {
    assert!(Passing::ENTRIES.is_empty());
    let passing = Passing::from(Unit);
    assert_eq!((passing.code(), passing.to_string().as_str()), (Codes::SHAPE_UNIT, "unit"));
    let cause = Box::new(std::fmt::Error);
    let passing = Passing::Named { inner: Named { limit: 4.0, unit: "kg", cause: Some(cause) } };
    assert_eq!(passing.user_message(), "at most 4.0 kg");
    assert_eq!(passing.source().unwrap().to_string(), std::fmt::Error.to_string());
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", registry = Codes, code = "SHAPE_UNIT", status = 400, log_level = INFO, message = "unit")]
pub struct Unit;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", registry = Codes)]
#[catalog(code = "SHAPE_TUPLE", status = 502, log_level = ERROR, message = "tuple", display = "tuple of {0}")]
pub struct Tuple(#[from] std::num::ParseIntError);

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", registry = Codes)]
#[catalog(code = "SHAPE_NAMED", status = 400, log_level = INFO, message = "at most {limit:.1} {unit}")]
pub struct Named<'u> {
    #[detail(display)]
    limit: f32,
    #[detail]
    unit: &'u str,
    #[source]
    cause: Option<Box<dyn Error + Send + Sync>>,
}

#[test]
fn a_struct_has_one_code() {
    assert_eq!(Unit.code(), Codes::SHAPE_UNIT);
    assert_eq!(Unit.entry().variant(), "Unit");
    let tuple = Tuple::from("x".parse::<u8>().unwrap_err());
    assert_eq!(tuple.user_message(), "tuple");
    assert_eq!(tuple.to_string(), "tuple of invalid digit found in string");
    assert!(tuple.source().is_some());
    let unit = String::from("m");
    let named = Named { limit: 3.25, unit: &unit, cause: None };
    assert_eq!(named.user_message(), "at most 3.2 m");
    assert!(named.source().is_none());
}

/// A cause that several errors share, behind pointers that are no errors themselves.
#[derive(Debug, Clone, ErrorCatalog)]
#[catalog(domain = "SHAPE", registry = Codes)]
#[catalog(code = "SHAPE_SHARED", status = 502, log_level = ERROR, message = "shared")]
pub struct Shared(#[source] Arc<Box<dyn Error + Send + Sync>>);

#[test]
fn a_cause_may_be_behind_two_pointers() {
    let shared = Shared(Arc::new("the line is cut".into()));
    assert_eq!(shared.clone().source().unwrap().to_string(), "the line is cut");
}

/// What a store of anything has to say. The bounds on the fields are the derive's to find.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STORE", registry = Codes)]
pub enum Stored<T: Clone = u8, const N: usize = 2>
where
    T: Debug,
{
    #[catalog(code = "STORE_GONE", status = 410, log_level = INFO, message = "{key} is gone {key:>4}", display = "{key:?} of {all:?}")]
    Gone {
        #[detail]
        key: T,
        all: [T; N],
    },
    #[catalog(code = "STORE_EMPTY", status = 404, log_level = INFO, message = "empty")]
    Empty,
}

#[test]
fn a_generic_enum_is_listed_by_instantiation() {
    let gone = Stored::Gone { key: "a".to_owned(), all: [const { String::new() }; 3] };
    assert_eq!(gone.user_message(), "a is gone    a");
    assert_eq!(gone.to_string(), r#""a" of ["", "", ""]"#);
    assert_eq!(gone.code(), Codes::STORE_GONE);
    assert_eq!(Stored::<u8>::Empty.code(), Codes::STORE_EMPTY);
    assert_eq!(Codes::ALL.iter().filter(|row| row.code() == "STORE_GONE").count(), 1);
}

/// Every role of a generic field.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROLES")]
pub enum Roles<D, C, S, F, E, X, I> {
    #[catalog(code = "ROLES_ALL", status = 400, log_level = INFO, message = "{public} {wide:>3} {hex:#x}", display = "{public} {plain:?} {hex:b}")]
    All {
        #[detail]
        public: D,
        #[detail]
        wide: Option2<D>,
        #[context]
        context: C,
        #[context(display)]
        shown: X,
        #[secret]
        secret: S,
        #[detail(flatten)]
        flat: F,
        #[detail]
        hex: I,
        plain: Vec<I>,
        #[source]
        cause: E,
    },
    #[catalog(code = "ROLES_CAUSE", status = 500, log_level = ERROR, message = "cause")]
    Cause(#[source] Option<E>),
    #[catalog(code = "ROLES_BOXED", status = 500, log_level = ERROR, message = "cause")]
    Boxed(#[source] Box<E>),
    #[catalog(code = "ROLES_SHARED", status = 500, log_level = ERROR, message = "cause")]
    Shared(#[source] Arc<E>),
    #[catalog(code = "ROLES_UNSEEN", status = 500, log_level = ERROR, message = "nothing is asked of an unmarked field")]
    Unseen(std::marker::PhantomData<(D, C)>),
}

/// A generic type of the user's.
#[derive(Debug, Serialize)]
pub struct Option2<T>(T);

impl<T: Display> Display for Option2<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "2{}", self.0)
    }
}

type AllRoles = Roles<
    u8,
    &'static str,
    error_catalog::Secret<u8>,
    std::collections::BTreeMap<String, u8>,
    std::fmt::Error,
    std::net::IpAddr,
    u16,
>;

#[test]
fn a_generic_field_may_have_any_role() {
    let all = AllRoles::All {
        public: 1,
        wide: Option2(1),
        context: "c",
        shown: [127, 0, 0, 1].into(),
        secret: 4.into(),
        flat: [("b".to_owned(), 5)].into(),
        hex: 255,
        plain: vec![6],
        cause: std::fmt::Error,
    };
    assert_eq!(all.user_message(), "1 21 0xff");
    assert_eq!(all.to_string(), "1 [6] 11111111");
    assert!(all.source().is_some());
    assert!(AllRoles::Cause(None).source().is_none());
    assert!(AllRoles::Cause(Some(std::fmt::Error)).source().is_some());
    assert!(AllRoles::Boxed(Box::new(std::fmt::Error)).source().is_some());
    assert!(AllRoles::Shared(Arc::new(std::fmt::Error)).source().is_some());
}

/// A generic error around a generic error.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LAYER")]
pub enum Layer<E> {
    #[catalog(transparent)]
    Inner(#[from] E),
    #[catalog(code = "LAYER_LOST", status = 400, log_level = INFO, message = "lost")]
    Lost,
}

#[test]
fn a_type_parameter_may_be_transparent() {
    let inner: Layer<Layer<Unit>> = Layer::Inner(Layer::Inner(Unit));
    assert_eq!(inner.code(), "SHAPE_UNIT");
    assert_eq!(inner.to_string(), "unit");
    assert_eq!(Layer::<Unit>::Lost.to_string(), "lost");
    assert_eq!(Layer::from(Unit).code(), "SHAPE_UNIT");
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BORROW", registry = Codes)]
pub enum Borrowed<'a> {
    #[catalog(code = "BORROW_NAME", status = 400, log_level = INFO, message = "{name} of {all}")]
    Name {
        #[detail]
        name: &'a str,
        #[detail]
        all: std::borrow::Cow<'a, str>,
        #[context]
        rest: &'a [u8],
    },
}

/// A lifetime that a type must outlive.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BORROW")]
pub enum Outlived<'a, 'b: 'a, T: 'a + Display> {
    #[catalog(code = "BORROW_VALUE", status = 400, log_level = INFO, message = "{value} and {text}")]
    Value {
        #[detail(display)]
        value: &'a T,
        #[detail]
        text: &'b str,
    },
}

#[test]
fn an_error_may_borrow() {
    let name = String::from("n");
    let error = Borrowed::Name { name: &name, all: "all".into(), rest: &[1] };
    assert_eq!(error.user_message(), "n of all");
    assert_eq!(error.code(), Codes::BORROW_NAME);
    let value = 4;
    assert_eq!(Outlived::Value { value: &value, text: &name }.user_message(), "4 and n");
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SEALED", registry = Codes)]
#[non_exhaustive]
pub enum Sealed {
    #[non_exhaustive]
    #[catalog(code = "SEALED_FIELD", status = 400, log_level = INFO, message = "field {0}")]
    Field(#[detail("number")] u8),
}

#[test]
fn an_enum_may_be_non_exhaustive() {
    assert_eq!(Sealed::Field(3).user_message(), "field 3");
}

/// What a cause can be held in.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CAUSE", registry = Codes, status = 500, log_level = ERROR)]
pub enum Causes {
    #[catalog(code = "CAUSE_BOX", message = "cause")]
    Box(#[source] Box<dyn Error>),
    #[catalog(code = "CAUSE_SEND", message = "cause")]
    Send(#[source] Box<dyn Error + Send>),
    #[catalog(code = "CAUSE_BOTH", message = "cause")]
    Both(#[from] Box<dyn Error + Send + Sync>),
    #[catalog(code = "CAUSE_MAYBE", message = "cause")]
    Maybe(#[source] Option<Box<dyn Error>>),
    #[catalog(code = "CAUSE_MAYBE_BOTH", message = "cause")]
    MaybeBoth { source: Option<Box<dyn Error + Send + Sync + 'static>> },
    #[catalog(code = "CAUSE_SHARED", message = "cause")]
    Shared(#[source] Arc<dyn Error + Send + Sync>),
    #[catalog(code = "CAUSE_STATIC", message = "cause")]
    Static(#[source] &'static (dyn Error + Send + Sync)),
    #[catalog(code = "CAUSE_PLAIN", message = "cause", display = "{0:?}")]
    Plain(#[source] std::fmt::Error),
}

#[test]
fn a_cause_may_be_boxed_shared_or_absent() {
    static CAUSE: std::fmt::Error = std::fmt::Error;
    let cause = || Box::new(std::fmt::Error);
    let all = [
        Causes::Box(cause()),
        Causes::Send(cause()),
        Causes::from(cause() as Box<dyn Error + Send + Sync>),
        Causes::Maybe(Some(cause())),
        Causes::MaybeBoth { source: Some(cause()) },
        Causes::Shared(Arc::new(std::fmt::Error)),
        Causes::Static(&CAUSE),
        Causes::Plain(std::fmt::Error),
    ];
    for error in all {
        assert_eq!(error.source().unwrap().to_string(), std::fmt::Error.to_string(), "{error:?}");
        // An `Arc` and a reference are causes themselves, as thiserror has it; a box is reached through.
        let is_cause = matches!(error, Causes::Shared(_) | Causes::Static(_));
        assert_ne!(error.source().unwrap().is::<std::fmt::Error>(), is_cause, "{error:?}");
    }
    assert!(Causes::Maybe(None).source().is_none());
}

/// thiserror writes the developer's texts, the causes and the conversions.
#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "BESIDE", registry = Codes)]
pub enum Beside {
    #[error("no row {id} in {table:?}, {}", id + 1)]
    #[catalog(code = "BESIDE_ROW", status = 404, log_level = INFO, message = "{id} is gone")]
    Row {
        #[detail]
        id: u32,
        #[context]
        table: String,
    },
    #[error("parse: {0}")]
    #[catalog(code = "BESIDE_PARSE", status = 400, log_level = INFO, message = "not a number")]
    Parse(#[from] std::num::ParseIntError),
    #[error(transparent)]
    Unit(#[from] Unit),
    #[error(transparent)]
    #[catalog(code = "BESIDE_OTHER", status = 500, log_level = ERROR, message = "other")]
    Other(Box<dyn Error + Send + Sync>),
    #[error("as is")]
    #[catalog(code = "BESIDE_AS_IS", status = 400, log_level = INFO, message = display)]
    AsIs,
    #[error("source {source}")]
    #[catalog(code = "BESIDE_SOURCE", status = 500, log_level = ERROR, message = "source")]
    Source { source: std::fmt::Error },
}

/// thiserror's `fmt =`.
#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "FMT", registry = Codes)]
pub enum Fmt {
    #[error(fmt = written)]
    #[catalog(code = "FMT_WRITTEN", status = 400, log_level = INFO, message = "{0} written")]
    Written(#[detail("number")] u8),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "thiserror hands references over")]
fn written(number: &u8, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    write!(f, "<{number}>")
}

/// thiserror's text on the type.
#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[error("on the type")]
#[catalog(domain = "TYPE", registry = Codes)]
pub enum OnType {
    #[catalog(code = "TYPE_ONE", status = 400, log_level = INFO, message = "one")]
    One,
    #[catalog(code = "TYPE_TWO", status = 400, log_level = INFO, message = "two")]
    Two,
}

/// thiserror beside generics, whose bounds are its own.
#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "BESIDE")]
pub enum BesideGeneric<T, E> {
    #[error("value {value}")]
    #[catalog(code = "BESIDE_VALUE", status = 400, log_level = INFO, message = "the value is {value}")]
    Value {
        #[detail]
        value: T,
    },
    #[error("cause")]
    #[catalog(code = "BESIDE_CAUSE", status = 500, log_level = ERROR, message = "cause")]
    Cause(#[source] E),
    #[error("maybe")]
    #[catalog(code = "BESIDE_MAYBE", status = 500, log_level = ERROR, message = "cause")]
    Maybe(#[source] Option<E>),
}

#[test]
fn thiserror_keeps_the_traits_it_derives() {
    let row = Beside::Row { id: 4, table: "t".to_owned() };
    assert_eq!(row.to_string(), r#"no row 4 in "t", 5"#);
    assert_eq!(row.user_message(), "4 is gone");
    assert_eq!(row.code(), Codes::BESIDE_ROW);
    let parse = Beside::from("x".parse::<u8>().unwrap_err());
    assert_eq!(parse.to_string(), "parse: invalid digit found in string");
    assert!(parse.source().is_some());
    assert_eq!(Beside::from(Unit).code(), Codes::SHAPE_UNIT);
    let other = Beside::Other("other cause".into());
    assert_eq!(
        (other.to_string().as_str(), other.user_message().as_ref()),
        ("other cause", "other")
    );
    assert_eq!(other.code(), Codes::BESIDE_OTHER);
    assert_eq!(Beside::AsIs.user_message(), "as is");
    assert!(Beside::Source { source: std::fmt::Error }.source().is_some());
    assert_eq!(Fmt::Written(3).to_string(), "<3>");
    assert_eq!(Fmt::Written(3).user_message(), "3 written");
    assert_eq!(OnType::One.to_string(), OnType::Two.to_string());
    assert_eq!(OnType::Two.user_message(), "two");
    let generic: BesideGeneric<u8, std::fmt::Error> = BesideGeneric::Value { value: 3 };
    assert_eq!(
        (generic.to_string().as_str(), generic.user_message().as_ref()),
        ("value 3", "the value is 3")
    );
    assert!(BesideGeneric::<u8, _>::Maybe(Some(std::fmt::Error)).source().is_some());
}

/// All three traits by hand.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HAND", registry = Codes, manual(Display, Error, From))]
pub enum ByHand {
    #[catalog(code = "HAND_MADE", status = 400, log_level = INFO, message = "made by {0}")]
    Made(#[detail("by")] String),
    #[catalog(code = "HAND_PARSED", status = 400, log_level = INFO, message = "parsed")]
    Parsed(#[from] std::num::ParseIntError),
}

impl Display for ByHand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("by hand")
    }
}

impl Error for ByHand {}

impl From<std::num::ParseIntError> for ByHand {
    fn from(_: std::num::ParseIntError) -> Self {
        Self::Made("from".to_owned())
    }
}

#[test]
fn traits_made_by_hand_are_left_alone() {
    let error = ByHand::from("x".parse::<u8>().unwrap_err());
    assert_eq!(error.to_string(), "by hand");
    assert_eq!(error.user_message(), "made by from");
    assert!(error.source().is_none());
    assert_eq!(error.code(), Codes::HAND_MADE);
}

#[test]
fn constants_are_patterns() {
    let kind = |code: Code| match code {
        Codes::SHAPE_UNIT | Codes::SHAPE_TUPLE => "struct",
        Codes::STORE_GONE => "generic",
        _ => "other",
    };
    assert_eq!(kind(Unit.code()), "struct");
    assert_eq!(kind(Stored::Gone { key: 1, all: [1; 2] }.code()), "generic");
    assert_eq!(kind(OnType::One.code()), "other");
}

mod boxed {
    use error_catalog::ErrorCatalog;

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "DISK")]
    pub enum DiskError {
        #[catalog(
            code = "DISK_FULL_NOW",
            status = 507,
            log_level = ERROR,
            message = "the disk is full",
            retry_after = 5,
            retry = "transient"
        )]
        Full,
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "STORE")]
    pub enum StoreError {
        #[catalog(transparent)]
        Disk(#[from] Box<DiskError>),
    }

    /// An error with a method of the name that the derive once called.
    #[derive(Debug)]
    pub struct Cause;

    impl Cause {
        #[expect(
            clippy::unused_self,
            dead_code,
            reason = "it stands in the way, and nothing calls it"
        )]
        fn as_error(&self) -> u8 {
            0
        }
    }

    impl std::fmt::Display for Cause {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the cause")
        }
    }

    impl std::error::Error for Cause {}

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "WRAP")]
    pub enum WrapError {
        #[catalog(code = "WRAP_BROKEN", status = 500, log_level = ERROR, message = "broken")]
        Broken(#[source] Cause),
    }
}

#[test]
fn a_transparent_variant_holds_a_boxed_error() {
    let error = boxed::StoreError::from(Box::new(boxed::DiskError::Full));
    assert_eq!(ErrorCatalog::code(&error), "DISK_FULL_NOW");
    assert_eq!(error.to_string(), "the disk is full");
}

#[test]
fn a_cause_keeps_its_own_methods() {
    let error = boxed::WrapError::Broken(boxed::Cause);
    assert_eq!(Error::source(&error).unwrap().to_string(), "the cause");
}
