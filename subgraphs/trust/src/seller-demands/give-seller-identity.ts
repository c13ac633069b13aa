import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { PartiesForReturn } from '../asks/sellers.ts';
import { mutation, type TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from '../messages/notify.ts';
import { NAMERS } from './seller-demand.lifecycle.ts';
import { sellerDemands } from './seller-demand.moves.ts';
import { DEMAND_PURPOSE } from './seller-demand.policy.ts';
import { sellerDemandNow, type SellerIdentityView } from './seller-demand.view.ts';

/**
 * The platform gives a buyer the seller's true name, address and contact, as they were filed; sellers records the look
 * before it answers, and the seller hears of it (Consumer Law 44, PIPL 23).
 */
export const giveSellerIdentity = mutation({
  name: 'giveSellerIdentity',
  description: "Gives the buyer of a complaint the seller's true name, address and contact; the seller is told.",
  may: permit.role(...NAMERS),
  input: z.object({ demandId: identifier().describe('The demand, which nobody has answered.') }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SOURCE_SILENT: { message: '主体档案暂时没有答复，请稍后再提供' },
    SELLER_UNKNOWN: { message: '档案里没有这个商家的有效联系方式，请按“查无下落，平台赔付”办', clause: '6.6.d' },
  },
  shows: sellerDemandNow,
  async run(context, { demandId: id }, refuse) {
    const row = await context.rows.selectFrom('SellerDemand').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row || row.accountId === context.actor.id) return refuse('NOT_FOUND');
    if (row.state !== 'asked') return refuse('WRONG_STATE');
    const seller = await identityOf(context, row.partyId);
    if (seller === 'SOURCE_SILENT') return refuse(seller);
    if (!seller.name || !seller.contactPhone || !seller.address) return refuse('SELLER_UNKNOWN');
    const sellerSealed = await context.vault.seal(row.partyId, JSON.stringify(seller));
    return context.transaction(async (tx) => {
      const set = { endedAtMs: context.clock.now(), endedBy: context.actor.id, sellerSealed };
      const refused = await sellerDemands.move(context, tx, 'give', row, refuse, { set });
      if (refused) return refused;
      await notifyAccount(context, tx, row.accountId, {
        kind: 'complaint-answered',
        title: '商家的真实信息已提供',
        body: '您要的商家真实名称、地址和联系方式，在投诉页里看；只用来解决这件事，请不要转给别人',
        orderId: null,
      });
      await notifyParty(context, tx, row.partyId, 'complaints', {
        kind: 'complaint-escalated',
        title: '平台依法向买家提供了您的信息',
        body: '一位投诉您的买家依法要求，平台提供了您备案的名称、地址和联系电话；请尽快与买家解决',
        orderId: null,
      });
      return ok({ id });
    });
  },
});

const NOBODY: SellerIdentityView = { name: '', address: '', contactName: '', contactPhone: '' };
async function identityOf(context: TrustContext, partyId: string): Promise<SellerIdentityView | 'SOURCE_SILENT'> {
  try {
    const { parties } = await context.peers.query(PartiesForReturn, {
      ids: [partyId],
      requestedBy: context.actor.id,
      purpose: DEMAND_PURPOSE,
    });
    const [party] = parties;
    if (!party) return NOBODY;
    const { name, address, contactName, contactPhone } = party;
    return { name, address, contactName, contactPhone };
  } catch (error) {
    context.log.warn({ err: error }, 'sellers told nothing for a demand');
    return 'SOURCE_SILENT';
  }
}
