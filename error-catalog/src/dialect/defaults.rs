//! How settings are made: the defaults, and a setter for each.

use super::Standard;
use super::contract::{Dialect, Settings, ShowCause};
use crate::Entry;
use crate::messages::Messages;

/// Makes the setters, for constants.
macro_rules! setters {
    ($( $(#[$doc:meta])* $name:ident: $Type:ty = $value:expr; )+) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(mut self, $name: $Type) -> Self {
                self.$name = $value;
                self
            }
        )+
    };
}

impl Settings {
    /// The defaults, and how a code is looked up.
    pub const fn new(get: fn(&str) -> Option<&'static Entry>) -> Self {
        Self {
            dialect: &Standard,
            locales: &[],
            messages: &[],
            service: None,
            docs: None,
            problem_type: None,
            internal: None,
            not_found: None,
            get,
            show_cause: None,
        }
    }

    setters! {
        /// The shape of the bodies.
        dialect: &'static (dyn Dialect + Sync) = dialect;
        /// The locales of the service, the default first.
        locales: &'static [&'static str] = locales;
        /// The texts of its message files.
        messages: &'static [Messages] = messages;
        /// The name of the service.
        service: &'static str = Some(service);
        /// The page about a code.
        docs: &'static str = Some(docs);
        /// The `type` of a problem document.
        problem_type: &'static str = Some(problem_type);
        /// The code of an unexpected failure.
        internal: &'static str = Some(internal);
        /// The code of an unknown route.
        not_found: &'static str = Some(not_found);
    }

    /// How the fields of a cause are read: `catalog!` knows the enums of the registry.
    #[doc(hidden)]
    #[must_use]
    pub const fn show_cause(self, show_cause: Option<ShowCause>) -> Self {
        Self { show_cause, ..self }
    }
}
