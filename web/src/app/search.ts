import type { AlertState } from '#features/alerts/alert-schema.ts';
import type { AlertFilter } from '@/api/alert-pages.ts';
import type { Interval } from '@/api/statistics.ts';

type Search = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const id = (value: unknown): number | undefined =>
  Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined;

/** Ids such as `1,2`. */
const idList = (value: unknown): string | undefined =>
  /^\d{1,9}(,\d{1,9})*$/.test(text(value) ?? '') ? text(value) : undefined;

const oneOf = <Value extends string>(value: unknown, values: readonly Value[]): Value | undefined =>
  values.find((candidate) => candidate === value);

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** Leaves out what is absent, so that addresses stay short. */
export function present<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}

/** Where to go once signed in: a page of this site only. */
export const readSignInSearch = (search: Search) => {
  const next = text(search.next);
  return present({ next: next?.startsWith('/') === true && !next.startsWith('//') ? next : undefined });
};

/** The one-time link's token, or that of a new password. */
export const readDoorSearch = (search: Search) =>
  present({ token: text(search.token), reset: text(search.reset) });

/** Steps of adding a camera that come once it is stored. */
const addingSteps = ['mask', 'rule', 'done'] as const;

/** Which camera is being added, and how far. */
export const readAddCameraSearch = (search: Search) =>
  present({ camera: id(search.camera), step: oneOf(search.step, addingSteps) });

const alertStates: readonly AlertState[] = ['new', 'acknowledged', 'confirmed', 'rejected', 'closed'];

const severities = ['information', 'warning', 'critical'] as const;
const regimes = ['rgpd', 'titre-iii'] as const;
const assignees = ['me', 'nobody', 'somebody'] as const;

/** Some of the states, with commas between them. */
const stateList = (value: unknown): string | undefined => {
  const wanted = text(value)?.split(',') ?? [];
  const known = alertStates.filter((state) => wanted.includes(state));
  return known.length === 0 ? undefined : known.join(',');
};

/** Which rule the editor opens with. */
export const readEditorSearch = (search: Search) => present({ rule: id(search.rule) });

/** Which alerts are listed, and which one is open. */
export const readAlertSearch = (search: Search) =>
  present({
    state: stateList(search.state),
    severity: oneOf(search.severity, severities),
    camera: id(search.camera),
    regime: oneOf(search.regime, regimes),
    rule: id(search.rule),
    assignee: oneOf(search.assignee, assignees),
    words: text(search.words)?.slice(0, 100),
    id: id(search.id),
  });

/** What an address of the alerts lists. */
export const alertFilterOf = ({
  state,
  id: _,
  ...rest
}: ReturnType<typeof readAlertSearch>): AlertFilter => ({
  ...rest,
  ...(state === undefined ? {} : { states: state.split(',') as AlertState[] }),
});

/** The address of a list of alerts. */
export const alertSearchOf = ({ states, ...rest }: AlertFilter) =>
  present({ ...rest, state: states?.join(',') });

/** Which days of the statistics are shown. */
const statisticsPeriods = ['today', 'yesterday', 'week', 'month', 'custom'] as const;

/** The parts of the data protection page, in the order of their tabs. */
export const dataProtectionParts = [
  'standing',
  'requests',
  'breaches',
  'assessment',
  'documents',
  'controller',
  'rights',
] as const;

/** The parts of the law page, in the order of their tabs. */
export const lawParts = ['purposes', 'bases', 'authorisations', 'decisions', 'pack'] as const;

/** The parts of the recordings page, in the order of their tabs. */
export const recordingParts = ['list', 'extractions', 'holds', 'cameras', 'registers'] as const;

/** Which part of the recordings page is open, and which recordings are listed. */
export const readRecordingsSearch = (search: Search) =>
  present({
    part: oneOf(search.part, recordingParts),
    camera: id(search.camera),
    from: text(search.from),
    to: text(search.to),
  });

/** The parts of the page of messages, in the order of their tabs. */
export const notificationParts = ['plans', 'channels', 'messages'] as const;

/** Which part of the page of messages is open. */
export const readNotificationSearch = (search: Search) =>
  present({ part: oneOf(search.part, notificationParts) });

/** Which part of the law page is open. */
export const readLawSearch = (search: Search) => present({ part: oneOf(search.part, lawParts) });

/** Which part of the data protection page is open. */
export const readDataProtectionSearch = (search: Search) =>
  present({ part: oneOf(search.part, dataProtectionParts) });

/** Which lines of the log are shown. */
export const readLogSearch = (search: Search) =>
  present({
    action: text(search.action),
    actor: text(search.actor),
    camera: id(search.camera),
    from: text(search.from),
    to: text(search.to),
  });

/** Pictures of the wall at once. */
const wallSizes = [1, 4, 9, 16] as const;

/** Which cameras the wall shows, how many at once, and which one is enlarged. */
export const readLiveSearch = (search: Search) =>
  present({
    cameras: idList(search.cameras),
    size: wallSizes.find((size) => size === Number(search.size)),
    one: id(search.one),
  });

const intervals: readonly Interval[] = ['quarter-hour', 'hour', 'day'];

/** What the statistics page shows. */
export const readStatisticsSearch = (search: Search) =>
  present({
    camera: id(search.camera),
    line: id(search.line),
    class: text(search.class)?.slice(0, 60),
    regime: oneOf(search.regime, regimes),
    compare: oneOf(search.compare, ['before', 'week', 'year'] as const),
    period: oneOf(search.period, statisticsPeriods),
    from: day(search.from),
    to: day(search.to),
    by: oneOf(search.by, intervals),
  });
