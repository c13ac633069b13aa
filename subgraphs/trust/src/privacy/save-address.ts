import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, mobilePhone, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { Address } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';
import { ADDRESSES_MAX } from './purposes.policy.ts';

const schema = z.object({
  id: identifier().nullish(),
  name: line(40),
  phone: mobilePhone(),
  divisionCode: z.string().regex(/^\d{6}(\d{3}|\d{6})?$/, '请选择所在地区'),
  detail: line(200, 2),
  isDefault: z.boolean().default(false),
});

/**
 * Adds an address or changes one's own; who, phone and street are sealed under the person's key. Errors:
 * TOO_MANY_ADDRESSES, NOT_FOUND.
 */
export async function saveAddress(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { name, phone, divisionCode, detail, isDefault } = valid.value;
  const accountId = context.actor.id;
  return context.transaction(async (tx) => {
    const changedAtMs = context.clock.now();
    // The account is taken: of several at once each counts those before it, and one is the default.
    await lockRows(tx, Account, { id: accountId });
    const own = await tx.rows.selectFrom('Address').select('id').where('accountId', '=', accountId).execute();
    const id = valid.value.id ?? context.newId();
    const known = own.some((row) => row.id === id);
    if (valid.value.id && !known) return refuse(privacyRefusals, 'NOT_FOUND');
    if (!known && own.length >= ADDRESSES_MAX) return refuse(privacyRefusals, 'TOO_MANY_ADDRESSES');
    const seal = (plain: string) => context.vault.seal(accountId, plain);
    const content = {
      nameSealed: await seal(name),
      phoneSealed: await seal(phone),
      detailSealed: await seal(detail),
      divisionCode,
      isDefault: isDefault || own.length === 0,
      changedAtMs,
    };
    if (isDefault) await tx.em.nativeUpdate(Address, { accountId, isDefault: true }, { isDefault: false });
    if (known) await tx.em.nativeUpdate(Address, { id, accountId }, content);
    else await tx.em.insert(Address, { id, accountId, createdAtMs: changedAtMs, ...content });
    tx.audit({ type: 'address', id, clause: '10.4' });
    return ok({ id });
  });
}
