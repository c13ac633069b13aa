import type { Person } from '../client.ts';
import type { Journey } from '../journey.ts';
import { dayFrom } from '../numbers.ts';
import { signInAs } from '../sign-ins.ts';

export type Document = readonly [type: string, number: string, issuer: string, validDays: number | null];

/** Registers a party with its papers and has it approved; answers its id. The applicant gets its role by event. */
export async function filedParty(
  journey: Journey,
  applicant: Person,
  party: Record<string, unknown>,
  documents: readonly Document[],
): Promise<string> {
  const { id: partyId } = await applicant.do('registerParty', party, 'id state');
  const now = await journey.world.now();
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
      },
      'id',
    );
  }
  const { id: filingId } = await applicant.do('submitFiling', { partyId }, 'id state');
  const reviewer = await signInAs(journey, 'reviewer');
  await reviewer.do(
    'decideFiling',
    { filingId, decision: 'APPROVE', reason: `证照齐全，已与${journey.plant('name', 'confirmed by phone')}核对` },
    'id state',
  );
  return partyId;
}

export const addressOf = (journey: Journey, whose: string) => ({
  divisionCode: '230184',
  address: journey.plant('address', whose),
});
