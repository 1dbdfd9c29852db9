// What a client writes over the errors of one operation: every code of its set has an arm, and no other has.

import type { ShowUser, SignUp } from "./bodies.js";

export function signUp(body: SignUp): string {
  const error = body.error;
  switch (error.code) {
    case "USER_NAME_TAKEN": {
      const free: readonly string[] | undefined = error.details.free;
      // @ts-expect-error: it is a number.
      const tries: string = error.details.tries;
      return `${error.details.name} ${free?.length} ${error.details.tries.toFixed()} ${tries}`;
    }
    case "USER_PLAN_ENDED": {
      const limits: { readonly [name: string]: number } = error.details ?? {};
      return Object.keys(limits).join();
    }
    case "USER_EMAIL_EXISTS":
      // @ts-expect-error: it has no details.
      error.details;
      return error.message;
    case "VALIDATION_ERROR":
      return Object.values(error.details ?? {}).join();
    // @ts-expect-error: another operation sends it.
    case "USER_NOT_FOUND":
      return "";
    case "USER_STORE_BUSY":
    case "SYSTEM_BODY_MALFORMED":
    case "SYSTEM_BODY_TOO_LARGE":
    case "SYSTEM_MEDIA_UNSUPPORTED":
    case "SYSTEM_INTERNAL_ERROR":
      return error.message;
    default: {
      const none: never = error;
      return none;
    }
  }
}

export function showUser(body: ShowUser): string {
  const error = body.error;
  switch (error.code) {
    case "USER_NOT_FOUND":
      return error.details.id.toFixed();
    case "AUTH_TOKEN_EXPIRED":
    case "AUTH_SERVICE_FAILED":
    case "VALIDATION_ERROR":
    case "SYSTEM_BODY_MALFORMED":
    case "SYSTEM_INTERNAL_ERROR":
      return error.message;
    // @ts-expect-error: it is sent as another code.
    case "AUTH_KEYS_LOST":
      return "";
    default: {
      const none: never = error;
      return none;
    }
  }
}
