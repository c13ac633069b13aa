import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { manages, seesAll, sellerParties } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { parcelOfHandover } from '../handover/handover.loader.ts';
import { HandoverMismatch, HandoverView } from '../handover/handover.view.ts';
import { mismatchIn } from '../handover/mismatch-in.ts';
import { cardSignatures, objectionsTo, visibleCards } from './card.loader.ts';
import { cardCodeOf, endOf } from './card.policy.ts';
import { CardSignatureView, HandoverCardView } from './card.view.ts';

type Row = RowOf<'CardSignature'>;

@Resolver(() => HandoverCardView)
export class HandoverCardResolver {
  @Query(() => HandoverCardView, {
    nullable: true,
    description: "The seller's card that is in force; null where there is none, or the caller does not act for them.",
  })
  async handoverCard(
    @Ctx() context: LogisticsContext,
    @Arg('partyId', () => ID, { description: 'The party of the seller.' }) partyId: string,
  ): Promise<RowOf<'HandoverCard'> | null> {
    return (await visibleCards(context).where('inForceFor', '=', partyId).executeTakeFirst()) ?? null;
  }
  @FieldResolver(() => String, { description: 'The last letters of its code, to tell it from another.' })
  ending(@Ctx() { vault }: LogisticsContext, @Root() card: RowOf<'HandoverCard'>): string {
    return endOf(cardCodeOf(vault, card));
  }
}

@Resolver(() => HandoverView)
export class HandoverByCardResolver {
  @FieldResolver(() => CardSignatureView, {
    nullable: true,
    description: "How the seller's side was signed by card; null where the seller's own people signed, or nobody yet.",
  })
  byCard(@Ctx() context: LogisticsContext, @Root() { id, sellerCardId }: RowOf<'Handover'>) {
    return sellerCardId === null ? null : context.loader(cardSignatures).load(id);
  }
}

@Resolver(() => CardSignatureView)
export class CardSignatureResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The ink, a data URL. Null for whoever is on neither side, and when the records of the trade are gone.',
  })
  async ink(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<string | null> {
    if (row.inkSealed === null || !(await isOfTheTwo(context, row))) return null;
    return context.vault.open(row.sellerPartyId, row.inkSealed, 'cardInk');
  }
  @FieldResolver(() => [String], {
    description: 'What the courier photographed there, as data URLs; none where there is no ink to see.',
  })
  async photos(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<string[]> {
    if (row.photosSealed === null || !(await isOfTheTwo(context, row))) return [];
    const text = await context.vault.open(row.sellerPartyId, row.photosSealed, 'cardPhotos');
    return text === null ? [] : jsonOf(z.array(z.string()), text);
  }
  @FieldResolver(() => Boolean, { description: 'Whether this caller can say now that it was not so.' })
  canObject(@Ctx() { actor, clock }: LogisticsContext, @Root() row: Row): boolean {
    const isOpen = row.objectedAtMs === null && row.objectByMs > clock.now();
    return isOpen && sellerParties(actor).includes(row.sellerPartyId);
  }
  @FieldResolver(() => HandoverMismatch, {
    nullable: true,
    description: 'What the seller said was not so, and what became of it.',
  })
  async objection(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<HandoverMismatch | null> {
    if (row.objectedAtMs === null || !(await isOfTheTwo(context, row))) return null;
    const found = await context.loader(objectionsTo).load(row.id);
    return found && mismatchIn(context, found, found.carrierPartyId);
  }
}

/** The seller, the carrier's desk, the courier, and whoever looks after all: not the buyer. */
async function isOfTheTwo(context: LogisticsContext, row: Row): Promise<boolean> {
  const { actor } = context;
  if (seesAll(actor) || row.courierAccountId === actor.id) return true;
  if (sellerParties(actor).includes(row.sellerPartyId)) return true;
  const parcel = await context.loader(parcelOfHandover).load(row.shipmentId);
  return parcel !== null && manages(actor, parcel.carrierPartyId);
}
