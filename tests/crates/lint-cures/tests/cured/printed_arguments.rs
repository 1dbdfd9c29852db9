// Lint: printed-error

pub fn read(path: &str) -> Result<String, std::io::Error> {
    tracing::info!("reading");
    std::fs::read_to_string(path).inspect_err(|error| {
        tracing::error!("cannot read {}: {:?}", path, error,);
    })
}
