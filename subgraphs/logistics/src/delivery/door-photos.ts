import { rewritePicture } from '@heitu/kit/privacy/pictures';
import { NO_CONTROLS, z } from '@heitu/kit/rules/validate';

/** A photo as a phone keeps it without a network: small enough to wait there, and to be sent with its act. */
const PHOTO_LENGTH_MAX = 160_000;
const PHOTO_PIXELS_MAX = 4_000_000;
export const PHOTOS_MAX = 3;
const JPEG = 'data:image/jpeg;base64,';

const photo = () =>
  z
    .string()
    .min(1)
    .max(PHOTO_LENGTH_MAX)
    .regex(...NO_CONTROLS);
const SAYS = `a JPEG as a data URL, at most ${PHOTO_LENGTH_MAX.toLocaleString('en')} characters`;
export const photoField = () => photo().describe(`What the courier photographed there: ${SAYS}.`);
export const photosField = () =>
  z.array(photo()).max(PHOTOS_MAX).nullish().describe(`At most ${PHOTOS_MAX}, each ${SAYS}.`);
export const photoRefusals = { PHOTO_BROKEN: { message: '照片打不开，请重新拍一张' } } as const;

/** Each written anew, so that nothing is left of what a camera put beside its pixels; null where one is no picture. */
export async function cleanPhotos(photos: readonly string[]): Promise<string[] | null> {
  const cleaned = await Promise.all(
    photos.map(async (one) => {
      if (!one.startsWith(JPEG)) return null;
      const picture = await rewritePicture(
        Buffer.from(one.slice(JPEG.length), 'base64'),
        'image/jpeg',
        PHOTO_PIXELS_MAX,
      );
      return picture.ok ? JPEG + picture.bytes.toString('base64') : null;
    }),
  );
  return cleaned.every((one) => one !== null) ? cleaned : null;
}
