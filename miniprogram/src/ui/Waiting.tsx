import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { clock } from '@/lib/format';
import { go } from '@/lib/go';
import { textOfAct, useWaiting, whyNot, type Entry } from '@/lib/outbox';
import { Arrow, Icon } from './Icon';
import { Notice } from './parts';

const PLACE = '/pages/outbox/index';

/** On every page, for as long as something waits to be sent or was refused: how much, and since when. */
export function WaitingBar() {
  const entries = useWaiting();
  const isThere = useRouter().path.startsWith(PLACE);
  return isThere ? null : <Waits entries={entries} onTap={() => go(PLACE)} />;
}
export function Waits({ entries, onTap }: { entries: readonly Entry[]; onTap: () => unknown }) {
  const [first] = entries;
  if (!first) return null;
  const refused = entries.filter((entry) => entry.refused).length;
  const waits = entries.length - refused;
  const said = [
    refused > 0 && `${refused} 件没办成，点开看`,
    waits > 0 && `${waits} 件等网发出，${clock(first.atMs)} 起`,
  ].filter(Boolean);
  return (
    <View
      className={`notice row flush sharp bold ${refused > 0 ? 'pale-bad' : 'dashed'}`}
      aria-role="button"
      onClick={() => void onTap()}
    >
      <Icon name={refused > 0 ? 'warn' : 'off'} size={20} />
      <View className="grow">{said.join('；')}</View>
      <Arrow />
    </View>
  );
}

/** What was done to this thing without a network: the page shows it as done, and says that it is on this phone only. */
export const DoneHere = ({ entries }: { entries: readonly Entry[] }) =>
  entries.length === 0 ? null : (
    <Notice tone={entries.some(({ refused }) => refused) ? 'bad' : 'away'}>
      {entries.map((entry) => (
        <View key={entry.id}>
          {textOfAct(entry.document.name)}，{clock(entry.atMs)}：
          {entry.refused ? `没办成。${whyNot(entry)}` : '等网络，已记下'}
        </View>
      ))}
    </Notice>
  );
