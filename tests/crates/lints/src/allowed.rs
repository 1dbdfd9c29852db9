//! What the allow list of the expansion is for: a module for each entry, refused without it.

/// `deprecated`: what is on its way out is still declared and matched.
pub mod deprecated {
    use error_catalog::{ErrorCatalog, catalog};

    catalog! {
        /// Every code of this module.
        #[non_exhaustive]
        pub struct Codes { OldError, OldType }
    }

    /// With a variant and a field that are on their way out.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "OLD", registry = Codes)]
    #[non_exhaustive]
    pub enum OldError {
        /// On its way out.
        #[deprecated(note = "use another")]
        #[catalog(code = "OLD_VARIANT", status = 400, log_level = INFO, message = "{id} is old")]
        Variant {
            /// On its way out.
            #[deprecated(note = "use another")]
            #[detail]
            id: u8,
        },
    }

    /// On its way out.
    #[derive(Debug, Clone, Copy, ErrorCatalog)]
    #[deprecated(note = "use another")]
    #[catalog(domain = "OLD", registry = Codes)]
    #[non_exhaustive]
    pub enum OldType {
        /// One.
        #[catalog(code = "OLD_TYPE", status = 400, log_level = INFO, message = "old")]
        One,
    }
}

/// `unused_qualifications`: a registry is named by the path that the design shows.
pub mod unused_qualifications {
    use error_catalog::{ErrorCatalog, catalog};

    catalog! {
        /// Every code of this module.
        #[non_exhaustive]
        pub struct Codes { self::QualifiedError }
    }

    /// With a longer path than it must have.
    #[derive(Debug, Clone, Copy, ErrorCatalog)]
    #[catalog(domain = "QUALIFIED", registry = self::Codes)]
    #[non_exhaustive]
    pub enum QualifiedError {
        /// One.
        #[catalog(code = "QUALIFIED_ONE", status = 400, log_level = INFO, message = "one")]
        One,
    }
}

/// `clippy::same_name_method`: a registry has inherent methods with the names of the methods of its trait.
pub mod same_name_method {
    use error_catalog::catalog;

    catalog! {
        /// No code at all.
        #[non_exhaustive]
        pub struct Codes {}
    }
}
