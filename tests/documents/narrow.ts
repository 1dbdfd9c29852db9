// What a client writes, held to the types: compiled strictly, then run.

import {
  ERRORS,
  type ErrorOf,
  type SignInError,
  isErrorCode,
  isKnown,
  isRetryable,
  isSignInError,
  parseError,
  retryAfter,
} from "./standard/errors.js";
import { parseError as parseProblem, isKnown as isKnownProblem } from "./problem/errors.js";
import { parseError as parseStatus, isKnown as isKnownStatus } from "./google/errors.js";

function say(body: unknown): string {
  const error = parseError(body);
  if (error === undefined) return "no error of ours";
  if (!isKnown(error)) return `unknown ${error.code}: ${error.message}`;
  switch (error.code) {
    case "RESERVATION_SLOT_UNAVAILABLE": {
      const start: string = error.details.slot_start;
      const price: number | undefined = error.details.prices["room"];
      // @ts-expect-error: `None` is absent, so that it must be asked for.
      const others: readonly string[] = error.details.alternatives;
      return `${start} ${others?.[0] ?? "none"} ${price ?? "free"}`;
    }
    case "RESERVATION_LIMITS_REACHED": {
      const limit: number | undefined = error.details?.["rooms"];
      return `limit ${limit}`;
    }
    case "AUTH_INVALID_CREDENTIALS":
      // @ts-expect-error: it has no details.
      error.details;
      return "credentials";
    default:
      return ERRORS[error.code].messages.en;
  }
}

/** Each code of the set has its arm: the last one takes none. */
function signIn(body: unknown): string {
  const error = parseError(body);
  if (error === undefined) return "no error of ours";
  if (!isSignInError(error)) return `other ${error.code}`;
  const own: SignInError = error;
  switch (own.code) {
    case "AUTH_INVALID_CREDENTIALS":
    case "AUTH_PROVIDER_DOWN":
    case "SYSTEM_INTERNAL_ERROR":
      return own.message;
    case "AUTH_TOKEN_EXPIRED":
      return own.details.expired_at;
    case "AUTH_RATE_LIMITED":
      return (own.details.limit + 1).toFixed();
    default: {
      const none: never = own;
      return none;
    }
  }
}

function advice(body: unknown, status: number, header: string | null): string {
  const error = parseError(body);
  if (error === undefined) return "no error of ours";
  return `${isRetryable(error, status)} ${retryAfter(error, { get: () => header })}`;
}

// @ts-expect-error: what goes out as another code is not there for clients.
export type Hidden = ErrorOf<"AUTH_KEYS_LOST">;

function problem(body: unknown): string {
  const error = parseProblem(body);
  if (error === undefined || !isKnownProblem(error)) return "?";
  return error.code === "AUTH_RATE_LIMITED" ? `${error.limit + 1} ${error.status satisfies 429}` : error.code;
}

function status(body: unknown): string {
  const error = parseStatus(body);
  if (error === undefined || !isKnownStatus(error)) return "?";
  return error.code === "RESERVATION_SLOT_UNAVAILABLE" ? error.details.resourceId : error.code;
}

const slot = { slot_start: "10:00", resource_id: "a", position: [1, 2], open: [true, true], prices: { room: 7 } };
const body = (code: string, details?: unknown): unknown => ({ error: { code, message: "text", details } });
const info = (metadata: unknown): unknown => ({
  error: {
    code: 409,
    message: "m",
    status: "ABORTED",
    details: [
      { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "RESERVATION_SLOT_UNAVAILABLE", metadata },
    ],
  },
});
const metadata = { resourceId: "room", slotStart: "", position: "", open: "", prices: "" };

const cases: readonly (readonly [string, string])[] = [
  [say(body("RESERVATION_SLOT_UNAVAILABLE", slot)), "10:00 none 7"],
  [say(body("RESERVATION_SLOT_UNAVAILABLE", { ...slot, prices: { room: "7" } })), "unknown RESERVATION_SLOT_UNAVAILABLE: text"],
  [say(body("RESERVATION_SLOT_UNAVAILABLE")), "unknown RESERVATION_SLOT_UNAVAILABLE: text"],
  [say(body("RESERVATION_LIMITS_REACHED", { rooms: 3 })), "limit 3"],
  [say(body("AUTH_INVALID_CREDENTIALS")), "credentials"],
  [say(body("SYSTEM_INTERNAL_ERROR")), "A system error has occurred"],
  [say(body("FUTURE_CODE_NEW")), "unknown FUTURE_CODE_NEW: text"],
  [say(body("toString")), "unknown toString: text"],
  [say(body("__proto__")), "unknown __proto__: text"],
  [say({ error: "down" }), "no error of ours"],
  [say({ error: { code: 5, message: "" } }), "no error of ours"],
  [signIn(body("AUTH_RATE_LIMITED", { limit: 4 })), "5"],
  [signIn(body("AUTH_RATE_LIMITED")), "other AUTH_RATE_LIMITED"],
  [signIn(body("RESERVATION_LIMITS_REACHED")), "other RESERVATION_LIMITS_REACHED"],
  [signIn(body("FUTURE_CODE_NEW")), "other FUTURE_CODE_NEW"],
  [advice(body("AUTH_PROVIDER_DOWN"), 503, null), "true 60"],
  [advice(body("AUTH_PROVIDER_DOWN"), 503, "7"), "true 7"],
  [advice(body("AUTH_PROVIDER_DOWN"), 503, "999999999"), "true 86400"],
  [advice(body("AUTH_INVALID_CREDENTIALS"), 401, "soon"), "false undefined"],
  [advice(body("FUTURE_CODE_NEW"), 503, null), "true undefined"],
  [advice(body("FUTURE_CODE_NEW"), 409, null), "false undefined"],
  [say(null), "no error of ours"],
  [say("<html>"), "no error of ours"],
  [String(isErrorCode("AUTH_KEYS_LOST")), "false"],
  [problem({ code: "AUTH_RATE_LIMITED", title: "t", status: 429, limit: 4 }), "5 429"],
  [problem({ code: "AUTH_RATE_LIMITED", title: "t" }), "?"],
  [status(info(metadata)), "room"],
  [status(info({})), "?"],
  [status({ error: { details: "x" } }), "?"],
];
for (const [got, wanted] of cases) {
  if (got !== wanted) throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
}
