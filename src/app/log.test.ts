import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('a secret that slips into the log is not written', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => lines.push(line) });
  log.info(
    { password: 'hunter2', request: { headers: { cookie: 'hunter2', authorization: 'hunter2' } } },
    'one',
  );
  log.info({ body: { token: 'hunter2', newPassword: 'hunter2' }, camera: 3 }, 'two');
  expect(lines.join('')).not.toContain('hunter2');
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'info', camera: 3, msg: 'two' });
});
