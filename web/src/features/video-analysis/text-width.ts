/** The font of the words of a scene, as in its style sheet. */
const font = '600 12px Inter, system-ui, sans-serif';

let context: CanvasRenderingContext2D | null | undefined;

/** Width of a word of a scene, as it will be drawn. */
export function textWidth(text: string): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}
