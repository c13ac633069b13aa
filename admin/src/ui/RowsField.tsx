import { Alert, Button, Form } from 'antd';
import { useState, type ClipboardEvent } from 'react';
import { control, rulesOf, valueProp, type Field } from './fields.tsx';
import { Icon } from './Icon.tsx';
import { space } from './layout.tsx';
import { isTable, pastedRows } from './pasted-rows.ts';

const GROUP = {
  border: '1px solid var(--line)',
  borderRadius: 'var(--r-chip)',
  padding: space(3),
  margin: `${space(2)} 0`,
  display: 'flex',
  flexWrap: 'wrap',
  gap: space(3),
  alignItems: 'flex-end',
} as const;

/** A list of alike groups of fields, such as the packs of a product. Rows of a spreadsheet are pasted into it. */
export function RowsField({ name, label, rows }: { name: string; label: string; rows: readonly Field[] }) {
  const form = Form.useFormInstance();
  const [fault, setFault] = useState('');
  const paste = (at: number) => (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!isTable(text)) return;
    event.preventDefault();
    const pasted = pastedRows(text, rows);
    setFault(typeof pasted === 'string' ? pasted : '');
    if (typeof pasted === 'string') return;
    const before: unknown[] = form.getFieldValue(name);
    form.setFieldValue(name, [...before.slice(0, at), ...pasted, ...before.slice(at + 1)]);
  };
  return (
    <Form.List name={name}>
      {(items, { add, remove }) => (
        <>
          <b>{label}</b>
          {fault && <Alert type="error" message={fault} style={{ margin: `${space(2)} 0` }} />}
          {items.map(({ key, name: at }) => (
            <fieldset key={key} style={GROUP} onPaste={paste(at)}>
              {rows.map((field) => (
                <Form.Item
                  key={field.name}
                  name={[at, field.name]}
                  label={field.label}
                  rules={rulesOf(field)}
                  valuePropName={valueProp(field)}
                  style={{ flex: '1 1 150px', marginBottom: space(3) }}
                >
                  {control(field)}
                </Form.Item>
              ))}
              <Button
                icon={<Icon name="x" size={16} />}
                onClick={() => remove(at)}
                aria-label={`删除第 ${at + 1} 行`}
                disabled={items.length === 1}
              >
                删除
              </Button>
            </fieldset>
          ))}
          <Button icon={<Icon name="plus" size={16} />} onClick={() => add({})} style={{ marginBottom: space(4) }}>
            再加一行
          </Button>
        </>
      )}
    </Form.List>
  );
}
