import type { RuleTemplate } from '#features/zones/rule-template-schema.ts';
import { request } from '@/api/client.ts';
import { drawLine, drawZone } from '@/api/onboarding.ts';
import { addPeriod, addRule } from '@/api/rules.ts';

interface Application {
  readonly cameraId: number;
  readonly template: RuleTemplate;
  /** what the template asked */
  readonly number: number | undefined;
  /** in whose language things are named */
  readonly read: (text: { readonly en: string; readonly fr: string }) => string;
}

/** Draws the shape of a template and makes its rule; a shape whose rule is refused is taken back. */
export async function applyTemplate({ cameraId, template, number, read }: Application): Promise<void> {
  const shape = await drawn(cameraId, template, read);
  const { rule } = template;
  if (rule === undefined) return;
  const { asks } = rule;
  try {
    const periodId = template.period === undefined ? null : await periodOf(template.period, read);
    await addRule({
      cameraId,
      name: read(rule.name),
      kind: rule.kind,
      severity: rule.severity,
      periodId,
      parameters: {
        ...rule.parameters,
        ...(asks === undefined || number === undefined ? {} : { [asks.parameter]: number }),
        [shape.parameter]: shape.id,
      },
    });
  } catch (fault) {
    await request(`/api/v1/${shape.kind}/${shape.id}`, { method: 'DELETE' }).catch(() => undefined);
    throw fault;
  }
}

async function drawn(cameraId: number, { zone, line }: RuleTemplate, read: Application['read']) {
  if (zone !== undefined) {
    const { id } = await drawZone(cameraId, { name: read(zone.name), polygon: zone.polygon });
    return { kind: 'zones', parameter: 'zoneId', id };
  }
  if (line === undefined) throw new Error('a template draws a zone or a line');
  const { from, to } = line;
  const { id } = await drawLine(cameraId, {
    name: read(line.name),
    from,
    to,
    forward: read(line.forward),
    backward: read(line.backward),
  });
  return { kind: 'lines', parameter: 'lineId', id };
}

/** The period of that name, or a new one. */
async function periodOf(
  { name, hours }: NonNullable<RuleTemplate['period']>,
  read: Application['read'],
): Promise<number> {
  const wanted = read(name);
  const known = await request<{ items: readonly { id: number; name: string }[] }>(
    '/api/v1/periods?limit=500',
  );
  const same = known.items.find((period) => period.name === wanted);
  return same?.id ?? (await addPeriod({ name: wanted, ...hours })).id;
}
