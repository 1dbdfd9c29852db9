import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Code is the name of an error. It is an error itself, so that errors.Is finds it.
type Code string

// Error is the code.
func (c Code) Error() string {
	return string(c)
}

// Backoff says how often and how fast to try again.
type Backoff struct {
	// Max is the number of retries.
	Max int
	// Base is the wait before the first retry.
	Base time.Duration
	// Factor is the factor from each wait to the next.
	Factor int
}

// Delay is the wait before a retry, counted from 0; false after the last one.
func (b Backoff) Delay(attempt int) (time.Duration, bool) {
	if attempt < 0 || attempt >= b.Max {
		return 0, false
	}
	wait := float64(b.Base) * math.Pow(float64(b.Factor), float64(attempt))
	return time.Duration(math.Min(wait, float64(longestWait))), true
}

// Entry is what is known of a code without an error at hand.
type Entry struct {
	// Status is the HTTP status.
	Status int
	Class  string
	// Message is the text for users in the default locale, placeholders open.
	Message string
	// IsRetryable is whether trying again can help.
	IsRetryable bool
	Backoff     Backoff
	// RetryAfter is how long to wait before trying again; zero where nothing is said.
	RetryAfter time.Duration
}

// Error is an error of the service: the type of its code, or *UnknownError.
type Error interface {
	error
	// Sent is what every error has.
	Sent() Answer
	// IsRetryable is whether trying again can help: by the code, or by the status where the code is unknown.
	IsRetryable() bool
	// RetryAfter is how long to wait before trying again, a day at most; false where nothing is said.
	RetryAfter() (time.Duration, bool)
	// Backoff is how often and how fast to try again.
	Backoff() Backoff
}

// Answer is what every error has, as it was sent.
type Answer struct {
	Code Code
	// Message is the text for users.
	Message string
	// Status is the HTTP status; zero where it is not known.
	Status int
	// TraceID is the id under which the service logged the error.
	TraceID string
	// Wait is the wait before another try, where the service says it.
	Wait *time.Duration
	// Body is the body.
	Body json.RawMessage
}

func (a *Answer) Error() string {
	return fmt.Sprintf("%s: %s", strings.ToValidUTF8(string(a.Code), "?"), a.Message)
}

// Is is for errors.Is with a Code.
func (a *Answer) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == a.Code
}

// Sent is what every error has.
func (a *Answer) Sent() Answer {
	return *a
}

// IsRetryable is whether trying again can help.
func (a *Answer) IsRetryable() bool {
	if entry, ok := Entries[a.Code]; ok {
		return entry.IsRetryable
	}
	switch a.Status {
	case {statuses}:
		return true
	}
	return false
}

// RetryAfter is how long to wait before trying again.
func (a *Answer) RetryAfter() (time.Duration, bool) {
	wait := Entries[a.Code].RetryAfter
	if a.Wait != nil {
		wait = *a.Wait
	}
	if wait > longestWait {
		wait = longestWait
	}
	return wait, wait > 0
}

// Backoff is how often and how fast to try again.
func (a *Answer) Backoff() Backoff {
	return Entries[a.Code].Backoff
}

const longestWait = {longest} * time.Second

const longestBody = 1 << 20

// UnknownError is an error whose code is newer than this file, or that lacks what its code promises.
type UnknownError struct {
	Answer
}

// UnexpectedResponse is a response that is no error of the service: of a proxy, for example.
type UnexpectedResponse struct {
	Status int
	Body   []byte
}

func (u *UnexpectedResponse) Error() string {
	return fmt.Sprintf("the service answered %d without an error envelope", u.Status)
}

// Violation is a field of the input that breaks a rule.
type Violation struct {
	Field  string
	Text   string
	Rule   string
	Params map[string]any
	// Location is query, path, header or cookie; empty for the body.
	Location string
}
