// Lint: printed-error

pub fn remove(path: &str) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::error!("{error:?}");
    }
    tracing::info!("removed");
}
