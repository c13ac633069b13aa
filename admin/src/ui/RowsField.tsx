import { Button, Form } from 'antd';
import { control, rulesOf, valueProp, type Field } from './fields.tsx';
import { Icon } from './Icon.tsx';

/** A list of alike groups of fields, such as the packs of a product. */
export function RowsField({ name, label, rows }: { name: string; label: string; rows: readonly Field[] }) {
  return (
    <Form.List name={name}>
      {(items, { add, remove }) => (
        <>
          <div className="rows-title">{label}</div>
          {items.map(({ key, name: at }) => (
            <fieldset key={key} className="row-group">
              {rows.map((field) => (
                <Form.Item
                  key={field.name}
                  name={[at, field.name]}
                  label={field.label}
                  rules={rulesOf(field)}
                  valuePropName={valueProp(field)}
                  className="row-field"
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
          <Button icon={<Icon name="plus" size={16} />} onClick={() => add({})} style={{ marginBottom: 16 }}>
            再加一行
          </Button>
        </>
      )}
    </Form.List>
  );
}
