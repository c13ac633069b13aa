import { randomInt } from 'node:crypto';
import { YES } from '@heitu/kit/data/entities';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { recordRead } from '../audit/record-read.ts';
import type { TrustContext } from '../context.ts';
import { IdentityCode } from './partner.entity.ts';
import { IDENTITY_CODE_DIGITS, IDENTITY_CODE_MS, scopesOf } from './partner.policy.ts';
import { confirmRefusals, identityCodeRefusals } from './partner.refusals.ts';

const hashOf = (context: TrustContext, clientId: string, code: string): string =>
  context.vault.authenticate('identity-code', `${clientId}:${code}`);
/** The same person under another name to each partner: two partners cannot put their lists together. */
export const customerRef = (context: TrustContext, clientId: string, accountId: string): string =>
  context.vault.authenticate('partner-customer', `${clientId}:${accountId}`);

const showSchema = z.object({ clientId: identifier() });
export interface CodeShown {
  code: string;
  expiresAtMs: number;
  partnerName: string;
}

/**
 * A person lets one partner confirm who stands before it: ten digits to read out or show, for five minutes, once.
 * Errors: NOT_FOUND.
 */
export async function showIdentityCode(context: TrustContext, input: unknown): Promise<Outcome<CodeShown>> {
  const valid = parse(showSchema, input);
  if (!valid.ok) return valid;
  const { clientId } = valid.value;
  return context.transaction(async (tx) => {
    const client = await tx.rows
      .selectFrom('ApiClient')
      .select(['name', 'scopes'])
      .where('id', '=', clientId)
      .where('active', '=', YES)
      .executeTakeFirst();
    if (!client || !scopesOf(client.scopes).includes('identity')) return refuse(identityCodeRefusals, 'NOT_FOUND');
    const code = String(randomInt(10 ** IDENTITY_CODE_DIGITS)).padStart(IDENTITY_CODE_DIGITS, '0');
    const expiresAtMs = context.clock.now() + IDENTITY_CODE_MS;
    // A new one takes the place of the last.
    await tx.em.nativeDelete(IdentityCode, { accountId: context.actor.id, clientId });
    await tx.em.insert(IdentityCode, {
      id: context.newId(),
      accountId: context.actor.id,
      clientId,
      codeHash: hashOf(context, clientId, code),
      expiresAtMs,
      usedAtMs: null,
    });
    tx.audit({ type: 'client', id: clientId, clause: '11.8.ed' });
    return ok({ code, expiresAtMs, partnerName: client.name });
  });
}

const confirmSchema = z.object({ code: z.string().regex(/^\d{10}$/, '确认码是10位数字') });
export interface Confirmed {
  customerRef: string;
  phoneProved: boolean;
  memberSince: string;
}

/**
 * A partner learns that a person who showed a code is a member, and under which name it will meet the person again;
 * nothing that names or reaches anybody. Errors: CODE_REFUSED.
 */
export async function confirmConsumer(context: TrustContext, input: unknown): Promise<Outcome<Confirmed>> {
  const valid = parse(confirmSchema, input);
  if (!valid.ok) return valid;
  const clientId = context.actor.id;
  const codeHash = hashOf(context, clientId, valid.value.code);
  const found = await context.rows
    .selectFrom('IdentityCode as i')
    .innerJoin('Account as a', 'a.id', 'i.accountId')
    .select(['i.id', 'a.id as accountId', 'a.phoneBlind', 'a.createdAtMs'])
    .where('i.clientId', '=', clientId)
    .where('i.codeHash', '=', codeHash)
    .where('i.usedAtMs', 'is', null)
    .where('i.expiresAtMs', '>', context.clock.now())
    .where('a.state', '=', 'active')
    .executeTakeFirst();
  if (!found) return refuse(confirmRefusals, 'CODE_REFUSED');
  await recordRead(context, [{ subjectId: found.accountId, fields: ['membership'] }], { clause: '11.8.ed' });
  return context.transaction(async (tx) => {
    const used = await tx.em.nativeUpdate(
      IdentityCode,
      { id: found.id, usedAtMs: null },
      { usedAtMs: context.clock.now() },
    );
    if (used === 0) return refuse(confirmRefusals, 'CODE_REFUSED');
    tx.audit({ type: 'account', id: found.accountId, clause: '11.8.ed' });
    return ok({
      customerRef: customerRef(context, clientId, found.accountId),
      phoneProved: found.phoneBlind !== null,
      memberSince: chinaDate(found.createdAtMs),
    });
  });
}
