import type { Regime } from '#foundation/legal-gate.ts';

/** What may be done, in the order in which people read it. */
export const permissions = [
  'images:view',
  'recordings:view',
  'recordings:extract',
  'recordings:hold',
  'alerts:read',
  'alerts:decide',
  'statistics:read',
  'configuration:read',
  'configuration:write',
  'legal:read',
  'legal:write',
  'audit:read',
  'compliance:read',
  'compliance:write',
  'people:manage',
  'metrics:read',
  'open-data:read',
  'observations:write',
] as const;
/** What may be done. */
export type Permission = (typeof permissions)[number];

/** Who does it; `device` is for keys alone. */
export const roles = [
  'operator',
  'technical',
  'analyst',
  'dpo',
  'administrator',
  'integrator',
  'elected',
  'device',
] as const;
/** Who does it. */
export type Role = (typeof roles)[number];

/** What each role may do. Whoever configures or manages people sees no image: two persons are needed to misuse a camera. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    'images:view',
    'recordings:view',
    'recordings:extract',
    'alerts:read',
    'alerts:decide',
    'statistics:read',
    'configuration:read',
  ],
  technical: ['alerts:read', 'alerts:decide', 'statistics:read', 'configuration:read', 'configuration:write'],
  analyst: ['statistics:read', 'configuration:read'],
  dpo: [
    'recordings:hold',
    'alerts:read',
    'statistics:read',
    'configuration:read',
    'legal:read',
    'legal:write',
    'audit:read',
    'compliance:read',
    'compliance:write',
  ],
  administrator: [
    'alerts:read',
    'statistics:read',
    'configuration:read',
    'configuration:write',
    'legal:read',
    'legal:write',
    'compliance:read',
    'people:manage',
  ],
  integrator: ['statistics:read', 'configuration:read', 'configuration:write', 'metrics:read'],
  elected: ['statistics:read'],
  device: ['observations:write'],
};

/** What an API key may be given: reading, and for a device its own measurements; never images, recordings or people. */
export const keyScopes: readonly Permission[] = [
  'metrics:read',
  'statistics:read',
  'alerts:read',
  'configuration:read',
  'open-data:read',
  'observations:write',
];

const apart: readonly Regime[] = ['rgpd'];
const both: readonly Regime[] = ['rgpd', 'titre-iii'];

/** Whose data a role meets: what serves security is for those who work with it, guard it or keep it running. */
export const roleRegimes: Readonly<Record<Role, readonly Regime[]>> = {
  operator: both,
  technical: both,
  analyst: apart,
  dpo: both,
  administrator: both,
  integrator: apart,
  elected: apart,
  device: apart,
};

const viewing: readonly Permission[] = ['images:view', 'recordings:view'];

/** Whether a role may see images or recordings, with a habilitation. */
export function isViewingRole(role: Role): boolean {
  return rolePermissions[role].some((permission) => viewing.includes(permission));
}

/** The scopes of a list that a key may hold; the others give nothing. */
export function scopesOf(scopes: readonly string[]): readonly Permission[] {
  return keyScopes.filter((scope) => scopes.includes(scope));
}
