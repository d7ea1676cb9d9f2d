import { describe, expect, it } from 'vitest';
import { HealthMeter } from './health-meter.ts';

describe('the health of a camera', () => {
  it('tells speed and median delay of the last five seconds', () => {
    const meter = new HealthMeter(7);
    for (let index = 0; index <= 50; index += 1) {
      meter.arrived(768, 432);
      meter.analysed(index * 200, index % 2 === 0 ? 40 : 60);
    }
    expect(meter.read(10_000)).toMatchObject({
      state: 'running',
      width: 768,
      framesIn: 51,
      framesAnalysed: 51,
      framesPerSecond: 5,
      delayMs: 40,
    });
    expect(meter.read(60_000)).toMatchObject({ framesPerSecond: 0, delayMs: 0 });
  });

  it('says why a stream is away, counts its returns and forgets the fault once pictures come', () => {
    const meter = new HealthMeter(7);
    const connected = {
      kind: 'connected',
      width: 768,
      height: 432,
      framesPerSecond: 10,
      codec: 'h264',
      hardware: null,
    } as const;
    meter.notice(connected);
    meter.arrived(768, 432);
    meter.notice({ kind: 'disconnected', fault: 'the camera closed the connection', retryMs: 1000 });
    expect(meter.read(0)).toMatchObject({
      state: 'reconnecting',
      fault: 'the camera closed the connection',
      reconnections: 0,
    });
    meter.notice(connected);
    meter.arrived(768, 432);
    const health = meter.read(0);
    expect(health).toMatchObject({ state: 'running', reconnections: 1 });
    expect(health.fault).toBeUndefined();
  });
});
