import { eachAlone } from '@heitu/kit/data/each-alone';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { actsInWords, TELL_ACTS_AFTER_MS } from './acted.policy.ts';
import { DelegatedAct } from './delegation.entity.ts';

const DELEGATIONS_MAX = 100;
const ACTS_MAX = 200;

/** Job: tells owners what was done for them at a station, some minutes after it began. */
export async function tellDelegators(context: TrustContext): Promise<void> {
  const due = await context.rows
    .selectFrom('DelegatedAct')
    .select('delegationId')
    .where('atMs', '<=', context.clock.now() - TELL_ACTS_AFTER_MS)
    .groupBy('delegationId')
    .limit(DELEGATIONS_MAX)
    .execute();
  await eachAlone(due, ({ delegationId }) =>
    context.transaction(async (tx) => ok(await tellOne(context, tx, delegationId))),
  );
}

async function tellOne(context: TrustContext, tx: TrustTransaction, delegationId: string): Promise<void> {
  const acts = await tx.rows
    .selectFrom('DelegatedAct')
    .select(['id', 'operation', 'atMs'])
    .where('delegationId', '=', delegationId)
    .orderBy('atMs')
    .limit(ACTS_MAX)
    .execute();
  const [first] = acts;
  const delegation = await tx.rows
    .selectFrom('Delegation as d')
    .leftJoin('KnownParty as p', 'p.partyId', 'd.stationId')
    .select(['d.delegatorId', 'd.partyId', 'p.name as station'])
    .where('d.id', '=', delegationId)
    .executeTakeFirst();
  // Told by nobody else: what was taken here is gone before it is told.
  const taken = await tx.em.nativeDelete(DelegatedAct, { id: { $in: acts.map(({ id }) => id) } });
  if (!first || !delegation || taken !== acts.length) return;
  const { delegatorId, partyId, station } = delegation;
  const what = actsInWords(acts.map(({ operation }) => operation));
  await notifyAccount(
    context,
    tx,
    delegatorId,
    {
      kind: 'delegation',
      title: '服务站替您办了事',
      body: `${station ?? '服务站'}${chinaTime(first.atMs)}起替您：${what}。不想再让他办，打开这条点“停止”，或者回短信“停”`,
      orderId: null,
    },
    { reader: 'seller', partyId },
  );
}
