//! A compiled registry as plain data, for documents: what a scan of the source cannot see is here as
//! well, the enums that macros make and the codes of other crates.
//!
//! [`catalog!`](crate::catalog) gives every registry `spec()` and `outputs()`; what they return is there with
//! feature `documents`, and says so without it.

use super::Registry;

#[cfg(feature = "documents")]
pub use with_documents::{Outputs, Spec, outputs, spec, spec_of_set};

#[cfg(not(feature = "documents"))]
pub use without_documents::{outputs, spec, spec_of_set};

// Aliases, and not other names: the compiler calls a type by its name, which says what is missing.

/// Documents need feature `documents`.
#[cfg(not(feature = "documents"))]
pub type Outputs = without_documents::NeedsFeatureDocuments;
/// Data needs feature `documents`.
#[cfg(not(feature = "documents"))]
pub type Spec = without_documents::NeedsFeatureDocuments;

#[cfg(not(feature = "documents"))]
mod without_documents {
    use super::super::set::CodeSet;
    use super::Registry;

    /// Documents need feature `documents`: `error-catalog = { version = "…", features = ["documents"] }`.
    #[derive(Debug, Clone, Copy)]
    pub struct NeedsFeatureDocuments;

    /// Nothing, without the feature.
    pub fn spec<R: Registry>() -> NeedsFeatureDocuments {
        NeedsFeatureDocuments
    }

    /// Nothing, without the feature.
    pub fn spec_of_set<C: CodeSet>() -> NeedsFeatureDocuments {
        NeedsFeatureDocuments
    }

    /// Nothing, without the feature.
    pub fn outputs(_: NeedsFeatureDocuments) -> NeedsFeatureDocuments {
        NeedsFeatureDocuments
    }
}

#[cfg(feature = "documents")]
mod with_documents {
    pub use catalog_specs::Outputs;
    pub use catalog_specs::model::Catalog as Spec;

    use super::super::catalog::{catalog_of, catalog_of_set};
    use super::super::set::CodeSet;
    use super::Registry;

    /// The documents of a registry.
    pub fn outputs(spec: Spec) -> Outputs {
        let outputs = Outputs::from_catalog(spec);
        #[cfg(feature = "metrics")]
        if let Some(names) = crate::metric_names::that_were_set() {
            return outputs.metrics_in_use(names.clone());
        }
        outputs
    }

    /// A registry as plain data.
    pub fn spec<R: Registry>() -> Spec {
        catalog_of::<R>(&R::DESCRIBED, R::ALL)
    }

    /// The registry of a set with the codes of the set alone, whether the registry names it or not.
    pub fn spec_of_set<C: CodeSet>() -> Spec {
        catalog_of_set::<C>()
    }
}
