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

/** A seller and whoever works for it sign on their phones: of what is sold, the other gets so much. */
export async function agreeOnShare(
  [seller, other]: readonly [Person, Person],
  now: Date,
  contract: { partyId: string; withPartyId: string; number: string; kind: 'DELIVERY' | 'STATION' },
  term: { term: 'FREIGHT_SHARED_PERCENT' | 'PICKUP_PERMILLE'; number: number },
): Promise<void> {
  const days = { validFromOn: dayFrom(now, -1), validUntilOn: dayFrom(now, 1000) };
  const { id: contractId } = await seller.do('signContract', { ...contract, ...days, terms: [term] }, 'id');
  await other.do('answerContract', { contractId, decision: 'SIGN' }, 'state');
}

/** Somebody says yes to what binds whoever buys here, or sells. A county that has published nothing asks for nothing. */
export async function agreeToRules(
  who: Pick<Person, 'ask'>,
  kind: 'MEMBER_AGREEMENT' | 'SELLER_AGREEMENT' = 'MEMBER_AGREEMENT',
): Promise<void> {
  const { currentNotice, publicServicePage } = await who.ask(
    '{ currentNotice { version } publicServicePage { documents { kind version } } }',
  );
  const agreement = publicServicePage.documents.find((one: { kind: string }) => one.kind === kind);
  if (currentNotice)
    await who.ask(
      'mutation($version: Int!) { acceptNotice(input: { version: $version }) { __typename } }',
      currentNotice,
    );
  if (agreement)
    await who.ask(
      `mutation($version: Int!) { confirmAgreement(input: { kind: ${kind}, version: $version }) { __typename } }`,
      { version: agreement.version },
    );
}
