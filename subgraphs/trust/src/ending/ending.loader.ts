import { inOrder } from '@heitu/kit/rules/graphql';
import type { TrustContext } from '../context.ts';
import { THE_PLATFORM } from './ending.lifecycle.ts';

export const currentEnding = ({ rows }: Pick<TrustContext, 'rows'>) =>
  rows.selectFrom('PlatformEnding').selectAll().where('openFor', '=', THE_PLATFORM).executeTakeFirst();

export async function endingsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('PlatformEnding').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}

/** From when on no new order is taken; null while no end is announced. */
export async function endingMs(context: Pick<TrustContext, 'rows'>): Promise<number | null> {
  const ending = await currentEnding(context);
  return ending && ending.state !== 'proposed' ? ending.endsAtMs : null;
}

/** Whether the day has come: new orders are refused, and everything else comes to its end. */
export async function hasEnded(context: Pick<TrustContext, 'rows'>, nowMs: number): Promise<boolean> {
  return ((await endingMs(context)) ?? Infinity) <= nowMs;
}
