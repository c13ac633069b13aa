import { endOfChinaDate, startOfChinaDate, chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { oneOf } from '@heitu/kit/rules/enums';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, z } from '@heitu/kit/rules/validate';
import { TARIFF_SERVICES } from '@heitu/standard';
import { mutation } from '../context.ts';
import { RiseBases, TariffServices } from '../enums.ts';
import { day, publicLine } from '../inputs.ts';
import { CATEGORY_UNKNOWN } from '../product/product.refusals.ts';
import { PriceEmergency } from './emergency.entity.ts';
import { CONFIRM_HOURS } from './emergency.kinds.ts';
import { emergencyLifecycle } from './emergency.lifecycle.ts';
import { emergenciesById } from './emergency.loader.ts';
import { PriceEmergencyView } from './emergency.view.ts';

const CATEGORIES_MAX = 50;
const RISE_PERCENT_MAX = 1000;

/** The first of two persons enters an authority's rule for an emergency, with the numbers that its document states. */
export const declarePriceEmergency = mutation({
  name: 'declarePriceEmergency',
  description: 'Enters an authority’s rule on prices in an emergency; a second person confirms it before it binds.',
  may: permit.role('operator-admin'),
  input: z.object({
    issuer: publicLine(80).describe('The authority that issued it.'),
    document: publicLine(80).describe('Its number.'),
    region: publicLine(80).describe('Where it holds, as the document says.'),
    categoryIds: z
      .array(identifier())
      .max(CATEGORIES_MAX)
      .describe('The kinds of goods that it binds, and those below them.'),
    services: z
      .array(oneOf(TariffServices))
      .max(Object.keys(TARIFF_SERVICES).length)
      .default([])
      .describe('What is paid for services that it binds.'),
    basis: oneOf(RiseBases).describe('What of the seven days before it is measured against.'),
    risePercent: z
      .int()
      .min(0)
      .max(RISE_PERCENT_MAX)
      .describe('A rise of more percent than this waits for a person: the document’s number.'),
    startsOn: day().describe('The first day on which it binds.'),
    endsOn: day().describe('The last day on which it binds: today or later.'),
  }),
  requestId: 'must',
  refusals: {
    CATEGORY_UNKNOWN,
    NOTHING_BOUND: { message: '请选这份文件管哪些商品或服务' },
    DATES_WRONG: { message: '截止日期不能早于今天，也不能早于开始日期' },
  },
  shows: rowAfter(PriceEmergencyView, emergenciesById),
  async run(context, { startsOn, endsOn, categoryIds, services, ...said }, refuse) {
    const nowMs = context.clock.now();
    if (categoryIds.length + services.length === 0) return refuse('NOTHING_BOUND', 'categoryIds');
    if (endsOn < startsOn || endsOn < chinaDate(nowMs)) return refuse('DATES_WRONG', 'endsOn');
    return context.transaction(async (tx) => {
      const wanted = [...new Set(categoryIds)];
      const known = wanted.length
        ? await tx.rows.selectFrom('Category').select('id').where('id', 'in', wanted).execute()
        : [];
      if (known.length < wanted.length) return refuse('CATEGORY_UNKNOWN', [atField('categoryIds', '没有这个类目')]);
      const id = context.newId();
      await tx.em.insert(PriceEmergency, {
        ...said,
        id,
        categoryIds: toJson(wanted),
        services: toJson([...new Set(services)]),
        startsAtMs: startOfChinaDate(startsOn),
        endsAtMs: endOfChinaDate(endsOn),
        state: emergencyLifecycle.initial,
        enteredByAccountId: context.actor.id,
        enteredAtMs: nowMs,
        confirmDueAtMs: nowMs + CONFIRM_HOURS * HOUR_MS,
        confirmedByAccountId: null,
        listedAtMs: null,
        endedAtMs: null,
      });
      tx.audit({ type: 'price-emergency', id, clause: '6.5.c' });
      return ok({ id });
    });
  },
});
