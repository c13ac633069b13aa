import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { PhoneCode } from './account.entity.ts';
import { CODES_KEPT_MS } from './phone.policy.ts';

/** Codes are kept as long as the daily limits need them (10.4). */
export async function forgetPhoneCodes(context: TrustContext): Promise<void> {
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeDelete(PhoneCode, { sentAtMs: { $lt: context.clock.now() - CODES_KEPT_MS } })),
  );
}
