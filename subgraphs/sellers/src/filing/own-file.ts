import { useFiles, type FileThing } from '@heitu/kit/privacy/file-uses';
import type { SellersContext, SellersTransaction } from '../context.ts';
import type { SellersPurpose } from '../files.ts';

/** Whether the actor uploaded that file, if there is one, for that purpose; from here on it belongs to the thing. */
export const useOwnFile = (
  context: SellersContext,
  tx: SellersTransaction,
  thing: FileThing,
  fileId: string | null | undefined,
  purpose: SellersPurpose,
): Promise<boolean> => useFiles(context, tx, thing, fileId ? [fileId] : [], purpose);
