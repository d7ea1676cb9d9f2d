import { CsvError, parse } from 'csv-parse/sync';
import { VigieError } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';
import type { RowFault } from './camera-import-schema.ts';
import type { CameraInput } from './camera-schema.ts';

/** A row of the file: what it says of a camera, purposes still by name. */
export interface CsvRow {
  readonly line: number;
  readonly input: Partial<CameraInput> & { readonly name: string };
  readonly purposes: readonly string[];
  readonly faults: readonly RowFault[];
}

/** The columns, in the order of the template, each with the names it also goes by. */
const columns = {
  name: ['nom'],
  address: ['adresse', 'url'],
  user: ['utilisateur', 'identifiant', 'login'],
  password: ['mot_de_passe'],
  place: ['lieu'],
  purposes: ['finalites', 'purpose', 'finalite'],
  latitude: ['lat'],
  longitude: ['lon', 'lng'],
  heading: ['direction'],
  field_of_view: ['angle', 'angle_de_vue'],
  range: ['portee'],
  mask_waiver: ['sans_masque', 'dispense_de_masque'],
  frames_per_second: ['images_par_seconde'],
  enabled: ['active', 'activee'],
} as const;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];
const required: readonly Column[] = ['name', 'address', 'place'];

const places: Readonly<Record<string, CameraInput['place']>> = {
  'public-road': 'public-road',
  'voie-publique': 'public-road',
  'open-to-public': 'open-to-public',
  'ouvert-au-public': 'open-to-public',
  'lieu-ouvert-au-public': 'open-to-public',
  'closed-site': 'closed-site',
  'site-ferme': 'closed-site',
  'site-clos': 'closed-site',
};
const switches: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['yes', 'oui', 'true', 'vrai', '1'].map((word) => [word, true])),
  ...Object.fromEntries(['no', 'non', 'false', 'faux', '0'].map((word) => [word, false])),
};

/** Rows at most in one file. */
const mostRows = 1000;

/** Reads a list of cameras: commas, semicolons or tabs; decimal points or commas; columns named in English or French. */
export function readCameraCsv(text: string): readonly CsvRow[] {
  const [head, ...rows] = cellsOf(text);
  if (head === undefined) throw refusal('the file is empty');
  const order = columnsOf(head.cells);
  if (rows.length === 0) throw refusal('the file holds no camera below its columns');
  if (rows.length > mostRows)
    throw refusal(`the file holds ${rows.length} cameras; at most ${mostRows} at once`);
  return rows.map(({ line, cells }) => rowOf(line, cells, order));
}

/** The columns and one example, as a file to fill in. */
export const csvTemplate = (separator: ',' | ';'): readonly (readonly string[])[] => [
  names,
  [
    'Depot gate',
    'rtsp://192.168.10.21:554/Streaming/Channels/101',
    'vigie',
    'secret',
    'closed-site',
    'site-security',
    separator === ';' ? '49,4972' : '49.4972',
    separator === ';' ? '5,7676' : '5.7676',
    '90',
    '60',
    '40',
    '',
    '5',
    'yes',
  ],
];

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

function cellsOf(text: string): readonly Line[] {
  const first = text.slice(0, 4000).split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [';', '\t', ','].find((mark) => first.includes(mark)) ?? ',';
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      skipRecordsWithEmptyValues: true,
      info: true,
      maxRecordSize: 20_000,
    }) as unknown as readonly { readonly info: { readonly lines: number }; readonly record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    throw refusal(
      `line ${String(fault['lines'] ?? '?')} is not CSV: a quotation mark is not closed or stands inside a cell`,
    );
  }
}

function columnsOf(head: readonly string[]): readonly Column[] {
  const order = head.map((title) => {
    const word = plainWord(title).replaceAll('-', '_');
    const column = names.find((name) => name === word || (columns[name] as readonly string[]).includes(word));
    if (column !== undefined) return column;
    const meant = nearest(word, names);
    throw refusal(
      `unknown column "${title.slice(0, 60)}"`,
      `${meant === undefined ? '' : `did you mean "${meant}"? `}Known columns: ${names.join(', ')}`,
    );
  });
  const twice = order.find((name, index) => order.indexOf(name) !== index);
  if (twice !== undefined) throw refusal(`the column "${twice}" stands there twice`);
  const missing = required.filter((name) => !order.includes(name));
  if (missing.length > 0) throw refusal(`columns are missing: ${missing.join(', ')}`);
  return order;
}

function rowOf(line: number, cells: readonly string[], order: readonly Column[]): CsvRow {
  const faults: RowFault[] = [];
  const tooMany = cells.slice(order.length).some((cell) => cell !== '');
  if (tooMany)
    faults.push({
      column: '',
      message: 'has more cells than there are columns',
      fix: 'put quotation marks around a cell that holds the separator',
    });
  const given = new Map(order.map((name, index) => [name, cells[index] ?? '']));
  const cell = (name: Column): string => given.get(name) ?? '';
  for (const name of required) if (cell(name) === '') faults.push({ column: name, message: 'is required' });
  const number = numberReader(cell, faults);
  const position = positionOf(number, faults);
  const place = wordOf('place', cell('place'), places, faults);
  const enabled = wordOf('enabled', cell('enabled'), switches, faults);
  const framesPerSecond = number('frames_per_second');
  const waiver = cell('mask_waiver');
  return {
    line,
    faults,
    purposes: cell('purposes')
      .split('|')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    input: {
      name: cell('name'),
      source: { url: withUser(cell('address'), cell('user'), cell('password')) },
      ...(place === undefined ? {} : { place }),
      ...(position === undefined ? {} : { position }),
      ...(waiver === '' ? {} : { maskWaiver: waiver }),
      ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
      ...(enabled === undefined ? {} : { enabled }),
    },
  };
}

function numberReader(cell: (name: Column) => string, faults: RowFault[]) {
  return (name: Column): number | undefined => {
    const text = cell(name)
      .replaceAll(/[\s\u202f°]/g, '')
      .replace(',', '.');
    if (text === '') return undefined;
    const number = Number(text);
    if (Number.isFinite(number)) return number;
    faults.push({
      column: name,
      message: 'is not a number',
      fix: 'write digits, such as 49.4972 or 49,4972',
    });
    return undefined;
  };
}

function positionOf(
  number: (name: Column) => number | undefined,
  faults: RowFault[],
): CameraInput['position'] {
  const latitude = number('latitude');
  const longitude = number('longitude');
  const rest = { heading: number('heading'), fieldOfView: number('field_of_view'), range: number('range') };
  if (latitude === undefined && longitude === undefined) return undefined;
  if (latitude === undefined || longitude === undefined) {
    faults.push({
      column: latitude === undefined ? 'latitude' : 'longitude',
      message: 'is missing',
      fix: 'give both latitude and longitude, or neither',
    });
    return undefined;
  }
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    latitude,
    longitude,
    ...(Object.fromEntries(known) as { heading?: number; fieldOfView?: number; range?: number }),
  };
}

function wordOf<Value>(
  column: Column,
  text: string,
  words: Readonly<Record<string, Value>>,
  faults: RowFault[],
): Value | undefined {
  if (text === '') return undefined;
  const value = words[plainWord(text)];
  if (value === undefined)
    faults.push({
      column,
      message: 'is no word of this column',
      fix: `write one of: ${Object.keys(words).join(', ')}`,
    });
  return value;
}

/** Without accents, capitals and blanks: `Voie publique` and `voie-publique` are the same. */
const plainWord = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s_]+/g, '-');

/** The address with the name and password of its own columns, written as an address wants them. */
function withUser(address: string, user: string, password: string): string {
  if (user === '') return address;
  const secret = password === '' ? '' : `:${encodeURIComponent(password)}`;
  return address.replace(/^([a-z]+:\/\/)(?:[^/@]*@)?/i, `$1${encodeURIComponent(user)}${secret}@`);
}

const refusal = (message: string, fix = 'take the template and fill it in'): VigieError =>
  new VigieError('invalid', message, { fix, faults: [{ field: 'csv', message, fix }] });
