import type { Sharp, default as Library } from 'sharp';
import { isKeyOf } from '../rules/checked.ts';

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];
export const isPicture = (mediaType: string): mediaType is PictureType => isKeyOf(WRITERS, mediaType);

/** Decoded, a picture takes four bytes a pixel: a few at once, and a few that wait with their bytes. */
const AT_ONCE_MAX = 2;
const WAITING_MAX = 24;
const QUALITY_PERCENT = 85;

const WRITERS: Readonly<Record<PictureType, (picture: Sharp) => Sharp>> = {
  'image/jpeg': (picture) => picture.jpeg({ quality: QUALITY_PERCENT }),
  'image/png': (picture) => picture.png(),
  'image/webp': (picture) => picture.webp({ quality: QUALITY_PERCENT }),
};

export type RewrittenPicture =
  | { ok: true; bytes: Buffer }
  | { ok: false; why: 'broken' | 'too-many-pixels' | 'animated' | 'busy' };

let library: Promise<typeof Library> | undefined;
/** Loaded with the first picture: most processes never see one, and those that do should not start later for it. */
function load(): Promise<typeof Library> {
  return (library ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  }));
}

let running = 0;
const waiting: (() => void)[] = [];
/** Runs `work` when it is its turn; null where too many wait already. */
async function inTurn<V>(work: () => Promise<V>): Promise<V | null> {
  if (running >= AT_ONCE_MAX) {
    if (waiting.length >= WAITING_MAX) return null;
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/**
 * Decodes a picture and writes it anew in its own format, upright and in sRGB: nothing that a camera or a person put
 * beside, behind or between its pixels is left. Decoding and encoding run on the library's threads. `pixelsMax`: width
 * times height.
 */
export async function rewritePicture(
  bytes: Uint8Array,
  mediaType: PictureType,
  pixelsMax: number,
): Promise<RewrittenPicture> {
  const rewritten = await inTurn(() => decodeAndWrite(bytes, mediaType, pixelsMax));
  return rewritten ?? { ok: false, why: 'busy' };
}

async function decodeAndWrite(bytes: Uint8Array, mediaType: PictureType, pixelsMax: number): Promise<RewrittenPicture> {
  const sharp = await load();
  try {
    // What the header says is read first: the pixels of a bomb are never decoded.
    const { format, width, height, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (`image/${format}` !== mediaType) return { ok: false, why: 'broken' };
    if (width * height > pixelsMax) return { ok: false, why: 'too-many-pixels' };
    if (pages > 1) return { ok: false, why: 'animated' };
    const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error' }).autoOrient();
    return { ok: true, bytes: await WRITERS[mediaType](picture).toBuffer() };
  } catch {
    return { ok: false, why: 'broken' };
  }
}
