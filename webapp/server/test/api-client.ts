import type { createOpenApiCheck } from './openapi-check.ts';

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly rawBody?: string | Buffer;
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at whatever came
  readonly body: any;
  /** How the body was written. */
  readonly text: string;
}

export type ApiClient = (method: string, path: string, options?: CallOptions) => Promise<ApiAnswer>;

/** Calls the API; every answer is checked against its OpenAPI document. */
export function createApiClient(baseUrl: string, check: ReturnType<typeof createOpenApiCheck>): ApiClient {
  return async (method, path, options = {}) => {
    const { body, rawBody, token, cookie, headers } = options;
    const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...headers,
      },
      ...(sent !== undefined && { body: typeof sent === 'string' ? sent : new Uint8Array(sent) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    const contentType = response.headers.get('content-type');
    if (method !== 'HEAD') check(method, path, { status: response.status, contentType, body: parsed });
    return { status: response.status, headers: response.headers, body: parsed, text };
  };
}
