//! The metrics and the fields of log records that operators rely on, as properties of the registry.

use super::operations_line::{MetricLine, RecordLine};
use super::property::{Property, PropertyId};
use crate::metric::Metric;
use crate::operations::Operations;
use crate::record::{RECORD_FIELDS, RecordField, RecordKind};

/// The properties that have them.
pub(super) const PROPERTIES: &[Property] = &[Property::Metric, Property::RecordField];

/// Their lines.
pub(super) fn properties(operations: &Operations) -> Vec<(PropertyId, String)> {
    let metrics = Metric::all().map(|metric| {
        let line = MetricLine::from_metric(metric, operations.metrics.get(metric));
        ((Property::Metric, metric.key().to_owned()), line.write())
    });
    let mut properties: Vec<_> = metrics.collect();
    add_fields("", RECORD_FIELDS, &mut properties);
    properties
}

fn add_fields(start: &str, fields: &[RecordField], properties: &mut Vec<(PropertyId, String)>) {
    for field in fields {
        let name = format!("{start}{}", field.name);
        let line = RecordLine::from_field(field).write();
        properties.push(((Property::RecordField, name.clone()), line));
        if let RecordKind::Members(members) = field.kind {
            add_fields(&format!("{name}."), members, properties);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_read_back() {
        for ((property, name), value) in properties(&Operations::default()) {
            let is_read = match property {
                Property::Metric => MetricLine::read(&value).map(|line| line.write()),
                _ => RecordLine::read(&value).map(|line| line.write()),
            };
            assert_eq!(is_read.as_deref(), Some(value.as_str()), "{name}");
        }
    }
}
