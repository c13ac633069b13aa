import { Acts } from './Acts';
import { Button } from './Button';

export interface AvailableAction<A extends string> {
  action: A;
  label: string;
}
interface Props<A extends string> {
  /** As the platform says: what may be done now. Nothing else gets a button. */
  actions: readonly AvailableAction<A>[];
  /** How each is done; one that the page does not know is not shown. */
  does: Readonly<Partial<Record<A, () => unknown>>>;
  busy?: boolean;
  /** The one that most people want. */
  main?: A;
  danger?: readonly A[];
}

export const ActionButtons = <A extends string>({
  actions,
  does,
  busy,
  main,
  danger = [],
  small,
}: Props<A> & { small?: boolean }) => (
  <>
    {actions
      .filter(({ action }) => does[action])
      // The main act stands at the right, on every page.
      .sort((one, other) => Number(one.action === main) - Number(other.action === main))
      .map(({ action, label }) => (
        <Button
          key={action}
          small={small}
          busy={busy}
          kind={action === main ? 'main' : danger.includes(action) ? 'danger' : undefined}
          onTap={does[action]}
        >
          {label}
        </Button>
      ))}
  </>
);

/** What a form of the page does: it stands where every main act stands. */
export interface Next {
  label: string;
  busy: boolean;
  run: () => unknown;
}

/** `next`: of the page's own forms, the last one first of all. */
export const ActionBar = <A extends string>({ next = [], ...props }: Props<A> & { next?: readonly Next[] }) =>
  next.length > 0 || props.actions.some(({ action }) => props.does[action]) ? (
    <Acts main={props.main !== undefined || next.length > 0}>
      <ActionButtons {...props} />
      {next.map(({ label, busy, run }, i) => (
        <Button key={label} kind={i === next.length - 1 ? 'main' : undefined} busy={busy} onTap={run}>
          {label}
        </Button>
      ))}
    </Acts>
  ) : null;
