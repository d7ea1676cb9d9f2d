import { pick, randomFrom } from '../plan/random.ts';
import type { Look } from '../plan/scene.ts';
import { blank, cracks, grain, type Painting, stains } from './painting.ts';

/** Worn asphalt. */
export function asphalt(seed: number, colour = '#5c5d5f'): Painting {
  const random = randomFrom(seed);
  const painting = blank(1024, 1024, colour);
  stains(painting, random, { count: 60, radius: 180, rgb: '40,40,42', opacity: 0.18 });
  stains(painting, random, { count: 40, radius: 140, rgb: '150,150,148', opacity: 0.1 });
  stains(painting, random, { count: 12, radius: 40, rgb: '20,20,20', opacity: 0.35 });
  grain(painting, random, 42);
  cracks(painting, random, 9);
  return painting;
}

/** Square slabs, each a little lighter or darker. */
export function paving(seed: number, slabs: number, base: readonly [number, number, number]): Painting {
  const random = randomFrom(seed);
  const painting = blank(1024, 1024, '#888');
  const side = 1024 / slabs;
  for (let slab = 0; slab < slabs * slabs; slab++) {
    const shift = (random() - 0.5) * 22;
    painting.brush.fillStyle = `rgb(${base.map((value) => Math.round(value + shift)).join(',')})`;
    painting.brush.fillRect((slab % slabs) * side, Math.floor(slab / slabs) * side, side, side);
  }
  stains(painting, random, { count: 50, radius: 110, rgb: '70,66,60', opacity: 0.16 });
  stains(painting, random, { count: 60, radius: 7, rgb: '40,38,36', opacity: 0.6 });
  grain(painting, random, 26);
  painting.brush.fillStyle = 'rgba(70,66,62,.8)';
  for (let joint = 0; joint <= slabs; joint++) {
    painting.brush.fillRect(joint * side - 1.5, 0, 3, 1024);
    painting.brush.fillRect(0, joint * side - 1.5, 1024, 3);
  }
  return painting;
}

/** Grass seen from a few metres. */
export function grass(seed: number): Painting {
  const random = randomFrom(seed);
  const painting = blank(512, 512, '#56693a');
  stains(painting, random, { count: 60, radius: 60, rgb: '80,100,50', opacity: 0.3 });
  stains(painting, random, { count: 40, radius: 40, rgb: '110,110,70', opacity: 0.25 });
  for (let blade = 0; blade < 14_000; blade++) {
    const shade = [60 + random() * 60, 80 + random() * 70, 30 + random() * 40].map(Math.round);
    painting.brush.fillStyle = `rgba(${shade.join(',')},.5)`;
    painting.brush.fillRect(random() * 512, random() * 512, 1.2, 3 + random() * 5);
  }
  return painting;
}

/** Cloth with folds, plain, checked or striped. */
export function cloth(seed: number, colour: string, pattern: Look['pattern'] = 'plain'): Painting {
  const random = randomFrom(seed);
  const painting = blank(256, 256, colour);
  const { brush } = painting;
  if (pattern === 'plaid') {
    brush.fillStyle = 'rgba(0,0,0,.28)';
    for (let band = 0; band < 8; band++) {
      brush.fillRect(band * 32, 0, 14, 256);
      brush.fillRect(0, band * 32, 256, 14);
    }
  }
  if (pattern === 'stripe') {
    brush.fillStyle = 'rgba(255,255,255,.5)';
    for (let band = 0; band < 10; band++) brush.fillRect(0, band * 26, 256, 9);
  }
  for (let fold = 0; fold < 26; fold++) {
    const tone = random() < 0.6 ? '0,0,0' : '255,255,255';
    brush.strokeStyle = `rgba(${tone},${0.05 + 0.1 * random()})`;
    brush.lineWidth = 3 + random() * 9;
    const [x, y] = [random() * 256, random() * 256];
    const bend = () => (random() - 0.5) * 50;
    brush.beginPath();
    brush.moveTo(x, y);
    brush.bezierCurveTo(x + bend(), y + 30, x + bend(), y + 50, x + bend(), y + 90 * random());
    brush.stroke();
  }
  grain(painting, random, 18);
  return painting;
}

/** Ribbed steel sheet: a hall, a container, a roller door. */
export function sheetMetal(seed: number, colour: string, ribs: number, flat = false): Painting {
  const random = randomFrom(seed);
  const painting = blank(512, 512, colour);
  const { brush } = painting;
  const side = 512 / ribs;
  for (let rib = 0; rib < ribs; rib++) {
    brush.fillStyle = 'rgba(0,0,0,.22)';
    if (flat) brush.fillRect(0, rib * side, 512, side * 0.28);
    else brush.fillRect(rib * side, 0, side * 0.28, 512);
    brush.fillStyle = 'rgba(255,255,255,.16)';
    if (flat) brush.fillRect(0, rib * side + side * 0.5, 512, side * 0.2);
    else brush.fillRect(rib * side + side * 0.5, 0, side * 0.2, 512);
  }
  stains(painting, random, { count: 14, radius: 90, rgb: '60,40,25', opacity: 0.14 });
  grain(painting, random, 12);
  return painting;
}

/** Chain link, clear between the wires. */
export function chainLink(): Painting {
  const painting = blank(128, 128, '#000');
  const { brush } = painting;
  brush.clearRect(0, 0, 128, 128);
  brush.strokeStyle = 'rgba(150,158,160,.8)';
  brush.lineWidth = 2.4;
  for (let offset = -128; offset <= 128; offset += 16) {
    brush.beginPath();
    brush.moveTo(offset, 0);
    brush.lineTo(offset + 128, 128);
    brush.moveTo(offset + 128, 0);
    brush.lineTo(offset, 128);
    brush.stroke();
  }
  return painting;
}

/** The soft dark patch under something that stands on the ground. */
export function contactShade(): Painting {
  const painting = blank(128, 128, '#000');
  const { brush } = painting;
  brush.clearRect(0, 0, 128, 128);
  const shade = brush.createRadialGradient(64, 64, 0, 64, 64, 64);
  shade.addColorStop(0, 'rgba(0,0,0,.75)');
  shade.addColorStop(0.55, 'rgba(0,0,0,.45)');
  shade.addColorStop(1, 'rgba(0,0,0,0)');
  brush.fillStyle = shade;
  brush.fillRect(0, 0, 128, 128);
  return painting;
}

/** Leaves of a hedge or a tree. */
export function foliage(seed: number): Painting {
  const random = randomFrom(seed);
  const painting = blank(256, 256, '#33471f');
  for (let leaf = 0; leaf < 2600; leaf++) {
    painting.brush.fillStyle = pick(random, ['#24361a', '#3d5a26', '#4f7030', '#5d7f3a', '#2d4420']);
    painting.brush.fillRect(random() * 256, random() * 256, 4 + random() * 6, 3 + random() * 5);
  }
  return painting;
}
