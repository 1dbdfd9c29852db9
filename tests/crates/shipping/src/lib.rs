//! A crate without a registry: its enum is listed by whoever uses it.

use error_catalog::ErrorCatalog;

/// Sending parcels.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHIPPING")]
pub enum ShippingError {
    /// Nobody lives there.
    #[catalog(code = "SHIPPING_ADDRESS_UNKNOWN", status = 400, log_level = INFO, message = "địa chỉ không tồn tại")]
    AddressUnknown,
}
