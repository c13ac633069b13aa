import { Button } from './Button';
import { Bar } from './parts';

export interface AvailableAction {
  action: string;
  label: string;
}
interface Props {
  /** As the platform says: what may be done now. Nothing else gets a button. */
  actions: readonly AvailableAction[];
  /** How each is done; one that the page does not know is not shown. */
  does: Readonly<Record<string, (() => unknown) | undefined>>;
  busy?: boolean;
  /** The one that most people want. */
  main?: string;
  danger?: readonly string[];
}

export const ActionButtons = ({ actions, does, busy, main, danger = [], small }: Props & { small?: boolean }) => (
  <>
    {actions
      .filter(({ action }) => does[action])
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

export const ActionBar = (props: Props) =>
  props.actions.some(({ action }) => props.does[action]) ? (
    <Bar>
      <ActionButtons {...props} />
    </Bar>
  ) : null;
