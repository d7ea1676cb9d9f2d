import { expect, test } from 'vitest';
import { isViewingRole, keyScopes, rolePermissions, roles, scopesOf } from './permissions.ts';

test('an administrator configures and sees no image', () => {
  expect(rolePermissions.administrator).toContain('configuration:write');
  expect(rolePermissions.administrator).not.toContain('images:view');
  expect(rolePermissions.administrator).not.toContain('alerts:decide');
});

test('an operator sees images, decides, and configures nothing', () => {
  expect(rolePermissions.operator).toEqual(expect.arrayContaining(['images:view', 'alerts:decide']));
  expect(rolePermissions.operator).not.toContain('configuration:write');
});

test('a key reads, or brings the measurements of a device; it never sees an image', () => {
  expect(keyScopes.filter((scope) => !scope.endsWith(':read'))).toEqual(['observations:write']);
  expect(scopesOf(['images:view', 'metrics:read', 'anything'])).toEqual(['metrics:read']);
});

test('only an operator may see images; nobody who manages people or configures may', () => {
  expect(roles.filter(isViewingRole)).toEqual(['operator']);
  for (const role of roles.filter((one) => !isViewingRole(one))) {
    expect(rolePermissions[role], role).not.toContain('images:view');
    expect(rolePermissions[role], role).not.toContain('recordings:view');
  }
});

test('an elected person reads statistics and nothing else; a device only writes what it measures', () => {
  expect(rolePermissions.elected).toEqual(['statistics:read']);
  expect(rolePermissions.device).toEqual(['observations:write']);
});
