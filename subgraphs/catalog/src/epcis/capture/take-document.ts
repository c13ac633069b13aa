import { parse as parseJson } from 'secure-json-parse';
import type { EdgeRequest } from '@heitu/kit/messages/peers';
import { isRecord } from '@heitu/kit/rules/checked';
import { EpcisRefusal } from '../rest/answers.ts';
import {
  CAPTURE_BYTES_MAX,
  CAPTURE_DEPTH_MAX,
  CAPTURE_EVENTS_MAX,
  ERROR_BEHAVIOURS,
  type ErrorBehaviour,
} from './capture.policy.ts';
import { schemaFault } from './epcis-schema.ts';
import { documentSchema } from './told-event.ts';

export const LIMIT_HEADERS = {
  'gs1-epcis-capture-limit': String(CAPTURE_EVENTS_MAX),
  'gs1-epcis-capture-file-size-limit': String(CAPTURE_BYTES_MAX),
} as const;

const tooMuch = (detail: string) => new EpcisRefusal('CaptureLimitExceededException', detail, LIMIT_HEADERS);
const wrong = (detail: string) => new EpcisRefusal('ValidationException', detail);

const MEDIA_TYPES = /^application\/(?:ld\+)?json\s*(?:;|$)/;
/** Stops where it is deeper than may be. */
const isDeeperThan = (value: unknown, levels: number): boolean =>
  isRecord(value) && (levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1)));

function parsed(body: Buffer): unknown {
  try {
    // What would change the prototypes of objects is no event.
    return parseJson(body.toString('utf8'), { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw wrong('The body is no JSON.');
  }
}

/** A body of JSON, in bounds. */
export function bodyOf({ headers, body }: EdgeRequest): unknown {
  if (!MEDIA_TYPES.test(headers['content-type'] ?? ''))
    throw new EpcisRefusal('UnsupportedMediaTypeException', 'Only application/json and application/ld+json are read.');
  if (body.length > CAPTURE_BYTES_MAX) throw tooMuch(`A document has at most ${CAPTURE_BYTES_MAX} bytes.`);
  const value = parsed(body);
  if (isDeeperThan(value, CAPTURE_DEPTH_MAX)) throw wrong(`Nested deeper than ${CAPTURE_DEPTH_MAX}.`);
  return value;
}

const isBehaviour = (word: string): word is ErrorBehaviour => ERROR_BEHAVIOURS.some((one) => one === word);
export function behaviourOf(headers: EdgeRequest['headers']): ErrorBehaviour {
  const asked = headers['gs1-capture-error-behaviour'] ?? 'rollback';
  if (!isBehaviour(asked)) throw wrong(`GS1-Capture-Error-Behaviour is ${ERROR_BEHAVIOURS.join(' or ')}.`);
  return asked;
}

/**
 * Looks at what is around the events; they are judged one by one when their turn comes, so that one that is wrong does
 * not refuse the others where these shall be kept.
 */
export function readDocument(value: unknown): { text: string; eventCount: number } {
  const read = documentSchema.safeParse(value);
  if (!read.success || !isRecord(value)) throw wrong('Not an EPCISDocument or EPCISQueryDocument with an eventList.');
  const events = read.data.epcisBody;
  if (events.length > CAPTURE_EVENTS_MAX) throw tooMuch(`A document has at most ${CAPTURE_EVENTS_MAX} events.`);
  const { type } = read.data;
  const around = {
    ...value,
    epcisBody:
      type === 'EPCISDocument'
        ? { eventList: [] }
        : { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: [] } } },
  };
  const fault = schemaFault(around);
  if (fault !== null) throw wrong(fault);
  return { text: JSON.stringify(value), eventCount: events.length };
}
