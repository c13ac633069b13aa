import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { finance, type PaymentsRoom } from '../payments.fixture.ts';

/** The second person. */
export const colleague = account('colleague', { role: 'finance' });
const answers = (name: string, type: string) =>
  `mutation($i: ${type}Input!) { ${name}(input: $i) {
    ... on PaymentsDone { id } ... on ${type}Refused { code message clause }
  } }`;
export const CORRECT = answers('correctReconciliationCase', 'CorrectReconciliationCase');
export const DECIDE = answers('decideCaseCorrection', 'DecideCaseCorrection');
export const SETTLE = answers('settleReconciliationCase', 'SettleReconciliationCase');

/** Compares a day of ours with the provider's bill of it, not before its next morning. */
export async function reconcileDay(
  room: PaymentsRoom,
  date: string,
): Promise<{ state: string; openCaseCount: number }> {
  const atMs = Date.parse(`${date}T03:00:00Z`) + DAY_MS;
  if (room.clock.now() < atMs) room.clock.set(new Date(atMs).toISOString());
  const query =
    'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { ... on Reconciliation { state openCaseCount } } }';
  return (await room.graph<any>(finance, query, { i: { date } })).reconcileDay;
}
