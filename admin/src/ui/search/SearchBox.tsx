import { Button, Input, Modal } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { Find, type FindQueryVariables } from '../../api/admin.ts';
import { useAsk } from '../../lib/use.ts';
import { Facts } from '../Facts.tsx';
import { Icon } from '../Icon.tsx';
import { askedBy, mattersForMe, type Hit } from './matters.ts';

/** Longer than between two keys of one word. */
const PAUSE_MS = 300;
const NOTHING: FindQueryVariables = {
  text: '',
  number: '',
  code: '',
  orders: false,
  parcels: false,
  cases: false,
  lots: false,
  parties: false,
  products: false,
};

/** The field and what it finds, by matter; arrows choose, Enter opens. */
export function SearchBox({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [settled, setSettled] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useId();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const variables = askedBy(settled);
  const asked = useAsk(variables ? Find : null, variables ?? NOTHING, { keepPreviousData: false });
  const found = mattersForMe().flatMap(({ name, title, icon, hits }) => {
    const own = asked.data ? hits(asked.data) : [];
    return own.length > 0 ? [{ name, title, icon, hits: own }] : [];
  });
  const all = found.flatMap(({ hits }) => hits);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    void navigate(hit.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word opens nothing.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      setChosen((before) => (before + step + all.length) % all.length);
    }
    if (event.key === 'Enter') {
      if (settled === typed) open(all[chosen]);
      else setSettled(typed);
    }
  };
  const isSearched = variables !== null && settled === typed;
  return (
    <Modal open footer={null} closable={false} onCancel={onClose} width={640} title="查找" style={{ top: 64 }}>
      <Input
        size="large"
        autoFocus
        role="combobox"
        aria-label="要找的单号、主体或批次"
        aria-expanded={all.length > 0}
        aria-controls={list}
        aria-activedescendant={all[chosen] && `${list}-${chosen}`}
        prefix={<Icon name="search" />}
        placeholder="手里有什么就写什么"
        maxLength={80}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label="找到的" className="top-3">
        {found.map(({ name, title, icon, hits }) => (
          <li key={name} role="group" aria-label={title}>
            <div className="small grey" aria-hidden="true">
              {title}
            </div>
            {hits.map((hit) => (
              <div
                key={hit.key}
                id={`${list}-${all.indexOf(hit)}`}
                role="option"
                className={`row pad-2 r-chip ${hit === all[chosen] ? 'on-soil' : ''}`}
                aria-selected={hit === all[chosen]}
                onMouseMove={() => setChosen(all.indexOf(hit))}
                onClick={() => open(hit)}
              >
                <Icon name={icon} />
                <b>{hit.title}</b>
                <span className={hit === all[chosen] ? 'small' : 'small grey'}>{hit.note}</span>
              </div>
            ))}
          </li>
        ))}
      </ul>
      <div role="status" aria-live="polite">
        {asked.error ? (
          <p className="red">
            {asked.error.message}{' '}
            <Button size="small" onClick={asked.again}>
              再试一次
            </Button>
          </p>
        ) : asked.loading ? (
          <p className="small grey">正在找…</p>
        ) : isSearched && all.length === 0 ? (
          <p>没有找到“{settled.trim()}”，或者不归您看。</p>
        ) : null}
      </div>
      {all.length === 0 && <What />}
    </Modal>
  );
}

/** What can be looked for, by this post. */
const What = () => <Facts columns={1} of={mattersForMe().map(({ title, by }) => [title, `写${by}`] as const)} />;
