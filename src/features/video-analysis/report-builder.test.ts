import { describe, expect, it } from 'vitest';
import type { RuleEvent } from './report.ts';
import { ReportBuilder } from './report-builder.ts';

const crossing = { lineId: 1, class: 'car', direction: 'forward', bucketStartMs: 0, count: 1 } as const;
const event = (timeMs: number): RuleEvent => ({
  ruleId: 1,
  kind: 'intrusion',
  timeMs,
  arrivedMs: timeMs,
  class: 'person',
  confidence: 0.9,
  point: [0.5, 0.5],
});
const builder = () => new ReportBuilder({ cameraId: 7, run: 'a', resendMs: 5000 });

describe('reports', () => {
  it('carry camera, run and a sequence that grows by one', () => {
    const reports = builder();
    reports.addCount(crossing);
    expect(reports.next(0)).toMatchObject({ cameraId: 7, run: 'a', sequence: 1, counts: [crossing] });
    reports.acknowledge('a', 1);
    expect(reports.next(1)).toBeUndefined();
    reports.addCount(crossing);
    expect(reports.next(2)?.sequence).toBe(2);
  });

  it('leave one at a time; what happens meanwhile adds up in the next', () => {
    const reports = builder();
    reports.addCount(crossing);
    const first = reports.next(0);
    for (let time = 0; time < 4; time += 1) reports.addCount(crossing);
    reports.addCoverage(0, 200);
    reports.addCoverage(0, 300);
    reports.addPresence({ zoneId: 3, class: 'car', bucketStartMs: 0, objectMs: 40 });
    reports.addPresence({ zoneId: 3, class: 'car', bucketStartMs: 0, objectMs: 2 });
    expect(reports.next(1000)).toBeUndefined();
    expect(first?.counts).toEqual([crossing]);
    reports.acknowledge('a', 1);
    expect(reports.next(1001)).toMatchObject({
      counts: [{ ...crossing, count: 4 }],
      coverage: [{ bucketStartMs: 0, analysedMs: 500 }],
      presence: [{ objectMs: 42 }],
    });
  });

  it('are sent again, unchanged, when no answer comes', () => {
    const reports = builder();
    reports.addEvent(event(1));
    const first = reports.next(0);
    reports.addEvent(event(2));
    expect(reports.next(4999)).toBeUndefined();
    expect(reports.next(5000)).toEqual(first);
    expect(reports.next(5001)).toBeUndefined();
  });

  it('ignore an answer meant for another life or another report', () => {
    const reports = builder();
    reports.addCount(crossing);
    reports.next(0);
    reports.acknowledge('b', 1);
    reports.acknowledge('a', 2);
    expect(reports.isEmpty).toBe(false);
    reports.acknowledge('a', 1);
    expect(reports.isEmpty).toBe(true);
  });

  it('keep crossings of two classes, directions or intervals apart', () => {
    const reports = builder();
    reports.addCount(crossing);
    reports.addCount({ ...crossing, class: 'bus' });
    reports.addCount({ ...crossing, direction: 'backward' });
    reports.addCount({ ...crossing, bucketStartMs: 900_000 });
    expect(reports.next(0)?.counts).toHaveLength(4);
  });

  it('carry what a new life needs to go on, as it is when they are made, unless it is still the same', () => {
    let memory = 'one car';
    const reports = new ReportBuilder({ cameraId: 7, run: 'a', resendMs: 5000, memory: () => memory });
    const next = (sequence: number) => {
      reports.addCount(crossing);
      const report = reports.next(sequence);
      reports.acknowledge('a', sequence);
      return report;
    };
    expect(next(1)?.memory).toBe('one car');
    expect(next(2)).not.toHaveProperty('memory');
    memory = 'two cars';
    expect(next(3)?.memory).toBe('two cars');
    expect(next(4)).not.toHaveProperty('memory');
  });

  it('give up the oldest events beyond their bound, and say how many', () => {
    const reports = builder();
    for (let time = 0; time < 5003; time += 1) reports.addEvent(event(time));
    expect(reports.eventsLost).toBe(3);
    expect(reports.next(0)?.events[0]?.timeMs).toBe(3);
  });
});
