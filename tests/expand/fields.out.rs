#[automatically_derived]
impl _catalog::Catalogued for UserError {
    fn catalog_row(&self) -> &'static _catalog::Entry {
        let __row: ::core::primitive::usize = match self {
            UserError::Limited { .. } => 0,
            UserError::Form { .. } => 1,
            UserError::Gone => 2,
            UserError::GoneToo { .. } => 2,
        };
        _p::row_at(&__ROWS, __row)
    }
    fn catalog_fields(&self, fields_: &mut dyn _catalog::Fields) {
        match self {
            UserError::Limited {
                name: __name,
                count: __count,
                address: __address,
                origin: __origin,
                token: __token,
                wait: __wait,
                ..
            } => {
                _p::shown_detail(fields_, "name", __name);
                _p::detail(fields_, "times", __count);
                _p::text_detail(fields_, "address", __address);
                _p::context(fields_, "origin", __origin);
                _p::secret(__token);
                _p::retry_after(fields_, __wait);
                _p::placeholder(fields_, "count:>3", &::core::format_args!("{:>3}", __count));
                _p::placeholder(fields_, "origin", __origin);
            }
            UserError::Form { 0: __0, .. } => {
                _p::flattened_detail(fields_, __0);
            }
            UserError::GoneToo { 0: __0, .. } => {
                fields_.display("{0} is gone");
                _p::placeholder(fields_, "0", __0);
            }
            _ => {}
        }
    }
    fn catalog_settings(&self) -> &'static _catalog::Settings {
        <crate::Codes as _catalog::Lists<UserError>>::settings()
    }
}
