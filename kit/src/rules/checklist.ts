import { CHECK_ITEMS, checklistFaults, type CheckedItem, type CheckItem } from '@heitu/standard';
import { Directive, Field, ObjectType } from 'type-graphql';
import { oneOf } from './enums.ts';
import { atField, type RefusalDetail } from './outcome.ts';
import { CheckItems } from './shared-enums.ts';
import { named, z } from './validate.ts';

@Directive('@shareable')
@ObjectType('CheckedItem', { description: 'An item of a checklist, and whether it was so.' })
export class CheckedItemView {
  @Field(() => CheckItems) item: CheckItem;
  @Field(() => Boolean, { nullable: true, description: 'Null: nobody has looked yet.' }) passed: boolean | null;
}

const ITEMS_MAX = 20;
/** The refusal of an inspection that is not whole. */
export const ITEMS_MISSING_TEXT = '清单要一项不漏地查';
const CheckedItemInput = named(
  'CheckedItemInput',
  z.object({
    item: oneOf(CheckItems).describe('What was looked at.'),
    passed: z.boolean().describe('Whether it was so.'),
  }),
);
/** What an inspection found, item by item. */
export const checkedItems = () =>
  z.array(CheckedItemInput).max(ITEMS_MAX).describe('Every item of the checklist, once.');

/** What of its list an inspection left out, or told twice; null where it is whole. */
export function whyNotWhole(list: readonly CheckItem[], checked: readonly CheckedItem[]): RefusalDetail[] | null {
  const faults = checklistFaults(list, checked);
  return faults.length === 0
    ? null
    : [atField('items', `每项查一次：${faults.map((one) => CHECK_ITEMS[one]).join('；')}`)];
}
/** As it was found; before that, what is to be looked at. */
export const shownItems = (list: readonly CheckItem[], checked: readonly CheckedItem[] | null): CheckedItemView[] =>
  checked === null ? list.map((item) => ({ item, passed: null })) : [...checked];
