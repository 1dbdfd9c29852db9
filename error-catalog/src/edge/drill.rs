//! A drill: a synthetic failure of a code, for the channels of a running service.

use core::error::Error;
use core::fmt;

use http::Method;

use super::{Exchange, Observer, Occurrence, TraceId};
use crate::dialect::Settings;
use crate::fields::Fields;
use crate::mask::Mask;
use crate::panics;
use crate::{Catalogued, Entry, Registry};

/// Reports a synthetic failure of a code to the observer of a running service: its log, its alerts, and whatever else is in
/// the tuple. It is marked: the text begins with `[drill]`, the context has `drill`, the trace id begins with
/// `drill-`, and an alert has `[drill]` in its title. It is not counted, so that it burns no budget, raises no condition and holds
/// back no alert of a real failure.
///
/// Returns the trace id to look for; `None` if the registry has no such code.
///
/// People are called: offer it to administrators only. `cargo error-catalog drill CODE --service …` posts to such a route.
///
/// ```
/// use error_catalog::edge::{Occurrence, drill};
/// use error_catalog::{SystemError, catalog};
///
/// catalog! { pub struct Codes { SystemError } }
///
/// let observer = |failed: &Occurrence<'_>| assert!(failed.error.to_string().starts_with("[drill] "));
/// let id = drill::<Codes>(&observer, "SYSTEM_INTERNAL_ERROR").unwrap();
/// assert!(id.as_str().starts_with("drill-"));
/// assert!(drill::<Codes>(&observer, "SYSTEM_UNKNOWN").is_none());
/// ```
pub fn drill<C: Registry>(observer: &(impl Observer + ?Sized), code: &str) -> Option<TraceId> {
    let entry = C::get(code)?;
    let id = format!("drill-{}", TraceId::new());
    let id = TraceId::parse(id.as_bytes()).unwrap_or_default();
    let (settings, mask) = (C::settings(), Mask::default());
    let exchange =
        Exchange::new(id.clone(), None, settings, Method::POST, "drill".to_owned(), mask);
    let error = Drill { entry, settings };
    let occurrence = Occurrence::new(&error, &exchange, entry.status());
    // The observer is user code and may panic.
    let _ = panics::catch(|| observer.failed(&occurrence));
    Some(id)
}

/// A failure that did not happen.
#[derive(Debug)]
struct Drill {
    entry: &'static Entry,
    settings: &'static Settings,
}

impl crate::catalogued::Derived for Drill {}

impl Catalogued for Drill {
    fn catalog_row(&self) -> &'static Entry {
        self.entry
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        fields.context("drill", &true);
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.settings
    }

    fn catalog_is_drill(&self) -> bool {
        true
    }
}

impl Error for Drill {}

impl fmt::Display for Drill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[drill] {}", self.entry.developer_text())
    }
}
