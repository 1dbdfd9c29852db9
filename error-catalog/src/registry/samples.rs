//! One body of every code in every dialect, so that one snapshot holds them all.
//!
//! [`catalog!`](crate::catalog) gives every registry `samples()`; without feature `testing` its return type names the
//! feature.

#[cfg(feature = "testing")]
pub use with_testing::{Sample, Samples, samples};

#[cfg(not(feature = "testing"))]
pub use without_testing::samples;

/// Samples need feature `testing`. An alias, and not another name: the compiler calls a type by its name, which
/// names what is missing.
#[cfg(not(feature = "testing"))]
pub type Samples = without_testing::NeedsFeatureTesting;

#[cfg(not(feature = "testing"))]
mod without_testing {
    use super::super::documents::Spec;

    /// Samples need feature `testing`: `error-catalog = { version = "…", features = ["testing"] }`.
    #[derive(Debug, Clone, Copy)]
    pub struct NeedsFeatureTesting;

    /// Nothing, without the feature.
    pub fn samples(_: Spec) -> NeedsFeatureTesting {
        NeedsFeatureTesting
    }
}

#[cfg(feature = "testing")]
mod with_testing {
    use core::fmt;

    use catalog_specs::render::Dialect;
    use catalog_specs::render::example::Examples;

    use super::super::documents::Spec;

    /// The samples of a registry, sorted by code and then dialect.
    ///
    /// As text they are one line each: code, dialect, status and body.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Samples(Vec<Sample>);

    /// A body as the service would send it, with example values for what is known only at run time.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Sample {
        /// The code that was raised; the body may have another (`public_as`).
        pub code: String,
        /// The dialect: `standard`, `problem`, `google`, `flat` or `agent`.
        pub dialect: &'static str,
        /// The status that is sent.
        pub status: u16,
        /// The media type.
        pub content_type: &'static str,
        /// The body.
        pub body: String,
    }

    /// The samples of a registry in its default locale.
    #[expect(clippy::needless_pass_by_value, reason = "what the expansion has just made")]
    pub fn samples(spec: Spec) -> Samples {
        let examples = Examples::new(&spec);
        let mut samples: Vec<_> = spec
            .entries()
            .flat_map(|(group, entry)| {
                Dialect::ALL.iter().map(move |dialect| (group, entry, *dialect))
            })
            .map(|(group, entry, dialect)| {
                let example = examples.example(group, entry, None);
                Sample {
                    code: entry.code.clone(),
                    dialect: dialect.as_str(),
                    status: example.status(dialect),
                    content_type: dialect.content_type(),
                    body: example.body(dialect).compact(),
                }
            })
            .collect();
        samples.sort_by(|a, b| a.code.cmp(&b.code));
        Samples(samples)
    }

    impl Samples {
        /// Each sample.
        pub fn iter(&self) -> core::slice::Iter<'_, Sample> {
            self.0.iter()
        }

        /// Those of one dialect.
        pub fn in_dialect(&self, dialect: &str) -> impl Iterator<Item = &Sample> {
            self.iter().filter(move |sample| sample.dialect == dialect)
        }
    }

    impl<'s> IntoIterator for &'s Samples {
        type Item = &'s Sample;
        type IntoIter = core::slice::Iter<'s, Sample>;

        fn into_iter(self) -> Self::IntoIter {
            self.iter()
        }
    }

    impl fmt::Display for Samples {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            for Sample { code, dialect, status, body, .. } in self {
                writeln!(f, "{code} {dialect} {status} {body}")?;
            }
            Ok(())
        }
    }
}
