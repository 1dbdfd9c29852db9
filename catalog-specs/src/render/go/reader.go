
// FromResponse is the error in a response: nil below 400, an Error, or *UnexpectedResponse. It reads the body, a megabyte
// at most, and does not close it.
func FromResponse(response *http.Response) error {
	if response.StatusCode < 400 {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, longestBody+1))
	if err != nil {
		return err
	}
	parsed := parse(body, response.StatusCode, response.Header)
	if parsed == nil {
		return &UnexpectedResponse{Status: response.StatusCode, Body: body}
	}
	return parsed
}

// Parse is the error in a body; nil where it is not an error of this service. A code that is not known is kept as it
// came: a service may be newer than its clients.
func Parse(body []byte) Error {
	return parse(body, 0, nil)
}

func parse(body []byte, status int, header http.Header) Error {
	if len(body) > longestBody {
		return nil
	}
	code, ok := text({code})
	if !ok {
		return nil
	}
	answer := Answer{Code: Code(code), Status: status, Body: body, Wait: {wait}}
	found := false
	for _, raw := range []json.RawMessage{{messages}} {
		if answer.Message, found = text(raw); found {
			break
		}
	}
	if !found {
		return nil
	}
	if answer.Status == 0 {
		_ = json.Unmarshal({status}, &answer.Status)
	}
	answer.TraceID, ok = text({trace_id})
	if !ok {
		answer.TraceID = header.Get("X-Request-Id")
	}
	if wait, err := strconv.ParseUint(strings.TrimSpace(header.Get("Retry-After")), 10, 31); err == nil && answer.Wait == nil {
		wait := time.Duration(wait) * time.Second
		answer.Wait = &wait
	}
	if read, ok := readers[answer.Code]; ok {
		if known, ok := read(answer, {details}, {violations}); ok {
			return known
		}
	}
	return &UnknownError{Answer: answer}
}

func object(raw json.RawMessage) (map[string]json.RawMessage, bool) {
	var members map[string]json.RawMessage
	return members, json.Unmarshal(raw, &members) == nil && members != nil
}

func member(raw json.RawMessage, name string) json.RawMessage {
	members, _ := object(raw)
	return members[name]
}

func text(raw json.RawMessage) (string, bool) {
	var value *string
	if json.Unmarshal(raw, &value) != nil || value == nil {
		return "", false
	}
	return *value, true
}

func isAbsent(raw json.RawMessage) bool {
	return len(raw) == 0 || string(raw) == "null"
}
