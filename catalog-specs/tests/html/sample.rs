//! Catalogues to look at: a rich one, and one as long as is asked for.

#![allow(
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a sample is data, and a wrong index in it is a test that fails"
)]

use std::time::Duration;

use catalog_specs::model::{
    Catalog, Deprecated, Detail, Docs, Group, HiddenField, HiddenRole, Retired, Row, Settings, Text,
};
use catalog_specs::{Backoff, Class, Grpc, Incident, Level, Retry, Severity};

/// The languages of the rich one, the default first.
pub(crate) const LOCALES: [&str; 5] = ["ja", "en", "zh-TW", "zh-CN", "vi"];

/// A catalogue that has something of everything.
pub(crate) fn rich() -> Catalog {
    Catalog {
        name: "Codes".into(),
        description: "Every code that the reservation service answers with.\n\n\
            Clients decide by `code`; the message is for people and may change."
            .into(),
        settings: Settings {
            locales: LOCALES.map(Into::into).to_vec(),
            service: Some("reservation.example.com".into()),
            docs: Some("https://docs.example.com/errors/{code}".into()),
            internal: Some("SYSTEM_INTERNAL_ERROR".into()),
            ..Settings::default()
        },
        groups: vec![
            auth(),
            user(),
            reservation(),
            payment(),
            inventory(),
            notification(),
            report(),
            system(),
            validation(),
        ],
        retired: vec![
            retired("USER_LOCKED", "2.0: use AUTH_ACCOUNT_LOCKED"),
            retired("PAYMENT_CHEQUE_BOUNCED", "3.1: cheques are no longer taken"),
        ],
    }
}

/// A catalogue of so many codes.
pub(crate) fn long(codes: usize) -> Catalog {
    const DOMAINS: [&str; 20] = [
        "AUTH",
        "BILLING",
        "CART",
        "CATALOG",
        "DELIVERY",
        "EXPORT",
        "FRAUD",
        "GATEWAY",
        "IMPORT",
        "INVENTORY",
        "LEDGER",
        "MAIL",
        "ORDER",
        "PAYMENT",
        "PRICING",
        "REFUND",
        "REPORT",
        "RESERVATION",
        "SEARCH",
        "USER",
    ];
    const CATEGORIES: [&str; 8] =
        ["TOKEN", "INPUT", "LIMIT", "STATE", "ACCESS", "SUPPLIER", "STORAGE", "FORMAT"];
    const SPECIFICS: [&str; 10] = [
        "EXPIRED", "MISSING", "EXCEEDED", "LOCKED", "DENIED", "TIMEOUT", "CORRUPT", "UNKNOWN",
        "STALE", "REFUSED",
    ];
    const STATUSES: [u16; 10] = [400, 401, 403, 404, 409, 422, 429, 500, 502, 503];
    let group = |(at, domain): (usize, &&str)| {
        Group {
        domain: (*domain).into(),
        type_name: format!("Error{at}"),
        module: format!("crate::domain{at}"),
        locales: vec!["ja".into(), "en".into()],
        description: format!("Everything about domain {at}."),
        rows: (0..codes)
            .filter(|number| number % DOMAINS.len() == at)
            .map(|number| {
                let nth = number / DOMAINS.len();
                let category = CATEGORIES[nth % CATEGORIES.len()];
                let specific = SPECIFICS[nth / CATEGORIES.len() % SPECIFICS.len()];
                let series = nth / CATEGORIES.len() / SPECIFICS.len();
                let code = if series == 0 {
                    format!("{domain}_{category}_{specific}")
                } else {
                    format!("{domain}_{category}_{specific}_{series}")
                };
                let status = STATUSES[number / 7 % STATUSES.len()];
                let mut row = row(
                    &code,
                    status,
                    if status < 500 { Level::Info } else { Level::Error },
                    &[
                        ("", &format!("処理 {number} を完了できませんでした。しばらくしてからもう一度お試しください")),
                        ("en", &format!("Operation {number} could not be completed; please try again later")),
                    ],
                );
                row.docs = Docs::read(&format!(
                    "The {category} of request {number} was {specific}.\n\n# Causes\n- A client sent it twice.\n- A worker stopped.\n\n\
                     # Solutions\n1. Look at the log of `{domain}`.\n2. Send it again."
                ));
                if status < 500 {
                    row.details = vec![detail("limit", "u32", "The greatest that is allowed."), detail("unit", "Option<String>", "")];
                }
                row
            })
            .collect(),
        ..Group::default()
    }
    };
    Catalog {
        name: "Codes".into(),
        settings: Settings {
            locales: vec!["ja".into(), "en".into()],
            service: Some("long.example.com".into()),
            ..Settings::default()
        },
        groups: DOMAINS.iter().enumerate().map(group).collect(),
        ..Catalog::default()
    }
}

/// A code, its texts by locale: the first without, as the derive writes it.
pub(crate) fn row(code: &str, status: u16, level: Level, messages: &[(&str, &str)]) -> Row {
    Row {
        code: code.into(),
        variant: variant(code),
        status,
        level,
        messages: messages
            .iter()
            .map(|(locale, message)| Text { locale: (*locale).into(), message: (*message).into() })
            .collect(),
        display: None,
        class: None,
        retry: None,
        retry_after: None,
        severity: None,
        incident: None,
        origin: None,
        error_type: None,
        grpc: None,
        public_as: None,
        formerly: Vec::new(),
        owner: None,
        title: None,
        since: None,
        deprecated: None,
        doc_url: None,
        ext: Vec::new(),
        allows: Vec::new(),
        details: Vec::new(),
        hidden: Vec::new(),
        docs: Docs::default(),
        cfg: Vec::new(),
        places: Vec::new(),
    }
}

/// A field that clients receive.
pub(crate) fn detail(name: &str, type_name: &str, doc: &str) -> Detail {
    Detail {
        name: name.into(),
        field: name.into(),
        type_name: type_name.into(),
        doc: doc.into(),
        flatten: false,
        display: false,
        retry_after: false,
    }
}

/// A field of the log, or none.
pub(crate) fn hidden(field: &str, type_name: &str, role: HiddenRole) -> HiddenField {
    HiddenField {
        field: field.into(),
        type_name: type_name.into(),
        roles: vec![role],
        name: None,
        display: false,
    }
}

fn retired(code: &str, reason: &str) -> Retired {
    Retired { code: code.into(), reason: reason.into() }
}

fn variant(code: &str) -> String {
    let words = code.split('_').skip(1);
    words.map(|word| word[..1].to_owned() + &word[1..].to_lowercase()).collect()
}

fn group(domain: &str, type_name: &str, description: &str, rows: Vec<Row>) -> Group {
    Group {
        domain: domain.into(),
        type_name: type_name.into(),
        module: format!("crate::{}", domain.to_lowercase()),
        locales: LOCALES.map(Into::into).to_vec(),
        description: description.into(),
        rows,
        ..Group::default()
    }
}

fn told(code: &str, status: u16, level: Level, texts: [&str; 5]) -> Row {
    let [ja, en, tw, cn, vi] = texts;
    row(code, status, level, &[("", ja), ("en", en), ("zh-TW", tw), ("zh-CN", cn), ("vi", vi)])
}

fn auth() -> Group {
    group(
        "AUTH",
        "AuthError",
        "Sign-in and sessions.",
        vec![
            Row {
                docs: Docs::read(
                    "The e-mail address or the password did not match an account.\n\n\
                     Which of the two is **not** told, so that nobody can find out who has an account. \
                     See [OWASP](https://cheatsheetseries.owasp.org/) and [`SessionError`].\n\n\
                     # Causes\n- A slip of the finger.\n- A password manager with an *old* password.\n- Somebody guessing: more than five in a minute lead to `AUTH_ACCOUNT_LOCKED`.\n\n\
                     # Solutions\n1. Offer to reset the password.\n2. Look for a wave of these from one address.\n\n\
                     # Prevention\nOffer passkeys.",
                ),
                owner: Some("identity".into()),
                since: Some("1.0".into()),
                hidden: vec![
                    hidden("email", "String", HiddenRole::Context),
                    hidden("password", "Secret<String>", HiddenRole::Secret),
                ],
                ..told(
                    "AUTH_INVALID_CREDENTIALS",
                    401,
                    Level::Info,
                    [
                        "メールアドレスまたはパスワードが正しくありません",
                        "The e-mail address or the password is not right",
                        "電子郵件地址或密碼不正確",
                        "电子邮件地址或密码不正确",
                        "Địa chỉ e-mail hoặc mật khẩu không đúng",
                    ],
                )
            },
            Row {
                formerly: vec!["AUTH_SESSION_OLD".into(), "AUTH_TOKEN_TOO_OLD".into()],
                docs: Docs::read(
                    "The token was good once.\n\n# Causes\n- It is older than an hour.\n- The clock of the client is wrong.",
                ),
                details: vec![detail("expired_at", "DateTime<Utc>", "When it stopped being good.")],
                ..told(
                    "AUTH_TOKEN_EXPIRED",
                    401,
                    Level::Info,
                    [
                        "セッションの有効期限が切れました。もう一度ログインしてください",
                        "Your session has ended; please sign in again",
                        "您的登入階段已過期，請重新登入",
                        "您的会话已过期，请重新登录",
                        "Phiên đăng nhập đã hết hạn, vui lòng đăng nhập lại",
                    ],
                )
            },
            told(
                "AUTH_TOKEN_INVALID",
                401,
                Level::Warn,
                [
                    "認証情報が無効です",
                    "The token is not valid",
                    "驗證資訊無效",
                    "认证信息无效",
                    "Mã xác thực không hợp lệ",
                ],
            ),
            Row {
                display: Some("{user} may not {action}".into()),
                details: vec![detail(
                    "action",
                    "String",
                    "What was to be done, as `resource.verb`.",
                )],
                hidden: vec![hidden("user", "UserId", HiddenRole::Context)],
                ..told(
                    "AUTH_INSUFFICIENT_PERMISSIONS",
                    403,
                    Level::Warn,
                    [
                        "この操作を行う権限がありません",
                        "You may not do this",
                        "您沒有權限執行此操作",
                        "您没有权限执行此操作",
                        "Bạn không có quyền thực hiện thao tác này",
                    ],
                )
            },
            Row {
                details: vec![Detail {
                    retry_after: true,
                    ..detail("unlocks_in", "Duration", "How long it stays locked.")
                }],
                retry: Some(Retry::Custom(Backoff {
                    max: 1,
                    base: Duration::from_secs(900),
                    factor: 1,
                })),
                ..told(
                    "AUTH_ACCOUNT_LOCKED",
                    423,
                    Level::Warn,
                    [
                        "アカウントがロックされています",
                        "The account is locked",
                        "帳戶已被鎖定",
                        "账户已被锁定",
                        "Tài khoản đã bị khóa",
                    ],
                )
            },
            Row {
                deprecated: Some(Deprecated {
                    since: "2.4".into(),
                    replaced_by: vec!["AUTH_TOKEN_INVALID".into(), "AUTH_TOKEN_EXPIRED".into()],
                    until: Some("3.0".into()),
                }),
                ..told(
                    "AUTH_TOKEN_BAD",
                    401,
                    Level::Info,
                    [
                        "トークンが正しくありません",
                        "The token is bad",
                        "權杖不正確",
                        "令牌不正确",
                        "Mã không đúng",
                    ],
                )
            },
            Row {
                severity: Some(Severity::Critical),
                retry: Some(Retry::Transient),
                retry_after: Some(Duration::from_secs(60)),
                display: Some("identity provider {host} timed out".into()),
                origin: Some("identity-provider".into()),
                error_type: Some("external_api".into()),
                owner: Some("identity".into()),
                ext: vec![("pager".into(), "identity-primary".into())],
                hidden: vec![
                    hidden("host", "String", HiddenRole::Context),
                    hidden("token", "Secret<String>", HiddenRole::Secret),
                    hidden("cause", "std::io::Error", HiddenRole::Source),
                ],
                ..told(
                    "AUTH_PROVIDER_DOWN",
                    503,
                    Level::Error,
                    [
                        "システムエラーが発生しました。しばらくしてからもう一度お試しください",
                        "Something went wrong; please try again later",
                        "系統錯誤，請稍後重試",
                        "系统错误，请稍后重试",
                        "Hệ thống đang gặp sự cố, vui lòng thử lại sau",
                    ],
                )
            },
        ],
    )
}

fn user() -> Group {
    group(
        "USER",
        "UserError",
        "Accounts and profiles.",
        vec![
            Row {
                details: vec![detail("user_id", "Uuid", "The account that was asked for.")],
                since: Some("1.0".into()),
                ..told(
                    "USER_NOT_FOUND",
                    404,
                    Level::Info,
                    [
                        "指定されたユーザーが見つかりません",
                        "There is no such user",
                        "找不到指定的使用者",
                        "找不到指定的用户",
                        "Không tìm thấy người dùng",
                    ],
                )
            },
            Row {
                grpc: Some(Grpc::AlreadyExists),
                ..told(
                    "USER_EMAIL_EXISTS",
                    409,
                    Level::Info,
                    [
                        "このメールアドレスは既に登録されています",
                        "This e-mail address is taken",
                        "此電子郵件地址已被註冊",
                        "此电子邮件地址已被注册",
                        "Địa chỉ e-mail này đã được đăng ký",
                    ],
                )
            },
            told(
                "USER_INVALID_STATUS",
                400,
                Level::Info,
                [
                    "ユーザーの状態が正しくありません",
                    "The user is in the wrong state",
                    "使用者狀態不正確",
                    "用户状态不正确",
                    "Trạng thái người dùng không đúng",
                ],
            ),
            Row {
                public_as: Some("USER_NOT_FOUND".into()),
                messages: Vec::new(),
                display: Some("user {id} is on the block list: {reason}".into()),
                hidden: vec![
                    hidden("id", "Uuid", HiddenRole::Context),
                    hidden("reason", "String", HiddenRole::Context),
                ],
                docs: Docs::read("The account exists, and the caller must not learn so."),
                ..told("USER_BLOCKED", 404, Level::Warn, [""; 5])
            },
            Row {
                cfg: vec!["feature = \"avatars\"".into()],
                ..told(
                    "USER_AVATAR_TOO_LARGE",
                    413,
                    Level::Info,
                    [
                        "画像のサイズが大きすぎます",
                        "The picture is too large",
                        "圖片太大",
                        "图片太大",
                        "Ảnh quá lớn",
                    ],
                )
            },
        ],
    )
}

fn reservation() -> Group {
    group(
        "RESERVATION",
        "ReservationError",
        "Rooms, slots and who has them.",
        vec![
            Row {
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
                ..told(
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
            told(
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
            Row {
                details: vec![
                    detail("limit", "u32", "How many one person may have."),
                    detail("held", "u32", "How many this one has."),
                ],
                ..told(
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
            told(
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
            told(
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

fn payment() -> Group {
    group(
        "PAYMENT",
        "PaymentError",
        "Cards, refunds and the gateway.",
        vec![
            Row {
                class: Some(Class::Business),
                details: vec![detail(
                    "transaction_id",
                    "Option<String>",
                    "The gateway's own number.",
                )],
                ..told(
                    "PAYMENT_DECLINED",
                    402,
                    Level::Info,
                    [
                        "お支払いが承認されませんでした",
                        "The payment was declined",
                        "支付失敗，請檢查支付資訊或稍後重試",
                        "支付失败，请检查支付信息或稍后重试",
                        "Thanh toán bị từ chối",
                    ],
                )
            },
            Row {
                retry: Some(Retry::Network),
                severity: Some(Severity::Critical),
                incident: Some(Incident::P1),
                ..told(
                    "PAYMENT_GATEWAY_TIMEOUT",
                    504,
                    Level::Error,
                    [
                        "システムエラーが発生しました",
                        "Something went wrong",
                        "系統繁忙，請稍後重試",
                        "系统繁忙，请稍后重试",
                        "Hệ thống đang gặp sự cố",
                    ],
                )
            },
            told(
                "PAYMENT_GATEWAY_REFUSED",
                502,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統繁忙，請稍後重試",
                    "系统繁忙，请稍后重试",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
            told(
                "PAYMENT_AMOUNT_CHANGED",
                409,
                Level::Warn,
                [
                    "金額が変更されました。内容をご確認ください",
                    "The amount has changed; please look again",
                    "金額已變更，請確認",
                    "金额已变更，请确认",
                    "Số tiền đã thay đổi",
                ],
            ),
            told(
                "PAYMENT_REFUND_TOO_LATE",
                422,
                Level::Info,
                [
                    "返金の期限を過ぎています",
                    "It is too late for a refund",
                    "已超過退款期限",
                    "已超过退款期限",
                    "Đã quá hạn hoàn tiền",
                ],
            ),
        ],
    )
}

fn inventory() -> Group {
    group(
        "INVENTORY",
        "InventoryError",
        "",
        vec![
            Row {
                details: vec![
                    detail("available", "u32", "What is left."),
                    detail("requested", "u32", "What was asked for."),
                ],
                ..told(
                    "INVENTORY_STOCK_INSUFFICIENT",
                    409,
                    Level::Info,
                    [
                        "在庫が不足しています（残り{available}点）",
                        "Only {available} are left",
                        "商品庫存不足（剩餘 {available} 件）",
                        "商品库存不足（剩余 {available} 件）",
                        "Chỉ còn {available} sản phẩm",
                    ],
                )
            },
            told(
                "INVENTORY_ITEM_NOT_FOUND",
                404,
                Level::Info,
                [
                    "商品が見つかりません",
                    "There is no such item",
                    "找不到商品",
                    "找不到商品",
                    "Không tìm thấy sản phẩm",
                ],
            ),
            told(
                "INVENTORY_COUNT_STALE",
                412,
                Level::Info,
                [
                    "在庫数が更新されています",
                    "The count has changed meanwhile",
                    "庫存數已更新",
                    "库存数已更新",
                    "Số lượng đã được cập nhật",
                ],
            ),
        ],
    )
}

fn notification() -> Group {
    group(
        "NOTIFY",
        "NotifyError",
        "E-mail, SMS and push.",
        vec![
            told(
                "NOTIFY_RATE_LIMITED",
                429,
                Level::Warn,
                [
                    "送信回数の上限に達しました",
                    "Too many messages",
                    "傳送次數已達上限",
                    "发送次数已达上限",
                    "Đã gửi quá nhiều tin",
                ],
            ),
            told(
                "NOTIFY_SMS_REFUSED",
                502,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統錯誤",
                    "系统错误",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
            told(
                "NOTIFY_ADDRESS_INVALID",
                422,
                Level::Info,
                [
                    "送信先が正しくありません",
                    "The address is not valid",
                    "收件地址不正確",
                    "收件地址不正确",
                    "Địa chỉ không hợp lệ",
                ],
            ),
        ],
    )
}

fn report() -> Group {
    group(
        "REPORT",
        "ReportError",
        "Exports and statistics.",
        vec![
            told(
                "REPORT_PERIOD_TOO_LONG",
                422,
                Level::Info,
                [
                    "期間が長すぎます",
                    "The period is too long",
                    "期間太長",
                    "期间太长",
                    "Khoảng thời gian quá dài",
                ],
            ),
            told(
                "REPORT_STILL_RUNNING",
                425,
                Level::Info,
                [
                    "レポートを作成中です",
                    "The report is still being made",
                    "報表產生中",
                    "报表生成中",
                    "Báo cáo đang được tạo",
                ],
            ),
            told(
                "REPORT_STORAGE_FULL",
                507,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統錯誤",
                    "系统错误",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
        ],
    )
}

fn system() -> Group {
    group(
        "SYSTEM",
        "SystemError",
        "What nobody expected.",
        vec![
            Row {
                docs: Docs::read(
                    "Something failed that nobody expected; the cause is in the log, by `trace_id`.",
                ),
                ..told(
                    "SYSTEM_INTERNAL_ERROR",
                    500,
                    Level::Error,
                    [
                        "システムエラーが発生しました",
                        "Something went wrong",
                        "系統錯誤，請聯繫客服",
                        "系统错误，请联系客服",
                        "Hệ thống đang gặp sự cố, vui lòng thử lại sau",
                    ],
                )
            },
            told(
                "SYSTEM_DATABASE_DOWN",
                503,
                Level::Error,
                [
                    "システムエラーが発生しました",
                    "Something went wrong",
                    "系統錯誤",
                    "系统错误",
                    "Hệ thống đang gặp sự cố",
                ],
            ),
            told(
                "SYSTEM_ROUTE_NOT_FOUND",
                404,
                Level::Debug,
                [
                    "ページが見つかりません",
                    "There is nothing here",
                    "找不到頁面",
                    "找不到页面",
                    "Không tìm thấy trang",
                ],
            ),
            told(
                "SYSTEM_METHOD_NOT_ALLOWED",
                405,
                Level::Debug,
                [
                    "この操作は許可されていません",
                    "This is not done here",
                    "不允許此操作",
                    "不允许此操作",
                    "Thao tác này không được phép",
                ],
            ),
            told(
                "SYSTEM_REQUEST_TIMEOUT",
                408,
                Level::Warn,
                [
                    "時間内に処理できませんでした",
                    "It took too long",
                    "處理逾時",
                    "处理超时",
                    "Quá thời gian xử lý",
                ],
            ),
        ],
    )
}

fn validation() -> Group {
    group(
        "VALIDATION",
        "ValidationError",
        "Input that is not acceptable.",
        vec![Row {
            variant: "ValidationError".into(),
            details: vec![Detail {
                flatten: true,
                ..detail("fields", "BTreeMap<String, String>", "What is wrong with each field.")
            }],
            ..told(
                "VALIDATION_ERROR",
                422,
                Level::Info,
                [
                    "入力内容に誤りがあります",
                    "Some of the input is not right",
                    "輸入資訊不正確，請檢查",
                    "输入信息不正确，请检查",
                    "Dữ liệu nhập không đúng",
                ],
            )
        }],
    )
}
