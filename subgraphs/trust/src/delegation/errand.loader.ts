import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { approvedAgents } from './delegation.loader.ts';
import type { Errand } from './delegation.policy.ts';

const person = z.object({ name: z.string(), phone: z.string(), address: z.string(), divisionCode: z.string() });
export type ErrandPerson = z.infer<typeof person>;

/** Whom an errand is for; null where it has ended, or they were forgotten. */
export async function personOf(
  { vault }: TrustContext,
  { delegatorId, personSealed }: { delegatorId: string; personSealed: string | null },
): Promise<ErrandPerson | null> {
  const text = personSealed && (await vault.openUnrecorded(delegatorId, personSealed));
  return text ? jsonOf(person, text) : null;
}

/** An errand that this agent is on now: its person has said the code, and its station is still approved. */
export async function errandUnderWay(context: TrustContext, id: string, agentId: string, errand: Errand) {
  const row = await context.rows
    .selectFrom('Delegation as d')
    .innerJoin('Account as a', 'a.id', 'd.delegatorId')
    .select(['d.delegatorId', 'd.stationId', 'd.personSealed'])
    .where('d.id', '=', id)
    .where('d.agentId', '=', agentId)
    .where('d.errand', '=', errand)
    .where('d.state', '=', 'active')
    .where('d.untilMs', '>', context.clock.now())
    .where('a.state', '=', 'active')
    .executeTakeFirst();
  if (!row) return null;
  const [agent] = await approvedAgents(context, agentId).where('g.partyId', '=', row.stationId).execute();
  const of = agent && (await personOf(context, row));
  return of
    ? { accountId: row.delegatorId, stationPartyId: row.stationId, stationName: agent.stationName, ...of }
    : null;
}
