
func duration(raw json.RawMessage) *time.Duration {
	value, ok := text(raw)
	if !ok || !strings.HasSuffix(value, "s") {
		return nil
	}
	number, err := strconv.ParseFloat(strings.TrimSuffix(value, "s"), 64)
	if err != nil || !(number >= 0) {
		return nil
	}
	wait := time.Duration(math.Min(number, longestWait.Seconds()) * float64(time.Second))
	return &wait
}
