//! Reads `[openapi]`.

use super::{ConfigReader, Value, in_order, place_of};
use crate::openapi_merge::MappedOperation;

const KEYS: &[&str] = &["operations"];

impl ConfigReader<'_> {
    /// `[openapi.operations]`, with the error set of each operation that has another name than its set.
    pub(super) fn openapi(&mut self, value: &Value<'_>) -> Vec<MappedOperation> {
        let expected = "`[openapi.operations]` with an error set for each operation";
        let Some(table) = self.expect_table(value, expected) else { return Vec::new() };
        let mut mapped = Vec::new();
        for (key, value) in in_order(table) {
            if key.get_ref() != "operations" {
                self.unknown(key, "key of `[openapi]`", KEYS);
                continue;
            }
            let Some(operations) = self.expect_table(value, expected) else { continue };
            for (operation, set) in in_order(operations) {
                let expected = "the name of an error set, or `\"none\"`";
                let Some(name) = self.expect_text(set, expected) else { continue };
                let place = place_of(self.text, self.file, operation.span());
                let mapping = MappedOperation::new(operation.get_ref().as_ref(), name);
                mapped.push(MappedOperation { place: Some(place), ..mapping });
            }
        }
        mapped
    }
}
