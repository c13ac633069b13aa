import type { CollectionAct } from '@/api/courier';
import type { Entry } from '@/lib/outbox';
import type { Collection } from './steps';

/** What can be done after each act, once the platform knows of it; the platform still decides. */
const NEXT: Readonly<Record<string, readonly [done: CollectionAct, next: CollectionAct | null]>> = {
  AppointCollection: ['APPOINT', 'APPOINT'],
  SettleCollection: ['SETTLE', 'INSPECT'],
  InspectCollection: ['INSPECT', 'RECORD_CONDITION'],
  RecordCollectionCondition: ['RECORD_CONDITION', 'SIGN'],
  CourierSignCollection: ['SIGN', null],
  TakeCollection: ['TAKE', 'BRING_TO_CENTRE'],
  HandOverCollection: ['BRING_TO_CENTRE', 'SIGN_HANDOVER'],
  CourierSignHandoverOfReturn: ['SIGN_HANDOVER', null],
};

function after(collection: Collection, { document, input }: Entry): Collection {
  const [done, next] = NEXT[document.name] ?? [null, null];
  const text = (name: string): string => String(input[name] ?? '');
  const left = collection.availableActions.filter((action) => action !== done);
  return {
    ...collection,
    ...(done === 'APPOINT' && { agreedAt: text('agreedAt'), agreedPlace: text('place') }),
    availableActions: next && !left.includes(next) ? [...left, next] : left,
  };
}
export const foreseen = (collection: Collection, entries: readonly Entry[]): Collection =>
  entries.filter(({ refused }) => !refused).reduce(after, collection);
