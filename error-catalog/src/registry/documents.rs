//! A compiled registry as plain data, for documents: what a scan of the source cannot see is here as
//! well, the enums that macros make and the codes of other crates.
//!
//! [`catalog!`](crate::catalog) gives every registry `spec()` and `outputs()`; what they return is there with
//! feature `documents`, and says so without it.

use crate::Registry;

/// The parts of a registry's declaration that are not in its [`Settings`](crate::dialect::Settings).
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// The name of the registry.
    pub name: &'static str,
    /// Its doc comment.
    pub description: &'static str,
    /// Its module.
    pub module: &'static str,
    /// The dialect as it was written.
    pub dialect: &'static str,
    /// Whether an ambiguous status asks for a gRPC code.
    pub require_grpc: bool,
}

#[cfg(feature = "documents")]
pub use with_documents::{Outputs, Spec, outputs, spec};

#[cfg(not(feature = "documents"))]
pub use without_documents::{outputs, spec};

// Aliases, and not other names: the compiler calls a type by its name, which says what is missing.

/// Documents need feature `documents`.
#[cfg(not(feature = "documents"))]
pub type Outputs = without_documents::NeedsFeatureDocuments;
/// Data needs feature `documents`.
#[cfg(not(feature = "documents"))]
pub type Spec = without_documents::NeedsFeatureDocuments;

#[cfg(not(feature = "documents"))]
mod without_documents {
    use super::{Described, Registry};

    /// Documents need feature `documents`: `error-catalog = { version = "…", features = ["documents"] }`.
    #[derive(Debug, Clone, Copy)]
    pub struct NeedsFeatureDocuments;

    /// Nothing, without the feature.
    pub fn spec<R: Registry>(_: &Described) -> NeedsFeatureDocuments {
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
    use catalog_specs::messages;
    pub use catalog_specs::model::Catalog as Spec;
    use catalog_specs::model::{Group, Retired, Settings};

    use super::super::List;
    use super::super::list::ListSource;
    use super::super::model::model_entry;
    use super::{Described, Registry};
    use crate::entry::Declared;

    /// The documents of a registry.
    pub fn outputs(spec: Spec) -> Outputs {
        Outputs::from_catalog(spec)
    }

    /// A registry as plain data.
    pub fn spec<R: Registry>(described: &Described) -> Spec {
        let own_crate = described.module.split("::").next().unwrap_or_default();
        let mut groups: Vec<(&'static Declared, Group)> = Vec::new();
        for entry in R::ALL {
            let declared = entry.declared();
            // Of two versions of one crate, or two instantiations of a generic enum, one entry is there.
            let known = groups.iter().position(|(known, _)| {
                known.type_name == declared.type_name && known.module == declared.module
            });
            let at = known.unwrap_or_else(|| {
                groups.push((declared, group(declared, own_crate)));
                groups.len() - 1
            });
            if let Some((_, group)) = groups.get_mut(at) {
                group.entries.push(model_entry(entry));
            }
        }
        let mut retired = Vec::new();
        collect(R::RETIRED, R::LISTS, &mut retired);
        let mut spec = Spec {
            name: described.name.to_owned(),
            description: described.description.to_owned(),
            settings: settings::<R>(described),
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            retired,
        };
        let registry = R::settings();
        if !registry.messages.is_empty() {
            messages::merge(&mut spec, &|locale, code| registry.file_text(locale, code));
        }
        spec
    }

    fn group(declared: &Declared, own_crate: &str) -> Group {
        let module = match declared.module.strip_prefix(own_crate) {
            Some(rest) if rest.is_empty() || rest.starts_with("::") => format!("crate{rest}"),
            _ => declared.module.to_owned(),
        };
        Group {
            domain: declared.domain.to_owned(),
            type_name: declared.type_name.to_owned(),
            module,
            locales: declared.locales.iter().map(ToString::to_string).collect(),
            description: declared.description.to_owned(),
            non_exhaustive: declared.non_exhaustive,
            cfg: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn settings<R: Registry>(described: &Described) -> Settings {
        let settings = R::settings();
        let text = |text: Option<&str>| text.map(ToOwned::to_owned);
        Settings {
            dialect: described.dialect.to_owned(),
            locales: settings.locales.iter().map(ToString::to_string).collect(),
            service: text(settings.service),
            docs: text(settings.docs),
            problem_type: text(settings.problem_type),
            internal: text(settings.internal),
            not_found: text(settings.not_found),
            require: described.require_grpc.then(|| "grpc".to_owned()).into_iter().collect(),
        }
    }

    /// The retired codes of a registry and of those it includes, each once.
    fn collect(own: &[(&str, &str)], lists: &[List], retired: &mut Vec<Retired>) {
        for (code, reason) in own {
            if !retired.iter().any(|known| known.code == *code) {
                let (code, reason) = ((*code).to_owned(), (*reason).to_owned());
                retired.push(Retired { code, reason });
            }
        }
        for list in lists {
            if let ListSource::Registry(_, inner) = list.source {
                collect(list.retired, inner, retired);
            }
        }
    }
}
