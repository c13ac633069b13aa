import { DatePicker, Input, InputNumber, Radio, Select, Switch, type SelectProps } from 'antd';
import dayjs from 'dayjs';
import type { PartyKind } from '../api/admin.ts';
import { fenOf } from '../lib/format.ts';
import { FileField } from './FileField.tsx';
import { space } from './layout.tsx';
import { PartyPicker } from './PartyPicker.tsx';
import { ProductPicker } from './ProductPicker.tsx';

export interface Field {
  name: string;
  label: string;
  kind:
    | 'text'
    | 'paragraph'
    | 'whole'
    | 'number'
    | 'yuan'
    | 'choice'
    | 'choices'
    | 'pick'
    | 'date'
    | 'moment'
    | 'switch'
    | 'password'
    | 'party'
    | 'product'
    | 'file'
    | 'rows';
  required?: boolean;
  options?: readonly { value: string; label: string }[];
  max?: number;
  help?: string;
  initial?: unknown;
  /** Of rows: the fields of each. */
  rows?: readonly Field[];
  /** Of a file: where it goes, and as what. */
  file?: { edge: string; purpose: string };
  /** Of a party: only such. */
  partyKind?: PartyKind;
  /** Only while this holds of what is filled in so far. */
  when?: (values: Record<string, unknown>) => boolean;
}

const DAY = 'YYYY-MM-DD';
/** Ant Design hands it on, its type forgets it: without a role the group may not say that it is required. */
const RADIOS = { role: 'radiogroup' };
/**
 * Without the `aria-required` of its form, which would stand on the frame, where a screen reader may not meet it; the
 * label tells it.
 */
const Options = ({ 'aria-required': _onFrame, ...props }: SelectProps) => <Select {...props} />;

export function control({ kind, options = [], max = 500, label, partyKind, file }: Field) {
  switch (kind) {
    case 'paragraph':
      return <Input.TextArea rows={4} maxLength={max} showCount />;
    case 'whole':
      return <InputNumber style={{ width: '100%' }} precision={0} />;
    case 'number':
      return <InputNumber style={{ width: '100%' }} />;
    case 'yuan':
      return <Input prefix="¥" inputMode="decimal" maxLength={11} />;
    case 'choice':
      return (
        <Radio.Group
          {...RADIOS}
          options={[...options]}
          optionType="default"
          style={{ display: 'flex', flexWrap: 'wrap', gap: space(2) }}
        />
      );
    case 'pick':
      return <Options options={[...options]} showSearch optionFilterProp="label" placeholder={`选择${label}`} />;
    case 'choices':
      return <Options mode="multiple" options={[...options]} optionFilterProp="label" placeholder={`选择${label}`} />;
    case 'date':
      return <DatePicker style={{ width: '100%' }} format={DAY} />;
    case 'moment':
      return <DatePicker style={{ width: '100%' }} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />;
    case 'switch':
      return <Switch />;
    case 'party':
      return <PartyPicker label={label} kind={partyKind} />;
    case 'product':
      return <ProductPicker label={label} known={options} />;
    case 'file':
      return file && <FileField label={label} {...file} />;
    case 'password':
      return <Input.Password autoComplete="new-password" maxLength={200} />;
    default:
      return <Input maxLength={max} />;
  }
}

export function rulesOf({ kind, required, label }: Field) {
  return [
    ...(required
      ? [
          {
            required: true,
            message:
              kind === 'text' || kind === 'paragraph' || kind === 'yuan' || kind === 'password'
                ? `请填写${label}`
                : `请选择${label}`,
          },
        ]
      : []),
    ...(required && (kind === 'text' || kind === 'paragraph') ? [{ whitespace: true, message: `请填写${label}` }] : []),
    ...(kind === 'yuan'
      ? [
          {
            validator: (_: unknown, value: unknown) =>
              value === undefined || value === '' || fenOf(String(value)) !== null
                ? Promise.resolve()
                : Promise.reject(new Error('写作 128.50，最多两位小数')),
          },
        ]
      : []),
  ];
}

/** Where the control's value lives. */
export const valueProp = ({ kind }: Field): string => (kind === 'switch' ? 'checked' : 'value');

/**
 * The place in the form of what the server found wrong (`totalFen`, `villages.0.code`); none where this form has no
 * such field.
 */
export function fieldAt(fields: readonly Field[], at: string): (string | number)[] | undefined {
  const [head, row, inner] = at.split('.');
  const field = fields.find(({ name }) => name === at || name === at.replace(/Fen$/, '') || name === head);
  if (field?.kind !== 'rows') return field && [field.name];
  const within = inner === undefined ? undefined : fieldAt(field.rows ?? [], inner);
  return within && [field.name, Number(row), ...within];
}

/** What the server takes: fen for yuan, a day or a moment as text, nothing for what was left empty. */
export function taken(fields: readonly Field[], values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, kind, rows }) => {
      const value = values[name];
      if (value === undefined || value === null || value === '') return [name, undefined];
      if (kind === 'yuan') return [name, fenOf(String(value))];
      if (dayjs.isDayjs(value)) return [name, kind === 'moment' ? value.toISOString() : value.format(DAY)];
      if (kind === 'rows' && Array.isArray(value)) return [name, value.map((row) => taken(rows ?? [], row))];
      return [name, typeof value === 'string' && kind !== 'password' ? value.trim() : value];
    }),
  );
}
