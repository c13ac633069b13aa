import { readFileSync } from 'node:fs';
import type { Context } from '@heitu/kit/data/context';
import type { FileThing } from '@heitu/kit/privacy/file-uses';
import type { PictureFact } from '../county/index.ts';
import { pictureId } from './keys.ts';

/** A drawing of our own goes into a room's files as it is: nobody can upload an SVG. */
export const putPicture = (
  context: Pick<Context, 'files'>,
  { key, file, contentType }: PictureFact,
  kept: { ownerId: string; purpose: string; atMs: number },
  things: readonly FileThing[],
  em: Context['em'],
): Promise<void> =>
  context.files.put(
    em,
    { ...kept, id: pictureId(key), isPublic: true, bytes: readFileSync(file), mediaType: contentType },
    things,
  );
