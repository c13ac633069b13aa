import { LIGHT } from '@/theme/colours';
import Taro from '@tarojs/taro';
import { drawingPlace } from './platform';

/**
 * What a finger draws on the glass: kept as points, so that it is sent as a small drawing and not as a picture of
 * thousands of dots.
 */
export interface Point {
  x: number;
  y: number;
}
export interface Pen {
  down(point: Point): void;
  move(point: Point): void;
  wipe(): void;
}

const PICTURE_LETTERS_MAX = 48_000;
const LINE_WIDTH = 3;

/** What shows the strokes while they are drawn, those that are there already first; null where the pad cannot show them. */
export async function penOf(id: string, strokes: readonly (readonly Point[])[]): Promise<Pen | null> {
  const place = await drawingPlace(id);
  if (!place) return null;
  const { node, width, height } = place;
  const ratio = Taro.getWindowInfo().pixelRatio || 1;
  node.width = Math.round(width * ratio);
  node.height = Math.round(height * ratio);
  const context = node.getContext('2d');
  context.scale(ratio, ratio);
  context.lineWidth = LINE_WIDTH;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = LIGHT['on-sheet'];
  let last: Point | null = null;
  const pen: Pen = {
    down(point) {
      last = point;
    },
    move(point) {
      if (!last) return;
      context.beginPath();
      context.moveTo(last.x, last.y);
      context.lineTo(point.x, point.y);
      context.stroke();
      last = point;
    },
    wipe() {
      last = null;
      context.clearRect(0, 0, width, height);
    },
  };
  for (const [first, ...rest] of strokes) {
    if (first) pen.down(first);
    rest.forEach(pen.move);
  }
  return pen;
}

interface Touching {
  touches?: readonly { x?: number; y?: number; clientX?: number; clientY?: number }[];
  currentTarget?: { getBoundingClientRect?: () => { left: number; top: number } } | null;
}
/** Where on the pad: WeChat says it itself, a browser says where on the screen. */
export function pointOf(event: unknown, _id: string): Point | null {
  const { touches, currentTarget } = event as Touching;
  const touch = touches?.[0];
  if (!touch) return null;
  if (touch.x !== undefined && touch.y !== undefined) return { x: touch.x, y: touch.y };
  const place = currentTarget?.getBoundingClientRect?.() ?? { left: 0, top: 0 };
  return { x: (touch.clientX ?? 0) - place.left, y: (touch.clientY ?? 0) - place.top };
}

const pathOf = (stroke: readonly Point[], every: number): string =>
  stroke
    .filter((_, i) => i % every === 0 || i === stroke.length - 1)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`)
    .join('');

/** The strokes as a drawing (a data URL); null where nobody wrote. Very long ones lose points, never strokes. */
export function strokesAsPicture(strokes: readonly (readonly Point[])[]): string | null {
  const written = strokes.filter((stroke) => stroke.length > 1);
  if (written.length === 0) return null;
  const points = written.flat();
  const width = Math.ceil(Math.max(...points.map(({ x }) => x))) + LINE_WIDTH;
  const height = Math.ceil(Math.max(...points.map(({ y }) => y))) + LINE_WIDTH;
  for (let every = 1; every <= 64; every *= 2) {
    const path = written.map((stroke) => pathOf(stroke, every)).join('');
    const picture = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${path}" fill="none" stroke="${LIGHT['on-sheet']}" stroke-width="${LINE_WIDTH}" stroke-linecap="round"/></svg>`)}`;
    if (picture.length <= PICTURE_LETTERS_MAX) return picture;
  }
  return null;
}
