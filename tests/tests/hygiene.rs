//! The derive compiles wherever an enum does, and means the same there.
//!
//! A crate in which every name is a trap, and the facade has another one, is `crates/hygiene`.

use std::error::Error;
use std::time::Duration;

use error_catalog::ErrorCatalog;

mod renamed {
    /// The facade under a path of the user's, as a crate that re-exports it has it.
    pub mod prelude {
        pub use error_catalog as errors;
    }

    #[derive(Debug, prelude::errors::ErrorCatalog)]
    #[catalog(domain = "PATH", crate = self::prelude::errors, registry = Codes)]
    pub enum PathError {
        #[catalog(code = "PATH_LOST", status = 404, log_level = INFO, message = "lost")]
        Lost,
    }

    prelude::errors::catalog! {
        #[registry(crate = self::prelude::errors)]
        pub struct Codes { PathError }
    }
}

#[test]
fn the_facade_may_be_at_any_path() {
    assert_eq!(renamed::PathError::Lost.code(), renamed::Codes::PATH_LOST);
}

mod same_names {
    //! Attribute macros and items with the names of our attributes, and of what stands in ours.
    #![allow(
        unused_imports,
        dead_code,
        non_upper_case_globals,
        reason = "they are there to be in the way"
    )]

    pub use core::prelude::v1::test as catalog;
    pub use core::prelude::v1::test as context;
    pub use core::prelude::v1::test as detail;
    pub use core::prelude::v1::test as from;
    pub use core::prelude::v1::test as registry;
    pub use core::prelude::v1::test as retry_after;
    pub use core::prelude::v1::test as secret;
    pub use core::prelude::v1::test as source;

    pub mod catalog {}
    pub mod context {}
    pub mod secret {}
    pub mod detail {}
    pub fn source() {}

    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "NAMES", registry = Codes)]
    pub enum NamesError {
        #[catalog(code = "NAMES_TAKEN", status = 429, log_level = INFO, message = "{catalog} is taken")]
        Taken {
            #[detail]
            catalog: String,
            #[context]
            detail: String,
            #[secret]
            secret: error_catalog::Secret<String>,
            #[source]
            cause: std::fmt::Error,
            #[retry_after]
            context: Option<std::time::Duration>,
        },
        #[catalog(code = "NAMES_LOST", status = 404, log_level = INFO, message = "lost")]
        Lost(#[from] std::num::ParseIntError),
    }

    error_catalog::catalog! {
        #[registry(dialect = problem)]
        pub struct Codes { NamesError }
    }
}

#[test]
fn attribute_macros_and_items_may_have_our_names() {
    let error = same_names::NamesError::Taken {
        catalog: "it".to_owned(),
        detail: String::new(),
        secret: String::new().into(),
        cause: std::fmt::Error,
        context: None,
    };
    assert_eq!(error.user_message(), "it is taken");
    assert_eq!(error.code(), same_names::Codes::NAMES_TAKEN);
}

mod raw {
    #[allow(non_camel_case_types, reason = "keywords are lower case")]
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "RAW", registry = Codes)]
    pub enum r#type {
        #[catalog(code = "RAW_MATCH", status = 400, log_level = INFO, message = "{fn} and {r}", display = "{fn} {if}")]
        r#match {
            #[detail]
            r#fn: u8,
            #[detail]
            r: u8,
            #[context]
            r#if: u8,
            #[source]
            r#dyn: std::fmt::Error,
        },
        #[catalog(code = "RAW_ENUM", status = 400, log_level = INFO, message = "enum")]
        r#enum(#[from] std::num::ParseIntError),
        #[catalog(same_as = r#enum)]
        r#while,
        #[catalog(transparent)]
        r#loop(#[from] r#struct),
    }

    #[allow(non_camel_case_types, reason = "keywords are lower case")]
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(
        domain = "RAW", registry = Codes, code = "RAW_STRUCT", status = 400, log_level = INFO, message = "in {loop}"
    )]
    pub struct r#struct {
        #[detail]
        pub r#loop: u8,
    }

    error_catalog::catalog! { pub struct Codes { r#type, r#struct } }

    #[allow(non_camel_case_types, reason = "keywords are lower case")]
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "RAW", registry = r#fn)]
    #[expect(dead_code, reason = "it has no variants")]
    enum Listed {}

    error_catalog::catalog! {
        #[allow(non_camel_case_types, reason = "keywords are lower case")]
        struct r#fn { Listed }
    }
}

#[test]
fn raw_identifiers_are_their_names() {
    let error = raw::r#type::r#match { r#fn: 1, r: 2, r#if: 3, r#dyn: std::fmt::Error };
    assert_eq!(error.user_message(), "1 and 2");
    assert_eq!(error.to_string(), "1 3");
    assert_eq!(error.entry().variant(), "match");
    assert_eq!(error.entry().declared().type_name, "type");
    assert_eq!(
        error.envelope().to_json(),
        r#"{"error":{"code":"RAW_MATCH","message":"1 and 2","details":{"fn":1,"r":2}}}"#
    );
    assert_eq!(raw::r#type::r#while.code(), raw::Codes::RAW_ENUM);
    assert_eq!(raw::r#type::from(raw::r#struct { r#loop: 4 }).to_string(), "in 4");
}

mod cfg {
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[cfg_attr(all(), catalog(domain = "CFG", registry = Codes))]
    #[cfg_attr(any(), catalog(nonsense))]
    pub enum CfgError {
        #[cfg(any())]
        #[catalog(code = "CFG_TWICE", status = 400, log_level = INFO, message = "not there")]
        NotThere(NoSuchType),
        #[cfg_attr(all(), catalog(code = "CFG_TWICE", status = 404, log_level = INFO, message = "{id}", allow(passthrough)))]
        There {
            #[cfg_attr(all(), detail)]
            id: u8,
            #[cfg(any())]
            #[detail]
            not_there: NoSuchType,
        },
    }

    #[cfg(any())]
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "CFG", registry = Codes)]
    pub enum Absent {}

    error_catalog::catalog! {
        pub struct Codes {
            CfgError,
            #[cfg(any())]
            Absent,
            #[cfg(any())]
            ..no_such_crate::Codes
        }
    }

    error_catalog::catalog! {
        #[cfg(any())]
        pub struct Codes { NotThere }
    }

    error_catalog::catalog! {
        #[cfg(any())]
        pub(crate) struct Codes { NotThere }
    }
}

#[test]
fn a_variant_that_is_compiled_out_has_no_entry() {
    assert_eq!(cfg::CfgError::ENTRIES.len(), 1);
    assert_eq!(cfg::CfgError::There { id: 3 }.code(), cfg::Codes::CFG_TWICE);
    assert_eq!(cfg::CfgError::There { id: 3 }.status(), 404);
    assert_eq!(cfg::CfgError::There { id: 3 }.user_message(), "3");
}

mod deprecated {
    #![deny(deprecated, reason = "what the derive writes is no use of a deprecated thing")]
    #![allow(dead_code, reason = "nobody makes what is deprecated")]

    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "OLD", registry = Codes)]
    pub enum OldError {
        #[deprecated]
        #[catalog(code = "OLD_CODE", status = 400, log_level = INFO, message = "{id} is old")]
        Variant {
            #[deprecated]
            #[detail]
            id: u8,
        },
        #[deprecated = "use another"]
        #[catalog(code = "OLD_CAUSE", status = 400, log_level = INFO, message = "old")]
        Cause(#[from] std::fmt::Error),
    }

    #[deprecated]
    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "OLD", registry = Codes)]
    pub enum OldType {
        #[catalog(code = "OLD_TYPE", status = 400, log_level = INFO, message = "old")]
        Only,
    }

    error_catalog::catalog! { pub struct Codes { OldError, #[allow(deprecated, reason = "it is listed still")] OldType } }
}

#[test]
fn a_deprecated_variant_is_declared_without_a_warning() {
    assert_eq!(deprecated::OldError::from(std::fmt::Error).code(), deprecated::Codes::OLD_CAUSE);
}

/// An enum as a macro of the user's makes it: every piece comes from the call, or none.
macro_rules! declare {
    (
        $(#[$attribute:meta])* $vis:vis enum $name:ident in $registry:ident of $domain:literal {
            $( $variant:ident { $field:ident: $ty:ty, $cause:ident: $Cause:ty }
                => $code:literal, $status:expr, $level:tt, $message:expr; )+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, error_catalog::ErrorCatalog)]
        #[catalog(domain = $domain, registry = $registry, retry = transient)]
        $vis enum $name {
            $(
                #[catalog(code = $code, status = $status, log_level = $level, message = $message)]
                $variant {
                    #[detail]
                    $field: $ty,
                    #[context]
                    context: $ty,
                    #[context(display)]
                    shown: $ty,
                    #[secret]
                    secret: error_catalog::Secret<$ty>,
                    #[source]
                    $cause: $Cause,
                    #[retry_after]
                    wait: std::time::Duration,
                },
            )+
        }

        error_catalog::catalog! { $vis struct $registry { $name } }
    };
    (fixed $name:ident $ty:tt $Wait:tt) => {
        #[derive(Debug, error_catalog::ErrorCatalog)]
        #[catalog(domain = "FIXED")]
        pub enum $name {
            #[catalog(code = "FIXED_FIELD", status = 400, log_level = INFO, message = "{field:>3} {other}")]
            Field {
                #[detail]
                field: $ty,
                #[detail]
                other: u8,
            },
            #[catalog(code = "FIXED_WAIT", status = 429, log_level = INFO, message = "wait")]
            Wait {
                #[context]
                context: $ty,
                #[secret]
                secret: error_catalog::Secret<$ty>,
                #[retry_after]
                wait: $Wait,
            },
            #[catalog(transparent)]
            Inner(#[from] made::MadeError),
            #[catalog(code = "FIXED_FLAT", status = 400, log_level = INFO, message = "flat")]
            Flat(#[detail(flatten)] std::collections::BTreeMap<String, $ty>, #[detail("shown", display)] $ty),
        }
    };
}

mod made {
    declare! {
        /// Made by a macro.
        pub enum MadeError in Codes of "MADE" {
            Thing { field: u8, cause: std::fmt::Error } => "MADE_THING", 429, "INFO", "made {field:>2}";
            Other { id: String, error: Box<dyn std::error::Error> } => "MADE_OTHER", TOO_EARLY, WARN, "made {id}";
        }
    }
}

declare!(fixed Fixed u8 Duration);

#[test]
fn a_macro_may_make_the_enum() {
    let made = |field| made::MadeError::Thing {
        field,
        context: 1,
        shown: 2,
        secret: 3.into(),
        cause: std::fmt::Error,
        wait: Duration::from_secs(1),
    };
    assert_eq!(made(4).user_message(), "made  4");
    assert_eq!(made(4).code(), made::Codes::MADE_THING);
    assert!(made(4).source().is_some());
    assert_eq!(Fixed::Field { field: 1, other: 2 }.to_string(), "  1 2");
    assert_eq!(Fixed::from(made(4)).code(), "MADE_THING");
    let flat = Fixed::Flat([("a".to_owned(), 1)].into(), 2);
    assert_eq!(
        flat.envelope().to_json(),
        r#"{"error":{"code":"FIXED_FLAT","message":"flat","details":{"a":1,"shown":"2"}}}"#
    );
}

/// An enum as a macro of another crate makes it, with `$crate` in its paths.
mod dollar {
    pub use error_catalog as facade;

    macro_rules! with_crate {
        ($name:ident) => {
            #[derive(Debug, $crate::dollar::facade::ErrorCatalog)]
            #[catalog(domain = "DOLLAR", crate = $crate::dollar::facade, registry = $crate::dollar::Codes)]
            pub enum $name {
                #[catalog(code = "DOLLAR_SPENT", status = 402, log_level = INFO, message = "spent")]
                Spent,
            }

            $crate::dollar::facade::catalog! {
                #[registry(crate = $crate::dollar::facade)]
                pub struct Codes { $crate::dollar::$name }
            }
        };
    }
    with_crate!(DollarError);
}

#[test]
fn a_path_may_begin_with_the_crate_of_a_macro() {
    assert_eq!(dollar::DollarError::Spent.code(), dollar::Codes::DOLLAR_SPENT);
}

#[test]
fn an_enum_may_be_in_a_function() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BODY", registry = Codes)]
    enum BodyError {
        #[catalog(code = "BODY_FOUND", status = 400, log_level = INFO, message = "{what} found")]
        Found {
            #[detail]
            what: &'static str,
        },
    }

    error_catalog::catalog! { struct Codes { BodyError } }

    assert_eq!(BodyError::Found { what: "body" }.user_message(), "body found");
    assert_eq!(Codes::ALL.len(), 1);
    assert_eq!(Codes::BODY_FOUND.code(), "BODY_FOUND");
}

/// A module that shows its registry and no enum.
mod private {
    mod inside {
        #[derive(Debug, error_catalog::ErrorCatalog)]
        #[catalog(domain = "HIDDEN", registry = super::Codes)]
        pub(in crate::private) enum HiddenError {
            #[catalog(code = "HIDDEN_DEEP", status = 400, log_level = INFO, message = "deep {0}")]
            Deep(#[detail("private")] Private),
        }

        #[derive(Debug, serde::Serialize)]
        pub(in crate::private) struct Private(u8);

        impl std::fmt::Display for Private {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        pub(in crate::private) fn raise() -> HiddenError {
            HiddenError::Deep(Private(1))
        }
    }

    error_catalog::catalog! { pub(crate) struct Codes { inside::HiddenError } }

    pub(crate) fn raise() -> Box<dyn error_catalog::Catalogued> {
        Box::new(inside::raise())
    }
}

#[test]
fn an_enum_of_a_private_module_may_have_a_registry_that_more_can_see() {
    assert_eq!(private::raise().code(), private::Codes::HIDDEN_DEEP);
    assert_eq!(private::raise().user_message(), "deep 1");
}

/// A registry that few can see of an enum that all can see.
pub mod open {
    error_catalog::catalog! {
        #[derive(Debug, Default)]
        pub(super) struct Codes { OpenError }
    }

    #[derive(Debug, error_catalog::ErrorCatalog)]
    #[catalog(domain = "OPEN", registry = Codes)]
    pub enum OpenError {
        #[catalog(code = "OPEN_ONLY", status = 400, log_level = INFO, message = "open")]
        Only,
    }
}

#[test]
fn an_enum_may_be_seen_by_more_than_its_registry() {
    assert_eq!(open::OpenError::Only.code(), open::Codes::OPEN_ONLY);
    assert_eq!(format!("{:?}", <open::Codes as Default>::default()), "Codes");
}

mod private_enum {
    use error_catalog::ErrorCatalog;

    /// A private enum, in a registry that more can see than the enum.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "OWN", registry = Codes)]
    enum OwnError {
        #[catalog(code = "OWN_ONLY", status = 400, log_level = INFO, message = "own")]
        Only,
    }

    error_catalog::catalog! { pub(crate) struct Codes { OwnError } }

    pub(crate) fn raise() -> Box<dyn error_catalog::Catalogued> {
        Box::new(OwnError::Only)
    }
}

#[test]
fn a_private_enum_may_have_a_registry_that_more_can_see() {
    assert_eq!(private_enum::raise().code(), private_enum::Codes::OWN_ONLY);
}
