import { chinaDate } from '@heitu/kit/rules/calendar';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day } from '../inputs.ts';
import { laboratoriesById } from './laboratory.loader.ts';
import { LaboratoryView } from './laboratory.view.ts';
import { Laboratory } from './lot.entity.ts';

/** The operator has read a laboratory's accreditation and what it covers: from now on its reports can be filed. */
export const registerLaboratory = mutation({
  name: 'registerLaboratory',
  description: 'Files a laboratory with its accreditation and what that covers: sellers can file its reports.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    name: line(120).describe('As on the accreditation.'),
    accreditationNumber: line(40).describe('The CMA number.'),
    scope: z.array(line(60)).min(1).max(300).describe('What it is accredited to measure, each by its name: 镉, 水分 …'),
    validUntilOn: day().describe('The last day of the accreditation.'),
  }),
  requestId: 'must',
  refusals: {
    LABORATORY_KNOWN: { message: '这家机构或这个资质编号已经备案过' },
    ACCREDITATION_EXPIRED: { message: '这份资质已经过期', clause: '7.3.6.c' },
  },
  shows: rowAfter(LaboratoryView, laboratoriesById),
  async run(context, { scope, validUntilOn: validUntil, ...told }, refuse) {
    if (validUntil < chinaDate(context.clock.now())) return refuse('ACCREDITATION_EXPIRED', 'validUntilOn');
    return context.transaction(async (tx) => {
      const known = await tx.rows
        .selectFrom('Laboratory')
        .select('id')
        .where((eb) => eb.or([eb('name', '=', told.name), eb('accreditationNumber', '=', told.accreditationNumber)]))
        .executeTakeFirst();
      if (known) return refuse('LABORATORY_KNOWN');
      const id = context.newId();
      await tx.em.insert(Laboratory, {
        ...told,
        id,
        scope: toJson(scope),
        validUntil,
        registeredAtMs: context.clock.now(),
      });
      tx.audit({ type: 'laboratory', id, clause: '7.3.6.c' });
      return ok({ id });
    });
  },
});
