import type { ToldAlert } from './ports.ts';

/** What leaves the territory once alerts are confirmed: no image, no track, nobody's name. */
export function confirmedBody(
  key: string,
  alerts: readonly ToldAlert[],
  territory: { readonly id: number; readonly name: string },
): string {
  return JSON.stringify({
    id: key,
    type: 'alert.confirmed',
    territory: { id: territory.id, name: territory.name },
    alerts: alerts.map((alert) => ({
      id: alert.id,
      rule: { id: alert.ruleId, name: alert.ruleName, kind: alert.kind },
      camera: { id: alert.cameraId, name: alert.cameraName },
      severity: alert.severity,
      class: alert.class,
      where: alert.where,
      direction: alert.direction,
      summary: alert.summary,
      occurredAt: alert.occurredAt,
    })),
  });
}

/** What a receiver is sent to try the way. */
export function testBody(key: string, territory: { readonly id: number; readonly name: string }): string {
  return JSON.stringify({
    id: key,
    type: 'test',
    territory: { id: territory.id, name: territory.name },
    alerts: [],
  });
}
