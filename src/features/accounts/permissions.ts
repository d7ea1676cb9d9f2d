/** What may be done. */
export type Permission =
  | 'images:view'
  | 'alerts:read'
  | 'alerts:decide'
  | 'statistics:read'
  | 'configuration:read'
  | 'configuration:write'
  | 'metrics:read';

/** Who does it. */
export type Role = 'administrator' | 'operator';

/** What each role may do. Whoever configures sees no image: two persons are needed to misuse a camera. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: ['configuration:read', 'configuration:write', 'statistics:read', 'alerts:read'],
  operator: ['images:view', 'alerts:read', 'alerts:decide', 'statistics:read', 'configuration:read'],
};

/** What an API key may be given: reading only, never images. */
export const keyScopes: readonly Permission[] = [
  'metrics:read',
  'statistics:read',
  'alerts:read',
  'configuration:read',
];

/** The scopes of a list that a key may hold; the others give nothing. */
export function scopesOf(scopes: readonly string[]): readonly Permission[] {
  return keyScopes.filter((scope) => scopes.includes(scope));
}
