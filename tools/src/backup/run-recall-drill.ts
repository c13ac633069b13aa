import type { Actor } from '@heitu/kit/rules/actor';
import { isRecord, must } from '@heitu/kit/rules/checked';
import type { Environment } from '@heitu/kit/serving/config';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { step } from '../progress.ts';
import { assembleSet, type Assembled } from './assemble.ts';
import { readBackupConfig } from './backup.config.ts';
import { BackupRefused } from './backup.refusals.ts';
import { deliverRecords, keepRecord } from './evidence.ts';
import { openRestored } from './run-drill.ts';
import { inScratch } from './turn.ts';
import { WIDENED, widenShadow } from './widen-shadow.ts';

type Rooms = Awaited<ReturnType<typeof openRestored>>;
/** In so many rounds of relaying, or not at all: the copy has what the platform had not told yet, too. */
const ROUNDS_MAX = 500;
const CALLED_BY: Actor = { kind: 'system', id: 'drill', grants: [{ role: 'operator-admin' }] };
const OUT = `t.units > t.returnedUnits and o.state in ('ready', 'in-transit', 'coming-back', 'delivered', 'completed')`;

/** Of the shadow lot, and of those that were added to it. */
const OF_CASE = `(lotId = ? or lotId like '${WIDENED}%')`;

/** The lot of the copy of which most is out, and what a recall of it must find, stop and tell. */
interface Shadow {
  lotId: string;
  lotCode: string;
  /** With those made from it in the copy. */
  lots: number;
  rows: number;
  buyers: number;
  parcels: number;
}
interface Played {
  shadow: Shadow;
  found: number;
  stopped: number;
  told: number;
  foundMs: number;
  toldMs: number;
  traceMs: number;
}

const room = (rooms: Rooms, name: string): RunningSubgraph => must(rooms.get(name), name);
async function numberOf(rooms: Rooms, name: string, statement: string, given: string[] = []): Promise<number> {
  const [row] = await rowsIn(rooms, name, statement, given);
  return Number(row?.['n'] ?? 0);
}
async function rowsIn(rooms: Rooms, name: string, statement: string, given: unknown[] = []) {
  const rows: unknown = await room(rooms, name).orm.em.fork().execute(statement, given);
  return (Array.isArray(rows) ? rows : []).filter(isRecord);
}

async function shadowOf(rooms: Rooms, lots: number): Promise<Shadow> {
  const [lot] = await rowsIn(
    rooms,
    'orders',
    `select t.lotId, t.lotCode, count(*) as n, count(distinct o.buyerAccountId) as buyers from LineLot t
     join \`Order\` o on o.id = t.orderId join LotStock k on k.lotId = t.lotId
     where k.recallId is null and ${OUT} group by t.lotId, t.lotCode order by n desc, t.lotId limit 1`,
  );
  if (!lot) throw new BackupRefused('NO_LOT_TO_RECALL');
  const lotId = String(lot['lotId']);
  const parcels = await numberOf(
    rooms,
    'logistics',
    `select count(*) as n from Shipment where state in ('ready', 'assigned', 'taken-over')
     and stoppedAtMs is null and \`lines\` like ?`,
    [`%${lotId}%`],
  );
  const added = await widenShadow(
    (name, statement, given) => rowsIn(rooms, name, statement, given),
    lotId,
    lots - 1,
    OUT,
  );
  return {
    lotId,
    lotCode: String(lot['lotCode']),
    lots,
    rows: Number(lot['n']) + added,
    buyers: Number(lot['buyers']),
    parcels,
  };
}

/** Only what the rooms tell each other: no job runs, so that the copy sends, pays and texts nothing. */
async function relayUntil(rooms: Rooms, done: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && !(await done()); round++)
    for (const one of rooms.values()) await one.runOnce('relay');
}

async function play(rooms: Rooms, lots: number): Promise<Played> {
  const shadow = await shadowOf(rooms, lots);
  const began = performance.now();
  const { data, errors } = await room(rooms, 'catalog').execute(
    {
      query: `mutation($input: RecallLotInput!) { recallLot(input: $input) { __typename ... on Refusal { message } } }`,
      variables: { input: { requestId: `drill-${Date.now()}`, lotId: shadow.lotId, reason: '召回演练', level: 'ONE' } },
    },
    CALLED_BY,
    'drill',
  );
  const called = isRecord(data) && isRecord(data['recallLot']) ? data['recallLot']['__typename'] : undefined;
  if (called !== 'Lot') throw new BackupRefused('RESTORE_FAILED', errors?.[0]?.message ?? String(called));
  const found = () =>
    numberOf(rooms, 'orders', `select count(*) as n from RecallRow where ${OF_CASE} and orderId is not null`, [
      shadow.lotId,
    ]);
  const told = () =>
    numberOf(
      rooms,
      'orders',
      `select count(distinct buyerAccountId) as n from RecallRow where ${OF_CASE} and toldAtMs is not null`,
      [shadow.lotId],
    );
  const stopped = () =>
    numberOf(
      rooms,
      'logistics',
      `select count(*) as n from Shipment where stopCause = 'recalled' and stopLotCode = ? and \`lines\` like ?`,
      [shadow.lotCode, `%${shadow.lotId}%`],
    );
  await relayUntil(rooms, async () => (await found()) >= shadow.rows);
  const foundMs = performance.now() - began;
  await relayUntil(rooms, async () => (await told()) >= shadow.buyers && (await stopped()) >= shadow.parcels);
  const toldMs = performance.now() - began;
  const traced = performance.now();
  const trace = await room(rooms, 'catalog').execute(
    { query: `{ lot(id: "${shadow.lotId}") { lotCode supplierId madeFrom { id } madeInto { id } } }` },
    CALLED_BY,
    'drill',
  );
  if (trace.errors) throw new BackupRefused('RESTORE_FAILED', trace.errors[0]?.message);
  const traceMs = performance.now() - traced;
  return { shadow, found: await found(), stopped: await stopped(), told: await told(), foundMs, toldMs, traceMs };
}

/**
 * `./run drill recall`: restores the newest set to a place of its own, calls the lot back there of which most is out,
 * and times how long it takes until every unit is found, every parcel stopped and every buyer told. The platform itself
 * knows nothing of it but the record. Answers 0 where all were. `lots`: so many are called back, of which the copy is
 * given all but the first.
 */
export async function runRecallDrill(env: Environment, lots = 1): Promise<number> {
  const config = readBackupConfig(env);
  const startedAtMs = config.clock.now();
  return inScratch(config.workDir, async (scratch) => {
    let assembled: Assembled | undefined;
    let rooms: Rooms | undefined;
    try {
      const made = (assembled = await assembleSet(config, 'local', scratch));
      const opened = (rooms = await step('opening the platform on it', () => openRestored(config, made, scratch)));
      const played = await step('calling a lot back there', () => play(opened, lots));
      const { shadow, found, stopped, told, foundMs, toldMs, traceMs } = played;
      const passed = found === shadow.rows && stopped >= shadow.parcels && told >= shadow.buyers;
      const note = [
        `影子批次${shadow.lotCode}${lots === 1 ? '' : `和用它做的共${lots}个批次`}：找到${found}/${shadow.rows}笔（${whole(foundMs)}毫秒）`,
        `停下${stopped}/${shadow.parcels}票，通知${told}/${shadow.buyers}人（${whole(toldMs)}毫秒）`,
        `前后追溯${whole(traceMs)}毫秒，${passed ? '通过' : '不通过'}`,
      ].join('，');
      console.log(`召回演练：${note}`);
      keepRecord(config, {
        mutation: 'recordDrill',
        input: {
          requestId: `drill-recall-${startedAtMs}`,
          kind: 'recall',
          rowsBefore: shadow.rows,
          rowsRecovered: Math.min(found, shadow.rows),
          note,
          startedAt: new Date(startedAtMs).toISOString(),
          finishedAt: new Date(Math.max(startedAtMs, config.clock.now())).toISOString(),
        },
      });
      return passed ? 0 : 1;
    } finally {
      for (const one of rooms?.values() ?? []) await one.close();
      await assembled?.server?.stop();
      await deliverRecords(config);
    }
  });
}
const whole = (ms: number): number => Math.round(ms);
