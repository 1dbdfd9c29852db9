// Rules: value-kind, unknown-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DB", status = 503, log_level = "ERROR")]
enum DbError {
    #[catalog(code = "DB_A", message = "something went wrong", alert = 50)]
    WithoutName,
    #[catalog(code = "DB_B", message = "something went wrong", alert(within = "10m", page))]
    WithoutThreshold,
    #[catalog(code = "DB_C", message = "something went wrong", alert(window = "10m", page))]
    OnlyWindow,
    #[catalog(code = "DB_D", message = "something went wrong", alert(threshold = 0, window = "90s", page = true))]
    OutOfRange,
    #[catalog(code = "DB_E", message = "something went wrong", alert)]
    Alone,
    #[catalog(code = "DB_F", message = "something went wrong", alert(threshhold = 50))]
    Misspelled,
}

fn main() {}
// Mistakes: 8
