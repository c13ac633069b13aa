import { ScrollView, View } from '@tarojs/components';
import { useState } from 'react';
import { PictureSubjectWords, type PictureSubject } from '@/api/shop';
import type { IconName } from './Icon';
import { Picture } from './parts';

interface Shot {
  id: string;
  alt: string;
  shows?: PictureSubject | null;
}

/** A product's pictures, the cover first; a finger moves on to the others, or a word leads to what it shows. */
export function Gallery({ pictures, drawing }: { pictures: readonly Shot[]; drawing: IconName }) {
  const [at, setAt] = useState(0);
  const [wanted, want] = useState('');
  const [cover] = pictures;
  if (pictures.length < 2)
    return (
      <View className="sharp">
        <Picture id={cover?.id} size="100%" height={300} label={cover?.alt} drawing={drawing} />
      </View>
    );
  const firsts = pictures.flatMap(({ shows }, i) =>
    shows && pictures.findIndex((one) => one.shows === shows) === i ? [{ shows, i }] : [],
  );
  return (
    <View className="over sharp">
      <ScrollView
        className="gallery row gap-2 whole"
        scrollX
        enableFlex
        scrollIntoView={wanted}
        onScroll={({ detail: { scrollLeft, scrollWidth } }) => {
          setAt(Math.round((scrollLeft / scrollWidth) * pictures.length));
          want('');
        }}
      >
        {pictures.map(({ id, alt }, i) => (
          <View key={id} id={`shot-${i}`} className="gallery-place still">
            <Picture id={id} size="100%" height={300} label={`${alt}，第${i + 1}张，共${pictures.length}张`} />
          </View>
        ))}
      </ScrollView>
      {firsts.length > 1 ? (
        <View className="gallery-foot row gap-0 r-chip on-veil">
          {firsts.map(({ shows, i }) => (
            <View
              key={shows}
              className={`center touch pad-x-2 r-chip ${pictures[at]?.shows === shows ? 'on-sheet bold' : ''}`}
              aria-role="button"
              onClick={() => want(`shot-${i}`)}
            >
              {PictureSubjectWords[shows]}
            </View>
          ))}
        </View>
      ) : (
        <View className="gallery-foot pad-x-2 r-chip small on-veil">共{pictures.length}张，左右滑动看</View>
      )}
    </View>
  );
}
