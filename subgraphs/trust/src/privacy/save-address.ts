import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { identifier, line, mobilePhone, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { divisionCode } from '../input-fields.ts';
import { Account } from '../identity/account.entity.ts';
import { Address } from './privacy.entity.ts';
import { ADDRESSES_MAX } from './purposes.policy.ts';
import { ownAddressesById } from './privacy.loader.ts';
import { AddressView } from './privacy.view.ts';

/** Adds an address or changes one's own; who, phone and street are sealed under the person's key. */
export const saveAddress = mutation({
  name: 'saveAddress',
  description: "Adds an address to one's own address book or changes one.",
  may: permit.role('consumer'),
  input: z.object({
    id: identifier().nullish().describe('Left out: a new one.'),
    name: line(40).describe('Who receives; sealed.'),
    phone: mobilePhone().describe('Eleven digits; sealed.'),
    divisionCode: divisionCode().describe('Six to twelve digits: county to village.'),
    detail: line(200, 2).describe('Street, house and door below the division; sealed.'),
    isDefault: z
      .boolean()
      .optional()
      .describe('The address that is chosen at first, instead of the one before; the only address always is.'),
  }),
  refusals: { NOT_FOUND, TOO_MANY_ADDRESSES: { message: `地址最多存${ADDRESSES_MAX}个，请先删掉不用的` } },
  shows: rowAfter(AddressView, ownAddressesById),
  async run(context, input, refuse) {
    const { name, phone, divisionCode, detail, isDefault } = input;
    const accountId = context.actor.id;
    return context.transaction(async (tx) => {
      const changedAtMs = context.clock.now();
      // The account is taken: of several at once each counts those before it, and one is the default.
      await lockRows(tx, Account, { id: accountId });
      const own = await tx.rows.selectFrom('Address').select('id').where('accountId', '=', accountId).execute();
      const id = input.id ?? context.newId();
      const known = own.some((row) => row.id === id);
      if (input.id && !known) return refuse('NOT_FOUND');
      if (!known && own.length >= ADDRESSES_MAX) return refuse('TOO_MANY_ADDRESSES');
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
  },
});
