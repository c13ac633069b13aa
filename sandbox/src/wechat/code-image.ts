import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import type { World } from '../world.ts';
import { wechatError } from './errors.ts';

/**
 * getwxacodeunlimit: a PNG like a sun code. Its rays are the hash of scene and page; the scene itself is in a tEXt
 * chunk, since no camera reads these rays.
 */
const WIDTH_PX_MIN = 280;
const WIDTH_PX_MAX = 1280;
const RAYS = 64;
const RINGS = 8;

const wanted = z.object({
  scene: z.string(),
  page: z.string().optional(),
  check_path: z.boolean().default(true),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
  width: z.int().min(WIDTH_PX_MIN).max(WIDTH_PX_MAX).default(430),
  auto_color: z.boolean().optional(),
  line_color: z.unknown().optional(),
  is_hyaline: z.boolean().optional(),
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Eight-bit grey. */
function png(sizePx: number, isDark: (x: number, y: number) => boolean, comment: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  header[8] = 8;
  const rows = Buffer.alloc((sizePx + 1) * sizePx, 0xff);
  for (let y = 0; y < sizePx; y++) {
    rows[y * (sizePx + 1)] = 0;
    for (let x = 0; x < sizePx; x++) if (isDark(x, y)) rows[y * (sizePx + 1) + 1 + x] = 0x22;
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function sunCode(sizePx: number, text: string): Buffer {
  const bits = createHash('sha512').update(text).digest();
  const half = sizePx / 2;
  const inner = half * 0.4;
  const outer = half * 0.95;
  return png(
    sizePx,
    (x, y) => {
      const radius = Math.hypot(x - half, y - half);
      if (radius < inner) return radius < inner * 0.5;
      if (radius > outer) return false;
      const ray = Math.floor(((Math.atan2(y - half, x - half) + Math.PI) / (2 * Math.PI)) * RAYS * 2);
      if (ray % 2 === 1) return false;
      const bit = Math.floor(((radius - inner) / (outer - inner)) * RINGS) + Math.floor(ray / 2) * RINGS;
      return ((bits.readUInt8((bit >> 3) % bits.length) >> (bit & 7)) & 1) === 1;
    },
    text,
  );
}

/** POST /wxa/getwxacodeunlimit: image bytes, or a JSON error. */
export function codeImage(_world: World, call: Call): Answer {
  const parsed = wanted.safeParse(call.body);
  if (!parsed.success) return wechatError(40097);
  const { scene, page = '', width } = parsed.data;
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene)) return wechatError(40097, 'scene');
  if (page.startsWith('/') || page.includes('?')) return wechatError(41030);
  return { status: 200, body: sunCode(width, `${page}?scene=${scene}`), headers: { 'content-type': 'image/png' } };
}
