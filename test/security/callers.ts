import type { LightMyRequestResponse } from 'fastify';
import type { Role } from '#features/accounts/permissions.ts';
import { cookieOf, type HttpWorld } from '../integration/http-world.ts';

const password = 'correct horse battery staple';
let address = 0;

/** A person of a role, signed in: the header that carries the session. */
export async function join(world: HttpWorld, role: Role): Promise<{ readonly cookie: string }> {
  const email = `${role}@security.example`;
  await world.accounts.createPerson({ name: role, email, password }, role);
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
    // Each from an address of its own, so that no test slows another.
    remoteAddress: `198.51.100.${++address}`,
  });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return { cookie: cookieOf(answer) };
}

/** Asks the server as somebody. */
export type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
) => Promise<LightMyRequestResponse>;

/** Asks as whoever the headers name. */
export function asking(world: HttpWorld, headers: Readonly<Record<string, string>>): Ask {
  return (method, url, payload) =>
    world.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}

/** Problems are told in the manner of RFC 9457 and hold nothing of the inside: no SQL, no path, no stack. */
export const insideWords =
  /node_modules|at \w+ \(|\.ts:\d|SELECT |INSERT |syntax error|relation "|postgres|ECONN|\/work\/|\/tmp\//i;
