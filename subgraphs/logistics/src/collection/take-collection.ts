import { HOUR_MS } from '@heitu/kit/rules/clock';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { LogisticsContext } from '../entities.ts';
import { byCourier, takeStep } from './collection-step.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import { CENTRE_HOURS_MAX } from './collection.policy.ts';
import { takeCollectionRefusals as refusals } from './collection.refusals.ts';

const schema = z.object({ collectionId: identifier() });

/** Step 6 of 8.6.ch: the goods go with the courier. */
export async function takeCollection(context: LogisticsContext, input: { collectionId: string }) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  return takeStep(
    context,
    refusals,
    {
      column: 'takenAtMs',
      whose: byCourier(context),
      change: (nowMs) => ({ state: collectionLifecycle.to('take'), centreDueAtMs: nowMs + CENTRE_HOURS_MAX * HOUR_MS }),
    },
    valid.value.collectionId,
  );
}
