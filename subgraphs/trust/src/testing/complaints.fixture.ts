import type { Actor } from '@heitu/kit/rules/actor';
import { CARRIER, openTrust, orderFact, SELLER, type TrustRoom } from './trust-room.fixture.ts';

const FIELDS = `__typename ... on Complaint { id number state stateLabel answererKind answererPartyId answeredInTime compensationFen remedy text escalatedBy availableActions { action label } steps { action byRole } }`;
const run = (name: string, input: string) =>
  `mutation($input: ${input}!) { ${name}(input: $input) { ${FIELDS} ... on ${name[0]!.toUpperCase()}${name.slice(1)}Refused { code message clause details { path about } } } }`;
export const FILE = run('fileComplaint', 'FileComplaintInput');
export const ANSWER = run('answerComplaint', 'AnswerComplaintInput');
export const ACCEPT = run('acceptAnswer', 'AcceptAnswerInput');
export const ESCALATE = run('escalateComplaint', 'EscalateComplaintInput');
export const DECIDE = run('decideComplaint', 'DecideComplaintInput');
export const RESPOND = run('respondToDecision', 'RespondToDecisionInput');
export const ADVANCE = run('advanceCompensation', 'AdvanceCompensationInput');

/** A room with a buyer, and the seller and the carrier of the buyer's order O1. */
export async function openComplaints() {
  const room: TrustRoom = await openTrust();
  const buyer = (await room.signIn('buyer')).actor;
  const seller = await room.owner('seller', SELLER);
  const carrier = await room.owner('carrier', CARRIER, 'carrier');
  room.orders.set('O1', orderFact('O1', buyer.id, { carrierPartyId: CARRIER }));
  const file = async (more: object = {}, actor = buyer) =>
    (
      await room.graph<any>(actor, FILE, {
        input: {
          requestId: `r${Math.random()}`,
          orderId: 'O1',
          kind: 'QUALITY',
          text: '大米里有虫',
          wanted: 'COMPENSATION',
          amountFen: 2000,
          ...more,
        },
      })
    ).fileComplaint;
  /** What the buyer is offered a button for. */
  const mayDo = async (id: string): Promise<string[]> =>
    (
      await room.graph<any>(buyer, 'query($id: ID!) { complaint(id: $id) { availableActions { action } } }', { id })
    ).complaint.availableActions.map(({ action }: any) => action);
  const step = async (actor: Actor, document: string, input: object) =>
    Object.values(await room.graph<any>(actor, document, { input }))[0] as any;
  return { room, buyer, seller, carrier, file, mayDo, step };
}
export type ComplaintsRoom = Awaited<ReturnType<typeof openComplaints>>;
