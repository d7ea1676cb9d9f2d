import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Choice } from '#foundation/first-that-works.ts';
import type { Log } from '#foundation/log.ts';
import { settleHardware, tellChoice } from './choose-hardware.ts';
import { loadConfig } from './config.ts';

function listening() {
  const told: string[] = [];
  const at = (level: string) => (details: object, message: string) =>
    told.push(`${level} ${message} ${JSON.stringify(details)}`);
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { log, told };
}

const onProcessor: Choice = {
  used: 'none',
  outcomes: [
    { name: 'vaapi', isUsed: false, reason: 'no card' },
    { name: 'none', isUsed: true, reason: 'nothing else can be used here' },
  ],
};

test.each([
  ['auto', /^info Decoding .*"used":"none".*vaapi: no card/],
  ['none', /^info Decoding/],
  ['vaapi', /^warn Decoding: vaapi cannot be used .*vaapi: no card/],
])('asked for %s, what is used and why nothing else is are told', (asked, expected) => {
  const { log, told } = listening();
  expect(tellChoice('Decoding', asked, onProcessor, log)).toBe('none');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(expected);
});

test('settings are settled without a model too: its absence is told where it is opened', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-settle-'));
  const { log } = listening();
  const overrides = { models: { directory: folder }, sources: { hardwareDecoding: 'none' } };
  const { config } = loadConfig({ workingDirectory: folder, environment: {}, overrides });
  const settled = await settleHardware(config, log);
  expect(settled.sources.hardwareDecoding).toBe('none');
  expect(settled.models.provider).toBe('auto');
  await rm(folder, { recursive: true });
});
