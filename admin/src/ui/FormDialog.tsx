import { Form, Modal } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import type { TypedDocument } from '../api/admin.ts';
import { newRequestId, placeOf, type Refusal } from '../lib/client.ts';
import { draftOf, dropDraft, keepDraft } from '../lib/drafts.ts';
import { useAct } from '../lib/use.ts';
import { space } from './layout.tsx';
import { control, fieldAt, rulesOf, taken, valueProp, type Field } from './fields.tsx';
import { filledOf, type Filled } from './filled.ts';
import { RefusalAlert } from './RefusalAlert.tsx';
import { RowsField } from './RowsField.tsx';

export interface Form_<Variables, Result extends object = object> {
  /** Under this name what was typed is kept until it was taken. */
  draft: string;
  title: string;
  submit: string;
  danger?: boolean;
  intro?: React.ReactNode;
  fields: readonly Field[];
  document: TypedDocument<Result, Variables>;
  variables: (filled: Filled, requestId: string) => Variables;
  onDone?: (result: Result) => void;
}

/** What was kept of a field; nothing where it was a choice that the form does not have any more. */
const keptValue = (kept: unknown, options: Field['options']): unknown =>
  typeof kept !== 'string' || !options || options.some(({ value }) => value === kept) ? kept : undefined;

/**
 * A form in a dialogue. What is wrong stands at the field, before and after the server answers; a refusal of the whole
 * stands on top.
 */
export function FormDialog<Variables, Result extends object>({
  form,
  onClose,
}: {
  form: Form_<Variables, Result>;
  onClose: () => void;
}) {
  const [antForm] = Form.useForm();
  const draft = useRef(draftOf(form.draft, newRequestId));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { busy, act } = useAct();
  const values: Record<string, unknown> = Form.useWatch([], antForm) ?? {};
  const fields = form.fields.filter(({ when }) => !when || when(values));
  const keepable = (all: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => form.fields.find((field) => field.name === name)?.kind !== 'password'),
    );

  useEffect(() => {
    const kept = draft.current.values;
    antForm.setFieldsValue(
      Object.fromEntries(
        form.fields.map(({ name, initial, kind, options }) => {
          const value = keptValue(kept[name], options) ?? initial;
          return [name, (kind === 'date' || kind === 'moment') && typeof value === 'string' ? dayjs(value) : value];
        }),
      ),
    );
    // Once, when the dialogue opens.
  }, []);

  const submit = async (filled: Record<string, unknown>) => {
    setRefusal(null);
    keepDraft(form.draft, { ...draft.current, values: keepable(filled) });
    const done = await act(form.document, form.variables(filledOf(taken(fields, filled)), draft.current.requestId));
    if (!done) return;
    if (done.ok) {
      dropDraft(form.draft);
      form.onDone?.(done.result);
      onClose();
      return;
    }
    const placed = done.refusal.details.map((detail) => ({ ...detail, name: fieldAt(fields, placeOf(detail)) }));
    antForm.setFields(placed.flatMap(({ name, text }) => (name ? [{ name, errors: [text] }] : [])));
    setRefusal({ ...done.refusal, details: placed.filter(({ name }) => !name) });
    // An answer that refused has used up nothing, but what is sent next is another input; only a lost answer is asked
    // for again under its id.
    if (done.refusal.clause !== undefined || done.refusal.details.length > 0)
      draft.current = { ...draft.current, requestId: newRequestId() };
  };

  return (
    <Modal
      open
      title={form.title}
      okText={form.submit}
      cancelText="取消"
      okButtonProps={{ danger: form.danger, loading: busy }}
      onOk={() => antForm.submit()}
      onCancel={onClose}
      maskClosable={false}
      destroyOnHidden
      width={form.fields.some(({ kind }) => kind === 'rows') ? 860 : 560}
    >
      {form.intro && <div style={{ marginBottom: space(3) }}>{form.intro}</div>}
      {refusal && <RefusalAlert type="error" refusal={refusal} />}
      <Form
        form={antForm}
        layout="vertical"
        onFinish={(filled) => void submit(filled)}
        onValuesChange={(_, all) => keepDraft(form.draft, { ...draft.current, values: keepable(all) })}
        scrollToFirstError
        requiredMark="optional"
      >
        {fields.map((field) =>
          field.kind === 'rows' ? (
            <RowsField key={field.name} name={field.name} label={field.label} rows={field.rows ?? []} />
          ) : (
            <Form.Item
              key={field.name}
              name={field.name}
              label={field.label}
              rules={rulesOf(field)}
              extra={field.help}
              valuePropName={valueProp(field)}
              validateFirst
            >
              {control(field)}
            </Form.Item>
          ),
        )}
      </Form>
    </Modal>
  );
}
