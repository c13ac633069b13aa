import { expect } from '@jest/globals';
import type { Platform } from './platform.fixture.ts';

const RECALL = `mutation($input: RecallLotInput!) {
  recallLot(input: $input) { __typename ... on Lot { id } ... on Refusal { message } } }`;

/** Until nobody has anything left to tell; no job runs. */
export async function relayed({ subgraphs, rows }: Platform): Promise<void> {
  const waiting = async (): Promise<number> => {
    let left = 0;
    for (const room of subgraphs.keys())
      left += Number((await rows(room, 'select count(*) as n from "EventDelivery" where state = 0'))[0]!['n']);
    return left;
  };
  for (let round = 0; round < 50 && (await waiting()) > 0; round++)
    for (const room of subgraphs.values()) await room.runOnce('relay');
  expect(await waiting()).toBe(0);
}

/** The administrator recalls a lot, and everybody hears of it. */
export async function recall(platform: Platform, lotId: string, requestId: string): Promise<void> {
  const { token } = platform.callers.find(({ role }) => role === 'operator-admin')!;
  const { data } = await platform.post(token, RECALL, { input: { lotId, reason: '演练', requestId } });
  expect(data).toEqual({ recallLot: { __typename: 'Lot', id: lotId } });
  await relayed(platform);
}
