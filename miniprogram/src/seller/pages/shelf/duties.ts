import { MeasureStepWords, type StationShelvesQuery } from '@/api/seller';
import { yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { contractsToSign, earlier, isActionable, nodesOf, type ToDo } from '@/lib/to-do';
import { PAGES } from '../../ui/pages';

/** What is asked of the station as a party: whoever had the goods answers for them, and is bound by what it signed. */
export function dutiesOf({ myParties, claims, contracts, deposits }: StationShelvesQuery): ToDo[] {
  const measures = (myParties ?? []).filter(({ kind }) => kind === 'STATION').flatMap(({ measures: own }) => own ?? []);
  return [
    ...measures
      .filter((one) => one.dueAt !== null && isActionable(one))
      .map(({ id, step, dueAt }): ToDo => ({
        key: id,
        what: MeasureStepWords[step],
        due: { at: dueAt, what: '整改好' },
        onTap: () => go(PAGES.conduct),
      })),
    ...nodesOf(claims)
      .filter(isActionable)
      .map(({ id, answerDueAt }): ToDo => ({
        key: id,
        what: '货坏了要赔，您认不认',
        due: { at: answerDueAt, what: '答复' },
        onTap: () => go(PAGES.claim, { id }),
      })),
    ...contractsToSign(contracts),
    ...nodesOf(deposits).map(({ id, requiredFen, heldFen, dueAt }): ToDo => ({
      key: id,
      what: `保证金还差 ${yuan(requiredFen - heldFen)}，充进支付机构的账户`,
      due: { at: dueAt, what: '补足' },
      onTap: () => go(PAGES.contracts),
    })),
  ].sort((one, other) => earlier(one.due.at, other.due.at));
}
