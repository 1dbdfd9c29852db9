//! What is booked: `RESERVATION`.

use catalog_specs::Level;
use catalog_specs::model::{Docs, Entry, Group};

use super::parts::{detail, entry, group};

pub(super) fn reservation() -> Group {
    group(
        "RESERVATION",
        "ReservationError",
        "Rooms, slots and who has them.",
        vec![
            Entry {
                title: Some("予約枠が利用できません".into()),
                docs: Docs::read(
                    "Somebody else was faster.\n\n# Solutions\n- Offer the `next_free` slot.\n\n```json\n{ \"slot\": \"2026-03-01T10:00:00+09:00\" }\n```",
                ),
                details: vec![
                    detail("slot_start", "DateTime<FixedOffset>", "The slot that was asked for."),
                    detail("resource_id", "String", "The room, as in `GET /rooms`."),
                    detail(
                        "next_free",
                        "Option<DateTime<FixedOffset>>",
                        "The next slot of this room that is free.",
                    ),
                    detail("taken", "Vec<String>", "Every slot of that day that is taken."),
                ],
                owner: Some("booking".into()),
                since: Some("1.2".into()),
                ..entry(
                    "RESERVATION_SLOT_UNAVAILABLE",
                    409,
                    Level::Info,
                    [
                        "指定された時間枠（{slot_start}）は既に予約されています",
                        "The slot {slot_start} is already taken",
                        "指定的時段（{slot_start}）已被預訂",
                        "指定的时段（{slot_start}）已被预订",
                        "Khung giờ {slot_start} đã có người đặt",
                    ],
                )
            },
            entry(
                "RESERVATION_NOT_FOUND",
                404,
                Level::Info,
                [
                    "予約が見つかりません",
                    "There is no such reservation",
                    "找不到預訂",
                    "找不到预订",
                    "Không tìm thấy đặt chỗ",
                ],
            ),
            Entry {
                details: vec![
                    detail("limit", "u32", "How many one person may have."),
                    detail("held", "u32", "How many this one has."),
                ],
                ..entry(
                    "RESERVATION_LIMIT_EXCEEDED",
                    422,
                    Level::Info,
                    [
                        "予約できるのは{limit}件までです。現在{held}件の予約があります。不要な予約を取り消すか、管理者に上限の引き上げを依頼してから、もう一度お試しください。なお、取り消した予約は一覧に残りますが、件数には数えられません",
                        "You may have {limit} reservations and have {held}; cancel one that you do not need, or ask an administrator for more, and try again. Cancelled ones stay in the list but do not count",
                        "最多可預訂 {limit} 筆，目前已有 {held} 筆",
                        "最多可预订 {limit} 笔，目前已有 {held} 笔",
                        "Chỉ được đặt {limit} chỗ, hiện đã có {held}",
                    ],
                )
            },
            entry(
                "RESERVATION_IN_PAST",
                400,
                Level::Info,
                [
                    "過去の日時は予約できません",
                    "The past cannot be reserved",
                    "無法預訂過去的時間",
                    "无法预订过去的时间",
                    "Không thể đặt thời gian đã qua",
                ],
            ),
            entry(
                "RESERVATION_CLOSED",
                410,
                Level::Info,
                [
                    "この施設の予約受付は終了しました",
                    "This place takes no more reservations",
                    "此場所已停止接受預訂",
                    "此场所已停止接受预订",
                    "Nơi này không còn nhận đặt chỗ",
                ],
            ),
        ],
    )
}
