import type { SellersContext } from '../context.ts';

export const FILE_PURPOSES = { licence: { isPublic: false }, 'shop-picture': { isPublic: true } } as const;

/** Whether the actor uploaded that file for that purpose. */
export async function isOwnFile(context: SellersContext, fileId: string, purpose: keyof typeof FILE_PURPOSES): Promise<boolean> {
  const file = await context.rows
    .selectFrom('StoredFile')
    .select('id')
    .where('id', '=', fileId)
    .where('ownerId', '=', context.actor.id)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return file !== undefined;
}
