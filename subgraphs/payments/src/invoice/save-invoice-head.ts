import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { HeadKinds } from '../enums.ts';
import { InvoiceHead } from './invoice.entity.ts';
import { businessNumberFault, headName, isChecked, TAX_NUMBER_REFUSALS, taxNumber } from './invoice.fields.ts';
import { HEADS_MAX } from './invoice.policy.ts';
import { headsById } from './head.loader.ts';
import { InvoiceHeadView } from './head.view.ts';

/** A buyer saves to whom invoices are made out. The same one twice is one. */
export const saveInvoiceHead = mutation({
  name: 'saveInvoiceHead',
  description: 'A buyer saves to whom invoices are made out: a person, or a company with its tax number.',
  may: permit.role('consumer'),
  input: z.object({
    kind: oneOf(HeadKinds).describe('A company needs its tax number, a person has none here.'),
    name: headName().describe('The name on the invoice, at most 100 characters.'),
    taxNumber: taxNumber().optional().describe("The company's unified social credit code, 18 characters."),
    taxNumberChecked: isChecked(),
  }),
  refusals: {
    NOT_FOUND,
    ...TAX_NUMBER_REFUSALS,
    TOO_MANY_HEADS: { message: `最多存${HEADS_MAX}个抬头，请先删掉不用的` },
  },
  shows: rowAfter(InvoiceHeadView, headsById),
  run(context, { kind, name, taxNumber: given = '', taxNumberChecked = false }, refuse) {
    const number = kind === 'company' ? given : '';
    const fault = kind === 'company' ? businessNumberFault(number, taxNumberChecked) : null;
    if (fault) return Promise.resolve(refuse(fault, 'taxNumber'));
    const accountId = context.actor.id;
    const headKey = context.vault.blindIndex('invoice-head', JSON.stringify([accountId, kind, name, number]));
    return context.transaction(async (tx) => {
      const known = await tx.em.findOne(InvoiceHead, { headKey });
      if (known) return ok({ id: known.id });
      if ((await tx.em.count(InvoiceHead, { accountId })) >= HEADS_MAX) return refuse('TOO_MANY_HEADS');
      const id = context.newId();
      await tx.em.insert(InvoiceHead, {
        id,
        accountId,
        kind,
        name: await context.vault.seal(accountId, name),
        taxNumber: number === '' ? null : await context.vault.seal(accountId, number),
        headKey,
        savedAtMs: context.clock.now(),
      });
      tx.audit({ type: 'account', id: accountId });
      return ok({ id });
    });
  },
});
