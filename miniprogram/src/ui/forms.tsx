import { Button as Native, Picker, Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { fullDay } from '@/lib/format';
import { Button } from './Button';
import { Arrow, Icon } from './Icon';

/** What forms are made of beside a line of text (parts.tsx has that). */

interface Labelled {
  label: string;
  error?: string | null;
}
export const Row = ({ label, error, children }: Labelled & { children: ReactNode }) => (
  <View className={error ? 'field wrong' : 'field'}>
    <View className="small grey">{label}</View>
    {children}
    {error && <View className="field-error small red">{error}</View>}
  </View>
);

export interface Option<V extends string = string> {
  value: V;
  label: string;
}
/** All that a table of words has, in its order: `optionsOf(LotStateWords)`. */
export const optionsOf = <W extends Readonly<Record<string, string>>>(words: W): Option<keyof W & string>[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** One of a few, all of them in sight. */
export const Choice = <V extends string>({
  label,
  error,
  value,
  options,
  onChange,
}: Labelled & { value: V | ''; options: readonly Option<V>[]; onChange: (value: V) => void }) => (
  <Row label={label} error={error}>
    <View className="row wrap">
      {options.map((option) => (
        <Native
          key={option.value}
          className={option.value === value ? 'press chip chosen' : 'press chip'}
          onClick={() => onChange(option.value)}
          aria-label={`${label}：${option.label}${option.value === value ? '，已选' : ''}`}
        >
          {option.label}
        </Native>
      ))}
    </View>
  </Row>
);

/** Any of a few. */
export const Choices = <V extends string>({
  label,
  error,
  values,
  options,
  onChange,
}: Labelled & { values: readonly V[]; options: readonly Option<V>[]; onChange: (values: V[]) => void }) => (
  <Row label={label} error={error}>
    <View className="row wrap">
      {options.map(({ value, label: text }) => {
        const chosen = values.includes(value);
        return (
          <Native
            key={value}
            className={chosen ? 'press chip chosen' : 'press chip'}
            onClick={() => onChange(chosen ? values.filter((one) => one !== value) : [...values, value])}
            aria-label={`${text}${chosen ? '，已选' : ''}`}
          >
            {text}
          </Native>
        );
      })}
    </View>
  </Row>
);

/** One of many. */
export function Select<V extends string>({
  label,
  error,
  value,
  options,
  onChange,
  placeholder = '请选择',
}: Labelled & { value: V | ''; options: readonly Option<V>[]; onChange: (value: V) => void; placeholder?: string }) {
  const index = options.findIndex((option) => option.value === value);
  return (
    <Row label={label} error={error}>
      <Picker
        mode="selector"
        range={options.map((option) => option.label)}
        value={index < 0 ? undefined : index}
        aria-label={label}
        onChange={({ detail }) => {
          const picked = options[Number(detail.value)];
          if (picked) onChange(picked.value);
        }}
      >
        <View className="between pane top-1" aria-label={`${label}：${options[index]?.label ?? placeholder}`}>
          {index >= 0 ? options[index]!.label : <Text className="grey">{placeholder}</Text>}
          <Arrow />
        </View>
      </Picker>
    </Row>
  );
}

/** A day as the platform writes it: 2026-11-26. */
export function DateField({
  label,
  error,
  value,
  onChange,
  start,
  end,
  clearable,
}: Labelled & { value: string; onChange: (value: string) => void; start?: string; end?: string; clearable?: string }) {
  return (
    <Row label={label} error={error}>
      <View className="row">
        <View className="grow">
          <Picker
            mode="date"
            aria-label={label}
            value={value || end || new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}
            start={start}
            end={end}
            onChange={({ detail }) => onChange(String(detail.value))}
          >
            <View className="between pane top-1" aria-label={`${label}：${value ? fullDay(value) : '请选择日期'}`}>
              {value ? fullDay(value) : <Text className="grey">请选择日期</Text>}
              <Arrow />
            </View>
          </Picker>
        </View>
        {clearable && value !== '' && (
          <Button small kind="plain" onTap={() => onChange('')}>
            {clearable}
          </Button>
        )}
      </View>
    </Row>
  );
}

/** A hour and minute: 14:30. */
export const TimeField = ({
  label,
  error,
  value,
  onChange,
}: Labelled & { value: string; onChange: (value: string) => void }) => (
  <Row label={label} error={error}>
    <Picker
      mode="time"
      aria-label={label}
      value={value || '09:00'}
      onChange={({ detail }) => onChange(String(detail.value))}
    >
      <View className="between pane top-1" aria-label={`${label}：${value || '请选择时间'}`}>
        {value || <Text className="grey">请选择时间</Text>}
        <Arrow />
      </View>
    </Picker>
  </Row>
);

export const Tick = ({ on }: { on: boolean }) => (
  <View className={on ? 'tick on-soil' : 'tick'}>{on && <Icon name="check" size={20} />}</View>
);

/** A line that is ticked off. */
export const Check = ({
  on,
  onChange,
  children,
}: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) => (
  <Native className="press entry row whole" onClick={() => onChange(!on)}>
    <Tick on={on} />
    <View className="grow">{children}</View>
  </Native>
);

export const Tabs = <V extends string>({
  tabs,
  value,
  onChange,
}: {
  tabs: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
}) => (
  <View className="tabs row gap-0 foremost slide on-card">
    {tabs.map((tab) => (
      <Native
        key={tab.value}
        className={
          tab.value === value ? 'press tab pad-2 chosen middle unbroken' : 'press tab pad-2 grey middle unbroken'
        }
        onClick={() => onChange(tab.value)}
      >
        {tab.label}
      </Native>
    ))}
  </View>
);
