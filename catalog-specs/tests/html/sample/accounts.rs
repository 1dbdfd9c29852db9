//! Who may come in: `AUTH` and `USER`.

use std::time::Duration;

use catalog_specs::model::{Deprecated, Detail, Docs, Entry, Group, HiddenRole};
use catalog_specs::{Backoff, Grpc, Level, Retry, Severity};

use super::parts::{detail, entry, group, hidden};

pub(super) fn auth() -> Group {
    group(
        "AUTH",
        "AuthError",
        "Sign-in and sessions.",
        vec![
            Entry {
                docs: Docs::read(
                    "The e-mail address or the password did not match an account.\n\n\
                     The response does **not** show which of the two, so that nobody can find out who has an account. \
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
                ..entry(
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
            Entry {
                formerly: vec!["AUTH_SESSION_OLD".into(), "AUTH_TOKEN_TOO_OLD".into()],
                docs: Docs::read(
                    "The token was good once.\n\n# Causes\n- It is older than an hour.\n- The clock of the client is wrong.",
                ),
                details: vec![detail("expired_at", "DateTime<Utc>", "When it stopped being good.")],
                ..entry(
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
            entry(
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
            Entry {
                display: Some("{user} may not {action}".into()),
                details: vec![detail(
                    "action",
                    "String",
                    "What was to be done, as `resource.verb`.",
                )],
                hidden: vec![hidden("user", "UserId", HiddenRole::Context)],
                ..entry(
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
            Entry {
                details: vec![Detail {
                    retry_after: true,
                    ..detail("unlocks_in", "Duration", "How long it stays locked.")
                }],
                retry: Some(Retry::Custom(Backoff {
                    max: 1,
                    base: Duration::from_secs(900),
                    factor: 1,
                    idempotent: false,
                })),
                ..entry(
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
            Entry {
                deprecated: Some(Deprecated {
                    since: "2.4".into(),
                    replaced_by: vec!["AUTH_TOKEN_INVALID".into(), "AUTH_TOKEN_EXPIRED".into()],
                    until: Some("3.0".into()),
                }),
                ..entry(
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
            Entry {
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
                ..entry(
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

pub(super) fn user() -> Group {
    group(
        "USER",
        "UserError",
        "Accounts and profiles.",
        vec![
            Entry {
                details: vec![detail("user_id", "Uuid", "The account that was asked for.")],
                since: Some("1.0".into()),
                ..entry(
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
            Entry {
                grpc: Some(Grpc::AlreadyExists),
                ..entry(
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
            entry(
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
            Entry {
                public_as: Some("USER_NOT_FOUND".into()),
                messages: Vec::new(),
                display: Some("user {id} is on the block list: {reason}".into()),
                hidden: vec![
                    hidden("id", "Uuid", HiddenRole::Context),
                    hidden("reason", "String", HiddenRole::Context),
                ],
                docs: Docs::read("The account exists, and the caller must not learn so."),
                ..entry("USER_BLOCKED", 404, Level::Warn, [""; 5])
            },
            Entry {
                cfg: vec!["feature = \"avatars\"".into()],
                ..entry(
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
