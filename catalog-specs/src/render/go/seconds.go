
func seconds(raw json.RawMessage) *time.Duration {
	var value *float64
	if json.Unmarshal(raw, &value) != nil || value == nil || *value < 0 {
		return nil
	}
	wait := time.Duration(math.Min(*value, longestWait.Seconds()) * float64(time.Second))
	return &wait
}
