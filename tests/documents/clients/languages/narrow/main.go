// What a client writes over the Go of a registry: compiled and vetted, then run.
//
// usage: narrow BODIES
package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"example.com/clients/agent"
	"example.com/clients/flat"
	"example.com/clients/google"
	"example.com/clients/odd_names_standard"
	"example.com/clients/problem"
	"example.com/clients/standard"
)

func say(err error) string {
	var slot *standard.ReservationSlotUnavailable
	var limits *standard.ReservationLimitsReached
	var known standard.Error
	var signIn standard.SignInError
	switch {
	case errors.As(err, &slot):
		var start string = slot.Details.SlotStart
		var price uint64 = slot.Details.Prices["room"]
		return fmt.Sprint(start, " ", price, " ", slot.Details.Alternatives, " ", slot.Details.Open[0])
	case errors.As(err, &limits):
		return fmt.Sprint("limits ", limits.Details)
	case errors.Is(err, standard.CodeAuthInvalidCredentials):
		return "credentials"
	case errors.As(err, &signIn):
		return "sign in: " + string(signIn.Sent().Code)
	case errors.As(err, &known):
		_, isUnknown := known.(*standard.UnknownError)
		return fmt.Sprint(known.Sent().Code, " ", isUnknown)
	}
	return fmt.Sprint(err)
}

func check(got, wanted any) {
	if got != wanted {
		panic(fmt.Sprintf("%#v is not %#v", got, wanted))
	}
}

func read(body string) string {
	parsed := standard.Parse([]byte(body))
	if parsed == nil {
		return "no error of ours"
	}
	return say(fmt.Errorf("calling: %w", parsed))
}

func body(code, details string) string {
	return fmt.Sprintf(`{"error":{"code":%q,"message":"text","details":%s}}`, code, details)
}

func handMade() {
	slot := `{"slot_start":"10:00","resource_id":"a","position":[1,2],"open":[true,true],"prices":{"room":7}}`
	check(read(body("RESERVATION_SLOT_UNAVAILABLE", slot)), "10:00 7 [] true")
	for _, wrong := range []string{"null", "{}", "[]", strings.Replace(slot, "7", `"7"`, 1), strings.Replace(slot, `"10:00"`, "null", 1)} {
		check(read(body("RESERVATION_SLOT_UNAVAILABLE", wrong)), "RESERVATION_SLOT_UNAVAILABLE true")
	}
	check(read(body("RESERVATION_LIMITS_REACHED", `{"rooms":3}`)), "limits &{map[rooms:3]}")
	check(read(body("RESERVATION_LIMITS_REACHED", "null")), "limits <nil>")
	check(read(body("AUTH_INVALID_CREDENTIALS", "null")), "credentials")
	check(read(body("FUTURE_CODE_NEW", "null")), "FUTURE_CODE_NEW true")
	check(read(body("AUTH_PROVIDER_DOWN", "null")), "sign in: AUTH_PROVIDER_DOWN")
	check(read(body("SYSTEM_REQUEST_TIMEOUT", "null")), "SYSTEM_REQUEST_TIMEOUT false")
	for _, other := range []string{`{"error":"down"}`, `{"error":{"code":5,"message":""}}`, "null", "<html>", "\xff", "[]", strings.Repeat("[", 100000)} {
		check(read(other), "no error of ours")
	}
}

func responses() {
	answers := map[string]struct {
		status int
		body   string
	}{
		"/known":   {429, body("AUTH_RATE_LIMITED", `{"limit":4}`)},
		"/unknown": {503, body("FUTURE_CODE_NEW", "null")},
		"/proxy":   {502, "<html>" + strings.Repeat("x", 2<<20)},
		"/fine":    {204, ""},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "999999999")
		w.WriteHeader(answers[r.URL.Path].status)
		fmt.Fprint(w, answers[r.URL.Path].body)
	}))
	defer server.Close()
	get := func(path string) error {
		response, err := http.Get(server.URL + path)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		return standard.FromResponse(response)
	}
	var limited *standard.AuthRateLimited
	check(errors.As(get("/known"), &limited), true)
	wait, _ := limited.RetryAfter()
	check(limited.Details.Limit+1, int64(5))
	check(wait, 24*time.Hour)
	delay, _ := limited.Backoff().Delay(2)
	check(delay, 4500*time.Millisecond)
	_, isLeft := limited.Backoff().Delay(5)
	check(isLeft, false)
	var unknown *standard.UnknownError
	check(errors.As(get("/unknown"), &unknown), true)
	check(unknown.IsRetryable(), true)
	var unexpected *standard.UnexpectedResponse
	check(errors.As(get("/proxy"), &unexpected), true)
	check(unexpected.Status, 502)
	check(get("/fine"), nil)
}

// Every example body is a known error; a part of a body is no error, and breaks nothing.
func examples(folder string) {
	for dialect, parse := range map[string]func([]byte) (string, bool){
		"standard": func(b []byte) (string, bool) {
			e := standard.Parse(b)
			return sent(e, e == nil), isUnknown[*standard.UnknownError](e)
		},
		"problem": func(b []byte) (string, bool) {
			e := problem.Parse(b)
			return sent(e, e == nil), isUnknown[*problem.UnknownError](e)
		},
		"google": func(b []byte) (string, bool) {
			e := google.Parse(b)
			return sent(e, e == nil), isUnknown[*google.UnknownError](e)
		},
		"flat": func(b []byte) (string, bool) {
			e := flat.Parse(b)
			return sent(e, e == nil), isUnknown[*flat.UnknownError](e)
		},
		"agent": func(b []byte) (string, bool) {
			e := agent.Parse(b)
			return sent(e, e == nil), isUnknown[*agent.UnknownError](e)
		},
	} {
		file, err := os.ReadFile(folder + "/" + dialect + ".tsv")
		if err != nil {
			panic(err)
		}
		lines := strings.Split(strings.TrimSpace(string(file)), "\n")
		for _, line := range lines {
			code, body, _ := strings.Cut(line, "\t")
			found, isUnknown := parse([]byte(body))
			if isUnknown || !strings.HasPrefix(found, code+": ") {
				panic(dialect + ": " + body + " reads as " + found)
			}
			_, isUnknown = parse([]byte(strings.ReplaceAll(body, code, "FUTURE_CODE")))
			check(isUnknown, true)
			for end := range body {
				found, _ := parse([]byte(body[:end]))
				check(found, "")
			}
		}
		check(len(lines), len(standard.Entries))
	}
	line := example(folder, "google", "AUTH_PROVIDER_DOWN")
	down := google.Parse([]byte(line))
	wait, _ := down.RetryAfter()
	check(wait, time.Minute)
	check(down.Sent().Status, 503)
	check(down.Sent().TraceID, "4bf92f3577b34da6a3ce929d0e0e4736")
	var invalid *problem.ValidationError
	check(errors.As(problem.Parse([]byte(example(folder, "problem", "VALIDATION_ERROR"))), &invalid), true)
	check(invalid.Violations[0].Field+" "+invalid.Violations[0].Rule, "#/email email")
}

// A detail of another type makes an unknown error.
func typed(folder string) {
	file, err := os.ReadFile(folder + "/typed.tsv")
	if err != nil {
		panic(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(file)), "\n") {
		wanted, body, _ := strings.Cut(line, "\t")
		parsed := odd_names_standard.Parse([]byte(body))
		isKnown := parsed != nil && !isUnknown[*odd_names_standard.UnknownError](parsed)
		check(fmt.Sprint(body, isKnown), fmt.Sprint(body, wanted == "true"))
	}
}

func example(folder, dialect, code string) string {
	file, _ := os.ReadFile(folder + "/" + dialect + ".tsv")
	_, rest, _ := strings.Cut(string(file), code+"\t")
	line, _, _ := strings.Cut(rest, "\n")
	return line
}

func sent(err error, isNone bool) string {
	if isNone {
		return ""
	}
	return err.Error()
}

func isUnknown[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

func main() {
	handMade()
	responses()
	typed(os.Args[1])
	examples(os.Args[1])
}
