import Taro from '@tarojs/taro';
import { base64Of } from './base64';

/**
 * Photos taken or chosen, in WeChat (photos.h5.ts has the same names). A photo is named by a path that outlives the
 * page, so that a draft may keep it.
 */

/** Legible papers, small enough for a village's network; what is photographed at a door waits with its act. */
export type PhotoSize = 'paper' | 'door';
const QUALITIES = [75, 55, 35];
/** The platform takes five MiB; more than this is not worth the wait. */
const SIZES: Readonly<Record<PhotoSize, { width: number; bytes: number }>> = {
  paper: { width: 1600, bytes: 1_500_000 },
  door: { width: 720, bytes: 90_000 },
};

export type Chosen =
  | { kind: 'photos'; paths: string[] }
  | { kind: 'cancelled' }
  | { kind: 'denied' }
  | { kind: 'unreadable' };

export async function choosePhotos(count: number, size: PhotoSize = 'paper'): Promise<Chosen> {
  try {
    // An older WeChat makes no promise of this call.
    const { tempFiles } = await new Promise<Taro.chooseMedia.SuccessCallbackResult>((success, fail) =>
      Taro.chooseMedia({
        count,
        mediaType: ['image'],
        sizeType: ['compressed'],
        sourceType: ['camera', 'album'],
        success,
        fail,
      }),
    );
    const paths: string[] = [];
    for (const { tempFilePath } of tempFiles) paths.push(await keepPhoto(await scaleDown(tempFilePath, SIZES[size])));
    return { kind: 'photos', paths };
  } catch (error) {
    const message = String((error as { errMsg?: string } | null)?.errMsg ?? error);
    if (/cancel/i.test(message)) return { kind: 'cancelled' };
    if (/auth|permission|denied|deny/i.test(message)) return { kind: 'denied' };
    return { kind: 'unreadable' };
  }
}

const bytesOf = async (path: string): Promise<number> =>
  new Promise((resolve, reject) =>
    Taro.getFileSystemManager().getFileInfo({ filePath: path, success: ({ size }) => resolve(size), fail: reject }),
  );

async function scaleDown(path: string, { width, bytes }: { width: number; bytes: number }): Promise<string> {
  let best = path;
  for (const quality of QUALITIES) {
    const { tempFilePath } = await Taro.compressImage({
      src: path,
      quality,
      compressedWidth: width,
    } as Taro.compressImage.Option);
    best = tempFilePath;
    if ((await bytesOf(best)) <= bytes) break;
  }
  return best;
}

/** WeChat forgets a temporary file when it is closed. */
const keepPhoto = (path: string): Promise<string> =>
  new Promise((resolve) =>
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: ({ savedFilePath }) => resolve(savedFilePath),
      fail: () => resolve(path),
    }),
  );

export const dropPhoto = (path: string): void => Taro.getFileSystemManager().removeSavedFile({ filePath: path });

export const readPhoto = (path: string): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) =>
    Taro.getFileSystemManager().readFile({
      filePath: path,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: reject,
    }),
  );

/** As an act that waits for the network carries it. */
export const photoAsText = async (path: string): Promise<string> =>
  `data:image/jpeg;base64,${base64Of(await readPhoto(path))}`;
