import { setTimeout as sleep } from 'node:timers/promises';
import { World } from '../journeys/world.ts';
import type { Chance } from '../simulation/chance.ts';
import type { Cluster } from './cluster.ts';

/** Longer than payments waits for its provider: whoever gives up does not know that it was done. */
const TOO_SLOW_MS = 9000;
const GAP_MS_MIN = 1500;
const GAP_MS_MAX = 5000;

/**
 * What the provider may be up to next; a lie that is signed well is the provider's own mistake, all others are seen
 * through.
 */
const TEMPERS = [
  { weight: 3, mode: 'ok' },
  { weight: 2, mode: 'slow', ms: TOO_SLOW_MS, times: 2 },
  { weight: 2, mode: 'failing', times: 5 },
  { weight: 2, mode: 'lying', lie: 'does-nothing', times: 2 },
  { weight: 1, mode: 'lying', lie: 'unsigned', times: 3 },
  { weight: 1, mode: 'lying', lie: 'wrong-signature', times: 3 },
  { weight: 1, mode: 'lying', lie: 'wrong-amount', times: 3 },
] as const;
/** Only requests with this in their path; all where empty. */
const PATHS = ['', '/combine-transactions', '/refunds', '/profitsharing', '/close'];
const CALLBACKS = [
  { weight: 4, mode: 'normal' },
  { weight: 3, mode: 'lose' },
  { weight: 3, mode: 'duplicate' },
  { weight: 1, mode: 'delay' },
] as const;
const FORGERIES = [
  'bad-signature',
  'wrong-serial',
  'stale-timestamp',
  'wrong-merchant',
  'wrong-amount',
  'wrong-order',
  'unknown-order',
  'refund-too-large',
] as const;

/**
 * A provider that is slow, lies, repeats, loses callbacks and answers too late, and somebody who forges them; on its
 * best behaviour after `stop`.
 */
export function badOutside(
  cluster: Cluster,
  chance: Chance,
): { stop(): Promise<void>; counts: ReadonlyMap<string, number>; believed: string[] } {
  const world = new World(cluster.controlUrl);
  const counts = new Map<string, number>();
  const believed: string[] = [];
  let going = true;
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

  async function forge(): Promise<void> {
    const kind = chance.pick(FORGERIES);
    const [row] = await cluster
      .rows('payments', "select outTradeNo from Payment where state = 'prepared' order by id desc limit 1")
      .catch(() => []);
    if (!row) return;
    const { status } = await world.post('/forge-callback', {
      kind,
      outTradeNo: row['outTradeNo'],
      notifyUrl: `${cluster.url}/edges/payments/wechatpay/notify`,
    });
    count(`forged notice, ${status === 0 ? 'no answer' : status}`);
    // No status: nobody was there to answer.
    if (status > 0 && status < 400) believed.push(`${kind} of ${String(row['outTradeNo'])} was answered ${status}`);
  }
  async function loop(): Promise<void> {
    while (going) {
      const { weight: _weight, ...temper } = chance.weighted(TEMPERS);
      const path = chance.pick(PATHS);
      await world.post('/faults', {
        service: 'wechatPay',
        ...temper,
        ...(temper.mode !== 'ok' && path !== '' && { path }),
      });
      count(`provider ${'lie' in temper ? `lies: ${temper.lie}` : temper.mode}`);
      const callbacks = chance.weighted(CALLBACKS).mode;
      await world.post('/callbacks', { mode: callbacks });
      count(`callbacks: ${callbacks}`);
      if (chance.isHit(0.5)) await forge();
      for (
        const until = performance.now() + chance.between(GAP_MS_MIN, GAP_MS_MAX);
        going && performance.now() < until;
      )
        await sleep(100);
    }
  }
  const ended = loop();
  // Whoever stops it is told; before that the run itself has ended for a reason of its own, and that one is to be seen.
  ended.catch(() => {});
  return {
    counts,
    believed,
    async stop() {
      going = false;
      await ended;
      await world.post('/faults', { service: 'wechatPay', mode: 'ok' });
      await world.post('/callbacks', { mode: 'normal' });
    },
  };
}
