import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { day } from '../inputs.ts';
import { FILE_UNKNOWN } from '../lot/lot.refusals.ts';
import { PAPER_WORKING_DAYS } from '../lot/paper.lifecycle.ts';
import { WITHDRAWERS } from '../roles.ts';
import { publicLimitNow } from './indicator.loader.ts';
import { limitText } from './indicator.policy.ts';
import { LimitProposal } from './limit-proposal.entity.ts';
import { limitProposalLifecycle } from './limit-proposal.lifecycle.ts';
import { proposalsById } from './limit-proposal.loader.ts';
import { LimitProposalView } from './limit-proposal.view.ts';
import { withoutYear } from './standard-number.ts';
import { normaliseStandardCode } from './standard.policy.ts';

const figure = () => z.number().min(0).max(1_000_000).nullish().default(null);

/** One of the county's people has read a limit in its standard's text, and says what stands there. */
export const proposeLimit = mutation({
  name: 'proposeLimit',
  description:
    'Confirms or corrects a public limit, as it stands in the text of its standard; a second person accepts it.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    limitId: identifier().describe('A public limit that holds now.'),
    standardCode: line(60)
      .transform(normaliseStandardCode)
      .describe('The number of the standard in whose text it was read, with its year: GB 2762-2022.'),
    min: figure().describe('At least so much, in the unit of the limit.'),
    max: figure().describe('At most so much, in the unit of the limit.'),
    words: z.array(line(20)).max(5).default([]).describe('The findings that pass, where it is not a number: 未检出.'),
    source: line(150, 2).describe('Where it stands in the text: 表 1 谷物.'),
    readOn: day().describe('When it was read; not in the future.'),
    fromOn: day().describe('From when the text says that it holds: goods made on this day or later are compared so.'),
    link: z
      .string()
      .trim()
      .max(300)
      .regex(/^https?:\/\/[^\s/]+\.[^\s]+$/u, '网址要以http://或https://开头')
      .nullish()
      .default(null)
      .describe('Where the text can be read; it or the scan is a must.'),
    fileId: identifier()
      .nullish()
      .default(null)
      .describe('The scan of the page, uploaded with purpose standard-text; it or the link is a must.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    FILE_UNKNOWN,
    TEXT_MISSING: { message: '要附上标准原文：传那一页的照片或扫描件，或者填网址', clause: '7.3.3.a-c' },
    LIMIT_MISSING: { message: '要写明限量：最多或最少多少' },
    LIMIT_WRONG: { message: '限量填得不对' },
    NUMBER_WRONG: { message: '标准编号填得不对' },
    DATES_WRONG: { message: '日期填得不对' },
    PROPOSAL_WAITS: { message: '这一条已经有人提了，等核对完再提' },
  },
  shows: rowAfter(LimitProposalView, proposalsById),
  async run(context, { limitId, words, ...told }, refuse) {
    const nowMs = context.clock.now();
    const { min, max } = told;
    if (told.readOn > chinaDate(nowMs)) return refuse('DATES_WRONG', [atField('readOn', '看原文的日期还没有到')]);
    if (told.link === null && told.fileId === null) return refuse('TEXT_MISSING', 'fileId');
    if (min !== null && max !== null && min > max) return refuse('LIMIT_WRONG', [atField('min', '最少的比最多的还大')]);
    return context.transaction(async (tx) => {
      const limit = await publicLimitNow(tx.rows, limitId);
      if (!limit) return refuse('NOT_FOUND');
      if (await tx.em.findOne(LimitProposal, { waitingFor: limitId })) return refuse('PROPOSAL_WAITS');
      if (limit.words ? words.length === 0 : min === null && max === null)
        return refuse('LIMIT_MISSING', limit.words ? 'words' : 'max');
      if (limit.words ? min !== null || max !== null : words.length > 0)
        return refuse('LIMIT_WRONG', [
          atField(limit.words ? 'max' : 'words', limit.words ? '这一项写检出没检出，不填数字' : '这一项填数字'),
        ]);
      if (!limit.isNational && withoutYear(told.standardCode) !== withoutYear(limit.standardCode))
        return refuse('NUMBER_WRONG', [
          atField('standardCode', `这一条是${limit.standardCode}里的，不能改成别的标准的`),
        ]);
      if (limit.fromOn !== null && told.fromOn < limit.fromOn)
        return refuse('DATES_WRONG', [atField('fromOn', `现在这一条从${limit.fromOn}起用，新的不能更早`)]);
      const id = context.newId();
      if (told.fileId && !(await useFiles(context, tx, { type: 'limit-proposal', id }, [told.fileId], 'standard-text')))
        return refuse('FILE_UNKNOWN', 'fileId');
      await tx.em.insert(LimitProposal, {
        ...told,
        id,
        indicatorId: limitId,
        waitingFor: limitId,
        categoryId: limit.categoryId,
        name: limit.name,
        heldBefore: `${limit.standardCode} ${limitText(limit)}`,
        words: words.length > 0 ? toJson(words) : null,
        state: limitProposalLifecycle.initial,
        filedByAccountId: context.actor.id,
        filedAtMs: nowMs,
        acceptDueAtMs: addWorkingDays(nowMs, PAPER_WORKING_DAYS),
      });
      tx.audit({ type: 'limit-proposal', id, clause: '7.3.3.a-c', reason: told.source });
      return ok({ id });
    });
  },
});
