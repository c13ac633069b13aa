import { SAID } from '../lib/said.ts';
import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { PartyNames, type PartyKind } from '../api/admin.ts';
import { ask } from '../lib/client.ts';

const WAIT_MS = 300;
type Option = { value: string; label: string };

/** Finds a party by a part of its name, or by a whole number; its id is what is chosen. */
export function PartyPicker({
  value,
  onChange,
  kind,
  label,
  id,
  width,
}: {
  value?: string;
  onChange?: (value: string | undefined) => void;
  kind?: PartyKind;
  label: string;
  id?: string;
  width?: number;
}) {
  const [options, setOptions] = useState<Option[]>([]);
  const [says, setSays] = useState('写出名称里的几个字');
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef('');
  useEffect(() => () => clearTimeout(waiting.current), []);
  const search = (text: string) => {
    clearTimeout(waiting.current);
    newest.current = text.trim();
    if (!newest.current) return;
    waiting.current = setTimeout(() => {
      const asked = newest.current;
      ask(PartyNames, { search: asked, kind }).then(
        ({ parties }) => {
          if (asked !== newest.current) return;
          setOptions(
            parties.edges.map(({ node }) => ({
              value: node.id,
              label: `${node.name}（${node.kindTitle}，${node.stateLabel}）`,
            })),
          );
          setSays(SAID.partyMissing);
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
