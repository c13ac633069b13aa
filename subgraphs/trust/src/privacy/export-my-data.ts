import { addWorkingDays, chinaTime } from '@heitu/kit/rules/calendar';
import type { CopySection } from '@heitu/kit/privacy/persons';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { looksAt } from '../audit/look.loader.ts';
import type { TrustContext } from '../context.ts';
import { copyOfAccount } from './ask-subgraphs.ts';
import { copyPage } from './copy-page.ts';
import { DataRequest } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';
import { DATA_REQUEST_WORKING_DAYS, EXPORT_ROWS_MAX } from './purposes.policy.ts';

/**
 * A copy of what all six subgraphs keep about the person, for programs (JSON by subgraph) and for people (one page),
 * from the same rows (PIPL 45). Answered at once; the request stays on record, the copy does not. Errors:
 * SUBGRAPH_SILENT.
 */
export async function exportMyData(
  context: TrustContext,
): Promise<Outcome<{ id: string; content: string; page: string }>> {
  const accountId = context.actor.id;
  const parts = await copyOfAccount(context, accountId);
  if (!parts) return refuse(privacyRefusals, 'SUBGRAPH_SILENT');
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
  const all = { ...parts, trust: [...parts.trust, looks] };
  return context.transaction(async (tx) => {
    const id = context.newId();
    await tx.em.insert(DataRequest, {
      id,
      accountId,
      kind: 'export',
      state: 'done',
      note: '',
      requestedAtMs: madeAtMs,
      dueAtMs: addWorkingDays(madeAtMs, DATA_REQUEST_WORKING_DAYS),
      doneAtMs: madeAtMs,
      holdUntilMs: null,
    });
    tx.audit({ type: 'data-request', id, clause: '10.4' });
    return ok({
      id,
      content: JSON.stringify({ accountId, madeAt: new Date(madeAtMs).toISOString(), ...all }),
      page: copyPage(Object.values(all).flat(), madeAtMs),
    });
  });
}
