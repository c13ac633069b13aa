import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { SOFTWARE_RELEASES } from '@heitu/standard';
import { countUse, type TrustContext } from '@heitu/trust';
import { consumers } from '../county/index.ts';
import { accountId } from './keys.ts';

/** Over how many days the county's people used the mini-program, a third of them each day. */
const USED_DAYS = 21;
const ONE_IN = 3;
/** What went wrong, by how many days ago it was and whose use it was on that day: it crashed twice, and froze once. */
const TROUBLE: Readonly<Record<string, { crashed?: true; frozen?: true }>> = {
  '17 2': { crashed: true },
  '9 5': { crashed: true },
  '4 1': { frozen: true },
};

/** What the software on people's phones told of itself on each of those days, counted as all that it tells. */
export async function seedSoftware(context: TrustContext, nowMs: number): Promise<void> {
  const release = SOFTWARE_RELEASES[SOFTWARE_RELEASES.length - 1];
  if (!release) return;
  for (let daysAgo = USED_DAYS; daysAgo > 0; daysAgo--) {
    const day = chinaDate(nowMs - daysAgo * DAY_MS);
    const users = consumers.filter((one, i) => (i + daysAgo) % ONE_IN === 0 && one.registeredDay < -daysAgo);
    for (const [i, { key }] of users.entries())
      await countUse(
        context,
        { client: 'wechat', release, crashed: false, frozen: false, ...TROUBLE[`${daysAgo} ${i}`] },
        { day, who: accountId(key) },
      );
  }
}
