import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { SOFTWARE_RELEASES } from '@heitu/standard';
import { SoftwareDay, type TrustContext } from '@heitu/trust';
import { consumers } from '../county/index.ts';

/** Over how many days the county's people used the mini-program, a third of them each day. */
const USED_DAYS = 21;
const ONE_IN = 3;
/** What went wrong, by how many days ago it was and whose use it was on that day: it crashed twice, and froze once. */
const TROUBLE: Readonly<Record<string, { crashed?: true; frozen?: true }>> = {
  '17 2': { crashed: true },
  '9 5': { crashed: true },
  '4 1': { frozen: true },
};

/** What the software on people's phones told of itself on each of those days; who told is not kept past the day. */
export async function seedSoftware({ em }: Pick<TrustContext, 'em'>, nowMs: number): Promise<void> {
  const release = SOFTWARE_RELEASES[SOFTWARE_RELEASES.length - 1];
  if (!release) return;
  const days = Array.from({ length: USED_DAYS }, (_, i) => USED_DAYS - i);
  await em.insertMany(
    SoftwareDay,
    days.map((daysAgo) => {
      const users = consumers.filter((one, i) => (i + daysAgo) % ONE_IN === 0 && one.registeredDay < -daysAgo);
      const troubles = users.map((_, i) => TROUBLE[`${daysAgo} ${i}`] ?? {});
      const day = chinaDate(nowMs - daysAgo * DAY_MS);
      return {
        id: idFrom(`software-day:${day}`),
        day,
        client: 'wechat' as const,
        release,
        started: users.length,
        crashed: troubles.filter(({ crashed }) => crashed).length,
        frozen: troubles.filter(({ frozen }) => frozen).length,
        strayed: 0,
        strayedTo: null,
      };
    }),
  );
}
