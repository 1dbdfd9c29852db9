#[automatically_derived]
impl _catalog::Catalogued for UserError
where
    for<'__e> UserError: ::core::error::Error,
{
    fn catalog_row(&self) -> &'static _catalog::Entry {
        let __entry: ::core::primitive::usize = match self {
            UserError::Limited { .. } => 0,
            UserError::Form { .. } => 1,
            UserError::Gone => 2,
            UserError::GoneToo { .. } => 2,
        };
        _p::entry_at(&__ENTRIES, __entry)
    }
    fn catalog_fields(&self, fields_: &mut dyn _p::Fields) {
        match self {
            UserError::Limited {
                name: __field_name,
                count: __field_count,
                address: __field_address,
                origin: __field_origin,
                token: __field_token,
                wait: __field_wait,
                ..
            } => {
                _p::shown_detail(fields_, "name", __field_name);
                _p::detail(fields_, "times", __field_count);
                _p::text_detail(fields_, "address", __field_address);
                _p::context(fields_, "origin", __field_origin);
                _p::secret(__field_token);
                _p::retry_after(fields_, __field_wait);
                _p::placeholder(fields_, "count:>3", &_p::format_args!("{:>3}", __field_count));
                _p::placeholder(fields_, "origin", __field_origin);
            }
            UserError::Form { 0: __field_0, .. } => {
                _p::flattened_detail(fields_, __field_0);
            }
            UserError::GoneToo { 0: __field_0, .. } => {
                fields_.display("{0} is gone");
                _p::placeholder(fields_, "0", __field_0);
            }
            _ => {}
        }
    }
    fn catalog_settings(&self) -> &'static _p::Settings {
        _p::settings_of::<crate::Codes, UserError>()
    }
}
