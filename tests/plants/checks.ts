import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import type { Town } from './town.fixture.ts';
import { idOf } from './town.rows.ts';

const carrierOf = (town: Town) => idOf(town, 'logistics', 'select partyId as id from Carrier order by partyId limit 1');
const today = async (town: Town) => new Date((await town.now()) + 8 * 3_600_000).toISOString().slice(0, 10);

const TOPIC_CLAUSES: Readonly<Record<string, string>> = {
  agreement: '8.2.au',
  confidentiality: '8.2.av',
  impersonation: '8.2.aw',
  'on-time': '8.2.ax',
  cod: '8.2.az',
  'banned-goods': '8.5.2',
};
/** The operator looks into something at a carrier, and finds a breach or none. */
export async function check(
  town: Town,
  topic: string,
  { form = 'SPOT', breach = false, at = '', daysLate = 0 } = {},
): Promise<string> {
  const planned = await town.act(
    'operator-admin',
    'logistics',
    'planCheck',
    { carrierPartyId: at || (await carrierOf(town)), form, topic, plannedOn: await today(town) },
    'id',
  );
  const id = String(planned['id']);
  await town.later(daysLate);
  const list = CHECKLISTS[topic.toLowerCase().replaceAll('_', '-') as keyof typeof CHECKLISTS];
  const items = list.map((item, i) => ({ item: apiName(item), passed: !(breach && i === 0) }));
  await town.act('operator-admin', 'logistics', 'recordCheck', { checkId: id, items, finding: '看过现场和记录' });
  return id;
}
export async function everyCarrierChecked(town: Town): Promise<void> {
  for (const { id } of await town.rows('logistics', 'select partyId as id from Carrier'))
    await check(town, 'AGREEMENT', { at: String(id) });
}
export async function everyTimeChecked(town: Town): Promise<void> {
  for (const { id } of await town.rows('logistics', 'select partyId as id from Carrier'))
    await check(town, 'ON_TIME', { at: String(id) });
}
export const leftAlone = async (town: Town, topic: string) => {
  await check(town, topic, { breach: true });
  await town.later(60);
};
const measured = async (town: Town, of: Record<string, unknown>) => {
  const clause = TOPIC_CLAUSES[String(of['topic'])];
  const taken = await town.act(
    'mediator',
    'trust',
    'takeMeasure',
    { partyId: of['carrierPartyId'], step: 'WARNING', reason: '检查查出问题，给予警告', clause },
    'id',
  );
  await town.act('operator-admin', 'logistics', 'settleFinding', {
    checkId: of['id'],
    measureId: taken['id'],
    measure: '约谈负责人并整改',
  });
};
export const settleAll = async (town: Town) => {
  for (const row of await town.rows(
    'logistics',
    'select id, topic, carrierPartyId from SupervisionCheck where breach = 1 and settledAtMs is null',
  ))
    await measured(town, row);
};
