//! Enums that hold the same inner enums on many ways: a set visits each enum once.

use std::time::{Duration, Instant};

use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

/// Two enums of each level, which both hold both enums of the next one: 2^30 ways lead to the last.
macro_rules! levels {
    ($left:ident $right:ident) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "DEEP", registry = Codes)]
        pub enum $left {
            #[catalog(code = "DEEP_LEFT_END", status = 409, log_level = "INFO", message = "left")]
            End,
        }
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "FAR", registry = Codes)]
        pub enum $right {
            #[catalog(code = "FAR_RIGHT_END", status = 404, log_level = "INFO", message = "right")]
            End,
        }
        impl $right {
            fn last() -> Self {
                Self::End
            }
        }
    };
    ($left:ident $right:ident $next_left:ident $next_right:ident $($more:ident)*) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "WAY", registry = Codes)]
        pub enum $left {
            #[catalog(transparent)]
            Left(Box<$next_left>),
            #[catalog(transparent)]
            Right(Box<$next_right>),
        }
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "WAY", registry = Codes)]
        pub enum $right {
            #[catalog(transparent)]
            Left(Box<$next_left>),
            #[catalog(transparent)]
            Right(Box<$next_right>),
        }
        impl $right {
            /// The error on the way that is visited last.
            fn last() -> Self {
                Self::Right(Box::new($next_right::last()))
            }
        }
        levels! { $next_left $next_right $($more)* }
    };
}

levels! {
    L0 R0 L1 R1 L2 R2 L3 R3 L4 R4 L5 R5 L6 R6 L7 R7 L8 R8 L9 R9 L10 R10 L11 R11 L12 R12 L13 R13 L14 R14
    L15 R15 L16 R16 L17 R17 L18 R18 L19 R19 L20 R20 L21 R21 L22 R22 L23 R23 L24 R24 L25 R25 L26 R26
    L27 R27 L28 R28 L29 R29 L30 R30
}

catalog! {
    pub struct Codes {
        L0, R0, L1, R1, L2, R2, L3, R3, L4, R4, L5, R5, L6, R6, L7, R7, L8, R8, L9, R9, L10, R10, L11, R11, L12, R12, L13, R13,
        L14, R14, L15, R15, L16, R16, L17, R17, L18, R18, L19, R19, L20, R20, L21, R21, L22, R22, L23, R23, L24, R24, L25, R25,
        L26, R26, L27, R27, L28, R28, L29, R29, L30, R30, SystemError, Apart
    }
    pub struct Deep of Codes { L0 }
    pub struct Half of Codes { L0::{Left}, Apart }
}

/// An enum beside the others.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "APART", registry = Codes)]
pub enum Apart {
    #[catalog(code = "APART_FROM_ALL", status = 403, log_level = "INFO", message = "apart")]
    All,
}

#[test]
fn a_diamond_of_enums_is_visited_in_time() {
    let start = Instant::now();
    let codes = |entries: &[&'static error_catalog::Entry]| {
        entries.iter().map(|entry| entry.code()).collect::<Vec<_>>()
    };
    let deep = ["DEEP_LEFT_END", "FAR_RIGHT_END", "SYSTEM_INTERNAL_ERROR"];
    assert_eq!(codes(&Deep::entries()), deep);
    assert_eq!(codes(&Half::entries()), [&deep[..], &["APART_FROM_ALL"]].concat());
    // A failing request looks whether its code is declared.
    let sent = Failure::<Deep>::from(L0::Right(Box::new(R1::last())));
    assert_eq!(sent.envelope().code(), "FAR_RIGHT_END");
    let sent = Failure::<Half>::from(L0::Left(Box::new(L1::Right(Box::new(R2::last())))));
    assert_eq!(sent.envelope().code(), "FAR_RIGHT_END");
    assert_eq!(Failure::<Codes>::from(R0::last()).envelope().code(), "FAR_RIGHT_END");
    assert_eq!(Failure::<Half>::from(Apart::All).envelope().code(), "APART_FROM_ALL");
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
}
