import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';

const WAIT_MS = 300;
export type Found = { value: string; label: string };
export interface FinderProps {
  value?: string;
  onChange?: (value: string | undefined) => void;
  label: string;
  id?: string;
  width?: number;
  /** Known before anything is looked for. */
  known?: readonly Found[];
}

/** Finds one of very many by some letters that somebody writes; its id is what is chosen. */
export function Finder({
  value,
  onChange,
  label,
  id,
  width,
  known = [],
  find,
  hint,
  missing,
}: FinderProps & { find: (text: string) => Promise<Found[]>; hint: string; missing: string }) {
  const [options, setOptions] = useState<Found[]>([...known]);
  const [says, setSays] = useState(hint);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef('');
  useEffect(() => () => clearTimeout(waiting.current), []);
  const search = (text: string) => {
    clearTimeout(waiting.current);
    newest.current = text.trim();
    if (!newest.current) return;
    waiting.current = setTimeout(() => {
      const asked = newest.current;
      find(asked).then(
        (found) => {
          if (asked !== newest.current) return;
          setOptions(found);
          setSays(missing);
        },
        (error: Error) => setSays(error.message),
      );
    }, WAIT_MS);
  };
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      onSearch={search}
      options={options}
      showSearch
      filterOption={false}
      allowClear
      aria-label={label}
      placeholder={`${label}：写几个字来找`}
      notFoundContent={says}
      style={width ? { width } : undefined}
    />
  );
}
