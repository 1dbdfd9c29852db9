// Lint: printed-error

pub fn remove(path: &str) {
    if let Err(error) = std::fs::remove_file(path) {
        dbg!(&error);
    }
    tracing::info!("removed");
}
