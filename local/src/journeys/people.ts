import { callApi } from './call-api.ts';

/** Somebody with an account, signed in. */
export interface Person {
  readonly username: string;
  readonly token: string;
}

const password = 'correct horse battery staple';

/** At least one. */
export type People = readonly [Person, ...Person[]];

/** Signs people up and in: `<prefix>-0`, `<prefix>-1`, … */
export async function signUpPeople(url: string, count: number, prefix = 'person'): Promise<People> {
  const people = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const credentials = { username: `${prefix}-${index}`, password };
      const signedUp = await callApi(url, { method: 'POST', path: '/users/signup', body: credentials });
      const signedIn = await callApi(url, { method: 'POST', path: '/users/login', body: credentials });
      if (signedUp.status !== 201 || signedIn.status !== 200) {
        throw new Error(`Could not sign up: ${JSON.stringify([signedUp, signedIn])}`);
      }
      return { username: credentials.username, token: String(signedIn.body.token) };
    }),
  );
  return people as [Person, ...Person[]];
}
