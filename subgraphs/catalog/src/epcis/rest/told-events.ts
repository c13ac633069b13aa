import { isOutage } from '@heitu/kit/messages/peers';
import { jsonOf } from '@heitu/kit/rules/checked';
import { ERASED_TEXT, type SealedText } from '@heitu/kit/privacy/vault';
import type { CatalogContext } from '../../context.ts';
import { toldEventSchema } from '../capture/told-event.ts';
import type { AnyEpcisEvent } from '../epcis-event.ts';

export interface ToldRow {
  id: string;
  partyId: string;
  toldBy: string;
  content: SealedText;
  recordedAtMs: number;
}

/** Columns that a told event is read from. */
export const TOLD_COLUMNS = ['told.id', 'told.partyId', 'told.toldBy', 'told.content', 'told.recordedAtMs'] as const;

/** A told event as it was told, with when it was; null where its teller was forgotten, or it does not open. */
export async function openTold(context: CatalogContext, row: ToldRow): Promise<AnyEpcisEvent | null> {
  try {
    const text = await context.vault.openTextUnrecorded(row.partyId, row.content);
    if (text === ERASED_TEXT) return null;
    return { ...jsonOf(toldEventSchema, text), recordTime: new Date(row.recordedAtMs).toISOString() };
  } catch (error) {
    if (isOutage(error)) throw error;
    context.log.warn({ err: error, event: row.id }, 'a told event could not be read');
    return null;
  }
}
