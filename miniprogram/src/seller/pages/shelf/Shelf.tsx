import { View } from '@tarojs/components';
import { Icon } from '@/ui/Icon';
import type { Parcel } from './index';

const A_ROW = 4;

/** What is written below a place: whose it is, or for how long it has stood there when that is what matters. */
function markOf({ state, phoneTail, daysThere, isLastDay }: Parcel): { text: string; tone?: string } {
  if (state === 'LEFT_AT_STATION') return { text: '该退回', tone: 'pale-bad' };
  return isLastDay ? { text: `${daysThere} 天了`, tone: 'on-rice' } : { text: phoneTail };
}

interface ShelfProps {
  title?: string;
  cold?: boolean;
  places: readonly string[];
  parcels: readonly Parcel[];
  open: (id: string) => void;
}

/** The shelf as it stands there: four in a row, the empty places dashed. */
export function Shelf({ title, cold, places, parcels, open }: ShelfProps) {
  const beside = parcels.filter(({ shelf }) => shelf === null || !places.includes(shelf));
  const all = [...places, ...beside.map(() => null)];
  if (all.length === 0) return null;
  const rows = Array.from({ length: Math.ceil(all.length / A_ROW) }, (_, i) => all.slice(i * A_ROW, (i + 1) * A_ROW));
  let next = 0;
  return (
    <>
      {title && (
        <View className="row gap-2 pad-x-4 top-3">
          <Icon name="snow" />
          <View className="lead bold">{title}</View>
        </View>
      )}
      <View className={`section ${cold ? 'pale-cold' : 'pale-soil'}`}>
        {rows.map((row, i) => (
          <View key={row[0] ?? i} className={`shelf ${cold ? 'shelf-cold' : ''}`}>
            {row.map((place, j) => {
              const parcel = place === null ? beside[next++] : parcels.find(({ shelf }) => shelf === place);
              if (!parcel) return <View key={place ?? j} className="shelf-place dashed" />;
              const { text, tone } = markOf(parcel);
              return (
                <View
                  key={parcel.id}
                  className={`shelf-place press column center ${tone ?? (cold ? 'on-card' : 'on-line')}`}
                  aria-role="button"
                  onClick={() => open(parcel.id)}
                >
                  <View className="title">{place ?? '架边'}</View>
                  <View className="small">{text}</View>
                </View>
              );
            })}
          </View>
        ))}
      </View>
    </>
  );
}
