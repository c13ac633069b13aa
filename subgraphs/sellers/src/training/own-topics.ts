import type { SellersContext } from '../context.ts';
import type { PartyKind } from '../party/party.policy.ts';
import type { TrainingKind } from '../staff/staff.policy.ts';
import { paperOf } from './exam-papers.table.ts';
import { startExamRefusals } from './start-exam.ts';
import { AUDIENCES, type Audience } from './training.policy.ts';
import type { TopicView } from './training.view.ts';
import { whyNotExam } from './why-not-exam.ts';
import { workplaces } from './whose-training.ts';

/** What whose people are examined in, what they must be first. */
const TOPICS: Readonly<Record<Audience, readonly Exclude<TrainingKind, 'post'>[]>> = {
  seller: ['selling', 'privacy'],
  carrier: ['cold-chain', 'privacy'],
  station: ['platform', 'privacy'],
  operator: ['platform', 'review', 'privacy'],
  payer: ['payment', 'privacy'],
};
const isOf = (audience: Audience, kind: PartyKind): boolean => AUDIENCES[audience].kinds.some((one) => one === kind);

/** What the caller can be examined in, by the businesses that they work for; each topic once. */
export async function ownTopics(context: SellersContext): Promise<TopicView[]> {
  const places = await workplaces(context);
  const audiences = Object.keys(TOPICS).filter((key): key is Audience => Object.hasOwn(TOPICS, key));
  const found = new Map<TrainingKind, string>();
  for (const { id, kind } of places)
    for (const topic of audiences.filter((one) => isOf(one, kind)).flatMap((one) => TOPICS[one]))
      if (!found.has(topic)) found.set(topic, id);
  return Promise.all(
    [...found].flatMap(([kind, partyId]) => {
      const paper = paperOf(kind);
      return paper ? [topicOf(context, kind, partyId, paper)] : [];
    }),
  );
}

async function topicOf(
  context: SellersContext,
  kind: TrainingKind,
  partyId: string,
  { drawn: questions, minutes, passScore }: NonNullable<ReturnType<typeof paperOf>>,
): Promise<TopicView> {
  const why = await whyNotExam(context, kind);
  return { kind, partyId, questions, minutes, passScore, whyNot: why && startExamRefusals[why].message };
}
