import { LIGHT } from '@/theme/colours';
import Taro from '@tarojs/taro';
import type { Chosen, PhotoSize } from './photos';

/** Photos in a browser (photos.ts has the same names): a photo is its own bytes as a data URL, which a draft can keep. */

const QUALITIES = [0.75, 0.55, 0.35];
/** Drafts lie in the browser's store, which holds some five million letters in all. */
const SIZES: Readonly<Record<PhotoSize, { side: number; letters: number }>> = {
  paper: { side: 1600, letters: 900_000 },
  door: { side: 720, letters: 120_000 },
};

export async function choosePhotos(count: number, size: PhotoSize = 'paper'): Promise<Chosen> {
  try {
    const { tempFilePaths } = await Taro.chooseImage({
      count,
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
    });
    return { kind: 'photos', paths: await Promise.all(tempFilePaths.map((path) => scaleDown(path, SIZES[size]))) };
  } catch (error) {
    if (/cancel/i.test(String((error as { errMsg?: string } | null)?.errMsg ?? error))) return { kind: 'cancelled' };
    return { kind: 'unreadable' };
  }
}

async function scaleDown(path: string, { side, letters }: { side: number; letters: number }): Promise<string> {
  const image = await createImageBitmap(await (await fetch(path)).blob());
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const pen = canvas.getContext('2d')!;
  // What is clear in a PNG is black in a JPEG.
  pen.fillStyle = LIGHT.sheet;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  let best = '';
  for (const quality of QUALITIES) {
    best = canvas.toDataURL('image/jpeg', quality);
    if (best.length <= letters) break;
  }
  return best;
}

export const dropPhoto = (_path: string): void => undefined;

export async function readPhoto(path: string): Promise<ArrayBuffer> {
  const letters = atob(path.slice(path.indexOf(',') + 1));
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes.buffer;
}

/** As an act that waits for the network carries it. */
export const photoAsText = (path: string): Promise<string> => Promise.resolve(path);
