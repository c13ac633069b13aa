import type { Person } from './client.ts';
import { dayFrom } from './numbers.ts';
import { scanBytes } from './plants.ts';

interface Agreed {
  partyId: string;
  withPartyId: string;
  kind: 'PAYMENT' | 'PLATFORM_SERVICE';
  number: string;
  terms?: readonly Record<string, unknown>[];
}

/** A contract with somebody who signs on paper: its party files it with its photo, the reviewer signs by that. */
export async function agreeOnPaper(
  party: Person,
  reviewer: Person,
  now: Date,
  { terms = [], ...contract }: Agreed,
): Promise<void> {
  const upload = await party.edge('/sellers/files?purpose=licence', {
    method: 'POST',
    body: scanBytes(contract.number),
  });
  const { id: fileId } = JSON.parse(upload.text) as { id: string };
  const { id: contractId } = await party.do(
    'signContract',
    { ...contract, terms, fileId, validFromOn: dayFrom(now, -1), validUntilOn: dayFrom(now, 1000) },
    'id',
  );
  await reviewer.do('answerContract', { contractId, decision: 'SIGN' }, 'state');
}

/** A seller and its carrier sign on their phones: of what buyers pay for delivery, the carrier gets so much. */
export async function agreeOnFreight(
  [seller, carrier]: readonly [Person, Person],
  now: Date,
  contract: { partyId: string; withPartyId: string; number: string },
  percent: number,
): Promise<void> {
  const days = { validFromOn: dayFrom(now, -1), validUntilOn: dayFrom(now, 1000) };
  const terms = [{ term: 'FREIGHT_SHARED_PERCENT', number: percent }];
  const { id: contractId } = await seller.do('signContract', { ...contract, ...days, kind: 'DELIVERY', terms }, 'id');
  await carrier.do('answerContract', { contractId, decision: 'SIGN' }, 'state');
}
