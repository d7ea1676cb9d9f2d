import { expect, test } from 'vitest';
import { keyScopes, rolePermissions, scopesOf } from './permissions.ts';

test('an administrator configures and sees no image', () => {
  expect(rolePermissions.administrator).toContain('configuration:write');
  expect(rolePermissions.administrator).not.toContain('images:view');
  expect(rolePermissions.administrator).not.toContain('alerts:decide');
});

test('an operator sees images, decides, and configures nothing', () => {
  expect(rolePermissions.operator).toEqual(expect.arrayContaining(['images:view', 'alerts:decide']));
  expect(rolePermissions.operator).not.toContain('configuration:write');
});

test('a key reads and never sees an image', () => {
  expect(keyScopes.filter((scope) => !scope.endsWith(':read'))).toEqual([]);
  expect(scopesOf(['images:view', 'metrics:read', 'anything'])).toEqual(['metrics:read']);
});
