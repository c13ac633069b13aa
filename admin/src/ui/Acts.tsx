import { Button, Modal, Space, Tooltip } from 'antd';
import { useState } from 'react';
import type { TypedDocument } from '../api/admin.ts';
import type { Refusal } from '../lib/client.ts';
import { may, onlyLooks, whoMay } from '../lib/rights.ts';
import { useAct, type Done } from '../lib/use.ts';
import { FormDialog, type Form_ } from './FormDialog.tsx';
import { RefusalAlert } from './RefusalAlert.tsx';

/**
 * One thing that can be done. `field` is the mutation, for who may do it; `action` its name in availableActions, for
 * whether it can be done now.
 */
export interface Act {
  label: string;
  field: string;
  action?: Uppercase<string>;
  tone?: 'primary' | 'danger';
  /** Asks first, in a sentence. */
  confirm?: React.ReactNode;
  /** Asks first, in a form. */
  dialog?: (onClose: () => void) => React.ReactNode;
  send?: (run: Run) => Promise<Done<object> | null>;
}
type Run = ReturnType<typeof useAct>['act'];

/** A question, what it takes and what comes of it fit together here: whoever presses it needs no types. */
export const act = <Result extends object, Variables>({
  form,
  document,
  variables,
  onDone,
  ...shown
}: Omit<Act, 'dialog' | 'send'> & {
  form?: () => Form_<Variables, Result>;
  document?: TypedDocument<Result, Variables>;
  variables?: Variables;
  onDone?: (result: Result) => void;
}): Act => ({
  ...shown,
  ...(form && { dialog: (onClose) => <FormDialog form={form()} onClose={onClose} /> }),
  ...(document &&
    variables !== undefined && {
      async send(run) {
        const done = await run(document, variables);
        if (done?.ok) onDone?.(done.result);
        return done;
      },
    }),
});

/**
 * The last column of a table: what can be done with each row, or whose work it is. `field`: a mutation, or several
 * (`a|b`).
 */
export const work = (field: string) => ({
  title: may(field) || onlyLooks() ? '办理' : `由${whoMay(field)}办理`,
  only: 'screen' as const,
  text: () => '',
});

/**
 * Buttons for what the server says that the caller can do (`available`; without it, whatever they may). What only
 * others may do is shown without effect where it can always be done; in a table its head says whose it is. To those who
 * only look on nothing is shown.
 */
export function Acts({
  acts,
  available,
  size,
}: {
  acts: readonly Act[];
  available?: readonly (string | { action: string })[];
  size?: 'small';
}) {
  const [open, setOpen] = useState<Act | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { busy, act: run } = useAct();
  if (onlyLooks() && acts.every(({ field }) => !may(field))) return null;
  if (available && acts.every(({ field }) => !may(field))) return null;
  const names = available?.map((one) => (typeof one === 'string' ? one : one.action));
  const shown = acts.filter(
    ({ action, field }) => (!action || !names || names.includes(action)) && (may(field) || !onlyLooks()),
  );

  const press = async (one: Act) => {
    if (one.dialog || one.confirm) return setOpen(one);
    const done = await one.send?.(run);
    if (done && !done.ok) setRefusal(done.refusal);
  };
  const confirmed = async (one: Act) => {
    const done = await one.send?.(run);
    if (!done) return;
    setOpen(null);
    if (!done.ok) setRefusal(done.refusal);
  };

  if (shown.length === 0) return null;
  return (
    <>
      <Space wrap size="small">
        {shown.map((one) => {
          const allowed = may(one.field);
          const button = (
            <Button
              key={one.label}
              size={size}
              type={one.tone === 'primary' ? 'primary' : 'default'}
              danger={one.tone === 'danger'}
              disabled={!allowed}
              loading={busy && !one.dialog && !open}
              onClick={() => void press(one)}
            >
              {one.label}
            </Button>
          );
          return allowed ? (
            button
          ) : (
            <Tooltip key={one.label} title={`只有${whoMay(one.field)}能做`}>
              <span>{button}</span>
            </Tooltip>
          );
        })}
      </Space>
      {open?.dialog?.(() => setOpen(null))}
      <Modal
        open={!!open?.confirm && !open.dialog}
        title={open?.label}
        okText={open?.label}
        cancelText="取消"
        okButtonProps={{ danger: open?.tone === 'danger', loading: busy }}
        onOk={() => open && void confirmed(open)}
        onCancel={() => setOpen(null)}
      >
        {open?.confirm}
      </Modal>
      <Modal
        open={!!refusal}
        title="没有办成"
        footer={
          <Button type="primary" onClick={() => setRefusal(null)}>
            知道了
          </Button>
        }
        onCancel={() => setRefusal(null)}
      >
        <RefusalAlert type="warning" refusal={refusal} />
      </Modal>
    </>
  );
}
