import { CheckItemWords, type CheckItem } from '../../api/admin.ts';
import { options } from '../../lib/words.ts';
import type { Field } from '../../ui/fields.tsx';
import type { Filled } from '../../ui/filled.ts';
import { YesNo } from '../../ui/marks.tsx';

const YES_NO = { yes: '是', no: '不是' } as const;
/** A checklist as a form asks it: nothing is so before somebody has said it. */
export const itemFields = (items: readonly CheckItem[]): Field[] =>
  items.map((item) => ({
    name: item,
    label: CheckItemWords[item],
    kind: 'choice',
    required: true,
    options: options(YES_NO),
  }));
export const itemsIn = ({ one }: Filled, items: readonly CheckItem[]) =>
  items.map((item) => ({ item, passed: one(item, YES_NO) === 'yes' }));
/** What was looked at, and what was not so. */
export const Items = ({ of }: { of: readonly { item: CheckItem; passed: boolean | null }[] }) => (
  <ul className="lines">
    {of.map(({ item, passed }) => (
      <li key={item}>
        <YesNo value={passed} yes={YES_NO.yes} no={YES_NO.no} /> {CheckItemWords[item]}
      </li>
    ))}
  </ul>
);
