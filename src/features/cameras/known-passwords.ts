/** Pairs that makers of cameras ship, as their manuals print them: user and password. */
const pairs: readonly (readonly [user: string, password: string])[] = [
  ['admin', ''],
  ['admin', 'admin'],
  ['admin', 'password'],
  ['admin', '1234'],
  ['admin', '12345'],
  ['admin', '123456'],
  ['admin', '1111'],
  ['admin', '111111'],
  ['admin', '4321'],
  ['admin', '9999'],
  ['admin', '888888'],
  ['admin', 'admin123'],
  ['admin', 'admin1234'],
  ['admin', 'pass'],
  ['admin', 'meinsm'],
  ['admin', 'jvc'],
  ['admin1', 'password'],
  ['administrator', ''],
  ['administrator', 'administrator'],
  ['root', ''],
  ['root', 'root'],
  ['root', 'pass'],
  ['root', 'admin'],
  ['root', 'system'],
  ['root', 'ikwd'],
  ['root', 'camera'],
  ['root', 'vizxv'],
  ['root', 'xc3511'],
  ['666666', '666666'],
  ['888888', '888888'],
  ['service', 'service'],
  ['supervisor', 'supervisor'],
  ['user', 'user'],
  ['guest', 'guest'],
  ['ubnt', 'ubnt'],
];

const userPart = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i;
const userInQuery = /[?&](?:user|usr|username|login)=([^&#]*)/i;
const passwordInQuery = /[?&](?:password|passwd|pwd|pass)=([^&#]*)/i;

/** Whether the address of a camera holds a user and a password that anybody finds in a manual. Nothing leaves here. */
export function usesKnownPassword(url: string): boolean {
  const [user, ...rest] = (userPart.exec(url)?.[1] ?? '').split(':');
  const inQuery = [userInQuery.exec(url)?.[1], passwordInQuery.exec(url)?.[1]] as const;
  const found = user ? ([user, rest.join(':')] as const) : inQuery;
  const [name, password] = found.map((part) => (part === undefined ? undefined : decoded(part)));
  if (name === undefined || password === undefined) return false;
  return pairs.some(([one, other]) => one === name.toLowerCase() && other === password);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
