//! Writes a spec: derived values are omitted, and the order is that of the declaration.

use core::time::Duration;

use super::names;
use crate::keys::{Key, Kind, Value};
use crate::model::{
    Catalog, CodeSet, CodelessVariant, Detail, Entry, Group, HiddenField, Settings, Text,
};
use crate::{AlertThreshold, Json, Retry};

/// The URL of the schema of specs, for editors.
pub const SCHEMA: &str = "https://raw.githubusercontent.com/error-catalog/error-catalog/main/catalog-specs/schema/catalog.schema.json";

/// Writes the form of one enum if the catalogue has only that, else the form of a registry.
pub(super) fn write(catalog: &Catalog) -> String {
    let mut spec = Json::object([("$schema", Json::from(SCHEMA))]);
    match single(catalog) {
        Some(group) => {
            put_names(&mut spec, group);
            put_settings(&mut spec, &catalog.settings, [Key::Dialect].into_iter());
            put_enum(&mut spec, group);
        }
        None => {
            put_unless_empty(&mut spec, "name", &catalog.name);
            put_unless_empty(&mut spec, "description", &catalog.description);
            put_settings(&mut spec, &catalog.settings, Key::of_registries());
            let enums = catalog.groups.iter().map(|group| {
                let mut listed = Json::Object(Vec::new());
                put_names(&mut listed, group);
                put_enum(&mut listed, group);
                listed
            });
            spec.put("enums", Json::list(enums));
            put_sets(&mut spec, &catalog.sets);
            put_codeless(&mut spec, &catalog.codeless);
        }
    }
    if !catalog.retired.is_empty() {
        let retired = catalog.retired.iter();
        let retired =
            retired.map(|retired| (retired.code.as_str(), retired.reason.as_str().into()));
        spec.put("retired", Json::object(retired));
    }
    spec.pretty()
}

/// The only enum of a catalogue without registry settings. The variants without a code are left out then: an enum that is compared
/// with the file has them.
fn single(catalog: &Catalog) -> Option<&Group> {
    let dialect = catalog.settings.dialect.clone();
    let has_no_registry = catalog.name.is_empty()
        && catalog.description.is_empty()
        && catalog.sets.is_empty()
        && catalog.settings == Settings { dialect, ..Settings::default() };
    match catalog.groups.as_slice() {
        [group] if has_no_registry => Some(group),
        _ => None,
    }
}

fn put_names(spec: &mut Json, group: &Group) {
    spec.put("domain", group.domain.as_str());
    if group.type_name != names::type_name(&group.domain) {
        spec.put("type", group.type_name.as_str());
    }
    if group.module != "crate" {
        spec.put("module", group.module.as_str());
    }
    put_unless_empty(spec, "description", &group.description);
    if group.non_exhaustive {
        spec.put("non_exhaustive", true);
    }
}

fn put_sets(spec: &mut Json, sets: &[CodeSet]) {
    if sets.is_empty() {
        return;
    }
    let sets = sets.iter().map(|set| {
        let mut member = Json::Object(Vec::new());
        put_unless_empty(&mut member, "description", &set.description);
        member.put("codes", Json::list(set.codes.iter().map(String::as_str)));
        put_list(&mut member, "masked", &set.masked);
        (set.name.as_str(), member)
    });
    spec.put("sets", Json::object(sets));
}

fn put_codeless(spec: &mut Json, variants: &[CodelessVariant]) {
    if !variants.is_empty() {
        let variants = variants.iter();
        let variants =
            variants.map(|variant| (variant.path.as_str(), variant.sends.write().as_str().into()));
        spec.put("codeless", Json::object(variants));
    }
}

fn put_enum(spec: &mut Json, group: &Group) {
    put_list(spec, "locales", &group.locales);
    put_list(spec, "cfg", &group.cfg);
    let codes = group.entries.iter().map(|entry| (entry.code.as_str(), code(entry, group)));
    spec.put("codes", Json::object(codes));
}

fn put_settings(spec: &mut Json, settings: &Settings, keys: impl Iterator<Item = Key>) {
    for key in keys {
        let (Some(name), Some(given)) = (key.row().spec, settings.given_value(key)) else {
            continue;
        };
        // Each requirement is a member.
        let is_flag = key.kind() == Kind::Requirements;
        spec.put(name, if is_flag { Json::from(true) } else { value(given) });
    }
}

/// A entry, the most important members first.
fn code(entry: &Entry, group: &Group) -> Json {
    let mut code = Json::object([("status", entry.status)].map(|(key, value)| (key, value.into())));
    if let Some(message) = message(&entry.messages, group) {
        code.put("message", message);
    }
    code.put("log_level", entry.level.as_str());
    if names::variant(&entry.code, &group.domain).as_ref() != Some(&entry.variant) {
        code.put("variant", entry.variant.as_str());
    }
    for (key, given) in entry.further_values() {
        if let Some(name) = key.row().spec {
            code.put(name, value(given));
        }
    }
    if !entry.details.is_empty() {
        code.put("details", Json::list(entry.details.iter().map(detail)));
    }
    if !entry.hidden.is_empty() {
        code.put("hidden", Json::list(entry.hidden.iter().map(hidden)));
    }
    put_unless_empty(&mut code, "description", &entry.docs.description);
    for (section, text) in entry.docs.sections() {
        code.put(section.name(), text);
    }
    put_list(&mut code, "cfg", &entry.cfg);
    code
}

fn value(value: Value<'_>) -> Json {
    match value {
        Value::Text(text) => Json::from(&*text),
        Value::Word(word) => word.into(),
        Value::Status(status) => status.into(),
        Value::Duration(time) => duration(time),
        Value::Retry(policy) => retry(policy),
        Value::Number(number) => number.into(),
        Value::Alert(threshold) => alert(threshold),
        Value::List(texts) => Json::list(texts.iter().map(String::as_str)),
        Value::Pairs(pairs) => {
            Json::object(pairs.iter().map(|(name, text)| (name.as_str(), text.as_str().into())))
        }
        Value::Deprecated(deprecated) => {
            let mut member = Json::object([("since", Json::from(deprecated.since.as_str()))]);
            put_list(&mut member, "replaced_by", &deprecated.replaced_by);
            put_text(&mut member, "until", deprecated.until.as_ref());
            member
        }
    }
}

/// A text without a locale is in the default locale.
fn message(messages: &[Text], group: &Group) -> Option<Json> {
    let default = group.locales.first().map_or("", String::as_str);
    match messages {
        [] => None,
        [only] if only.locale == default => Some(only.message.as_str().into()),
        many => {
            let texts =
                many.iter().map(|text| (text.locale.as_str(), text.message.as_str().into()));
            Some(Json::object(texts))
        }
    }
}

fn retry(retry: Retry) -> Json {
    let Retry::Custom(backoff) = retry else { return retry.as_str().into() };
    let mut policy = Json::object([("max", Json::from(backoff.max))]);
    policy.put("base", duration(backoff.base));
    if backoff.factor != 2 {
        policy.put("factor", backoff.factor);
    }
    if backoff.idempotent {
        policy.put("idempotent", true);
    }
    policy
}

fn alert(alert: AlertThreshold) -> Json {
    let mut member = Json::object([("threshold", Json::from(alert.threshold))]);
    if alert.window != AlertThreshold::DEFAULT_WINDOW {
        member.put("window", alert.window_text());
    }
    put_flag(&mut member, "page", alert.page);
    member
}

fn duration(duration: Duration) -> Json {
    if duration.subsec_millis() == 0 {
        duration.as_secs().into()
    } else {
        format!("{}ms", duration.as_millis()).into()
    }
}

fn detail(detail: &Detail) -> Json {
    let mut member = Json::object([("name", Json::from(detail.name.as_str()))]);
    if detail.field != detail.name {
        member.put("field", detail.field.as_str());
    }
    let inner = detail.some_type();
    // A type such as `std::option::Option<T>` is kept.
    let is_plain = format!("Option<{inner}>") == detail.type_name;
    member.put("type", if is_plain { inner } else { detail.type_name.as_str() });
    put_unless_empty(&mut member, "doc", &detail.doc);
    put_flag(&mut member, "optional", is_plain);
    put_flag(&mut member, "flatten", detail.flatten);
    put_flag(&mut member, "display", detail.display);
    put_flag(&mut member, "retry_after", detail.retry_after);
    put_text(&mut member, "data_class", detail.data_class.as_ref());
    member
}

fn hidden(field: &HiddenField) -> Json {
    let mut member = Json::object([("field", Json::from(field.field.as_str()))]);
    member.put("type", field.type_name.as_str());
    if !field.roles.is_empty() {
        member.put("roles", Json::list(field.roles.iter().map(|role| role.as_str())));
    }
    put_text(&mut member, "name", field.name.as_ref());
    put_flag(&mut member, "display", field.display);
    put_text(&mut member, "data_class", field.data_class.as_ref());
    member
}

fn put_unless_empty(object: &mut Json, key: &str, text: &str) {
    if !text.is_empty() {
        object.put(key, text);
    }
}

fn put_text(object: &mut Json, key: &str, text: Option<&String>) {
    if let Some(text) = text {
        object.put(key, text.as_str());
    }
}

fn put_list(object: &mut Json, key: &str, texts: &[String]) {
    if !texts.is_empty() {
        object.put(key, Json::list(texts.iter().map(String::as_str)));
    }
}

fn put_flag(object: &mut Json, key: &str, flag: bool) {
    if flag {
        object.put(key, true);
    }
}
