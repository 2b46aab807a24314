/** An answer of the web app. */
export interface ApiAnswer {
  /** 0: there was none; the connection failed, or the limit was over. */
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One call of the web API, with a limit of 15 s. Never throws: a lost connection is an answer too. */
export async function callApi(
  url: string,
  call: { method: string; path: string; token?: string; body?: unknown },
): Promise<ApiAnswer> {
  try {
    const response = await fetch(url + call.path, {
      method: call.method,
      headers: {
        ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  } catch (error) {
    return { status: 0, body: { error: String((error as { cause?: unknown }).cause ?? error) } };
  }
}
