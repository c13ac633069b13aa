import { YES } from '@heitu/kit/data/entities';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { z } from '@heitu/kit/rules/validate';
import { ALL_SCOPES, CAPTURE_SCOPE, type Scope } from '@heitu/standard';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { Scopes } from '../enums.ts';
import { notifyParty } from '../messages/notify.ts';
import { KnownParty } from '../identity/account.entity.ts';
import { PartnerGrant } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import { deciders, decidesFor, decidesForAll } from './partner-deciders.ts';
import { PartnerLetView } from './partner.view.ts';
import { clientId, partyId } from '../input-fields.ts';

/** The scopes of one party's data that a program may read from now on. */
export const letPartner = mutation({
  name: 'letPartner',
  description: 'By the party, or by the operator under the contract; the party takes it back at any time.',
  may: deciders,
  input: z.object({
    clientId: clientId(),
    partyId: partyId(),
    scopes: z
      .array(oneOf(Scopes))
      .min(1)
      .max(ALL_SCOPES.length)
      .describe('What the program may read of the party, and whether it may tell of its lots.'),
  }),
  refusals: {
    NOT_FOUND,
    SCOPE_NOT_COVERED: { message: '合同没有包含这个接口范围' },
    ITSELF_ONLY: { message: '替它写产品流转，要它自己同意', clause: '11.5.de' },
    PARTY_SAID_NO: { message: '该主体已自行收回，只有它自己可以重新同意', clause: '11.5.de' },
  },
  shows: asItIs(PartnerLetView),
  async run(context, { clientId, partyId, scopes }, refuse) {
    const itself = decidesFor(context).includes(partyId);
    if (!itself && !decidesForAll(context)) return refuse('NOT_FOUND');
    // What is written of its lots is read by everybody who scans them.
    if (!itself && scopes.includes(CAPTURE_SCOPE)) return refuse('ITSELF_ONLY');
    return context.transaction(async (tx) => {
      // The party is taken: what it takes back at this moment (stopPartner) is not given again by another.
      await lockRows(tx, KnownParty, { partyId });
      const client = await tx.rows
        .selectFrom('ApiClient')
        .select(['name', 'scopes'])
        .where('id', '=', clientId)
        .where('active', '=', YES)
        .executeTakeFirst();
      const party = await tx.rows
        .selectFrom('KnownParty')
        .select('partyId')
        .where('partyId', '=', partyId)
        .executeTakeFirst();
      if (!client || !party) return refuse('NOT_FOUND');
      const covered = scopesOf(client.scopes);
      if (!scopes.every((scope: Scope) => covered.includes(scope))) return refuse('SCOPE_NOT_COVERED');
      const known = await tx.rows
        .selectFrom('PartnerGrant')
        .select(['scope', 'endedByParty'])
        .where('clientId', '=', clientId)
        .where('partyId', '=', partyId)
        .where('scope', 'in', scopes)
        .execute();
      if (!itself && known.some(({ endedByParty }) => endedByParty)) return refuse('PARTY_SAID_NO');
      const rows = [...new Set(scopes)].sort().map((scope) => ({
        id: context.newId(),
        clientId,
        partyId,
        scope,
        active: true,
        changedAtMs: context.clock.now(),
        changedBy: context.actor.id,
        endedByParty: false,
      }));
      await tx.em.upsertMany(PartnerGrant, rows, {
        onConflictFields: ['clientId', 'partyId', 'scope'],
        onConflictMergeFields: ['active', 'changedAtMs', 'changedBy', 'endedByParty'],
        disableIdentityMap: true,
      });
      if (!itself)
        await notifyParty(context, tx, partyId, 'shop', {
          kind: 'partner-grant',
          title: '有合作方系统获准读取数据',
          body: `平台按合同让「${client.name}」读取您的部分经营数据，可随时在“谁的系统能看我的”里收回`,
          orderId: null,
        });
      tx.audit({ type: 'party', id: partyId, clause: '11.5.de' });
      return ok({ clientId, partyId });
    });
  },
});
