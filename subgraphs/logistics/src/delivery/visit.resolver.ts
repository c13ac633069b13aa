import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { jsonOf, keysOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { DOOR_SIGNER_TITLES } from '@heitu/standard';
import { maskName } from '@heitu/kit/privacy/vault';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { partsIn } from '../access.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { recipientIn } from '../shipment/shipment.policy.ts';
import { shipmentsById } from '../shipment/shipment.loader.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { visitsByShipment } from './delivery.loader.ts';
import { SIGNING_CODE_MS, signingCodeOf } from './delivery.policy.ts';
import { SigningCodeForPeer, DoorSignature, DoorVisitView } from './delivery.view.ts';

const signedAtDoor = z.object({
  signer: z.enum(keysOf(DOOR_SIGNER_TITLES)).optional(),
  agreedBy: z.string().optional(),
  agreedAtMs: z.number().optional(),
});

@Resolver(() => DoorVisitView)
export class DoorVisitResolver {
  @FieldResolver(() => [String], {
    description: 'What the courier photographed there, as data URLs; none for the seller.',
  })
  async photos(@Ctx() context: LogisticsContext, @Root() visit: RowOf<'DoorVisit'>): Promise<string[]> {
    const parcel = await context.loader(shipmentsById).load(visit.shipmentId);
    const parts = parcel ? partsIn(context.actor, parcel, 'orders') : ['seller-owner'];
    if (parts.length === 1 && parts[0] === 'seller-owner') return [];
    const text = await context.vault.open(visit.buyerAccountId, visit.photosSealed, 'doorPhotos');
    return text === null ? [] : jsonOf(z.array(z.string()), text);
  }
}

@Resolver(() => ShipmentView)
export class ShipmentDoorResolver {
  @FieldResolver(() => [DoorVisitView], { description: 'Of each time that a courier wrote down what came of it.' })
  visits(@Ctx() context: LogisticsContext, @Root() { id }: RowOf<'Shipment'>) {
    return context.loader(visitsByShipment).load(id);
  }
  @FieldResolver(() => DoorSignature, {
    nullable: true,
    description: "Null where it was not signed for on the courier's screen.",
  })
  async doorSignature(
    @Ctx() context: LogisticsContext,
    @Root() { buyerAccountId, signatureSealed, doorProof }: RowOf<'Shipment'>,
  ): Promise<DoorSignature | null> {
    if (signatureSealed === null) return null;
    const text = await context.vault.openUnrecorded(buyerAccountId, signatureSealed);
    const { signer, agreedBy = null, agreedAtMs = null } = text === null ? {} : jsonOf(signedAtDoor, text);
    if (!signer) return null;
    const isMine = context.actor.id === buyerAccountId;
    return {
      signer,
      isVerified: doorProof !== 'ink',
      agreedBy: agreedBy && (isMine ? agreedBy : maskName(agreedBy)),
      agreedAtMs,
    };
  }
}

@Resolver()
export class SigningCodeResolver {
  @Directive('@inaccessible')
  @Query(() => SigningCodeForPeer, {
    nullable: true,
    description: 'The code that the recipient is sent, and their number; null where it is good no longer.',
  })
  async signingCodeForPeer(
    @Ctx() { rows, vault, clock }: LogisticsContext,
    @Arg('shipmentId', () => ID) shipmentId: string,
    @Arg('round', () => Int) round: number,
  ): Promise<SigningCodeForPeer | null> {
    const row = await rows
      .selectFrom('Shipment')
      .select(['id', 'signingCodeRound', 'signingCodeSentAtMs', 'buyerAccountId', 'recipientSealed', 'carrierName'])
      .where('id', '=', shipmentId)
      .where('state', '=', 'taken-over')
      .where('signingCodeRound', '=', round)
      .where('stoppedAtMs', 'is', null)
      .executeTakeFirst();
    if (!row || (row.signingCodeSentAtMs ?? 0) + SIGNING_CODE_MS <= clock.now()) return null;
    const recipient = await vault.openUnrecorded(row.buyerAccountId, row.recipientSealed);
    if (recipient === null) return null;
    const { phone } = recipientIn(recipient);
    return {
      code: signingCodeOf(vault, row),
      phone,
      carrierName: row.carrierName,
      minutes: SIGNING_CODE_MS / MINUTE_MS,
    };
  }
}
