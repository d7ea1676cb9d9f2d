import type { Replay } from '#features/replay/replay-schema.ts';

type TrialAlert = Replay['alerts'][number];

/** An alert on the time line: where it stands, 0…1, and how many stand so near that one mark tells of all. */
export interface TrialMark {
  readonly at: number;
  readonly alerts: readonly TrialAlert[];
}

const shortestSeconds = 1;

/** How long a replay lasts on its time line, seconds: what is planned live, what was watched of a clip. */
export function trialSeconds({ source, watchedSeconds, alerts }: Replay): number {
  const last = alerts.at(-1)?.offsetSeconds ?? 0;
  const planned = source.kind === 'live' ? source.minutes * 60 : watchedSeconds;
  return Math.max(shortestSeconds, planned, last);
}

/** The alerts as marks; those nearer than a share of the line stand together. */
export function trialMarks(replay: Replay, nearest = 0.02): TrialMark[] {
  const seconds = trialSeconds(replay);
  const marks: { at: number; alerts: TrialAlert[] }[] = [];
  for (const alert of replay.alerts) {
    const at = Math.min(1, Math.max(0, alert.offsetSeconds / seconds));
    const last = marks.at(-1);
    if (last !== undefined && at - last.at < nearest) last.alerts.push(alert);
    else marks.push({ at, alerts: [alert] });
  }
  return marks;
}

/** A place in a replay as a clock shows it: `1:05`. */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
