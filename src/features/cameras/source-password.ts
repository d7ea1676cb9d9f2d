import { invalidField } from '#foundation/errors.ts';

/** What stands for a password in every answer. */
const mask = '***';

const userPart = /^([a-z][a-z0-9+.-]*:\/\/)([^/]*)@/i;
const secretQuery = /([?&](?:password|passwd|pwd|pass|token|key|secret|auth)=)([^&#]*)/gi;

/** The address with `***` in place of its password and of secrets in its query. */
export function maskPassword(url: string): string {
  return url
    .replace(userPart, (_, scheme: string, user: string) => {
      const colon = user.indexOf(':');
      return colon < 0 ? `${scheme}${user}@` : `${scheme}${user.slice(0, colon)}:${mask}@`;
    })
    .replace(secretQuery, (_, key: string) => `${key}${mask}`);
}

/**
 * The address to store when a masked one comes back: `***` stands for what is stored already.
 * Undefined when a stored password would go to another host, user or path than the one it was given for.
 */
export function restorePassword(url: string, stored: string | undefined): string | undefined {
  if (!hasMask(url)) return url;
  return stored !== undefined && maskPassword(stored) === url ? stored : undefined;
}

function hasMask(url: string): boolean {
  const user = userPart.exec(url)?.[2] ?? '';
  const secrets = [...url.matchAll(secretQuery)].map(([, , value]) => value);
  return user.endsWith(`:${mask}`) || secrets.includes(mask);
}

/** The same; throws where `***` stands for a password that is not known. */
export function storedAddress(url: string, stored: string | undefined): string {
  const restored = restorePassword(url, stored);
  if (restored !== undefined) return restored;
  throw invalidField(
    'source.url',
    '*** stands for a password that is not known for this address',
    'type the password again',
  );
}
