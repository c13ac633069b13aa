import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { YES } from '@heitu/kit/data/entities';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { SCOPES, type Scope } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { KnownParty } from '../identity/account.entity.ts';
import { PartnerGrant } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import { grantRefusals } from './partner.refusals.ts';

const schema = z.object({
  clientId: identifier(),
  partyId: identifier(),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
});
export interface PartnerLet {
  clientId: string;
  partyId: string;
}

/** The parties for which somebody decides what is passed on: an owner's, a carrier's; a delegate is neither. */
export const decidesFor = ({ actor }: TrustContext): string[] => partiesFor(actor, ['seller-owner', 'carrier-manager']);
export const decidesForAll = ({ actor }: TrustContext): boolean => hasRole(actor, 'operator-admin');

/**
 * The scopes of one party's data that a program may read from now on. Errors: NOT_FOUND, SCOPE_NOT_COVERED,
 * PARTY_SAID_NO (it took it back, and only it gives it again).
 */
export async function letPartner(context: TrustContext, input: unknown): Promise<Outcome<PartnerLet>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { clientId, partyId, scopes } = valid.value;
  const itself = decidesFor(context).includes(partyId);
  if (!itself && !decidesForAll(context)) return refuse(grantRefusals, 'NOT_FOUND');
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
    if (!client || !party) return refuse(grantRefusals, 'NOT_FOUND');
    const covered = scopesOf(client.scopes);
    if (!scopes.every((scope: Scope) => covered.includes(scope))) return refuse(grantRefusals, 'SCOPE_NOT_COVERED');
    const known = await tx.rows
      .selectFrom('PartnerGrant')
      .select(['scope', 'endedByParty'])
      .where('clientId', '=', clientId)
      .where('partyId', '=', partyId)
      .where('scope', 'in', scopes)
      .execute();
    if (!itself && known.some(({ endedByParty }) => endedByParty)) return refuse(grantRefusals, 'PARTY_SAID_NO');
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
    await tx.em
      .createQueryBuilder(PartnerGrant)
      .insert(rows)
      .onConflict(['clientId', 'partyId', 'scope'])
      .merge(['active', 'changedAtMs', 'changedBy', 'endedByParty'])
      .execute();
    if (!itself)
      await notifyParty(context, tx, partyId, 'shop', {
        kind: 'partner-grant',
        title: '有合作方系统获准读取数据',
        body: `平台按合同让「${client.name}」读取您的部分经营数据，可随时在合作方里收回`,
        orderId: null,
      });
    tx.audit({ type: 'party', id: partyId, clause: '11.5.de' });
    return ok({ clientId, partyId });
  });
}

const stopSchema = schema.extend({ scopes: schema.shape.scopes.nullish() });

/**
 * The party, or the operator, takes back some scopes, or all: gone at the program's next call. Errors: NOT_FOUND (also
 * where nothing was given).
 */
export async function stopPartner(context: TrustContext, input: unknown): Promise<Outcome<PartnerLet>> {
  const valid = parse(stopSchema, input);
  if (!valid.ok) return valid;
  const { clientId, partyId, scopes } = valid.value;
  const itself = decidesFor(context).includes(partyId);
  if (!itself && !decidesForAll(context)) return refuse(grantRefusals, 'NOT_FOUND');
  return context.transaction(async (tx) => {
    await lockRows(tx, KnownParty, { partyId });
    const ended = await tx.em.nativeUpdate(
      PartnerGrant,
      { clientId, partyId, active: true, ...(scopes && { scope: { $in: scopes } }) },
      { active: false, changedAtMs: context.clock.now(), changedBy: context.actor.id, endedByParty: itself },
    );
    if (ended === 0) return refuse(grantRefusals, 'NOT_FOUND');
    tx.audit({ type: 'party', id: partyId, clause: '11.5.de' });
    return ok({ clientId, partyId });
  });
}
