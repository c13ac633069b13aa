import qrcode from 'qrcode-generator';
import type { PosterPageQuery } from '@/api/shop';
import { nearOrigin, perUnit, yuan } from '@/lib/format';
import { drawingPlace, pictureFor, urlOf } from '@/lib/platform';
import { LIGHT } from '@/theme/colours';

export const POSTER = 'poster';
/** Dots for each unit of the page: sharp when it is printed, too. */
const RATIO = 3;
/** Everything below is a share of the width. */
const [PICTURE, MARGIN, CODE] = [0.75, 0.06, 0.28];

/** Written in lines no wider than there is room; answers where the next line stands. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, size, room, colour = LIGHT.ink }: { x: number; y: number; size: number; room: number; colour?: string },
): number {
  context.font = `${size}px serif`;
  context.fillStyle = colour;
  let [line, at] = ['', y];
  for (const letter of text) {
    if (context.measureText(line + letter).width > room) {
      context.fillText(line, x, at);
      [line, at] = ['', at + size * 1.4];
    }
    line += letter;
  }
  context.fillText(line, x, at);
  return at + size * 1.5;
}

function drawCode(context: CanvasRenderingContext2D, text: string, x: number, y: number, size: number): void {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const dot = size / count;
  context.fillStyle = LIGHT.sheet;
  context.fillRect(x - dot * 2, y - dot * 2, size + dot * 4, size + dot * 4);
  context.fillStyle = LIGHT['on-sheet'];
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) context.fillRect(x + column * dot, y + row * dot, dot + 0.2, dot + 0.2);
}

/** The goods, what they cost, whose they are, and the code of the newest lot. */
export async function drawPoster(product: NonNullable<PosterPageQuery['product']>): Promise<void> {
  const place = await drawingPlace(POSTER);
  if (!place) return;
  const { node, width, height } = place;
  node.width = width * RATIO;
  node.height = height * RATIO;
  const context = node.getContext('2d');
  context.scale(RATIO, RATIO);
  context.fillStyle = LIGHT.paper;
  context.fillRect(0, 0, width, height);
  const picture = product.pictureId ? await pictureFor(node, urlOf(`/edges/catalog/files/${product.pictureId}`)) : null;
  if (picture) {
    // Its middle: nothing is stretched.
    const [wide, high] = [picture.width, Math.min(picture.height, picture.width * PICTURE)];
    context.drawImage(picture, 0, (picture.height - high) / 2, wide, high, 0, 0, width, width * PICTURE);
  }
  const [sku] = product.skus;
  const [lot] = product.lots;
  const x = width * MARGIN;
  const room = width - 2 * x;
  let y = write(context, product.title, { x, y: width * (PICTURE + 0.1), size: width * 0.065, room });
  if (sku?.label) {
    const each = perUnit(sku, sku.label.retailFen);
    const price = `${yuan(sku.label.retailFen)}　${sku.specification}${each ? `，合${each}` : ''}`;
    y = write(context, price, { x, y, size: width * 0.05, room });
  }
  const beside = lot ? room - width * (CODE + 0.04) : room;
  const from = [sku?.label?.origin && nearOrigin(sku.label.origin), product.shop?.name].filter(Boolean).join(' ');
  y = write(context, from, { x, y, size: width * 0.045, room: beside, colour: LIGHT['ink-2'] });
  if (!lot) return;
  write(context, '扫一扫，看它从哪里来', { x, y, size: width * 0.045, room: beside, colour: LIGHT['ink-2'] });
  const side = width * CODE;
  drawCode(context, lot.traceUrl, width - x - side, height - x - side, side);
}
