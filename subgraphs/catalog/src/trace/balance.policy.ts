import { TRACE_UNITS, type TraceQuantity } from './trace.policy.ts';
import { keysOf } from '@heitu/kit/rules/checked';

/** The steps of one lot, without those that were corrected. */
export interface Measured {
  consumed: readonly TraceQuantity[];
  produced: readonly TraceQuantity[];
}

/** Sums of decimals are compared by the gram. */
const PER_UNIT = 1000;
const sum = (quantities: readonly TraceQuantity[]): number =>
  quantities.reduce((total, { quantity }) => total + Math.round(quantity * PER_UNIT), 0);

/** Nothing is made of more than went in; where one side counts and the other weighs, they cannot be compared. */
export const makesMoreThanItUses = ({ consumed, produced }: Measured): boolean =>
  keysOf(TRACE_UNITS).some((unit) => {
    const [uses, makes] = [consumed, produced].map((side) => side.filter((one) => one.unit === unit));
    return uses !== undefined && makes !== undefined && uses.length > 0 && sum(makes) > sum(uses);
  });

const isSameAs =
  ({ name, unit, lotCode }: TraceQuantity) =>
  (other: TraceQuantity): boolean =>
    other.name === name && other.unit === unit && other.lotCode === lotCode;

/** Of goods that this lot's own steps made, those of which more is used than was made. */
export const usedUp = (steps: readonly Measured[]): readonly TraceQuantity[] => {
  const produced = steps.flatMap((step) => step.produced);
  const consumed = steps.flatMap((step) => step.consumed);
  return produced.filter(
    (made, i) =>
      produced.findIndex(isSameAs(made)) === i &&
      sum(consumed.filter(isSameAs(made))) > sum(produced.filter(isSameAs(made))),
  );
};
