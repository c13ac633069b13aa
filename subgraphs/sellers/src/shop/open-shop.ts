import { shopSaleChanged } from '@heitu/events/sellers.shop-sale-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { requestId } from '../fields.ts';
import { useOwnFile } from '../filing/own-file.ts';
import type { Standing } from '../party/party.policy.ts';
import { Party } from '../party/party.entity.ts';
import { Shop } from './shop.entity.ts';
import { shopLifecycle } from './shop.lifecycle.ts';
import { saleOf, whyNotOpenShop } from './shop.policy.ts';
import { openShopRefusals as refusals } from './shop.refusals.ts';

/** What a shop shows of itself; hours and times to confirm and to answer are compulsory (7.5.u-v). */
export const shopText = {
  name: line(40),
  introduction: paragraph(500).nullish(),
  serviceHours: line(200, 4),
  confirmWithinText: line(200, 4),
  responseText: line(200, 4),
  returnAddress: line(200, 2).nullish(),
  pictureId: identifier().nullish(),
};
const schema = z.object({ requestId: requestId(), partyId: identifier(), ...shopText });
export type OpenShopInput = z.input<typeof schema>;

/** Opens a shop of an approved party that sells. */
export async function openShop(context: SellersContext, input: OpenShopInput): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId: key, partyId, ...text } = parsed.value;
  return context.transaction(
    async (tx) => {
      // The party is taken: of two shops opened at once the second counts the first, and its standing is what it is
      // now.
      await lockRows(tx, Party, { id: partyId });
      const party = await ownParty(context, partyId, 'shop');
      if (!party) return refuse(refusals, 'NOT_FOUND');
      const { count } = await tx.rows
        .selectFrom('Shop')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('partyId', '=', partyId)
        .executeTakeFirstOrThrow();
      const refusal = whyNotOpenShop(party, Number(count));
      if (refusal) return refuse(refusals, refusal);
      const id = context.newId();
      if (!(await useOwnFile(context, tx, { type: 'shop', id }, text.pictureId, 'shop-picture')))
        return refuse(refusals, 'FILE_UNKNOWN');
      const sale = saleOf(shopLifecycle.initial, party.standing as Standing);
      await tx.em.insert(Shop, {
        id,
        partyId,
        ...text,
        state: shopLifecycle.initial,
        ...sale,
        createdAtMs: context.clock.now(),
      });
      tx.publish(
        shopSaleChanged,
        { type: 'shop', id },
        { shopId: id, partyId, onSale: sale.onSale, reason: sale.saleReason },
      );
      tx.audit({ type: 'shop', id, clause: '7.5.u' });
      return ok({ id });
    },
    { id: key, input },
  );
}
