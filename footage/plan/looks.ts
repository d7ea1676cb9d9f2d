import { between, pick, type Random } from './random.ts';
import type { Kind, Look } from './scene.ts';

const TOPS = [
  '#27477f',
  '#b4441e',
  '#9c2f2f',
  '#8b2f35',
  '#d2cdbf',
  '#3f6f52',
  '#c7a23a',
  '#5a3f7a',
  '#4f7fae',
];
const TROUSERS = ['#5b6d8c', '#6f86a3', '#8a7d66', '#54607a', '#3f4a66', '#4a4f58'];
const PAINTS = ['#8f1420', '#24418a', '#2c5a44', '#a33a1a', '#3f6f9c', '#6b1f3a', '#1f5f6b'];
const LORRIES = ['#8e1f1c', '#1f4a86', '#d8d6cf', '#2f6a3c'];
const BUSES = ['#b3201f', '#2a5a9c', '#2f7d5b'];
const FRAMES = ['#7c1111', '#1b3d6b', '#20402a', '#8a6a1a'];

const SUITCASES = ['#3a2a1e', '#5a1f1c', '#1d2b45', '#26221f'];
const BOXES = ['#b08a58', '#a5784a', '#c09a68'];
const BINS = ['#2d5a3a', '#3a4046', '#24476b'];

const COLOURS: Readonly<Record<Kind, readonly [readonly string[], readonly string[]]>> = {
  person: [TOPS, TROUSERS],
  car: [PAINTS, PAINTS],
  truck: [LORRIES, ['#d3d4d2', '#e3e1d8', '#c7ccd2']],
  bus: [BUSES, ['#e9e6dd']],
  bicycle: [FRAMES, FRAMES],
  suitcase: [SUITCASES, SUITCASES],
  box: [BOXES, BOXES],
  bin: [BINS, BINS],
};

const SHAPES: Readonly<Record<Kind, readonly string[]>> = {
  person: ['short-hair', 'long-hair', 'short-hair', 'cap'],
  car: ['hatchback', 'saloon'],
  truck: ['box'],
  bus: ['city'],
  bicycle: ['city'],
  suitcase: ['hard'],
  box: ['carton'],
  bin: ['lidded'],
};

/** Clothes, paint and build of one of the cast; the second of two in a row never wears the first one's colour. */
export function lookOf(kind: Kind, random: Random, worn: readonly string[]): Look {
  const [first, second] = COLOURS[kind];
  const fresh = first.filter((colour) => !worn.includes(colour));
  return {
    seed: 1 + Math.floor(random() * 100_000),
    colour: pick(random, fresh.length > 0 ? fresh : first),
    colour2: pick(random, second),
    pattern: pick(random, ['plain', 'plain', 'plaid', 'stripe'] as const),
    shape: pick(random, SHAPES[kind]),
    size: kind === 'person' ? between(random, [1.68, 1.86]) : between(random, [0.98, 1.03]),
  };
}
