import { expect, it } from 'vitest';
import { ApiFault } from '@/api/client.ts';
import { fieldFault, nameOfField } from './field-fault.ts';

it.each([
  ['name', 'name'],
  ['cameraIds[3]', 'cameraIds'],
  ['source.url', 'url'],
  ['parameters.lines[0]', 'lines'],
])('%s is known as %s', (field, name) => {
  expect(nameOfField(field)).toBe(name);
});

it('tells what is wrong with a field and what would mend it', () => {
  const faults = [{ field: 'until', message: 'does not lie after from', fix: 'exchange the two' }];
  const fault = new ApiFault(400, { type: '', title: '', status: 400, faults }, 'no');
  expect(fieldFault(fault, 'until')).toBe('Does not lie after from – exchange the two');
  expect(fieldFault(fault, 'from')).toBeUndefined();
  expect(fieldFault(null, 'until')).toBeUndefined();
});
