//! What can go wrong with reservations.

use error_catalog::ErrorCatalog;
use jiff::Timestamp;

use super::Room;

/// Reservations.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = crate::catalogue::Codes, locales("ja", "en", "zh-TW", "vi"))]
pub enum ReservationError {
    /// No reservation has this number.
    #[catalog(
        code = "RESERVATION_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message(
            "ja" = "予約が見つかりません",
            "en" = "There is no such reservation",
            "zh-TW" = "找不到預約",
            "vi" = "Không tìm thấy đặt chỗ"
        )
    )]
    NotFound {
        /// The number that was asked for.
        #[detail]
        id: u64,
    },

    /// Another guest has reserved the room for this time.
    ///
    /// # Solutions
    /// Ask for another room, or for a time that is two hours earlier or later.
    #[catalog(
        code = "RESERVATION_SLOT_UNAVAILABLE",
        status = 409,
        log_level = "INFO",
        message(
            "ja" = "指定された時間枠は既に予約されています",
            "en" = "This time is already reserved",
            "zh-TW" = "該時段已被預約",
            "vi" = "Khung giờ này đã được đặt"
        ),
        unique = "reservations_slot_excl"
    )]
    SlotUnavailable {
        /// The room that was asked for.
        #[detail(display)]
        room: Room,
        /// The time that was asked for.
        #[detail]
        starts_at: Timestamp,
    },

    /// A reservation can be cancelled until a day before it begins.
    ///
    /// # Solutions
    /// Call the restaurant.
    #[catalog(
        code = "RESERVATION_CANCEL_DEADLINE",
        status = 400,
        log_level = "INFO",
        message(
            "ja" = "キャンセル可能期限を過ぎています",
            "en" = "It is too late to cancel this reservation",
            "zh-TW" = "已超過可取消的期限",
            "vi" = "Đã quá hạn hủy đặt chỗ"
        )
    )]
    CancelDeadline {
        /// Until when it could have been.
        #[detail]
        deadline: Timestamp,
    },
}

/// What else can be wrong with the fields of a reservation: texts for `VALIDATION_ERROR`.
#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "VALIDATION",
    status = 422,
    log_level = "INFO",
    locales("ja", "en", "zh-TW", "vi")
)]
pub enum FieldError {
    /// The time is over.
    #[catalog(
        code = "VALIDATION_FIELD_PAST",
        message(
            "ja" = "未来の日時を指定してください",
            "en" = "This must be in the future",
            "zh-TW" = "請指定未來的時間",
            "vi" = "Thời gian phải ở tương lai"
        )
    )]
    Past,

    /// The room is too small.
    #[catalog(
        code = "VALIDATION_FIELD_CAPACITY",
        message(
            "ja" = "この部屋の定員は{capacity}名です",
            "en" = "The room seats {capacity}",
            "zh-TW" = "此包廂最多容納 {capacity} 人",
            "vi" = "Phòng này chỉ có {capacity} chỗ"
        )
    )]
    Capacity {
        /// How many it seats.
        #[detail]
        capacity: u32,
    },
}
