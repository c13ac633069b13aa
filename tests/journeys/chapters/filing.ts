import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom } from '../numbers.ts';
import { scanBytes } from '../plants.ts';
import { signInAs } from '../sign-ins.ts';

export type Document = readonly [type: string, number: string, issuer: string, validDays: number | null];

/** Photographs a paper: the id of its scan. */
export async function paperScan(journey: Journey, whose: Person, what: string): Promise<string> {
  const scan = await whose.edge('/sellers/files?purpose=licence', {
    method: 'POST',
    body: scanBytes(journey.plant('photo', what)),
  });
  journey.equal(scan.status, 201, 'the scan of the paper is taken');
  return (JSON.parse(scan.text) as { id: string }).id;
}

/** A reviewer opens each scan of a party, and approves its filing. */
export async function reviewerApproves(journey: Journey, partyId: string, filingId: string): Promise<void> {
  const reviewer = await signInAs(journey, 'reviewer');
  const { party } = await reviewer.ask('query($id: ID!) { party(id: $id) { documents { fileId } } }', { id: partyId });
  for (const { fileId } of party.documents)
    journey.equal((await reviewer.edge(`/sellers/files/${String(fileId)}`)).status, 200, 'the reviewer sees the scan');
  await reviewer.do(
    'decideFiling',
    { filingId, decision: 'APPROVE', reason: `证照齐全，已与${journey.plant('name', 'confirmed by phone')}核对` },
    'id state',
  );
}

/** Registers a party with its papers and has it approved; answers its id. The applicant gets its role by event. */
export async function filedParty(
  journey: Journey,
  applicant: Person,
  party: Record<string, unknown>,
  documents: readonly Document[],
): Promise<string> {
  const { id: partyId } = await applicant.do('registerParty', party, 'id state');
  const now = await journey.world.now();
  const fileId = documents.length > 0 ? await paperScan(journey, applicant, 'papers of a business') : null;
  for (const [type, number, issuer, validDays] of documents) {
    await applicant.do(
      'addDocument',
      {
        partyId,
        type,
        number,
        issuer,
        validFromOn: dayFrom(now, -30),
        ...(validDays !== null && { validUntilOn: dayFrom(now, validDays) }),
        fileId,
      },
      'id',
    );
  }
  const { id: filingId } = await applicant.do('submitFiling', { partyId }, 'id state');
  await reviewerApproves(journey, partyId, filingId);
  return partyId;
}

export const addressOf = (journey: Journey, whose: string) => ({
  divisionCode: journey.made.county,
  address: journey.plant('address', whose),
});
