import { DatePicker, Input, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { PartyPicker } from './PartyPicker.tsx';

export interface Filter {
  name: string;
  label: string;
  options?: readonly { value: string; label: string }[];
  initial?: string;
  /** Found by name; a day. */
  kind?: 'party' | 'day';
}
export type Filters = Readonly<Record<string, string | undefined>>;
/** What is chosen, by the filters' names: of an enum that a question asks for, one of its values. */
export type Chosen<Variables> = Filters & { readonly [Name in keyof Variables]?: Extract<Variables[Name], string> };

/** What is chosen, by the filters' names; what is chosen otherwise is told with `change`. */
export const FilterBar = ({
  filters,
  chosen,
  change,
}: {
  filters: readonly Filter[];
  chosen: Filters;
  change: (next: Filters) => void;
}) => (
  <Space wrap>
    {filters.map((filter) => (
      <FilterControl
        key={filter.name}
        filter={filter}
        value={chosen[filter.name]}
        onChange={(value) => change({ [filter.name]: value })}
      />
    ))}
  </Space>
);

function FilterControl({
  filter: { label, options, kind },
  value,
  onChange,
}: {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  if (kind === 'party') return <PartyPicker label={label} width={300} value={value} onChange={onChange} />;
  if (kind === 'day')
    return (
      <DatePicker
        aria-label={label}
        placeholder={label}
        value={value ? dayjs(value) : null}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
      />
    );
  if (options)
    return (
      <Select
        aria-label={label}
        value={value ?? ''}
        style={{ minWidth: 150 }}
        showSearch={options.length > 12}
        optionFilterProp="label"
        options={[{ value: '', label: `${label}：全部` }, ...options]}
        onChange={onChange}
      />
    );
  return (
    <Input.Search
      aria-label={label}
      placeholder={label}
      allowClear
      defaultValue={value}
      style={{ width: 260 }}
      onSearch={(text) => onChange(text.trim() || undefined)}
    />
  );
}
