import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, z } from '@heitu/kit/rules/validate';
import { Int } from 'type-graphql';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { DoseUnits, InputKinds, InputMethods } from '../enums.ts';
import { day, optionalLine, plotId, publicLine } from '../inputs.ts';
import { DATE_IN_FUTURE, inFuture } from '../lot/lot.refusals.ts';
import { holdEarlyLots } from './early-harvest.ts';
import { InputUse } from './field.entity.ts';
import { DOSE_MAX, isWrittenRight, needsInterval, SAFE_DAYS_MAX, safeFrom } from './field.policy.ts';
import { wrongProduct } from './product-used.policy.ts';
import { plotNow } from './plot-now.ts';
import { PUT_RIGHT, puttingRight, rootOf } from './put-right.ts';
import { takePlot } from './take-plot.ts';

/**
 * What was put on a field or given to a herd. Where it is written down late, lots that were harvested too early by it
 * are stopped at once, until somebody has decided.
 */
export const recordInputUse = mutation({
  name: 'recordInputUse',
  description:
    'Writes down what was put on a plot or given to a herd. Lots on sale that were harvested too early by it are held.',
  may: permit.role(...SELLERS),
  input: z.object({
    plotId: plotId(),
    name: publicLine(60).describe('Of the product, as on its label.'),
    kind: oneOf(InputKinds).describe('What kind of product it is.'),
    registrationNumber: optionalLine(40).describe('Of the product, as on its label: PD20150001.'),
    source: optionalLine(60).describe('Where it was bought.'),
    dose: z.number().positive().max(DOSE_MAX).describe('How much of it.'),
    doseUnit: oneOf(DoseUnits).describe('In what the dose is told.'),
    method: oneOf(InputMethods).describe('How it was used.'),
    usedOn: day().describe('The first day of its use; not in the future.'),
    stoppedOn: day().nullish().default(null).describe('The last day; left out: the same.'),
    safeDays: asScalar(Int, z.number().int('必须是整数').min(0).max(SAFE_DAYS_MAX))
      .nullish()
      .default(null)
      .describe('For how many days nothing is harvested after it, by its label; must be said of pesticides and drugs.'),
    byWhom: optionalLine(20).describe('Who did it.'),
    ...puttingRight(),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DATE_IN_FUTURE,
    ...PUT_RIGHT,
    INTERVAL_NEEDED: { message: '照标签填要隔几天才能收，没有就填0', clause: '7.3.2.d' },
    NUMBER_MISWRITTEN: { message: '农药登记证号写得不对，照标签抄，像 PD20150001', clause: '7.3.2.d' },
    BANNED: { message: '这是国家禁用的，不能用；用过的地里收的东西不能卖', clause: '7.3.2.d' },
    IS_PESTICIDE: { message: '这是农药，请选“农药”，照标签填隔几天', clause: '7.3.2.d' },
    INTERVAL_TOO_SHORT: { message: '这种药打完要隔几天才能收，照标签填，不能填0', clause: '7.3.2.d' },
    NUMBER_NEEDED: { message: '没听说过这种药，请照标签填登记证号，像 PD20150001', clause: '7.3.2.d' },
    STOPPED_BEFORE_USED: { message: '停用的日子不能早于开始用的日子' },
  },
  shows: plotNow,
  async run(context, { plotId, corrects, wrong, safeDays, ...said }, refuse) {
    const today = chinaDate(context.clock.now());
    const { usedOn, stoppedOn } = said;
    if (usedOn > today) return refuse('DATE_IN_FUTURE', inFuture('usedOn', usedOn));
    if (stoppedOn !== null && stoppedOn > today) return refuse('DATE_IN_FUTURE', inFuture('stoppedOn', stoppedOn));
    if (stoppedOn !== null && stoppedOn < usedOn) return refuse('STOPPED_BEFORE_USED', 'stoppedOn');
    if (!isWrittenRight(said.kind, said.registrationNumber)) return refuse('NUMBER_MISWRITTEN', 'registrationNumber');
    if (safeDays === null && needsInterval(said.kind)) return refuse('INTERVAL_NEEDED', 'safeDays');
    const wrongOf = wrongProduct({ ...said, usedOn: stoppedOn ?? usedOn, safeDays: safeDays ?? 0 });
    if (wrongOf) return refuse(wrongOf.code, [atField(wrongOf.field, wrongOf.text)]);
    return context.transaction(async (tx) => {
      const plot = await takePlot(context, tx, plotId);
      if (!plot) return refuse('NOT_FOUND');
      const id = context.newId();
      const root = await rootOf(context, tx, plot, 'input', { id, corrects, wrong }, refuse);
      if (!root.ok) return root;
      const seal = (text: string | null) => (text === null ? null : context.vault.sealText(plot.partyId, text));
      await tx.em.insert(InputUse, {
        ...said,
        source: await seal(said.source),
        byWhom: await seal(said.byWhom),
        id,
        rootId: root.rootId,
        plotId,
        partyId: plot.partyId,
        safeDays: safeDays ?? 0,
        safeFromOn: safeFrom(stoppedOn ?? usedOn, safeDays ?? 0),
        recordedAtMs: context.clock.now(),
        recordedByAccountId: context.actor.id,
      });
      await holdEarlyLots(context, tx, plotId);
      tx.audit({ type: 'plot', id: plotId, clause: '7.3.2.d' });
      return ok({ id: plotId });
    });
  },
});
