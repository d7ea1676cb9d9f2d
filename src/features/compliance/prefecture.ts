import type { Controller } from './controller.ts';
import type { Block, CameraMove, Inventory, InventoryCamera, PrintedDocument } from './ports.ts';

type Language = 'fr' | 'en';
type Position = NonNullable<InventoryCamera['position']>;

/** A camera that moved further than this is told to the prefect, metres. */
const movedMetres = 5;
const metresPerDegree = 111_320;

/** Distance on the ground, metres; exact enough within a territory. */
export function metresBetween(a: Position, b: Position): number {
  const north = (b.latitude - a.latitude) * metresPerDegree;
  const east = (b.longitude - a.longitude) * metresPerDegree * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** A notice to the prefect, drafted. */
export interface MoveNotice extends CameraMove {
  readonly metres: number;
  readonly text: { readonly en: string; readonly fr: string };
}

/** Notices of the cameras that moved further than the law lets pass in silence. */
export function moveNotices(moves: readonly CameraMove[]): MoveNotice[] {
  return moves
    .map((move) => ({ ...move, metres: Math.round(metresBetween(move.from, move.to)) }))
    .filter((move) => metresBetween(move.from, move.to) > movedMetres)
    .map((move) => ({ ...move, text: noticeOf(move) }));
}

function noticeOf({ name, atMs, from, to, metres }: CameraMove & { readonly metres: number }) {
  const day = new Date(atMs).toISOString().slice(0, 10);
  const at = ({ latitude, longitude }: Position) => `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return {
    en: `On ${day} the camera "${name}" was moved by ${metres} m, from ${at(from)} to ${at(to)} (WGS 84). Its purposes and its masks are unchanged unless stated in the enclosed file.`,
    fr: `Le ${day}, la caméra « ${name} » a été déplacée de ${metres} m, de ${at(from)} à ${at(to)} (WGS 84). Ses finalités et ses masques sont inchangés, sauf mention au dossier joint.`,
  };
}

const texts = {
  en: {
    title: 'File for the prefect',
    foot: 'CSI articles L.252-1 and R.252-3',
    who: 'Applicant',
    report: 'Purposes and techniques',
    techniques:
      'Pictures are decoded in memory and let go in less than a second; masks are burned in first. Objects are counted by class; no face, no plate, no identifier.',
    plan: 'Plan of the cameras',
    planNote: 'North is up. Positions as recorded; attach the site plan with the openings of neighbours.',
    head: ['Camera', 'Position', 'Purposes', 'Mask', 'Kept'],
    mask: { drawn: 'drawn', waived: 'none, for a written reason', missing: 'missing' },
    none: 'no picture',
    days: 'days',
    unknown: 'not recorded',
  },
  fr: {
    title: 'Dossier pour le préfet',
    foot: 'Articles L.252-1 et R.252-3 du code de la sécurité intérieure',
    who: 'Demandeur',
    report: 'Finalités et techniques',
    techniques:
      'Les images sont décodées en mémoire vive et abandonnées en moins d’une seconde ; les masques sont incrustés d’abord. Des objets sont comptés par classe ; ni visage, ni plaque, ni identifiant.',
    plan: 'Plan des caméras',
    planNote:
      'Le nord est en haut. Positions enregistrées ; joindre le plan de masse avec les ouvertures des riverains.',
    head: ['Caméra', 'Position', 'Finalités', 'Masque', 'Conservation'],
    mask: { drawn: 'dessiné', waived: 'aucun, pour un motif écrit', missing: 'manquant' },
    none: 'aucune image',
    days: 'jours',
    unknown: 'non enregistrée',
  },
} as const;

/** The file for the prefect: the cameras of public places, their purposes, and where they stand. */
export function prefectureFile(
  inventory: Inventory,
  controller: Controller,
  language: Language,
): PrintedDocument {
  const words = texts[language];
  const cameras = inventory.cameras.filter(({ place }) => place !== 'closed-site');
  const { name, representative, address, phone, email } = controller;
  return {
    title: `${words.title} — ${inventory.territory.name}`,
    language,
    foot: words.foot,
    isPanel: false,
    blocks: [
      { kind: 'heading', text: words.who },
      { kind: 'text', text: `${name} — ${representative}\n${address}\n${phone} — ${email}` },
      { kind: 'heading', text: words.report },
      { kind: 'text', text: words.techniques },
      { kind: 'table', head: words.head, rows: cameras.map((camera) => cameraRow(camera, language)) },
      ...planBlocks(cameras, words),
    ],
  };
}

function cameraRow({ name, position, purposes, mask, keptDays }: InventoryCamera, language: Language) {
  const words = texts[language];
  return [
    name,
    position ? `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}` : words.unknown,
    purposes.map(({ title, law }) => `${title[language]} (${law[language]})`).join(', '),
    words.mask[mask],
    keptDays === 0 ? words.none : `${keptDays} ${words.days}`,
  ];
}

function planBlocks(cameras: readonly InventoryCamera[], words: (typeof texts)[Language]): Block[] {
  const placed = cameras.flatMap(({ name, position }) => (position ? [{ name, ...position }] : []));
  if (placed.length === 0) return [];
  return [
    { kind: 'heading', text: words.plan },
    { kind: 'note', text: words.planNote },
    { kind: 'drawing', svg: planOf(placed), width: 460 },
  ];
}

const planWidth = 460;
const planHeight = 300;
const margin = 40;

/** Cameras on a blank sheet, at scale. */
function planOf(cameras: readonly (Position & { readonly name: string })[]): string {
  const south = Math.min(...cameras.map(({ latitude }) => latitude));
  const west = Math.min(...cameras.map(({ longitude }) => longitude));
  const origin = { latitude: south, longitude: west };
  const places = cameras.map(({ name, latitude, longitude }) => ({
    name,
    east: metresBetween(origin, { latitude: south, longitude }),
    north: metresBetween(origin, { latitude, longitude: west }),
  }));
  const widest = Math.max(1, ...places.map(({ east }) => east));
  const tallest = Math.max(1, ...places.map(({ north }) => north));
  const scale = Math.min((planWidth - 2 * margin) / widest, (planHeight - 2 * margin) / tallest);
  const marks = places.map(({ name, east, north }) => {
    const x = (margin + east * scale).toFixed(1);
    const y = (planHeight - margin - north * scale).toFixed(1);
    return `<circle cx="${x}" cy="${y}" r="5" fill="#0b4f8a"/><text x="${Number(x) + 8}" y="${Number(y) + 4}" font-size="10">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${planWidth} ${planHeight}"><rect width="${planWidth}" height="${planHeight}" fill="#ffffff" stroke="#8a97a3"/>${marks.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
