import { go } from './go';

/** Something that waits for whoever opens the page, with its clock. */
export interface ToDo {
  key: string;
  what: string;
  due: { at: string | null; what: string };
  onTap: () => void;
}

type Edges<N> = { edges: readonly { node: N }[] } | null;

export const nodesOf = <N>(list: Edges<N>): N[] => (list?.edges ?? []).map(({ node }) => node);
/** Whether this person can do something about it. */
export const isActionable = ({ availableActions }: { availableActions: readonly unknown[] }): boolean =>
  availableActions.length > 0;

interface Contract {
  id: string;
  title: string;
  dueAt: string | null;
  availableActions: readonly string[];
}
/** What a station, or a carrier, is to sign. */
export const contractsToSign = (contracts: Edges<Contract>): ToDo[] =>
  nodesOf(contracts)
    .filter(({ availableActions }) => availableActions.includes('SIGN'))
    .map(({ id, title, dueAt }) => ({
      key: id,
      what: `${title}，等您签字`,
      due: { at: dueAt, what: '签字' },
      onTap: () => go('/seller/pages/contracts/index'),
    }));

/** The law's clocks first, the nearest before all. */
export const earlier = (one: string | null | undefined, other: string | null | undefined): number =>
  (one ?? '9') < (other ?? '9') ? -1 : Number((one ?? '9') > (other ?? '9'));
