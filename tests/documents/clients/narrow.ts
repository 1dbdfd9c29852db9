// What a client writes over the types that a tool made of the OpenAPI: a `switch` on the code knows the details.
// `bodies.js` is one of the tools.

import type { Agent, Custom, Flat, Google, Problem, Standard } from "./bodies.js";

/** Whether a code has a type of its own: not `string`, and not `unknown`. */
type Closed<Code> = string extends Code ? never : Code;

export function standard(body: Standard | Custom): string {
  const error = body.error;
  switch (error.code) {
    case "RESERVATION_SLOT_UNAVAILABLE": {
      const place: readonly number[] = error.details.position;
      const free: readonly string[] | undefined = error.details.alternatives;
      // @ts-expect-error: it is a text.
      const start: number = error.details.slot_start;
      return `${error.details.slot_start} ${start} ${place[0]} ${free?.length}`;
    }
    case "RESERVATION_NOT_FOUND": {
      // @ts-expect-error: a detail of another code.
      error.details.slot_start;
      return (error.details.reservation_id + 1).toFixed();
    }
    case "VALIDATION_ERROR": {
      const texts: { readonly [field: string]: string } = error.details ?? {};
      return Object.values(texts).join();
    }
    case "RESERVATION_FORM_INVALID":
      return error.details.form;
    case "RESERVATION_LIMITS_REACHED": {
      const limits: { readonly [name: string]: number } = error.details ?? {};
      return Object.keys(limits).join();
    }
    case "AUTH_RATE_LIMITED":
      return (error.details.limit + 1).toFixed();
    case "AUTH_TOKEN_EXPIRED":
      return error.details.expired_at;
    case "HOSTILE_TEXT_MARKUP":
      return error.details.what;
    case "AUTH_INVALID_CREDENTIALS":
      // @ts-expect-error: it has no details.
      error.details;
      return error.message;
    // @ts-expect-error: it is sent as another code.
    case "AUTH_KEYS_LOST":
      return "";
    case "AUTH_PROVIDER_DOWN":
    case "SYSTEM_BODY_MALFORMED":
    case "SYSTEM_BODY_TOO_LARGE":
    case "SYSTEM_INTERNAL_ERROR":
    case "SYSTEM_MEDIA_UNSUPPORTED":
    case "SYSTEM_METHOD_NOT_ALLOWED":
    case "SYSTEM_REQUEST_TIMEOUT":
    case "SYSTEM_ROUTE_NOT_FOUND":
    case "user.notFound":
      return error.message;
    default: {
      const none: never = error;
      return none;
    }
  }
}

export function problem(error: Problem): string {
  switch (error.code) {
    case "AUTH_RATE_LIMITED": {
      const status: 429 = error.status;
      return (error.limit + status).toFixed();
    }
    case "RESERVATION_SLOT_UNAVAILABLE":
      // @ts-expect-error: a detail of another code.
      error.limit;
      return error.slot_start;
    case "RESERVATION_LIMITS_REACHED": {
      const status: 403 = error.status;
      return `${error.title} ${status}`;
    }
    case "VALIDATION_ERROR": {
      const [first] = error.errors ?? [];
      if (first === undefined) return error.title;
      const where: "query" | "path" | "header" | "cookie" | undefined = first.in;
      const most = first.params?.["max"];
      const text: string = typeof most === "number" ? most.toFixed() : first.detail;
      return `${first.pointer} ${first.rule ?? ""} ${where ?? "body"} ${text}`;
    }
    default: {
      const code: Closed<typeof error.code> = error.code;
      return code;
    }
  }
}

export function google(body: Google): string {
  const [info] = body.error.details;
  switch (info.reason) {
    case "RESERVATION_SLOT_UNAVAILABLE":
      // @ts-expect-error: a detail of another code.
      info.metadata.limit;
      return info.metadata.slotStart;
    case "AUTH_RATE_LIMITED":
      return info.metadata.limit;
    default: {
      const code: Closed<typeof info.reason> = info.reason;
      return code;
    }
  }
}

export function violations(body: Google): readonly string[] {
  for (const detail of body.error.details) {
    if (detail["@type"] === "type.googleapis.com/google.rpc.BadRequest") {
      return detail.fieldViolations.map(({ field, description }) => `${field}: ${description}`);
    }
  }
  return [];
}

export function flat(error: Flat): string {
  switch (error.error_code) {
    case "RESERVATION_SLOT_UNAVAILABLE":
      return error.details.slot_start;
    case "AUTH_RATE_LIMITED":
      // @ts-expect-error: it is a number.
      return error.details.limit;
    case "VALIDATION_ERROR":
      return Object.values(error.details).map((text) => text.trim()).join();
    default: {
      const code: Closed<typeof error.error_code> = error.error_code;
      return code;
    }
  }
}

export function agent(error: Agent): string {
  switch (error.error_code) {
    case "AUTH_PROVIDER_DOWN": {
      const fault: "SYSTEM_ERROR" = error.type;
      return `${fault} ${error.retry_after ?? 0}`;
    }
    case "VALIDATION_ERROR": {
      const fault: "USER_ERROR" = error.type;
      // @ts-expect-error: it is not to be tried again.
      error.retry_after;
      return fault;
    }
    default: {
      const code: Closed<typeof error.error_code> = error.error_code;
      return code;
    }
  }
}
