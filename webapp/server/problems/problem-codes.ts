/**
 * Everything the API refuses with: the code is stable, `title` names the problem, `detail` says what to do
 * about it unless the answer knows better.
 */
export const problemCodes = {
  malformed_request: {
    status: 400,
    title: 'The request is malformed',
    detail: 'Check the address (its percent-encoding above all) and the headers.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    detail: 'Send one JSON object, encoded as UTF-8.',
  },
  not_signed_in: {
    status: 401,
    title: 'You are not signed in',
    detail: 'Log in with POST /users/login; then send its cookie, or its token as Authorization: Bearer.',
  },
  wrong_credentials: {
    status: 401,
    title: 'Wrong username or password',
    detail: 'Check both, or sign up with POST /users/signup.',
  },
  cross_site: {
    status: 403,
    title: 'The request may come from another site',
    detail: 'Send the header X-Whenly: 1 along with the session cookie, from a page of this site.',
  },
  not_yourself: {
    status: 403,
    title: 'That is somebody else',
    detail: 'You can do this only for yourself: leave the username out, or give your own.',
  },
  not_owner: {
    status: 403,
    title: 'The event is somebody else’s',
    detail: 'Only the owner of the event can do this.',
  },
  not_found: {
    status: 404,
    title: 'There is no such thing',
    detail: 'Check the address and the id. /openapi.json lists everything there is.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method does not exist here',
    detail: 'Use one of the methods in the header Allow.',
  },
  username_taken: {
    status: 409,
    title: 'The username is taken',
    detail: 'Choose another one.',
  },
  deadline_passed: {
    status: 409,
    title: 'The deadline has passed',
    detail: 'The event takes no change any more. Get it to see its result.',
  },
  cancelled: {
    status: 409,
    title: 'The event is cancelled',
    detail: 'It takes no answers any more.',
  },
  superseded: {
    status: 409,
    title: 'You have answered again meanwhile',
    detail: 'A later answer of yours was saved while this one was on its way, and counts instead.',
  },
  operation_id_reused: {
    status: 409,
    title: 'The operationId was used before',
    detail: 'The same operationId came with other intervals. Make a new one for each new answer.',
  },
  too_large: {
    status: 413,
    title: 'The body is too large',
    detail: 'Send at most 1 MiB.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body is not declared as JSON',
    detail: 'Send it with Content-Type: application/json, as UTF-8 and without Content-Encoding.',
  },
  invalid: {
    status: 422,
    title: 'Some of the fields are wrong',
    detail: 'Correct what `fields` lists. Nothing was changed.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait for as many seconds as the header Retry-After says.',
  },
  internal_error: {
    status: 500,
    title: 'Something is wrong with the service',
    detail: 'Whoever runs the service finds the cause in its log by the requestId.',
  },
  busy: {
    status: 503,
    title: 'The service is busy',
    detail: 'Nothing was changed. Try again after as many seconds as the header Retry-After says.',
  },
  unavailable: {
    status: 503,
    title: 'The service is interrupted',
    detail: 'Try again after as many seconds as the header Retry-After says.',
  },
  outcome_unknown: {
    status: 504,
    title: 'The outcome is unknown',
    detail: 'It is not known whether this was saved. Send it again with the same operationId.',
  },
} as const;

export type ProblemCode = keyof typeof problemCodes;
