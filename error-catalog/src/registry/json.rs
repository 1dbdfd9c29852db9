//! The catalogue as JSON, in the form that the first design document printed it.

use catalog_specs_core::names::Numbered;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use crate::dialect::Settings;
use crate::entry::Translation;
use crate::{Entry, Registry};

/// `{CODE: {status, message, log_level}}`, keys sorted, two spaces deep.
pub fn to_json<R: Registry>() -> String {
    write(R::ALL, R::settings())
}

fn write(entries: &[&'static Entry], settings: &Settings) -> String {
    let locale = settings.locales.first().copied();
    let mut codes = Numbered::default();
    for (at, entry) in entries.iter().enumerate() {
        codes.insert(entry.code(), at);
    }
    // Texts and numbers under distinct text keys always serialise.
    serde_json::to_string_pretty(&Sorted { entries, codes, settings, locale }).unwrap_or_default()
}

struct Sorted<'r> {
    entries: &'r [&'static Entry],
    codes: Numbered<'static>,
    settings: &'r Settings,
    locale: Option<&'static str>,
}

impl Serialize for Sorted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let printed = |(code, at): &(&'static str, usize)| {
            let entry = *self.entries.get(*at)?;
            Some((*code, Printed(entry, self.settings.text_of(entry, self.locale))))
        };
        serializer.collect_map(self.codes.all().iter().filter_map(printed))
    }
}

struct Printed(&'static Entry, Translation);

impl Serialize for Printed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Entry", 3)?;
        fields.serialize_field("status", &self.0.status().as_u16())?;
        fields.serialize_field("message", self.1.message)?;
        fields.serialize_field("log_level", self.0.log_level().as_str())?;
        fields.end()
    }
}
