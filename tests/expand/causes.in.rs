#[catalog(domain = "STORE", status = 500, log_level = ERROR)]
enum StoreError {
    #[catalog(code = "STORE_IO", message = "システムエラー")]
    Io(#[from] std::io::Error),
    #[catalog(code = "STORE_OTHER", message = "システムエラー")]
    Other {
        shard: u8,
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    #[catalog(code = "STORE_LOST", message = "システムエラー")]
    Lost,
}
