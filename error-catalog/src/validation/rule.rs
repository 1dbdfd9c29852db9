//! What can be wrong with a field, each an entry with its texts.

use error_catalog_derive::BuiltinCodes;

use crate::ErrorCatalog;

/// What is wrong with a field: the text of one field of a [`ValidationError`](crate::ValidationError), in the
/// language of its reader.
///
/// The texts can be a service's own: where its registry has a code of the same name, such as
/// `VALIDATION_FIELD_REQUIRED`, the message of that code is sent. What its message can name are the fields that the
/// rule has here.
///
/// ```
/// use error_catalog::{ErrorCatalog, ValidationError, validation::FieldRule};
///
/// let error = ValidationError::new().field("name", FieldRule::LengthMax { max: 20 });
/// assert!(error.envelope().to_json().contains("This must not be longer than 20"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, BuiltinCodes, ErrorCatalog)]
#[catalog(
    domain = "VALIDATION",
    crate = crate::expansion::facade,
    status = 422,
    log_level = INFO,
    locales("en", "ja", "zh-TW", "zh-CN", "vi")
)]
#[non_exhaustive]
pub enum FieldRule {
    /// The field is not there.
    #[catalog(
        code = "VALIDATION_FIELD_REQUIRED",
        display = "this field is required",
        message(
            "en" = "This field is required",
            "ja" = "必須項目です",
            "zh-TW" = "此欄位為必填",
            "zh-CN" = "此字段为必填项",
            "vi" = "Trường này là bắt buộc"
        )
    )]
    Required,

    /// A text where a number is wanted, or the like.
    #[catalog(
        code = "VALIDATION_FIELD_TYPE",
        display = "the value is of the wrong type",
        message(
            "en" = "The value is of the wrong type",
            "ja" = "値の型が正しくありません",
            "zh-TW" = "值的類型不正確",
            "zh-CN" = "值的类型不正确",
            "vi" = "Giá trị không đúng kiểu"
        )
    )]
    Type,

    /// An unknown field.
    #[catalog(
        code = "VALIDATION_FIELD_UNKNOWN",
        display = "there is no such field",
        message(
            "en" = "There is no such field",
            "ja" = "使用できない項目です",
            "zh-TW" = "沒有此欄位",
            "zh-CN" = "没有此字段",
            "vi" = "Không có trường này"
        )
    )]
    Unknown,

    /// A field that is there more than once.
    #[catalog(
        code = "VALIDATION_FIELD_DUPLICATE",
        display = "this field is there more than once",
        message(
            "en" = "This field is there more than once",
            "ja" = "項目が重複しています",
            "zh-TW" = "欄位重複",
            "zh-CN" = "字段重复",
            "vi" = "Trường này bị lặp lại"
        )
    )]
    Duplicate,

    /// None of the words there are to choose from.
    #[catalog(
        code = "VALIDATION_FIELD_CHOICE",
        display = "the value is not one of those there are to choose from",
        message(
            "en" = "The value is not one of those there are to choose from",
            "ja" = "選択肢にない値です",
            "zh-TW" = "值不在可選範圍內",
            "zh-CN" = "值不在可选范围内",
            "vi" = "Giá trị không nằm trong các lựa chọn"
        )
    )]
    Choice,

    /// Wrong in a way that no other rule names.
    #[catalog(
        code = "VALIDATION_FIELD_INVALID",
        display = "the value is not valid",
        message(
            "en" = "The value is not valid",
            "ja" = "値が正しくありません",
            "zh-TW" = "值不正確",
            "zh-CN" = "值不正确",
            "vi" = "Giá trị không hợp lệ"
        )
    )]
    Invalid,

    /// Shorter or longer than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_LENGTH",
        display = "the length must be from {min} to {max}",
        message(
            "en" = "The length must be from {min} to {max}",
            "ja" = "長さは{min}以上{max}以下にしてください",
            "zh-TW" = "長度須介於 {min} 到 {max} 之間",
            "zh-CN" = "长度须在 {min} 到 {max} 之间",
            "vi" = "Độ dài phải từ {min} đến {max}"
        )
    )]
    Length {
        /// The shortest there may be.
        #[detail]
        min: u64,
        /// The longest there may be.
        #[detail]
        max: u64,
    },

    /// Shorter than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_LENGTH_MIN",
        display = "this must not be shorter than {min}",
        message(
            "en" = "This must not be shorter than {min}",
            "ja" = "長さは{min}以上にしてください",
            "zh-TW" = "長度不得少於 {min}",
            "zh-CN" = "长度不得少于 {min}",
            "vi" = "Độ dài không được nhỏ hơn {min}"
        )
    )]
    LengthMin {
        /// The shortest there may be.
        #[detail]
        min: u64,
    },

    /// Longer than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_LENGTH_MAX",
        display = "this must not be longer than {max}",
        message(
            "en" = "This must not be longer than {max}",
            "ja" = "長さは{max}以下にしてください",
            "zh-TW" = "長度不得超過 {max}",
            "zh-CN" = "长度不得超过 {max}",
            "vi" = "Độ dài không được vượt quá {max}"
        )
    )]
    LengthMax {
        /// The longest there may be.
        #[detail]
        max: u64,
    },

    /// Not as long as it must be.
    #[catalog(
        code = "VALIDATION_FIELD_LENGTH_EQUAL",
        display = "the length must be {equal}",
        message(
            "en" = "The length must be {equal}",
            "ja" = "長さは{equal}にしてください",
            "zh-TW" = "長度須為 {equal}",
            "zh-CN" = "长度须为 {equal}",
            "vi" = "Độ dài phải bằng {equal}"
        )
    )]
    LengthEqual {
        /// How long it must be.
        #[detail]
        equal: u64,
    },

    /// Less or more than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_RANGE",
        display = "the value must be from {min} to {max}",
        message(
            "en" = "The value must be from {min} to {max}",
            "ja" = "{min}以上{max}以下で入力してください",
            "zh-TW" = "值須介於 {min} 到 {max} 之間",
            "zh-CN" = "值须在 {min} 到 {max} 之间",
            "vi" = "Giá trị phải từ {min} đến {max}"
        )
    )]
    Range {
        /// The least there may be.
        #[detail]
        min: String,
        /// The most there may be.
        #[detail]
        max: String,
    },

    /// Less than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_RANGE_MIN",
        display = "the value must be {min} or more",
        message(
            "en" = "The value must be {min} or more",
            "ja" = "{min}以上で入力してください",
            "zh-TW" = "值須大於或等於 {min}",
            "zh-CN" = "值须大于或等于 {min}",
            "vi" = "Giá trị phải lớn hơn hoặc bằng {min}"
        )
    )]
    RangeMin {
        /// The least there may be.
        #[detail]
        min: String,
    },

    /// More than it may be.
    #[catalog(
        code = "VALIDATION_FIELD_RANGE_MAX",
        display = "the value must be {max} or less",
        message(
            "en" = "The value must be {max} or less",
            "ja" = "{max}以下で入力してください",
            "zh-TW" = "值須小於或等於 {max}",
            "zh-CN" = "值须小于或等于 {max}",
            "vi" = "Giá trị phải nhỏ hơn hoặc bằng {max}"
        )
    )]
    RangeMax {
        /// The most there may be.
        #[detail]
        max: String,
    },

    /// Not above a limit that is itself too little.
    #[catalog(
        code = "VALIDATION_FIELD_RANGE_ABOVE",
        display = "the value must be more than {limit}",
        message(
            "en" = "The value must be more than {limit}",
            "ja" = "{limit}より大きい値を入力してください",
            "zh-TW" = "值須大於 {limit}",
            "zh-CN" = "值须大于 {limit}",
            "vi" = "Giá trị phải lớn hơn {limit}"
        )
    )]
    RangeAbove {
        /// What it must be above.
        #[detail]
        limit: String,
    },

    /// Not below a limit that is itself too much.
    #[catalog(
        code = "VALIDATION_FIELD_RANGE_BELOW",
        display = "the value must be less than {limit}",
        message(
            "en" = "The value must be less than {limit}",
            "ja" = "{limit}より小さい値を入力してください",
            "zh-TW" = "值須小於 {limit}",
            "zh-CN" = "值须小于 {limit}",
            "vi" = "Giá trị phải nhỏ hơn {limit}"
        )
    )]
    RangeBelow {
        /// What it must be below.
        #[detail]
        limit: String,
    },

    /// No e-mail address.
    #[catalog(
        code = "VALIDATION_FIELD_EMAIL",
        display = "this is not an e-mail address",
        message(
            "en" = "This is not an e-mail address",
            "ja" = "メールアドレスの形式が正しくありません",
            "zh-TW" = "電子郵件格式不正確",
            "zh-CN" = "电子邮件格式不正确",
            "vi" = "Địa chỉ email không đúng định dạng"
        )
    )]
    Email,

    /// No URL.
    #[catalog(
        code = "VALIDATION_FIELD_URL",
        display = "this is not a URL",
        message(
            "en" = "This is not a URL",
            "ja" = "URLの形式が正しくありません",
            "zh-TW" = "網址格式不正確",
            "zh-CN" = "网址格式不正确",
            "vi" = "URL không đúng định dạng"
        )
    )]
    Url,

    /// No telephone number.
    #[catalog(
        code = "VALIDATION_FIELD_PHONE",
        display = "this is not a telephone number",
        message(
            "en" = "This is not a telephone number",
            "ja" = "電話番号の形式が正しくありません",
            "zh-TW" = "電話號碼格式不正確",
            "zh-CN" = "电话号码格式不正确",
            "vi" = "Số điện thoại không đúng định dạng"
        )
    )]
    Phone,

    /// No number of a credit card.
    #[catalog(
        code = "VALIDATION_FIELD_CREDIT_CARD",
        display = "this is not the number of a credit card",
        message(
            "en" = "This is not the number of a credit card",
            "ja" = "クレジットカード番号が正しくありません",
            "zh-TW" = "信用卡號碼不正確",
            "zh-CN" = "信用卡号码不正确",
            "vi" = "Số thẻ tín dụng không hợp lệ"
        )
    )]
    CreditCard,

    /// No address of the internet protocol.
    #[catalog(
        code = "VALIDATION_FIELD_IP",
        display = "this is not an IP address",
        message(
            "en" = "This is not an IP address",
            "ja" = "IPアドレスの形式が正しくありません",
            "zh-TW" = "IP 位址格式不正確",
            "zh-CN" = "IP 地址格式不正确",
            "vi" = "Địa chỉ IP không đúng định dạng"
        )
    )]
    Ip,

    /// Not of the form it must have.
    #[catalog(
        code = "VALIDATION_FIELD_PATTERN",
        display = "this is not in the form it must have",
        message(
            "en" = "This is not in the form it must have",
            "ja" = "形式が正しくありません",
            "zh-TW" = "格式不正確",
            "zh-CN" = "格式不正确",
            "vi" = "Không đúng định dạng"
        )
    )]
    Pattern,

    /// Without a text that must be in it, in front of it or at its end.
    #[catalog(
        code = "VALIDATION_FIELD_CONTAINS",
        display = "this lacks a text that must be in it",
        message(
            "en" = "This lacks a text that must be in it",
            "ja" = "必要な文字列が含まれていません",
            "zh-TW" = "缺少必要的文字",
            "zh-CN" = "缺少必要的文字",
            "vi" = "Thiếu chuỗi ký tự bắt buộc"
        )
    )]
    Contains,

    /// With something that may not be in it.
    #[catalog(
        code = "VALIDATION_FIELD_FORBIDDEN",
        display = "this has something in it that it may not have",
        message(
            "en" = "This has something in it that it may not have",
            "ja" = "使用できない文字が含まれています",
            "zh-TW" = "包含不允許的字元",
            "zh-CN" = "包含不允许的字符",
            "vi" = "Có ký tự không được phép"
        )
    )]
    Forbidden,

    /// Not the same as another field.
    #[catalog(
        code = "VALIDATION_FIELD_MATCH",
        display = "the two inputs are not the same",
        message(
            "en" = "The two inputs are not the same",
            "ja" = "入力内容が一致しません",
            "zh-TW" = "兩次輸入不一致",
            "zh-CN" = "两次输入不一致",
            "vi" = "Hai lần nhập không khớp"
        )
    )]
    Match,

    /// With more than the characters of ASCII.
    #[catalog(
        code = "VALIDATION_FIELD_ASCII",
        display = "only ASCII characters may stand here",
        message(
            "en" = "Only ASCII characters may stand here",
            "ja" = "半角文字で入力してください",
            "zh-TW" = "只能輸入半形字元",
            "zh-CN" = "只能输入半角字符",
            "vi" = "Chỉ được dùng ký tự ASCII"
        )
    )]
    Ascii,

    /// With more than letters and digits.
    #[catalog(
        code = "VALIDATION_FIELD_ALPHANUMERIC",
        display = "only letters and digits may stand here",
        message(
            "en" = "Only letters and digits may stand here",
            "ja" = "英数字で入力してください",
            "zh-TW" = "只能輸入英數字",
            "zh-CN" = "只能输入字母和数字",
            "vi" = "Chỉ được dùng chữ cái và chữ số"
        )
    )]
    Alphanumeric,
}
