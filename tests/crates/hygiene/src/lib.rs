//! A crate in which no name means what it usually does.
//!
//! The facade has another name, nothing comes from the prelude, and what generated code could be
//! tempted to call by a short name is something else. That it compiles is the test; what the errors
//! then answer is asked in `tests/answers.rs`.

#![no_implicit_prelude]
#![allow(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "the traps are there, and nothing steps on them"
)]
#![allow(non_camel_case_types, reason = "types of these names are traps as well")]

mod traps;

pub mod generic;
pub mod shadowed;

/// The registry of this crate.
pub mod registry {
    use ::ec as renamed;

    renamed::catalog! {
        /// Every code.
        #[registry(
            crate = ::ec,
            dialect = problem,
            locales("ja", "en"),
            service = "hygiene.example.com",
            internal = "TRAP_DOWN",
        )]
        pub struct Codes {
            crate::shadowed::TrapError,
            crate::shadowed::Inner,
            crate::shadowed::Single,
            crate::generic::Stored<'static, ::core::primitive::u8, 4>,
        }
        retired { "TRAP_OLD" => "1.0: use TRAP_FOUND" }
    }
}
