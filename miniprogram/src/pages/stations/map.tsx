import { View } from '@tarojs/components';
import type { StationsQuery } from '@/api/shop';
import { useCare } from '@/lib/care';
import type { MapPoint } from '@/lib/place';
import { Section } from '@/ui/parts';

type Station = StationsQuery['countyStations'][number];
type Township = NonNullable<StationsQuery['homeTownships']>[number];
type Placed<T> = T & { point: MapPoint };
const isPlaced = <T extends { point: MapPoint | null }>(one: T): one is Placed<T> => one.point !== null;

/** A place on the picture, in parts of its width and height from above. */
interface Spot {
  x: number;
  y: number;
}
/** So much of the picture is left free around what is on it, for the names. */
const MARGIN = 0.1;
/** A letter on the picture, and a line; in large letters half as much again. */
const LETTER = { x: 0.042, y: 0.055 };
const CARE = 1.45;
const percentOf = (share: number): string => `${Math.round(share * 1000) / 10}%`;
const at = ({ x, y }: Spot) => ({ left: percentOf(x), top: percentOf(y) });

/** Lays points on a picture, north above; a county is small enough to be flat. */
function pictureOf(points: readonly MapPoint[]): (point: MapPoint) => Spot {
  const across = (degrees: readonly number[]) => {
    const from = Math.min(...degrees);
    const span = Math.max(...degrees) - from;
    return (degree: number): number => MARGIN + (span === 0 ? 0.5 : (degree - from) / span) * (1 - 2 * MARGIN);
  };
  const x = across(points.map(({ longitude }) => longitude));
  const y = across(points.map(({ latitude }) => latitude));
  return ({ latitude, longitude }) => ({ x: x(longitude), y: 1 - y(latitude) });
}

interface Name extends Spot {
  text: string;
}
/** Those that cover none before them: one that cannot be read says nothing. */
const readable = (names: readonly Name[], larger: number): Name[] =>
  names.reduce<Name[]>((kept, name) => {
    const covers = (other: Name): boolean =>
      Math.abs(name.x - other.x) < (LETTER.x * larger * (name.text.length + other.text.length)) / 2 &&
      Math.abs(name.y - other.y) < LETTER.y * larger;
    return kept.some(covers) ? kept : [...kept, name];
  }, []);

/** The county as we draw it: its townships by name, its stations by the numbers of the list below. */
export function StationMap({ stations, townships }: { stations: readonly Station[]; townships: readonly Township[] }) {
  const larger = useCare() ? CARE : 1;
  const placed = stations.map((station, i) => ({ ...station, number: i + 1 })).filter(isPlaced);
  const known = townships.filter(isPlaced);
  if (placed.length === 0) return null;
  const spotOf = pictureOf([...placed, ...known].map(({ point }) => point));
  const names = known.map(({ name, point }) => ({
    text: name.replace(/(?:满族|朝鲜族|蒙古族)*[镇乡]$/, ''),
    ...spotOf(point),
  }));
  return (
    <Section>
      <View className="county over" aria-role="img" aria-label={`${placed.length}个服务站在县里的位置，按下面的号数`}>
        {readable(names, larger).map((name) => (
          <View key={name.text} className="lie pinned unbroken small grey" style={at(name)}>
            {name.text}
          </View>
        ))}
        {placed.map(({ stationPartyId, number, point }) => (
          <View key={stationPartyId} className="lie stuck tick disc bold on-rice" style={at(spotOf(point))}>
            {number}
          </View>
        ))}
      </View>
    </Section>
  );
}
