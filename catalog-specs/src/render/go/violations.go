
func readViolations(raw json.RawMessage) []Violation {
	var items []json.RawMessage
	_ = json.Unmarshal(raw, &items)
	found := make([]Violation, 0, len(items))
	for _, item := range items {
		var one Violation
{fields}		found = append(found, one)
	}
	return found
}
