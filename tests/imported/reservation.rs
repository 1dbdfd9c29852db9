use error_catalog::ErrorCatalog;

/// 予約関連
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", locales("ja"))]
pub enum ReservationError {
    #[catalog(
        code = "RESERVATION_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "予約が見つかりません"
    )]
    NotFound,

    #[catalog(
        code = "RESERVATION_SLOT_UNAVAILABLE",
        status = 409,
        log_level = "INFO",
        message = "指定された時間枠は既に予約されています"
    )]
    SlotUnavailable,

    #[catalog(
        code = "RESERVATION_CANCEL_DEADLINE",
        status = 400,
        log_level = "INFO",
        message = "キャンセル可能期限を過ぎています"
    )]
    CancelDeadline,
}
