import { addWorkingDays, chinaTime } from '@heitu/kit/rules/calendar';
import type { CopySection } from '@heitu/kit/privacy/persons';
import { ok, refuse } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { looksAt } from '../audit/look.loader.ts';
import { mutation, type TrustContext } from '../context.ts';
import { copyOfAccount } from './ask-subgraphs.ts';
import { copyPage } from './copy-page.ts';
import { DataRequest } from './privacy.entity.ts';
import { SUBGRAPH_SILENT } from './privacy.refusals.ts';
import { DATA_REQUEST_WORKING_DAYS, EXPORT_ROWS_MAX } from './purposes.policy.ts';
import { DataExported } from './privacy.view.ts';

const refusals = { SUBGRAPH_SILENT } as const;

interface Copied {
  content: string;
  page: string;
}

/**
 * A copy of what all six subgraphs keep about the person, for programs (JSON by subgraph) and for people (one page),
 * from the same rows (PIPL 45). The request stays on record, the copy does not: who asks again with the same request id
 * is given what is kept by then.
 */
export const exportMyData = mutation({
  name: 'exportMyData',
  description: 'A copy of what the platform keeps about the person: JSON for programs, one page for people.',
  may: permit.role('consumer'),
  input: z.object({}),
  remembers: 'by-hand',
  refusals,
  shows: {
    View: DataExported,
    async of(context: TrustContext, { id }: { id: string }) {
      const copied = await context.loader(copies).load(context.actor.id);
      return copied ? { id, ...copied } : refuse(refusals, 'SUBGRAPH_SILENT');
    },
  },
  directives: ['@cost(weight: 2000)'],
  async run(context, _input, refuse) {
    const accountId = context.actor.id;
    if (!(await context.loader(copies).load(accountId))) return refuse('SUBGRAPH_SILENT');
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      const id = context.newId();
      await tx.em.insert(DataRequest, {
        id,
        accountId,
        kind: 'export',
        state: 'done',
        note: '',
        requestedAtMs: nowMs,
        dueAtMs: addWorkingDays(nowMs, DATA_REQUEST_WORKING_DAYS),
        doneAtMs: nowMs,
        holdUntilMs: null,
      });
      tx.audit({ type: 'data-request', id, clause: '10.4' });
      return ok({ id });
    }, context.request);
  },
});

/** By a loader: what a call records and what it shows is asked for once. Null where a subgraph does not answer. */
const copies = (context: TrustContext, accountIds: readonly string[]): Promise<(Copied | null)[]> =>
  Promise.all(accountIds.map((accountId) => copied(context, accountId)));

async function copied(context: TrustContext, accountId: string): Promise<Copied | null> {
  const parts = await copyOfAccount(context, accountId);
  if (!parts) return null;
  const looks: CopySection = {
    title: '谁看过我的信息',
    rows: (await looksAt(context, EXPORT_ROWS_MAX, null)).map((look) => ({
      时间: chinaTime(look.atMs),
      单位: look.organisation,
      谁: look.reader,
      看了什么: look.fields.join('、'),
      做什么时: look.operation,
      被拒绝: look.refused,
    })),
  };
  const madeAtMs = context.clock.now();
  const all = parts.map(([name, rows]) => [name, name === 'trust' ? [...rows, looks] : rows] as const);
  return {
    content: JSON.stringify({ accountId, madeAt: new Date(madeAtMs).toISOString(), ...Object.fromEntries(all) }),
    page: copyPage(
      all.flatMap(([, rows]) => rows),
      madeAtMs,
    ),
  };
}
