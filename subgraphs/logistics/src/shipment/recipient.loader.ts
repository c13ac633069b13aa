import { rolesOf } from '@heitu/kit/rules/actor';
import { actRecorded } from '@heitu/events/act-recorded';
import { ok } from '@heitu/kit/rules/outcome';
import { ERASED_TEXT, maskName, maskPhone, type SealedText } from '@heitu/kit/privacy/vault';
import { COLLECTION_TASK_STATES } from '../collection/collection.lifecycle.ts';
import type { LogisticsContext } from '../context.ts';
import { RecipientRead } from './shipment.entity.ts';
import { IN_TASK_STATES } from './shipment.lifecycle.ts';
import { maskAddress, withoutRecipient } from './masking.policy.ts';
import { recipientIn, type Recipient } from './shipment.policy.ts';

export const ACTS = actRecorded('logistics');
const TASK_STATES: readonly string[] = [...IN_TASK_STATES, ...COLLECTION_TASK_STATES];

/** A shipment's or a collection's row. */
export interface Addressed {
  id: string;
  buyerAccountId: string;
  courierAccountId: string | null;
  recipientSealed: string;
  toDivisionCode: string;
  state: string;
}
export interface ShownRecipient extends Recipient {
  full: boolean;
  /** What somebody wrote about the parcel, without what this viewer is not shown of the recipient. */
  within(text: string): string;
}

/** What stands in the place of a recipient that is no longer kept. */
export const ERASED: Recipient = { name: ERASED_TEXT, phone: '', address: '' };
const masked = ({ name, phone, address }: Recipient): Recipient => ({
  name: maskName(name),
  phone: maskPhone(phone),
  address: maskAddress(address),
});
const inTask = (row: Pick<Addressed, 'courierAccountId' | 'state'>, accountId: string): boolean =>
  row.courierAccountId === accountId && TASK_STATES.includes(row.state);

/**
 * In full for the buyer and, while the task lasts, for the assigned courier (8.5.3.bw); masked for everyone else. What
 * a courier is shown is on record before it is answered.
 */
export async function recipientsOf(context: LogisticsContext, rows: readonly Addressed[]): Promise<ShownRecipient[]> {
  const me = context.actor.kind === 'account' ? context.actor.id : '';
  const shown = rows.filter((row) => me !== row.buyerAccountId && inTask(row, me));
  if (shown.length > 0) {
    await context.transaction(async (tx) => {
      const atMs = context.clock.now();
      await tx.em.insertMany(
        RecipientRead,
        shown.map((row) => ({ id: context.newId(), shipmentId: row.id, accountId: me, inTask: true, atMs })),
      );
      const { actor, requestId } = context;
      tx.publish(
        ACTS,
        { type: 'act', id: requestId },
        {
          operation: 'readRecipients',
          requestId,
          actorKind: actor.kind,
          actorId: actor.id,
          roles: rolesOf(actor),
          subject: shown.map((row) => ({ type: 'shipment', id: row.id, clause: '8.5.3.bw' })),
        },
      );
      return ok(null);
    });
  }
  return Promise.all(
    rows.map(async ({ buyerAccountId, recipientSealed, ...row }) => {
      const full = buyerAccountId === me || inTask(row, me);
      const text = full
        ? await context.vault.open(buyerAccountId, recipientSealed, 'recipient')
        : await context.vault.openUnrecorded(buyerAccountId, recipientSealed);
      const recipient = text === null ? ERASED : recipientIn(text);
      return {
        ...(full ? recipient : masked(recipient)),
        full,
        within: (note) => (full ? note : withoutRecipient(note, recipient)),
      };
    }),
  );
}

/**
 * What somebody wrote about a parcel, as this viewer may read it: masked where it repeats what is masked of the
 * recipient (8.5.3.bw).
 */
export async function noteAbout(
  context: LogisticsContext,
  row: Addressed,
  note: SealedText,
  what: string,
): Promise<string> {
  const { within } = await context.loader(recipientsOf).load(row);
  return within(await context.vault.openText(row.buyerAccountId, note, what));
}
