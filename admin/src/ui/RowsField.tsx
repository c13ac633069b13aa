import { Button, Form } from 'antd';
import { control, rulesOf, valueProp, type Field } from './fields.tsx';
import { Icon } from './Icon.tsx';
import { space } from './layout.tsx';

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

/** A list of alike groups of fields, such as the packs of a product. */
export function RowsField({ name, label, rows }: { name: string; label: string; rows: readonly Field[] }) {
  return (
    <Form.List name={name}>
      {(items, { add, remove }) => (
        <>
          <b>{label}</b>
          {items.map(({ key, name: at }) => (
            <fieldset key={key} style={GROUP}>
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
