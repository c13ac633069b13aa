import { Button as Native } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { speech } from '@/lib/platform';
import { Icon } from '@/ui/Icon';

/** Reads what is asked to whoever would rather hear it; nothing where the phone cannot. */
export function ReadAloud({ text }: { text: string }) {
  const [isPossible, setPossible] = useState(speech.isPossible);
  useEffect(() => speech.watch(() => setPossible(speech.isPossible())), []);
  if (!isPossible) return null;
  return (
    <Native className="press row still bold on-rice r-sheet pad-x-4" onClick={() => speech.say(text)}>
      <Icon name="say" />
      念给我
    </Native>
  );
}
