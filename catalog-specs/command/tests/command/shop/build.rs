fn main() {
    catalog_specs::scan("src")
        .markdown("docs/errors.md")
        .openapi("docs/errors.openapi.json")
        .lock("error-catalog.lock")
        .run();
}
