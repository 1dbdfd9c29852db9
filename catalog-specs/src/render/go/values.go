
func required[T any](members map[string]json.RawMessage, name string, into *T, read func(json.RawMessage, *T) bool) bool {
	raw := members[name]
	return !isAbsent(raw) && read(raw, into)
}

func optional[T any](members map[string]json.RawMessage, name string, into *T, read func(json.RawMessage, *T) bool) bool {
	raw := members[name]
	return isAbsent(raw) || read(raw, into)
}

func rest[T any](members map[string]json.RawMessage, into *map[string]T, read func(json.RawMessage, *T) bool, named ...string) bool {
	others := make(map[string]json.RawMessage, len(members))
	for name, raw := range members {
		others[name] = raw
	}
	for _, name := range named {
		delete(others, name)
	}
	return each(others, into, read)
}

func each[T any](members map[string]json.RawMessage, into *map[string]T, read func(json.RawMessage, *T) bool) bool {
	values := make(map[string]T, len(members))
	for name, raw := range members {
		var value T
		if !read(raw, &value) {
			return false
		}
		values[name] = value
	}
	*into = values
	return true
}

func plain[T any](raw json.RawMessage, into *T) bool {
	return !isAbsent(raw) && json.Unmarshal(raw, into) == nil
}

func anything(raw json.RawMessage, into *any) bool {
	return json.Unmarshal(raw, into) == nil
}

// wholeNumber reads an integer of any size: a json.Number may also be a fraction, or a text.
func wholeNumber(raw json.RawMessage, into *json.Number) bool {
	return strings.Trim(string(raw), "-0123456789") == "" && plain(raw, into)
}

func asAny[T any](read func(json.RawMessage, *T) bool) func(json.RawMessage, *any) bool {
	return func(raw json.RawMessage, into *any) bool {
		var value T
		if !read(raw, &value) {
			return false
		}
		*into = value
		return true
	}
}

func pointerTo[T any](read func(json.RawMessage, *T) bool) func(json.RawMessage, **T) bool {
	return func(raw json.RawMessage, into **T) bool {
		if isAbsent(raw) {
			return true
		}
		*into = new(T)
		return read(raw, *into)
	}
}

func nilOr[T any](read func(json.RawMessage, *T) bool) func(json.RawMessage, *T) bool {
	return func(raw json.RawMessage, into *T) bool {
		return isAbsent(raw) || read(raw, into)
	}
}

// listOf reads a list; a length below zero is any.
func listOf[T any](length int, read func(json.RawMessage, *T) bool) func(json.RawMessage, *[]T) bool {
	return func(raw json.RawMessage, into *[]T) bool {
		items, ok := list(raw)
		if !ok || length >= 0 && len(items) != length {
			return false
		}
		values := make([]T, len(items))
		for at, item := range items {
			if !read(item, &values[at]) {
				return false
			}
		}
		*into = values
		return true
	}
}

func tupleOf[T any](reads ...func(json.RawMessage, *T) bool) func(json.RawMessage, *[]T) bool {
	return func(raw json.RawMessage, into *[]T) bool {
		items, ok := list(raw)
		if !ok || len(items) != len(reads) {
			return false
		}
		values := make([]T, len(items))
		for at, read := range reads {
			if !read(items[at], &values[at]) {
				return false
			}
		}
		*into = values
		return true
	}
}

func list(raw json.RawMessage) ([]json.RawMessage, bool) {
	var items []json.RawMessage
	return items, json.Unmarshal(raw, &items) == nil && items != nil
}

func mapOf[T any](read func(json.RawMessage, *T) bool) func(json.RawMessage, *map[string]T) bool {
	return func(raw json.RawMessage, into *map[string]T) bool {
		members, ok := object(raw)
		return ok && each(members, into, read)
	}
}

func recordOf[T any](names []string, reads ...func(json.RawMessage, *T) bool) func(json.RawMessage, *map[string]T) bool {
	return func(raw json.RawMessage, into *map[string]T) bool {
		members, ok := object(raw)
		values := make(map[string]T, len(names))
		for at, name := range names {
			var value T
			raw, has := members[name]
			if !ok || !has || !reads[at](raw, &value) {
				return false
			}
			values[name] = value
		}
		*into = values
		return true
	}
}
