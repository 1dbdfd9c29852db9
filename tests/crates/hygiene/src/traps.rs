//! Names that generated code must not fall for, each something useless.

macro_rules! useless {
    ($($name:ident)+) => { $( pub struct $name; )+ };
}

useless! {
    Option Some None Result Ok Err String Vec Box Cow Send Sync Sized Copy Clone Default Into From Debug Display
    Error Formatter Serialize Entry Detail Declared Place Code Registry Settings Lists Includes Envelope Fields
    Catalogued ErrorCatalog Masked Secret Level Info Warn Fact Never Response PhantomData
    usize u64 u32 u16 bool str
}

/// Modules of the names of crates.
macro_rules! hollow {
    ($($name:ident)+) => { $( pub mod $name {} )+ };
}

hollow! { core std alloc serde http error_catalog r private fmt error convert option }

macro_rules! format_args {
    ($($any:tt)*) => {
        ::core::compile_error!("the user's own macro was called")
    };
}
macro_rules! module_path {
    ($($any:tt)*) => {
        ::core::compile_error!("the user's own macro was called")
    };
}
macro_rules! matches {
    ($($any:tt)*) => {
        ::core::compile_error!("the user's own macro was called")
    };
}
macro_rules! panic {
    ($($any:tt)*) => {
        ::core::compile_error!("the user's own macro was called")
    };
}
pub(crate) use {format_args, matches, module_path, panic};

/// A trait with the names of methods that generated code calls, for every type.
pub trait Decoy {
    fn code(&self) {}
    fn source(&self) {}
    fn fmt(&self) {}
    fn into(&self) {}
    fn as_ref(&self) {}
    fn get(&self) {}
    fn display(&self) {}
}

impl<T: ?::core::marker::Sized> Decoy for T {}
