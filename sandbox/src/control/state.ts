import { callbackModeOf } from '../wechatpay/notices.ts';
import { accountsOf, available, balanceOf, deposit, FEES, frozen, PAYERS } from '../wechatpay/money.ts';
import { trustModeOf } from '../wechatpay/signature.ts';
import type { World } from '../world.ts';
import { get, type ControlRoute } from './route.ts';

const COUNTED = [
  'trade',
  'refund',
  'share',
  'shareReturn',
  'advanceReturn',
  'compensation',
  'depositBill',
  'personTransfer',
  'movement',
  'message',
  'sms',
  'groupMessage',
  'expressSubscription',
  'expressTrack',
  'sensorFeed',
  'shipping',
  'outbound',
  'taxInvoice',
  'taxRed',
] as const;

function state(world: World): object {
  const { store, keys } = world;
  const accounts = accountsOf(world);
  const owners = new Set(
    accounts.flatMap(({ account }) => /^(?:frozen|available|deposit):([^:]*)/.exec(account)?.slice(1) ?? []),
  );
  const moneyOf = (owner: string) => ({
    availableFen: balanceOf(world, available(owner)),
    frozenFen: balanceOf(world, frozen(owner)),
    depositFen: balanceOf(world, deposit(owner)),
  });
  owners.delete(keys.mchid);
  return {
    now: new Date(world.clock.now()).toISOString(),
    counts: Object.fromEntries(COUNTED.map((table) => [table, store.number(`select count(*) from ${table}`)])),
    money: {
      platform: moneyOf(keys.mchid),
      merchants: [...owners]
        .sort()
        .map((mchid) => ({ mchid, subMerchant: keys.subMchids.includes(mchid), ...moneyOf(mchid) })),
      feesFen: balanceOf(world, FEES),
      paidByPayersFen: -balanceOf(world, PAYERS),
      /** Always 0. */
      sumFen: accounts.reduce((sum, { fen }) => sum + fen, 0),
    },
    trustMode: trustModeOf(world),
    callbackMode: callbackModeOf(world),
    callbacks: store.all('select kind, state, count(*) as n from outbound group by kind, state'),
    faults: store.all('select * from fault'),
    jobsWaiting: store.number('select count(*) from job'),
  };
}

export const stateRoutes: readonly ControlRoute[] = [get('/state', 'counts, money of every merchant, switches', state)];
