//! A crate without a registry: the registries of other crates list its enum.

use error_catalog::ErrorCatalog;

/// Sending parcels.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHIPPING")]
pub enum ShippingError {
    /// The address is not inhabited.
    #[catalog(code = "SHIPPING_ADDRESS_UNKNOWN", status = 400, log_level = INFO, message = "địa chỉ không tồn tại")]
    AddressUnknown,
}
