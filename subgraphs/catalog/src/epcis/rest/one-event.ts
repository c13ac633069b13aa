import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { must } from '@heitu/kit/rules/checked';
import { epcisQueryDocument } from '../document.ts';
import { answerJson, EpcisRefusal } from './answers.ts';
import { READ_SCOPE, type EpcisCall } from './call.ts';
import { selectFirst } from './select-events.ts';

/**
 * The event of this id; one of a lot that the program may not know of is not there. Ids are made when events are told,
 * so that one is found by looking at them in turn, the newest first.
 */
export async function oneEvent({ context, request, parties, own }: EpcisCall): Promise<EdgeAnswer> {
  const eventID = must(request.params['value'], 'the event that the address names');
  const { publicUrl } = context.services;
  const { events, unverified, told } = await selectFirst(
    context,
    { parties, own, test: (event) => event.eventID === eventID, perPage: 1, descends: true, after: null, codes: null },
    1,
  );
  if (events.length === 0)
    throw new EpcisRefusal('NoSuchResourceException', 'There is no such event, or not for this program.');
  return answerJson(
    200,
    epcisQueryDocument(events, { publicUrl, createdAtMs: context.clock.now(), unverified, told }),
    READ_SCOPE,
  );
}
