import type { Alert, AlertState } from '#features/alerts/alert-schema.ts';
import type { AlertFilterContent } from '#features/alerts/desk-schema.ts';
import type { Page } from './client.ts';

/** Which alerts are asked for. */
export type AlertFilter = AlertFilterContent;

/** The pages of a list as they were loaded, newest alert first. */
export interface AlertPages {
  readonly pages: readonly Page<Alert>[];
}

const isOf = <Value>(value: Value, wanted: Value | undefined): boolean =>
  wanted === undefined || value === wanted;

/** Whether an alert belongs into a list; the server says the same of what it sends. */
export function isListed(alert: Alert, filter: AlertFilter, meId: string | undefined): boolean {
  const { states, severity, camera, regime, rule, assignee, words } = filter;
  if (alert.mergedInto !== null) return false;
  if (states !== undefined && !states.includes(alert.state as AlertState)) return false;
  if (severity !== undefined && alert.severity !== severity) return false;
  if (!isOf(alert.cameraId, camera) || !isOf(alert.regime, regime)) return false;
  if (rule !== undefined && alert.ruleId !== rule) return false;
  return isAssigned(alert, assignee, meId) && (words === undefined || holds(alert, words));
}

function isAssigned({ assignee }: Alert, wanted: AlertFilter['assignee'], meId: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'me') return assignee !== null && assignee.id === meId;
  return (assignee === null) === (wanted === 'nobody');
}

function holds(alert: Alert, words: string): boolean {
  const { ruleName, cameraName, where, class: kind, summary } = alert;
  const text = [ruleName, cameraName, where, kind, summary?.en, summary?.fr].filter(Boolean).join(' ');
  return text.toLowerCase().includes(words.trim().toLowerCase());
}

/** Newer first; of the same moment, the one stored later. */
function isBefore(a: Alert, b: Alert): boolean {
  const difference = Date.parse(a.occurredAt) - Date.parse(b.occurredAt);
  return difference === 0 ? a.id > b.id : difference > 0;
}

/**
 * The pages after some alerts changed: each alert once, at its place, in its newest state; what no longer belongs is
 * gone, and what lies beyond the last page loaded waits for its page.
 */
export function withChanges<Pages extends AlertPages>(
  data: Pages,
  changed: Iterable<Alert>,
  belongs: (alert: Alert) => boolean,
): Pages {
  const news = new Map([...changed].map((alert) => [alert.id, alert]));
  for (const { items } of data.pages) {
    for (const { id, sequence } of items)
      if ((news.get(id)?.sequence ?? sequence) < sequence) news.delete(id);
  }
  if (news.size === 0) return data;
  const pages = data.pages.map((page) => withoutAny(page, news));
  for (const alert of news.values()) if (belongs(alert)) insert(pages, alert);
  return { ...data, pages };
}

function withoutAny(page: Page<Alert>, news: ReadonlyMap<number, Alert>): Page<Alert> {
  return page.items.some(({ id }) => news.has(id))
    ? { ...page, items: page.items.filter(({ id }) => !news.has(id)) }
    : page;
}

function insert(pages: Page<Alert>[], alert: Alert): void {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((item) => isBefore(alert, item));
    const isEnd = index === pages.length - 1 && page.next === undefined;
    if (at === -1 && !isEnd) continue;
    const items = [...page.items];
    items.splice(at === -1 ? items.length : at, 0, alert);
    pages[index] = { ...page, items };
    return;
  }
}
