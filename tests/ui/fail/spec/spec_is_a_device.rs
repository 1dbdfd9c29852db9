// Rule: spec-file
// A device never ends, and a pipe waits for a writer: neither is opened.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "/dev/zero")]
enum AuthError {}

fn main() {}
