import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { paperNumberProblem } from '@heitu/standard/paper-numbers';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day } from '../inputs.ts';
import { laboratoryLifecycle } from './laboratory.lifecycle.ts';
import { laboratoriesById } from './laboratory.loader.ts';
import { LaboratoryView } from './laboratory.view.ts';
import { Laboratory } from './lot.entity.ts';
import { FILE_UNKNOWN } from './lot.refusals.ts';
import { PAPER_WORKING_DAYS } from './paper.lifecycle.ts';

/**
 * Files a laboratory with the scan of its accreditation: a second person opens and accepts it before its reports can be
 * filed. Its next certificate is filed alike, before the last one ends or after.
 */
export const registerLaboratory = mutation({
  name: 'registerLaboratory',
  description: "Files a laboratory's accreditation with its scan: its reports count once a second person accepted it.",
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    name: line(120).describe('As on the accreditation.'),
    accreditationNumber: line(40).describe('The CMA or CNAS number.'),
    scope: z.array(line(60)).min(1).max(300).describe('What it is accredited to measure, each by its name: 镉, 水分 …'),
    validFromOn: day().describe('The first day of the accreditation.'),
    validUntilOn: day().describe('The last day of the accreditation.'),
    fileId: identifier().describe('The scan of certificate and list, uploaded with purpose laboratory-certificate.'),
  }),
  requestId: 'must',
  refusals: {
    LABORATORY_KNOWN: { message: '这家机构的这份资质，或这个资质编号，已经备案过' },
    ACCREDITATION_EXPIRED: { message: '这份资质已经过期', clause: '7.3.6.c' },
    NUMBER_MISWRITTEN: { message: '资质编号写得不对', clause: '7.3.6.c' },
    FILE_UNKNOWN,
  },
  shows: rowAfter(LaboratoryView, laboratoriesById),
  async run(context, { scope, validFromOn: validFrom, validUntilOn: validUntil, ...told }, refuse) {
    const nowMs = context.clock.now();
    if (validUntil < chinaDate(nowMs)) return refuse('ACCREDITATION_EXPIRED', 'validUntilOn');
    if (validUntil < validFrom)
      return refuse('ACCREDITATION_EXPIRED', [atField('validUntilOn', `${validUntil}早于开始的那天${validFrom}`)]);
    const miswritten = paperNumberProblem('laboratory', told.accreditationNumber);
    if (miswritten !== null) return refuse('NUMBER_MISWRITTEN', [atField('accreditationNumber', miswritten)]);
    return context.transaction(async (tx) => {
      const id = context.newId();
      if (!(await useFiles(context, tx, { type: 'laboratory', id }, [told.fileId], 'laboratory-certificate')))
        return refuse('FILE_UNKNOWN', 'fileId');
      const known = await tx.rows
        .selectFrom('Laboratory')
        .select(['name', 'validUntil'])
        .where('filedAs', 'is not', null)
        .where((eb) => eb.or([eb('name', '=', told.name), eb('accreditationNumber', '=', told.accreditationNumber)]))
        .execute();
      if (known.some((one) => one.name !== told.name || one.validUntil >= validUntil))
        return refuse('LABORATORY_KNOWN');
      await tx.em.insert(Laboratory, {
        ...told,
        id,
        scope: toJson(scope),
        validFrom,
        validUntil,
        filedAs: `${told.name}|${validUntil}`,
        registeredAtMs: nowMs,
        state: laboratoryLifecycle.initial,
        filedByAccountId: context.actor.id,
        acceptDueAtMs: addWorkingDays(nowMs, PAPER_WORKING_DAYS),
      });
      tx.audit({ type: 'laboratory', id, clause: '7.3.6.c' });
      return ok({ id });
    });
  },
});
