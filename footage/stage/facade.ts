import { pick, type Random, randomFrom } from '../plan/random.ts';
import { blank, grain, type Painting, stains } from './painting.ts';

const PIXELS_PER_METRE = 56;
const SIGNS = ['BOULANGERIE', 'CAFÉ DU VAL', 'PHARMACIE', 'LIBRAIRIE', 'OPTIQUE', 'QUINCAILLERIE', 'FLEURS'];
const AWNINGS = ['#2f5d50', '#7a2e2e', '#30476b', '#6b5a2f', '#444444'];

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function bricks({ brush, width, height }: Painting, random: Random): void {
  for (let y = 0; y < height; y += 6) {
    for (let x = ((y / 6) % 2) * 8; x < width; x += 16) {
      const shift = (random() - 0.5) * 40;
      brush.fillStyle = shift > 0 ? `rgba(255,220,200,${shift / 220})` : `rgba(30,10,0,${-shift / 130})`;
      brush.fillRect(x, y, 15, 5);
    }
  }
}

function glass(brush: CanvasRenderingContext2D, place: Place, colours: readonly string[]): void {
  const sheen = brush.createLinearGradient(place.x, place.y, place.x + place.width, place.y + place.height);
  for (const [index, colour] of colours.entries()) sheen.addColorStop(index / (colours.length - 1), colour);
  brush.fillStyle = sheen;
  brush.fillRect(place.x, place.y, place.width, place.height);
}

function house({ brush }: Painting, random: Random, place: Place): void {
  const { x, y, width, height } = place;
  brush.fillStyle = '#d8d4cc';
  brush.fillRect(x - 5, y - 5, width + 10, height + 12);
  glass(brush, place, ['#3a4650', '#6d7f8c', '#252c33']);
  brush.fillStyle = 'rgba(230,225,210,.55)';
  brush.fillRect(x, y, width * (0.3 + 0.6 * random()), height * (0.15 + random() * 0.5));
  brush.fillStyle = '#cfcac0';
  brush.fillRect(x + width / 2 - 2, y, 4, height);
  brush.fillRect(x, y + height * 0.4, width, 4);
}

function shop({ brush }: Painting, random: Random, sign: string, place: Place): void {
  const metre = PIXELS_PER_METRE;
  brush.fillStyle = pick(random, AWNINGS);
  brush.fillRect(place.x + 8, place.y, place.width - 16, 0.6 * metre);
  brush.fillStyle = '#eee';
  brush.font = `bold ${Math.round(0.36 * metre)}px sans-serif`;
  brush.fillText(sign, place.x + metre, place.y + 0.44 * metre);
  const window = { x: place.x + 16, y: place.y + 0.75 * metre, width: 3.6 * metre, height: 1.9 * metre };
  glass(brush, window, ['#a9b6bc', '#6f7f88', '#93a2a9', '#66757d']);
  brush.fillStyle = '#6b5240';
  brush.fillRect(place.x + 4.1 * metre, place.y + 0.75 * metre, 1.2 * metre, 2.35 * metre);
  brush.fillStyle = 'rgba(90,70,50,.25)';
  for (let thing = 0; thing < 10; thing++) {
    const [dx, dy] = [random() * 3.3 * metre, random() * 1.4 * metre];
    brush.fillRect(window.x + dx, window.y + 0.25 * metre + dy, 10 + random() * 20, 8 + random() * 20);
  }
}

/** A row of houses: brick, windows, shops below; sizes in metres. */
export function shopFront(seed: number, width: number, height: number, wall: string): Painting {
  const random = randomFrom(seed);
  const metre = PIXELS_PER_METRE;
  const painting = blank(width * metre, height * metre, wall);
  bricks(painting, random);
  for (let floor = 0; floor < 2; floor++) {
    for (let window = 0; window < width / 3; window++) {
      const x = (window * 3 + 0.7) * metre;
      house(painting, random, { x, y: (floor * 2.7 + 0.6) * metre, width: 1.5 * metre, height: 1.5 * metre });
    }
  }
  const top = (height - 3.1) * metre;
  painting.brush.fillStyle = '#a39a8c';
  painting.brush.fillRect(0, top, painting.width, 3.1 * metre);
  for (let index = 0; index < width / 6; index++) {
    const place = { x: index * 6 * metre, y: top, width: 6 * metre, height: 3.1 * metre };
    shop(painting, random, SIGNS[(index + seed * 4) % SIGNS.length] ?? '', place);
  }
  stains(painting, random, { count: 40, radius: 120, rgb: '20,15,10', opacity: 0.14 });
  grain(painting, random, 14);
  return painting;
}
