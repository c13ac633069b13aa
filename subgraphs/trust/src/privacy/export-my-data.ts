import { addWorkingDays } from '@heitu/kit/calendar';
import { ok, type Outcome } from '@heitu/kit/outcome';
import type { TrustContext } from '../context.ts';
import { DataRequest } from './privacy.entity.ts';
import { DATA_REQUEST_WORKING_DAYS, EXPORT_ROWS_MAX } from './purposes.policy.ts';

/** A copy of what trust keeps about the person, as JSON (PIPL 45). Answered at once; the request stays on record, the copy does not. */
export async function exportMyData(context: TrustContext): Promise<Outcome<{ id: string; content: string }>> {
  const accountId = context.actor.id;
  const open = (sealed: string) => context.vault.openUnrecorded(accountId, sealed);
  const ofAccount = <Table extends 'Consent' | 'ConsentReceipt' | 'NoticeAcceptance' | 'Message' | 'Review'>(table: Table) =>
    context.rows.selectFrom(table as 'Consent').selectAll().where('accountId', '=', accountId).limit(EXPORT_ROWS_MAX).execute();
  const account = await context.rows.selectFrom('Account').select(['id', 'displayName', 'createdAtMs', 'phoneSealed']).where('id', '=', accountId).executeTakeFirst();
  const addresses = await context.rows.selectFrom('Address').selectAll().where('accountId', '=', accountId).execute();
  const complaints = await context.rows.selectFrom('Complaint').select(['id', 'number', 'orderId', 'kind', 'state', 'textSealed', 'filedAtMs', 'answer', 'remedy']).where('accountId', '=', accountId).limit(EXPORT_ROWS_MAX).execute();
  const content = JSON.stringify({
    account: account && { id: account.id, displayName: account.displayName, createdAtMs: account.createdAtMs, phone: account.phoneSealed && (await open(account.phoneSealed)) },
    addresses: await Promise.all(addresses.map(async (row) => ({ name: await open(row.nameSealed), phone: await open(row.phoneSealed), detail: await open(row.detailSealed), divisionCode: row.divisionCode }))),
    notices: await ofAccount('NoticeAcceptance'),
    consents: await ofAccount('Consent'),
    consentHistory: await ofAccount('ConsentReceipt'),
    messages: await ofAccount('Message'),
    reviews: await ofAccount('Review'),
    complaints: await Promise.all(complaints.map(async ({ textSealed, ...row }) => ({ ...row, text: textSealed && (await open(textSealed)) }))),
    readBy: await context.rows.selectFrom('PersonalDataRead').selectAll().where('subjectId', '=', accountId).orderBy('atMs', 'desc').limit(EXPORT_ROWS_MAX).execute(),
  });
  return context.transaction(async (tx) => {
    const id = context.newId();
    const nowMs = context.clock.now();
    await tx.em.insert(DataRequest, { id, accountId, kind: 'export', state: 'done', note: '', requestedAtMs: nowMs, dueAtMs: addWorkingDays(nowMs, DATA_REQUEST_WORKING_DAYS), doneAtMs: nowMs, holdUntilMs: null });
    tx.audit({ type: 'data-request', id, clause: '10.4' });
    return ok({ id, content });
  });
}
