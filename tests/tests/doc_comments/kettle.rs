//! A catalogue with sample code in every doc comment; a test compiles it and reads it as text.

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    /// Every code of the kettle.
    ///
    /// ```
    /// assert_eq!("SAMPLE", "SAMPLE");
    /// ```
    pub struct Codes { KettleError }
}

/// Boiling.
///
/// ```rust,no_run
/// let x = "SAMPLE";
/// ```
#[derive(Debug, ErrorCatalog)]
#[allow(dead_code, reason = "its documents are looked at")]
#[catalog(domain = "KETTLE", registry = Codes)]
pub enum KettleError {
    /// Below the mark.
    ///
    /// This can be measured:
    ///
    /// ```
    /// # fn main() {
    /// assert!("SAMPLE".is_ascii());
    /// # }
    /// ```
    ///
    /// # Examples
    ///
    /// ~~~ should_panic
    /// panic!("SAMPLE");
    /// ~~~
    ///
    /// # Solutions
    /// Fill it.
    ///
    /// ```sh
    /// # as root
    /// KETTLE_SHELL=1 fill
    /// ```
    ///
    /// ```compile_fail
    /// SAMPLE
    /// ```
    #[catalog(
        code = "KETTLE_WATER_LOW",
        status = 409,
        log_level = "INFO",
        message = "Too little water"
    )]
    WaterLow {
        /// How much there is.
        ///
        /// ```ignore
        /// SAMPLE
        /// ```
        #[detail]
        litres: u32,
    },
}
