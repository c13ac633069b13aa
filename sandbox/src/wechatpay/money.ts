import type { World } from '../world.ts';

/**
 * Where the money is. Every movement goes from one account to another, so all accounts together always hold zero: what
 * payers have spent is what merchants and WeChat Pay's fee account have.
 */
export const PAYERS = 'payers';
export const FEES = 'fees';
/** Money that came into the platform's account from its bank. */
export const BANK = 'bank';
export const frozen = (owner: string): string => `frozen:${owner}`;
export const available = (owner: string): string => `available:${owner}`;
/** 保证金: what a merchant put up for what it may come to owe. */
export const deposit = (owner: string): string => `deposit:${owner}`;

export type MovementKind =
  | 'payment'
  | 'fee'
  | 'refund'
  | 'refund-returned'
  | 'fee-back'
  | 'advance'
  | 'advance-return'
  | 'share'
  | 'share-return'
  | 'unfreeze'
  | 'compensation'
  | 'deposit-payment'
  | 'transfer'
  | 'withdrawal'
  | 'withdrawal-returned'
  | 'deposit';

export interface Movement {
  id: number;
  atMs: number;
  payer: string;
  payee: string;
  amountFen: number;
  kind: MovementKind;
  transactionId: string | null;
  reference: string;
}

/** 0.60 % */
const FEE_PER_TEN_THOUSAND = 60;
export const FEE_RATE_TEXT = '0.60%';
export const feeOf = (totalFen: number): number => Math.round((totalFen * FEE_PER_TEN_THOUSAND) / 10_000);

/** The platform can lay out this much for its sellers before it earns anything. */
const PLATFORM_OPENING_FEN = 100_000_000;

/** `atMs`: of what moved before this world began. */
export function move(world: World, movement: Omit<Movement, 'id' | 'atMs'> & { atMs?: number }): void {
  if (!Number.isSafeInteger(movement.amountFen) || movement.amountFen < 0)
    throw new Error(`not an amount in fen: ${movement.amountFen}`);
  if (movement.amountFen > 0) world.store.insert('movement', { atMs: world.clock.now(), ...movement });
}

const BALANCE = 'select coalesce(sum(case when payee = ? then amountFen else -amountFen end), 0) from movement where ';

/** fen, now or at a time before; negative for payers and the bank. */
export const balanceOf = (world: World, account: string, beforeMs = Number.MAX_SAFE_INTEGER): number =>
  world.store.number(`${BALANCE}(payer = ? or payee = ?) and atMs < ?`, account, account, account, beforeMs);

/** What one payment still has frozen. */
export const frozenOf = (world: World, owner: string, transactionId: string): number =>
  world.store.number(
    `${BALANCE}(payer = ? or payee = ?) and transactionId = ?`,
    frozen(owner),
    frozen(owner),
    frozen(owner),
    transactionId,
  );

export const accountsOf = (world: World): { account: string; fen: number }[] =>
  world.store.all(
    `select account, sum(fen) as fen from (select payee as account, amountFen as fen from movement union all select payer, -amountFen from movement) group by account order by account`,
  );

/** A merchant fills its deposit up from its bank to so much. */
export function fillDeposit(world: World, { mchid, fen }: { mchid: string; fen: number }): { depositFen: number } {
  const amountFen = Math.max(fen - balanceOf(world, deposit(mchid)), 0);
  const filled = { kind: 'deposit', transactionId: null, reference: 'put-up' } as const;
  move(world, { payer: BANK, payee: deposit(mchid), amountFen, ...filled });
  return { depositFen: balanceOf(world, deposit(mchid)) };
}

/** Once, when the world is new. */
export function openPlatformAccount(world: World): void {
  if (world.store.one('select 1 from movement where payee = ?', available(world.keys.mchid))) return;
  move(world, {
    payer: BANK,
    payee: available(world.keys.mchid),
    amountFen: PLATFORM_OPENING_FEN,
    kind: 'deposit',
    transactionId: null,
    reference: 'opening',
  });
}
