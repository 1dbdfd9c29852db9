
func element(raw json.RawMessage, name, value string) json.RawMessage {
	var items []json.RawMessage
	_ = json.Unmarshal(raw, &items)
	for _, item := range items {
		if found, ok := text(member(item, name)); ok && found == value {
			return item
		}
	}
	return nil
}
