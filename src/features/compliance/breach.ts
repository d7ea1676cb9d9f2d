import type { LoggedView, Span } from './ports.ts';

/** A camera that a breach concerns: the whole time that was seen of it, and the lines that say so. */
export interface AffectedCamera extends Span {
  readonly cameraId: number;
  readonly lines: number;
}

/** Cameras and times a breach concerns: those the log names, and those that were entered by hand. */
export function affectedCameras(
  views: readonly LoggedView[],
  entered: readonly number[],
  span: Span,
): AffectedCamera[] {
  const cameras = new Map<number, AffectedCamera>();
  for (const cameraId of entered) cameras.set(cameraId, { cameraId, ...span, lines: 0 });
  for (const { cameraId, fromMs, toMs } of views) {
    const known = cameras.get(cameraId);
    cameras.set(cameraId, {
      cameraId,
      fromMs: Math.min(known?.fromMs ?? fromMs, fromMs),
      toMs: Math.max(known?.toMs ?? toMs, toMs),
      lines: (known?.lines ?? 0) + 1,
    });
  }
  return [...cameras.values()].sort((a, b) => a.cameraId - b.cameraId);
}

/** What the text for the authority is made of. */
export interface BreachForm {
  readonly title: string;
  readonly words: string;
  readonly measures: string;
  readonly knownAt: string;
  readonly cameras: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** null: nothing was counted */
  readonly persons: number | null;
  readonly dpo: string;
}

/** The text for the authority's form, in the order of GDPR art. 33(3). */
export function breachForm(form: BreachForm): { en: string; fr: string } {
  const { title, words, measures, knownAt, cameras, persons, dpo } = form;
  const list = cameras.map(({ name, from, to }) => `- ${name}: ${from} – ${to}`).join('\n');
  return {
    en: [
      `(a) Nature of the breach: ${title}. ${words}`,
      `Known since: ${knownAt}`,
      `Cameras and times concerned:\n${list || '- none'}`,
      `Persons concerned, about: ${persons ?? 'not counted'} (passages counted, not persons known)`,
      `(b) Data protection officer: ${dpo || 'to be filled in'}`,
      '(c) Likely consequences: to be written',
      `(d) Measures taken or proposed: ${measures || 'to be written'}`,
    ].join('\n'),
    fr: [
      `a) Nature de la violation : ${title}. ${words}`,
      `Connue depuis : ${knownAt}`,
      `Caméras et périodes concernées :\n${list || '- aucune'}`,
      `Personnes concernées, environ : ${persons ?? 'non comptées'} (passages comptés, non des personnes connues)`,
      `b) Délégué à la protection des données : ${dpo || 'à compléter'}`,
      'c) Conséquences probables : à rédiger',
      `d) Mesures prises ou envisagées : ${measures || 'à rédiger'}`,
    ].join('\n'),
  };
}
