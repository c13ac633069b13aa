import type { CatalogContext } from '../context.ts';
import type { VerifiedEvent } from '../trace/trace.loader.ts';
import type { LotForEpcis } from './events-of-lot.ts';
import { lotUri } from './identifiers.ts';

interface LotRow {
  id: string;
  code: string;
  skuId: string;
  units: number;
  expiresOn: string | null;
}

async function papersAcceptedAt(context: CatalogContext, lotId: string): Promise<number[]> {
  const found = await Promise.all(
    (['Certificate', 'Inspection'] as const).map((table) =>
      context.rows
        .selectFrom(table)
        .select('decidedAtMs')
        .where('lotId', '=', lotId)
        .where('state', '=', 'accepted')
        .execute(),
    ),
  );
  return found.flat().flatMap(({ decidedAtMs }) => decidedAtMs ?? []);
}

/** Lots of others that went into this one. */
async function pooledLots(
  context: CatalogContext,
  own: string,
  events: readonly VerifiedEvent[],
): Promise<LotForEpcis['otherLots']> {
  const codes = new Set(events.flatMap(({ consumed }) => consumed.flatMap(({ lotCode }) => lotCode ?? [])));
  codes.delete(own);
  if (codes.size === 0) return new Map();
  const { publicUrl } = context.services;
  const rows = await context.rows
    .selectFrom('Lot as lot')
    .innerJoin('Sku as sku', 'sku.id', 'lot.skuId')
    .select(['lot.code', 'sku.gtin'])
    .where('lot.code', 'in', [...codes])
    .execute();
  return new Map(rows.map(({ code, gtin }) => [code, lotUri({ code, gtin, publicUrl })]));
}

/** What an event says of its lot beside what the chain holds. */
export async function lotForEpcis(
  context: CatalogContext,
  { id, code, skuId, units, expiresOn }: LotRow,
  events: readonly VerifiedEvent[],
): Promise<LotForEpcis> {
  const { gtin } = await context.rows
    .selectFrom('Sku')
    .select('gtin')
    .where('id', '=', skuId)
    .executeTakeFirstOrThrow();
  const { publicUrl } = context.services;
  const papersAcceptedAtMs = await papersAcceptedAt(context, id);
  const otherLots = await pooledLots(context, code, events);
  return { code, gtin, publicUrl, units, expiresOn, papersAcceptedAtMs, otherLots };
}
