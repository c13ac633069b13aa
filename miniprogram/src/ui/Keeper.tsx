import { useState } from 'react';
import { keepOwn, ownKept } from '@/lib/holder';
import { wrongAt, type Problem } from '@/lib/problem';
import { SAID } from '@/lib/said';
import { Field } from './parts';

/** Under which name a phone keeps who kept the last paper. */
const KEPT_AS = 'handover-keeper';

interface Keeper {
  text: string;
  set(text: string): void;
  /** Who it is, for the next paper too; throws at the field where nobody is named. */
  named(): string;
}
/** Who keeps one side's copy of what is signed. */
export function useKeeper(): Keeper {
  const [text, set] = useState(() => ownKept<string>(KEPT_AS) ?? '');
  const named = () => {
    const custodian = text.trim();
    if (!custodian) throw wrongAt('custodian', SAID.whoKeepsThePaper);
    keepOwn(KEPT_AS, custodian);
    return custodian;
  };
  return { text, set, named };
}

export const KeeperField = ({
  keeper,
  problem,
  label = '谁保管这张单',
  like = '比如 库管李会计',
}: {
  keeper: Keeper;
  problem: Problem | null;
  label?: string;
  like?: string;
}) => (
  <Field
    label={label}
    value={keeper.text}
    onInput={keeper.set}
    error={problem?.at('custodian')}
    placeholder={like}
    maxLength={30}
  />
);
