import { CanvasTexture, RepeatWrapping, SRGBColorSpace, type Texture } from 'three';
import type { Random } from '../plan/random.ts';

/** A canvas to paint on and its brush. */
export interface Painting {
  readonly canvas: HTMLCanvasElement;
  readonly brush: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** A canvas filled with one colour. */
export function blank(width: number, height: number, colour: string): Painting {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new Error('this browser draws no canvas');
  brush.fillStyle = colour;
  brush.fillRect(0, 0, width, height);
  return { canvas, brush, width, height };
}

/** Grain over the whole picture, `strength` in steps of 255. */
export function grain({ brush, width, height }: Painting, random: Random, strength: number): void {
  const pixels = brush.getImageData(0, 0, width, height);
  for (let index = 0; index < pixels.data.length; index += 4) {
    const shift = (random() + random() - 1) * strength;
    for (let channel = 0; channel < 3; channel++) {
      pixels.data[index + channel] = (pixels.data[index + channel] ?? 0) + shift;
    }
  }
  brush.putImageData(pixels, 0, 0);
}

/** Soft stains that run on over the edges, so that the texture repeats without a seam. */
export function stains(
  { brush, width, height }: Painting,
  random: Random,
  { count, radius, rgb, opacity }: { count: number; radius: number; rgb: string; opacity: number },
): void {
  for (let stain = 0; stain < count; stain++) {
    const x = random() * width;
    const y = random() * height;
    const size = radius * (0.3 + random());
    for (const dx of [-width, 0, width]) {
      for (const dy of [-height, 0, height]) {
        if (x + dx + size < 0 || x + dx - size > width || y + dy + size < 0 || y + dy - size > height)
          continue;
        const shade = brush.createRadialGradient(x + dx, y + dy, 0, x + dx, y + dy, size);
        shade.addColorStop(0, `rgba(${rgb},${opacity})`);
        shade.addColorStop(1, `rgba(${rgb},0)`);
        brush.fillStyle = shade;
        brush.fillRect(x + dx - size, y + dy - size, 2 * size, 2 * size);
      }
    }
  }
}

/** Crooked thin lines: cracks in a road. */
export function cracks({ brush, width, height }: Painting, random: Random, count: number): void {
  brush.strokeStyle = 'rgba(30,30,30,.55)';
  for (let crack = 0; crack < count; crack++) {
    brush.lineWidth = 1 + random() * 2;
    let x = random() * width;
    let y = random() * height;
    brush.beginPath();
    brush.moveTo(x, y);
    for (let bend = 0; bend < 22; bend++) {
      x += (random() - 0.5) * 60;
      y += (random() - 0.3) * 40;
      brush.lineTo(x, y);
    }
    brush.stroke();
  }
}

/** The painting as a texture that repeats so many times. */
export function textureOf({ canvas }: Painting, across = 1, along = 1): Texture {
  const texture = new CanvasTexture(canvas);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.repeat.set(across, along);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}
