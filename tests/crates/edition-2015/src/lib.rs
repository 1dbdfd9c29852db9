//! A catalogue in a crate of the oldest edition.

extern crate error_catalog;

use error_catalog::{catalog, ErrorCatalog, Failure};

catalog! {
    /// Every code.
    pub struct Codes { StockError, error_catalog::SystemError }

    /// What an order can answer.
    pub struct Order of Codes { StockError::{Low, Down} }
}

/// What a stock can answer.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = Codes)]
pub enum StockError {
    /// There is too little.
    #[catalog(code = "STOCK_TOO_LOW", status = 409, log_level = INFO, message = "only {left:>4} are left")]
    Low {
        /// How much there is.
        #[detail]
        left: u32,
    },
    /// The store cannot be reached.
    #[catalog(code = "STOCK_STORE_DOWN", status = 503, log_level = ERROR, message = "Try again later")]
    Down(#[from] std::io::Error),
}

/// Takes goods out of the stock.
///
/// # Errors
/// There is too little.
pub fn take(left: u32, wanted: u32) -> Result<u32, Failure<Order>> {
    Ok(left.checked_sub(wanted).ok_or(StockError::Low { left })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalogue_works_in_the_oldest_edition() {
        assert_eq!(take(5, 3).ok(), Some(2));
        let failure = take(3, 5).unwrap_err();
        assert_eq!(failure.code(), Codes::STOCK_TOO_LOW);
        assert_eq!(StockError::Low { left: 3 }.user_message(), "only    3 are left");
        assert_eq!(StockError::from(std::io::Error::other("disk")).status(), 503);
    }
}
